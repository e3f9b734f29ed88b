"""Tours as Markdown: front matter (`title`, `diagram`), then one heading a step, whose text is what
the presenter reads. What a step shows is said in an HTML comment, so that the file reads well
anywhere:

    <!-- show: layers=cicd; focus=CodePipeline, ECR -> Task; style=flow; diagram=ecs; seconds=8 -->

`layers` are names, `all` or `none`. `focus` names components by label, id or section (`#ecr`), and
edges as `A -> B`; `none` shows everything. `fold` names clusters, `all` or `none`. `hide` leaves elements
out, `only` all but these components, `near` all but one and what it is joined to; `hide=none` nothing. Names with a comma or semicolon stand in double quotes.
Whatever a step leaves out it has from the step before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from app.errors import SourceError
from app.model import folding, problem
from app.model.diagram import Diagram
from app.model.filtering import Filters
from app.model.ids import DiagramId, ElementId, TourId
from app.model.layer import layer_name
from app.model.notes import Note, Section
from app.model.problem import Problem
from app.model.tour import SECONDS, Step, Tour, TourStyle
from app.model.workspace import Workspace
from app.sources.by_note import ByNote
from app.sources.markdown.dialect import blocks
from app.sources.markdown.front_matter import names_diagram, read_front_matter
from app.sources.markdown.note import parse_note, read_text
from app.sources.tours.automatic import automatic
from app.sources.tours.element_names import ElementNames, nearest
from app.sources.tours.step_filters import KEYS as FILTERS
from app.sources.tours.step_filters import filter_names, read_filters
from app.sources.tours.step_text import contained, heading

_SHOW = re.compile(r"<!--\s*show:")
_PART = re.compile(r'(?:[^;"]|"[^"]*")+')
_NAME = re.compile(r'(?:[^,"]|"[^"]*")+')
_KEYS = ("layers", "focus", "fold", *FILTERS, "style", "diagram", "seconds")
SHORTEST, LONGEST = 0.1, 3600.0  # seconds of a step


@dataclass(frozen=True, slots=True)
class _CommentKey:
    """A key of a comment, with its value and its line in the file."""

    key: str
    value: str
    line: int


def _line(said: _CommentKey) -> int:
    return said.line


def says_it_is_one(beginning: str) -> bool:
    """Whether a text that begins so is a tour: its front matter names a diagram, or a comment says
    what is shown."""
    return names_diagram(beginning) or _SHOW.search(beginning) is not None


def read_tour(path: Path, file: str, workspace: Workspace) -> tuple[Tour, tuple[Problem, ...]]:
    """Read a tour; `file` is its path in the workspace. Raises SourceError where it cannot be
    read."""
    text, problems = read_text(path, file)
    tour, more = parse_tour(text, file, workspace)
    return tour, (*problems, *more)


def parse_tour(text: str, file: str, workspace: Workspace) -> tuple[Tour, tuple[Problem, ...]]:
    """A tour from its text. What fits nothing in the workspace is a problem with its line, and
    left out; a tour of no diagram has no steps."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = _TourReader(text, file, workspace)
    return reader.read(), tuple(reader.problems)


