"""What a component is about: the subjects of the catalogue that its label and its class mean."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from app.model.diagram import Cluster, Node
from app.subjects import pieces, squeezed, subjects

# What tells one of several, at a label's end: “Private subnet A”, “user1”, “VPC 10.0.0.0/16”.
_DETAIL = re.compile(r"[A-Z]?\d+|[A-Z]\d?|[\d./:%].*")
LONGEST = 400  # characters of a label that are looked at
_FORMS = 3  # of a text
_LINED = 2 * _FORMS  # those of a label's first two lines
_BEFORE = re.compile(r"\s(?:for|to|of|in|on|from|with|per|by|at|that|which)\s")


def of_label(label: str, context: Collection[str]) -> tuple[list[str], list[str]]:
    """The subjects that a label is, and the one that it ends with, or else begins with, where its
    surroundings are about `context`."""
    whole, within = _of_label(label.strip()[:LONGEST], frozenset(context))
    return [*whole], [*within]


@lru_cache(maxsize=4096)  # a reload asks the same of the same labels
def _of_label(label: str, context: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = subjects()
    whole: list[str] = []
    within: list[str] = []
    for number, form in enumerate(_forms(label)):
        read = pieces(form)
        atoms = read[0][1] if read else ()
        meant = [known.meant(atom, context) for atom in atoms]
        if len(atoms) == 1 and meant[0]:
            if number == _FORMS and form != _forms(label)[0]:
                whole.clear()  # “EC2 Instance” above “Savings Plan”: the name goes on
            whole.append(meant[0])
        elif meant and number < _LINED and not _BEFORE.search(form) and not within:
            within += [name for name in (meant[-1], meant[0]) if name][:1]
    return tuple(dict.fromkeys(whole)), tuple(within)


@lru_cache(maxsize=4096)
def _forms(label: str) -> tuple[str, ...]:
    """A label's first line, its first two, all of it; each as it is, without details, and what
    stands before “for” or “of”."""
    lines = [line.strip() for line in label.strip()[:LONGEST].split("\n")]
    texts = lines[0], " ".join(lines[:2]), " ".join(label.split())
    return tuple(
        form for text in texts for form in (text, _bare(text), _BEFORE.split(text, maxsplit=1)[0])
    )


def _bare(text: str) -> str:
    words = text.split()
    while len(words) > 1 and _DETAIL.fullmatch(words[-1]):
        words.pop()
    return " ".join(words).rstrip("0123456789")


def is_common(component: Node | Cluster) -> bool:
    """Whether its label is a word for anything: “Application”, “no”, “App A”. Of people one of
    several has a name: “user1”."""
    label = component.label
    lines = (" ".join(label.split()), label.strip().partition("\n")[0])
    return any(map(subjects().is_common, lines if is_people(component) else _forms(label)))


def is_people(component: Node | Cluster) -> bool:
    """Whether it stands for somebody, or for a thing of theirs, outside of what is drawn."""
    return isinstance(component, Node) and subjects().is_people(component.kind)


def subject_named(name: str) -> str:
    """The subject that a name says by itself; empty for none."""
    known = subjects().phrases.get(squeezed(name), ())
    return next((subject for subject, inside in known if not inside), "")


def related(name: str, others: Collection[str]) -> bool:
    """Whether one of the others is a part of it, or of what it is a part of, unless that is an area."""
    known = subjects()
    family = {one for one in (name, *known.above(name)) if not known.is_area(one)}
    return any(family & {other, *known.above(other)} for other in others)


def is_kind_of(name: str, other: str) -> bool:
    """Whether a name says a kind of what the other does, or more of it: a private subnet is a subnet, and
    a task role as much a role as an IAM role is."""
    own, theirs = _in_order(name), _in_order(other)
    return own[-1:] == theirs[-1:] or own[: len(theirs)] == theirs


def _in_order(name: str) -> list[str]:
    return [word for _, atoms in pieces(name) for atom in atoms for word in atom.words]
