"""Why a component opens a section, in words."""

from __future__ import annotations

from app.model.notes import Certainty, Link

AMBIGUOUS = "ambiguous"  # several sections are equally good, and none is opened

_WORDS = {
    "URL": "the diagram names this section",
    "alias": "its note has that name as an alias",
    "label": "it is called the same",
    "class": "it is called as the component's kind",
    "name": "it is called the same, but for “AWS” or “Amazon”",
    "diagram": "its diagram is shown here",
    "entry": "a list or table in it explains {said}",
    "near": "it is about {said}, the closest to it",
    "system": "it is about {said}, which it is a part of",
}
_FEW = {
    "alias": "by its alias",
    "label": "called the same",
    "class": "called as its kind",
    "name": "called the same",
    "diagram": "its diagram is here",
    "entry": "explains {said}",
    "near": "about {said}",
    "system": "about {said}",
}
_NOTHING = {
    "URL": "the diagram names a section that no note has",
    AMBIGUOUS: "several sections are about it equally",
}


def briefly(link: Link) -> str:
    """The same of one with a section, where there is room for a few words."""
    if link.reason == "title":
        speaks = "speaks of" if link.certainty is Certainty.LIKELY else "about"
        return f"{speaks} {link.said}"
    return _FEW.get(link.reason, because(link)).format(said=link.said)


def because(link: Link) -> str:
    """Why it opens its section, or none, as the rest of a sentence."""
    if link.section is None:
        return _NOTHING.get(link.reason, "no section is about it")
    if link.reason == "title":
        speaks = "speaks of" if link.certainty is Certainty.LIKELY else "is about"
        return f"its title {speaks} {link.said}"
    return _WORDS.get(link.reason, link.reason).format(said=link.said)