class _TourReader:
    def __init__(self, text: str, file: str, workspace: Workspace) -> None:
        self._text, self._file, self._workspace = text, file, workspace
        self.problems: list[Problem] = []

    def read(self) -> Tour:
        front = read_front_matter(self._text, self._file)
        note, wrong = parse_note(self._text, self._file, comments=True)  # they are written back
        self.problems += wrong
        stem = PurePosixPath(self._file).stem
        comments = list(self._comments())
        diagram = self._diagram(front.diagram, 1) if front.diagram else None
        step: Step | None = None
        steps: list[Step] = []
        sections = _steps(note)
        starts = [0, *(s.line for s in sections[1:])]  # what stands before the first is its own
        for section, start, stop in zip(sections, starts, [*starts[1:], None], strict=False):
            first = bisect_left(comments, start, key=_line)
            last = bisect_left(comments, stop, first, key=_line) if stop else len(comments)
            said = comments[first:last]
            step = self._step(section, said, step, diagram)
            if step is None:
                break
            steps.append(step)
        if not steps and not self.problems:
            self._warn("The tour has no steps: write a heading for each.", 1)
        sequence = front.sequence.casefold() in {"true", "yes"}
        return Tour(TourId(stem), note.title, tuple(steps), file=self._file, sequence=sequence)

    def _step(
        self, section: Section, said: list[_CommentKey], before: Step | None, first: Diagram | None
    ) -> Step | None:
        values = {c.key: c for c in said}
        diagram = self._workspace.diagram(before.diagram) if before else first
        if "diagram" in values:
            diagram = self._diagram(values["diagram"].value, values["diagram"].line) or diagram
        if diagram is None:
            text = "The tour does not say which diagram it shows: write “diagram: …” in its front matter."
            self._warn(text, section.line)
            return None
        moved = before is None or before.diagram != diagram.id
        layers = frozenset(diagram.layers) if moved or before is None else before.layers
        focus = () if moved or before is None else before.focus
        folds = frozenset[ElementId]() if moved or before is None else before.folded
        style = before.style if before else TourStyle.BUILD
        seconds = before.seconds if before else SECONDS
        if c := values.get("layers"):
            layers = self._layers(c, diagram)
        if c := values.get("focus"):
            focus = self._focus(c, diagram)
        if c := values.get("fold"):
            folds = self._folds(c, diagram)
        filters = () if moved or before is None else before.filters
        if any(key in values for key in FILTERS):
            filters = self._filters(values, diagram)
        if c := values.get("style"):
            style = self._style(c, style)
        if c := values.get("seconds"):
            seconds = self._seconds(c, seconds)
        text = _words(section.text)
        step = Step(section.title, text, diagram.id, layers, focus, style, seconds, section.line)
        return replace(step, folded=folds).filtered(filters)

    # What comments say

    def _comments(self) -> Iterator[_CommentKey]:
        line, counted = 1, 0
        for comment in _comments(self._text):
            for part in _PART.finditer(self._text, comment.said, comment.stop - len("-->")):
                said = part[0].strip()
                if not said:
                    continue
                offset = part.start() + len(part[0]) - len(part[0].lstrip())
                line, counted = line + self._text.count("\n", counted, offset), offset
                key, equals, value = (x.strip() for x in said.partition("="))
                if equals and key in _KEYS:
                    yield _CommentKey(key, value, line)
                else:
                    self._warn(f"A step shows {', '.join(_KEYS)}, not “{key}”.", line)

    def _diagram(self, name: str, line: int) -> Diagram | None:
        name = name.strip().strip('"')
        found = self._workspace.diagram(DiagramId(name))
        wanted = name.casefold()
        for diagram in self._workspace.diagrams if found is None else ():
            if wanted in (diagram.filename.casefold(), diagram.title.casefold()):
                return diagram
        if found is None:
            ids = [d.id for d in self._workspace.diagrams]
            self._warn(f"There is no diagram “{name}”.{nearest(name, ids)}", line)
        return found

    def _layers(self, said: _CommentKey, diagram: Diagram) -> frozenset[str]:
        if said.value == "all":
            return frozenset(diagram.layers)
        if said.value in {"", "none"}:
            return frozenset()
        shown = {layer_name(layer).casefold(): layer for layer in diagram.layers}
        on = set()
        for name in _names(said.value):
            layer = name if name in diagram.layers else shown.get(name.casefold())
            if layer is None:
                text = f"“{diagram.title}” has no layer “{name}”.{nearest(name, diagram.layers)}"
                self._warn(text, said.line)
            else:
                on.add(layer)
        return frozenset(on)

    def _focus(self, said: _CommentKey, diagram: Diagram) -> tuple[ElementId, ...]:
        known, found = ElementNames(diagram, self._workspace), dict[ElementId, None]()
        for name in _names(said.value) if said.value != "none" else ():
            ids = known.find(name)
            if not ids:
                text = f"In “{diagram.title}”, nothing is called “{name}”.{known.nearest(name)}"
                self._warn(text, said.line)
            found |= dict.fromkeys(ids)
        return tuple(found)

    def _folds(self, said: _CommentKey, diagram: Diagram) -> frozenset[ElementId]:
        every = folding.foldable(diagram)
        if said.value in {"", "all", "none"}:
            return every if said.value == "all" else folding.NOTHING_FOLDED
        known, found = ElementNames(diagram, self._workspace), set[ElementId]()
        for name in _names(said.value):
            ids = every.intersection(known.find(name))
            if not ids:
                near = nearest(name, [" ".join(c.label.split()) for c in diagram.clusters])
                self._warn(f"“{diagram.title}” has no cluster “{name}”.{near}", said.line)
            found |= ids
        return frozenset(found)

    def _filters(self, values: Mapping[str, _CommentKey], diagram: Diagram) -> Filters:
        """All that the step leaves out."""
        return read_filters(
            lambda key: self._focus(values[key], diagram) if key in values else (), diagram
        )

    def _style(self, said: _CommentKey, before: TourStyle) -> TourStyle:
        if said.value in list(TourStyle):
            return TourStyle(said.value)
        self._warn(f"A style is build or flow, not “{said.value}”.", said.line)
        return before

    def _seconds(self, said: _CommentKey, before: float) -> float:
        try:
            seconds = float(said.value)
        except ValueError:
            seconds = 0.0
        if SHORTEST <= seconds <= LONGEST:
            return seconds
        text = f"Seconds are a number from {SHORTEST:g} to {LONGEST:g}, not “{said.value}”."
        self._warn(text, said.line)
        return before

    def _warn(self, message: str, line: int) -> None:
        self.problems.append(problem.warning(message, self._file, line))


