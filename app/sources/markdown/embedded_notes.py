"""Which text of the workspace a note means by `![[note#part]]`."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.model.ids import SectionId
from app.model.notes import Note
from app.model.workspace import Workspace
from app.sources.markdown import named_blocks
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
        if note is None or section is None or target.partly:
            return None
        text, title, key = note.text, note.title, note.file
        if block := target.place:
            text, key = named_blocks.text_of(note, block), f"{note.file}#{block}"
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
        note.first_line + len(note.lines),
    )
    lines = note.lines
    return "\n".join(lines[first.line - note.first_line : end - note.first_line])
