"""Which text of the workspace a note means by `![[note#part]]`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.model.ids import SectionId
from app.model.notes import Note
from app.model.workspace import Workspace
from app.sources.markdown.embeds import EmbeddedText
from app.sources.markdown.links import resolve
from app.sources.markdown.obsidian import address

DEEPEST = 5  # texts in one another, the note itself counted in
MOST = 60_000  # characters that a note embeds, all together; the rest are links


@dataclass(slots=True)
class Budget:
    """How many characters may still be embedded."""

    left: int = MOST


@dataclass(frozen=True, slots=True)
class EmbeddedNotes:
    """Finds what `note` embeds. `around`: the notes, sections and blocks that it
    stands in, where it is embedded itself."""

    workspace: Workspace
    note: Note
    around: tuple[str, ...] = ()
    budget: Budget = field(default_factory=Budget)

    @property
    def file(self) -> str:
        """The note's, in the workspace."""
        return self.note.file

    def find(self, name: str, anchor: str) -> EmbeddedText | None:
        """None where there is no such text, or no room for it: it stands in itself, too deep, or
        is too long."""
        target = resolve(address(name, anchor), self.note, self.workspace)
        section = self.workspace.notebook.section(SectionId(target.to))
        note = self.workspace.notebook.note(section.file) if section else None
        block = anchor.rpartition("#")[2].strip()
        if name == "" and block.startswith("^"):
            note, section = self.note, self.note.sections[0]
        if note is None or section is None or (target.partly and not block.startswith("^")):
            return None
        text, title, key = note.text, note.title, note.file
        if block.startswith("^"):
            text, key = _block(note, block), f"{note.file}#{block}"
        elif anchor:
            text, title = _part(note, section.id), f"{note.title} › {section.title}"
            key = section.id
        itself = key == self.note.file or key in self.around
        if itself or len(self.around) >= DEEPEST or not 0 < len(text) <= self.budget.left:
            return None
        self.budget.left -= len(text)
        around = (*(self.around or (self.note.file,)), key)
        within = EmbeddedNotes(self.workspace, note, around, self.budget)
        return EmbeddedText(text, title, within)


def _part(note: Note, id: SectionId) -> str:
    """A section with all under it."""
    at = next(n for n, section in enumerate(note.sections) if section.id == id)
    first = note.sections[at]
    end = next(
        (s.line for s in note.sections[at + 1 :] if s.level <= first.level),
        note.first_line + 1 + note.text.count("\n"),
    )
    lines = note.text.split("\n")
    return "\n".join(lines[first.line - note.first_line : end - note.first_line])


def _block(note: Note, name: str) -> str:
    """The paragraph, item or table that ends in this name."""
    lines = note.text.split("\n")
    found = re.compile(rf"(?:^|\s){re.escape(name)}\s*$")
    at = next((n for n, line in enumerate(lines) if found.search(line)), None)
    if at is None:
        return ""
    start = at
    if not lines[at].replace(name, "").strip():  # it names what stands before it
        start -= 1
        while start > 0 and not lines[start].strip():
            start -= 1
    while start > 0 and lines[start - 1].strip():
        if re.match(r"\s*(?:[-*+]|\d+[.)])\s", lines[start]):
            break
        start -= 1
    return "\n".join(lines[start : at + 1])