def write_tour(tour: Tour, workspace: Workspace, front: Iterable[str] = ()) -> str:
    """The tour as Markdown, which reads back as the same steps. `front` are more lines of its
    front matter."""
    first = tour.steps[0].diagram if tour.steps else ""
    out = ["---", f"title: {_quoted(tour.title)}", f"diagram: {_quoted(first)}", *front, "---"]
    before: Step | None = None
    for step in tour.steps:
        said = list(_said(step, before, first, workspace))
        out += ["", f"## {heading(step.title)}"]
        if said:
            out += ["", f"<!-- show: {'; '.join(said)} -->"]
        if text := contained(step.text):
            out += ["", text]
        before = step
    return "\n".join(out) + "\n"


def _said(step: Step, before: Step | None, first: str, workspace: Workspace) -> Iterator[str]:
    """What differs from what a step would have from the one before."""
    diagram = workspace.diagram(step.diagram)
    was = before.diagram if before else first
    moved = before is None or before.diagram != step.diagram
    if step.diagram != was:
        yield f"diagram={_name(step.diagram)}"
    every = frozenset(diagram.layers) if diagram else frozenset[str]()
    if step.layers != (every if moved or before is None else before.layers):
        on = [layer for layer in (diagram.layers if diagram else ()) if layer in step.layers]
        named = ", ".join(map(_name, on))
        yield "layers=" + (("all" if on and step.layers == every else named) or "none")
    if step.focus != (() if moved or before is None else before.focus):
        names = ElementNames(diagram, workspace).names(step.focus) if diagram else step.focus
        yield "focus=" + (", ".join(map(_name, names)) or "none")
    if step.folded != (frozenset() if moved or before is None else before.folded):
        yield "fold=" + _fold_names(step, diagram, workspace)
    if step.filters != (() if moved or before is None else before.filters):
        known = ElementNames(diagram, workspace) if diagram else None
        for key, left_out in filter_names(
            step.filters, lambda ids: [_name(x) for x in (known.names(ids) if known else ids)]
        ):
            yield f"{key}={left_out}"
    if step.style is not (before.style if before else TourStyle.BUILD):
        yield f"style={step.style}"
    if step.seconds != (before.seconds if before else SECONDS):
        short = f"{step.seconds:g}"
        yield "seconds=" + (short if float(short) == step.seconds else repr(step.seconds))


