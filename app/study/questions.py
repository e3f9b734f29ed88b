"""The cards of a section called “Check yourself”: each fold asks something, and holds the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.model.diagram import Diagram
from app.model.ids import DiagramId
from app.model.notes import Note, Section
from app.model.workspace import Workspace
from app.study.answers import words
from app.study.card import Card, CardKind, card_id
from app.study.giveaways import named
from app.study.sentences import Told, plain

_FOLD = re.compile(r"<details[^<>]*>\s*<summary[^<>]*>", re.IGNORECASE)
_SUMMARY_END = re.compile("</summary>", re.IGNORECASE)
_FOLD_END = re.compile("</details>", re.IGNORECASE)


def questions(section: Section, workspace: Workspace) -> Iterator[Card]:
    """Those of a section; none where it is another one."""
    if not _asks(section):
        return
    note = workspace.notebook.note(section.file)
    diagrams = _diagrams(note, workspace) if note else ()
    told = Told(s for s in (note.sections if note else ()) if not _asks(s))
    for asked, answered in _folds(section.text):
        question, answer = plain(asked), plain(answered)
        if words(question) and answer:
            yield Card(
                card_id(CardKind.NOTE, section.file, "-".join(words(question))[:120]),
                CardKind.NOTE,
                _about(f"{question} {answer}", diagrams),
                question,
                answer,
                section=section.id,
                reasons=told.reason(question, answer),
            )


def _asks(section: Section) -> bool:
    return words(section.title) == ("check", "yourself")


def _diagrams(note: Note, workspace: Workspace) -> tuple[Diagram, ...]:
    """Those that a note shows; where it shows none, those whose components open its sections, the
    one with most of them first."""
    images = (i for s in note.sections for i in s.images)
    shown = (d for i in images if (d := workspace.pictured(i)) is not None)
    found = {d.id: d for d in shown}
    if found:
        return tuple(found.values())
    own = {s.id for s in note.sections}
    links = {
        d.id: sum(link.section in own for link in workspace.links.get(d.id, {}).values())
        for d in workspace.diagrams
    }
    opening = sorted((d for d in workspace.diagrams if links[d.id]), key=lambda d: -links[d.id])
    return tuple(opening)


def _about(said: str, diagrams: tuple[Diagram, ...]) -> DiagramId:
    """The diagram with most of the components that are named; the first one of several."""

    def known(diagram: Diagram) -> int:
        return len(named(said, (c.label for c in diagram.components)))

    best = max(diagrams, key=known, default=None)
    return best.id if best is not None else DiagramId("")


def _folds(text: str) -> Iterator[tuple[str, str]]:
    """What each fold that is whole asks, and what it holds."""
    at = 0
    while (
        (fold := _FOLD.search(text, at))
        and (asked := _SUMMARY_END.search(text, fold.end()))
        and (end := _FOLD_END.search(text, asked.end()))
    ):
        yield text[fold.end() : asked.start()], text[asked.end() : end.start()]
        at = end.end()
