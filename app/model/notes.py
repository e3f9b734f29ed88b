"""Notes: Markdown files as sections with anchors. A notebook is all notes of a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote

from app.model.ids import DiagramId, ElementId, SectionId


def picture_stem(target: str) -> str:
    """How a picture is called: `./images/vpc.png` → `vpc`, and so `vpc.drawio.svg`."""
    stem = PurePosixPath(unquote(target.replace("\\", "/"))).stem
    return stem.removesuffix(".drawio").removesuffix(".dio")


@dataclass(frozen=True, slots=True)
class Image:
    """An image that a note names: `target` as it is written there, `line` of the file.
    `anywhere`: its file may lie in any folder, as that of Obsidian's `![[file]]`. `own`: it has a
    file, and is no picture of a borrowed diagram that happens to be called so."""

    target: str
    line: int
    anywhere: bool = False
    own: bool = False

    @property
    def stem(self) -> str:
        """What a diagram's `filename` is compared with."""
        return picture_stem(self.target)


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands under it up to the next heading of any level.

    `id` is unique in the notebook: the anchor, or `file-stem/anchor` where two files share
    an anchor. `line` is the heading's, 1-based. `level` 1–6; 0 for text before any heading.
    """

    id: SectionId
    anchor: str
    title: str
    level: int
    file: str
    line: int
    text: str
    images: tuple[Image, ...] = ()


@dataclass(frozen=True)  # without slots, as a notebook
class Note:
    """One file. `text` is its Markdown without front matter; `first_line` is the line of the
    file (1-based) on which `text` starts. `file` is relative to the workspace, with `/`.
    `bold_headings`: lines that are bold as a whole begin sections, too."""

    file: str
    title: str
    aliases: tuple[str, ...]
    sections: tuple[Section, ...]
    text: str
    first_line: int = 1
    bold_headings: bool = False

    @cached_property
    def by_name(self) -> dict[str, Section]:
        """The first section of each anchor, else of each title, in lower case."""
        anchors = {s.anchor.casefold(): s for s in reversed(self.sections)}
        return {s.title.casefold(): s for s in reversed(self.sections)} | anchors

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Of its text."""
        return tuple(self.text.split("\n"))


@dataclass(frozen=True)  # without slots: what is looked up all the time is found once
class Notebook:
    """All notes of a workspace. A section's id is looked up at once; of two with one id the first
    is found. `outer` are notes that are not part of what was opened, and to which a link was followed: they are
    found by name and id, and nothing else asks for them. `lent` are ours, likewise, where components open them of which
    `notes` do not speak."""

    notes: tuple[Note, ...] = ()
    outer: tuple[Note, ...] = ()
    lent: tuple[Note, ...] = ()

    @property
    def readable(self) -> tuple[Note, ...]:
        """What can be read: the notes, and those that were lent."""
        return (*self.notes, *self.lent)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Of all notes, in their order."""
        return tuple(s for note in self.notes for s in note.sections)

    @cached_property
    def _by_id(self) -> dict[SectionId, Section]:
        outer = {s.id: s for note in (*self.outer, *self.lent) for s in note.sections}
        return outer | {s.id: s for s in reversed(self.sections)}  # of two of one id, the first

    @cached_property
    def _by_file(self) -> dict[str, Note]:
        return {n.file: n for n in reversed((*self.notes, *self.outer, *self.lent))}

    @cached_property
    def _by_picture(self) -> dict[str, list[SectionId]]:
        found: dict[str, list[SectionId]] = {}
        for section in self.sections:
            for stem in dict.fromkeys(i.stem for i in section.images if not i.own):
                found.setdefault(stem, []).append(section.id)
        return found

    @cached_property
    def by_base(self) -> dict[str, list[Note]]:
        """The notes by the last part of their files' paths, in lower case."""
        found: dict[str, list[Note]] = {}
        for note in self.notes:
            found.setdefault(PurePosixPath(note.file).name.casefold(), []).append(note)
        return found

    @cached_property
    def by_title(self) -> dict[str, list[Note]]:
        """The notes by their titles and aliases, in lower case."""
        found: dict[str, list[Note]] = {}
        for note in self.notes:
            for name in dict.fromkeys(x.casefold() for x in (note.title, *note.aliases)):
                found.setdefault(name, []).append(note)
        return found

    @cached_property
    def first_in(self) -> dict[str, Note]:
        """The first note in each folder, or under it."""
        found: dict[str, Note] = {}
        for note in self.notes:
            folder = note.file.rpartition("/")[0]
            while folder and folder not in found:
                found[folder] = note
                folder = folder.rpartition("/")[0]
        return found

    @cached_property
    def by_anchor(self) -> dict[str, list[Section]]:
        """The sections by their ids and anchors, in lower case."""
        found: dict[str, list[Section]] = {}
        for section in self.sections:
            for name in {section.id.casefold(), section.anchor.casefold()}:
                found.setdefault(name, []).append(section)
        return found

    def fill(self) -> None:
        """Make its tables now, in the thread that read it."""
        _ = self._by_id, self._by_file, self._by_picture

    def picturing(self, stem: str) -> tuple[SectionId, ...]:
        """The ids of the sections with a picture of that name, but for files of their own."""
        return tuple(self._by_picture.get(stem, ()))

    def section(self, id: SectionId | None) -> Section | None:
        """The one of that id; None where there is none."""
        return self._by_id.get(id) if id is not None else None

    def note(self, file: str) -> Note | None:
        """The one in that file, by its name in the workspace; None where there is none."""
        return self._by_file.get(file)


class Certainty(StrEnum):
    """How sure it is that a section is about a component: somebody says so or it is called so; its
    title speaks of it among other things; it is about what the component is only a part of."""

    SURE = "sure"
    LIKELY = "likely"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Link:
    """Which section a component opens, and why (`URL`, `alias`, `class`, `label`, …).

    `section` is None where nothing matches; `nearest` then offers section ids, best first.
    `diagram` is the id of the diagram that the component has of its own. `said` is what the section
    is about where that is not called as the component is.
    """

    component: ElementId
    section: SectionId | None
    reason: str
    nearest: tuple[SectionId, ...] = ()
    diagram: DiagramId | None = None
    certainty: Certainty = Certainty.SURE
    said: str = ""