def _fold_names(step: Step, diagram: Diagram | None, workspace: Workspace) -> str:
    if diagram is None or not step.folded:
        return "none"
    if step.folded == folding.foldable(diagram):
        return "all"
    folds = [c.id for c in diagram.clusters if c.id in step.folded]
    return ", ".join(map(_name, ElementNames(diagram, workspace).names(folds))) or "none"


def _names(value: str) -> list[str]:
    return [name for m in _NAME.finditer(value) if (name := m[0].strip().replace('"', "").strip())]


def _name(name: str) -> str:
    return f'"{name}"' if name in {"all", "none"} or re.search(r"[,;]|--", name) else name


def _quoted(text: str) -> str:
    import json

    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _steps(note: Note) -> list[Section]:
    """The sections that are steps: not the tour's title as a first heading, nor comments alone
    before it."""
    sections = [s for s in note.sections if s.level or _words(s.text)]
    first, others = sections[:1], sections[1:]
    if others and all(s.level == 1 and s.title == note.title and not _words(s.text) for s in first):
        return others
    return sections


@dataclass(frozen=True, slots=True)
class _Comment:
    """Where in a text a comment begins, where what it says begins, and where the comment ends."""

    start: int
    said: int
    stop: int


def _comments(text: str) -> list[_Comment]:
    """The comments that say what is shown; in code they are examples."""
    found: list[_Comment] = []
    at = 0
    while (opened := _SHOW.search(text, at)) and (end := text.find("-->", opened.end())) >= 0:
        at = end + len("-->")
        found.append(_Comment(opened.start(), opened.end(), at))
    if not found or not re.search(r"^ {0,3}(?:```|~~~)", text, re.MULTILINE):
        return found
    fences = [t.map for t in blocks(text) if t.type == "fence" and t.map]
    inside = {line for start, stop in fences for line in range(start, stop)}
    kept: list[_Comment] = []
    line = counted = 0
    for comment in found:
        line, counted = line + text.count("\n", counted, comment.start), comment.start
        if line not in inside:
            kept.append(comment)
    return kept


def _words(text: str) -> str:
    """What the presenter reads: without the comments, and no more empty lines than one for each."""
    parts: list[str] = []
    at = gap = 0
    for comment in [*_comments(text), _Comment(len(text), len(text), len(text))]:
        piece = text[at : comment.start]
        bare = piece.lstrip("\n")
        gap += len(piece) - len(bare)
        if bare:
            parts += ["\n" * (min(gap, 2) if parts else gap), bare.rstrip("\n")]
            gap = len(bare) - len(parts[-1])
        at = comment.stop
    return "".join(parts).strip()


def with_tours(
    workspace: Workspace, files: Iterable[tuple[Path, str]], kept: ByNote | None = None
) -> Workspace:
    """The workspace with the tours of files (a path, and its name in the workspace), then the
    automatic ones, and with what is wrong with the files. `kept` is what is of its notes."""
    tours: dict[TourId, Tour] = {}
    problems: list[Problem] = []
    for path, name in files:
        try:
            tour, wrong = read_tour(path, name, workspace)
        except SourceError as why:
            problems.append(problem.error(str(why), name))
            continue
        problems += wrong
        id = tour.id
        if id in tours:
            id = TourId(str(PurePosixPath(name).with_suffix("")))
        if tour.steps:
            tours[id] = replace(tour, id=id)
    made = automatic(workspace, kept)
    for tour in made.tours:
        tours.setdefault(tour.id, tour)
    return replace(
        workspace,
        tours=tuple(tours.values()),
        orders=made.orders,
        problems=(*workspace.problems, *problems),
    )
