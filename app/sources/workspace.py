"""A folder or a file → a workspace: its diagrams, its notes, and which opens which."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.errors import SourceError
from app.model import problem
from app.model.diagram import Diagram
from app.model.ids import DiagramId
from app.model.notes import Notebook
from app.model.problem import Problem
from app.model.workspace import Workspace
from app.paths import is_file, path_of, text_of
from app.places import bundled_root
from app.sources import handed
from app.sources.around import project_round
from app.sources.file_formats import (
    diagram_formats,
    format_of,
    is_program,
    stem_of,
    suffixes,
)
from app.sources.finding import Found, find
from app.sources.formats.record import DiagramFormat, Trust
from app.sources.graphs.installed import packages
from app.sources.layers.places import in_use
from app.sources.note_reading import NotesRead, read_notes
from app.sources.reading import DiagramOrigin, Reading
from app.sources.scripts.script_run import AS_USUAL, ScriptRun

if TYPE_CHECKING:
    from app.sources.layers.side_file import KeptLayers
    from app.sources.readings import Readings
    from app.sources.scripts.closure import Closure

__all__ = ["bundled_root", "load", "steps"]

Allowed = Callable[["Closure"], ScriptRun | None]
Progress = Callable[[int, int, str], None]
Activity = Callable[[str], None]


_MANY = 2  # notes for each file of code, from which that is there for them
# Notes that stand beside code of any kind.
_BESIDE_CODE = frozenset(
    {"readme", "changelog", "contributing", "license", "security", "code_of_conduct", "upgrading"}
)


def no_script(_: Closure) -> None:
    """Allows none to run."""


def load(
    path: Path | None,
    *,
    allowed: Allowed = no_script,
    run: ScriptRun = AS_USUAL,
    cancel: threading.Event | None = None,
    on_progress: Progress | None = None,
    on_activity: Activity | None = None,
) -> Workspace:
    """The whole workspace at a folder or file; None is the bundled one.

    Scripts are programs: those outside the bundled workspace run only where `allowed`, asked with each one's closure,
    says how; the others are evaluated, as `run` says. `on_progress(done, total, file)` is told before each file,
    `on_activity(text)` what a script does that takes long.
    What is wrong in the files is in the workspace's problems. Raises SourceError where there is
    nothing at `path`. Where `cancel` is set, what was read so far.
    """
    *_, whole = steps(
        path,
        allowed=allowed,
        run=run,
        cancel=cancel,
        on_progress=on_progress,
        on_activity=on_activity,
    )
    return whole


def steps(
    path: Path | None,
    *,
    allowed: Allowed = no_script,
    run: ScriptRun = AS_USUAL,
    cancel: threading.Event | None = None,
    on_progress: Progress | None = None,
    on_activity: Activity | None = None,
    readings: Readings | None = None,
    found: Found | None = None,
) -> Iterator[Workspace]:
    """As `load`, growing: the workspace after each diagram's file, then with notes and links, so
    that the first picture need not wait for the rest, nor where there are many notes, the first of
    these. Files that have not changed since `readings`
    was last handed in are not read again; a note that cannot be read is there as it last was,
    beside the problem. `found` is what was found at `path`, where that is known. Raises
    SourceError as `load`."""
    found = found or find(path)
    lent = _lent(found, path)
    among = found.diagrams if lent else ()  # examples among the notes
    title = _title(found, path)
    layers = _kept_layers(found)
    problems = (*found.problems, *(layers.problems if layers else ()))
    so_far = Workspace(
        text_of(found.root), title, found.bundled, problems=problems, borrowed=bool(lent)
    )
    so_far = replace(so_far, too_many=found.too_many, left_out=found.left_out)
    source = lent or found
    total = len(source.diagrams) + len(among) + len(found.notes)
    tell = on_progress or (lambda *_: None)
    say = on_activity or (lambda _: None)
    if lent and readings is not None and not readings.has_diagrams(lent.diagrams):
        # Our diagrams may take some seconds, notes can be read now.
        first = next(read_notes(found, readings=readings, cancel=cancel))
        yield replace(so_far, notebook=first.notebook, growing=True)
    files = [(source, file) for file in source.diagrams] + [(found, file) for file in among]
    for done, (of, file) in enumerate(files):
        if cancel is not None and cancel.is_set():
            break
        tell(done, total, of.name(file))
        reader = _FileReader(of, allowed, run, cancel, say, readings)
        so_far = _with(so_far, reader.read(file), layers)
        if not lent:  # which are shown in the order of the notes
            yield replace(so_far, growing=True)
    if cancel is not None and cancel.is_set():
        yield so_far
    else:
        yield from _with_notes(so_far, found, lent, tell, readings, cancel)


def _title(found: Found, path: Path | None) -> str:
    """What a person opened: a file is called by its name, a folder by its own."""
    if found.bundled:
        return "AWS diagrams"
    if path is not None and is_file(path):
        return text_of(path.name)
    return text_of(found.root.name or found.root)


def _lent(found: Found, path: Path | None) -> Found | None:
    """Our own diagrams, for notes that have none, or only examples of what they write about, unless it is these that
    were asked for."""
    asked = path is not None and is_file(path) and isinstance(format_of(path), DiagramFormat)
    if found.bundled or not found.notes or (found.diagrams and (asked or not _examples(found))):
        return None
    return find(None)


def _examples(found: Found) -> bool:
    """Whether what describes what runs, and pictures that hold what they were drawn from, are there for the
    notes, not the notes for them."""
    code: list[Path] = []
    for file in found.diagrams:
        format = format_of(file)
        if isinstance(format, DiagramFormat) and format.describes:
            code.append(file)
        elif not (isinstance(format, DiagramFormat) and format.within):
            return False
    suffixes = {file.suffix for file in code}
    around = {folder for file in code for folder in file.parents} | {found.root}
    notes = sum(_is_note(file, suffixes, around) for file in found.notes)
    return notes > _MANY * len(found.diagrams)


def _is_note(file: Path, suffixes: set[str], around: set[Path]) -> bool:
    """Whether it does not only stand beside code: a README does not in a folder of its own."""
    stem = file.stem.casefold()
    if stem != "readme" or file.parent in around:
        return stem not in _BESIDE_CODE
    try:
        return not any(beside.suffix in suffixes for beside in file.parent.iterdir())
    except OSError:
        return False


class _FileReader(NamedTuple):
    """Reads diagrams' files. What each is read with is imported where it is needed: a warm start is not to wait
    for it."""

    found: Found
    allowed: Allowed
    run: ScriptRun
    cancel: threading.Event | None
    say: Activity
    readings: Readings | None

    def read(self, file: Path) -> Reading:
        """One file's diagrams, and what is wrong with it."""
        name = self.found.name(file)
        try:
            format = format_of(file)
            if not isinstance(format, DiagramFormat):  # it has changed meanwhile
                return Reading(problems=(problem.error("It is not a diagram any more.", name),))
            if format.trust is Trust.PROGRAM and not self.found.bundled:
                return self._script(format, file)
            key = self.readings.key(file) if self.readings else ""
            origin = replace(self._origin(file), trusted=self.found.bundled)
            return self._kept(format, file, key, origin)
        except SourceError as why:
            return Reading(problems=(problem.error(str(why), name, why.line),))
        except Exception as why:  # noqa: BLE001 - the other files are read all the same
            return Reading(problems=(_unexpected(why, name),))

    def _script(self, format: DiagramFormat, file: Path) -> Reading:
        from app.sources.scripts.closure import closure_of

        closure = closure_of(file)
        run = self.allowed(closure)
        trusted, run = run is not None, run or self.run
        origin = replace(self._origin(file), run=run, closure=closure, trusted=trusted)
        key = f"{closure.digest} {trusted} {run._replace(fetch=AS_USUAL.fetch)}"
        reading = self._kept(format, file, key, origin)
        return reading if trusted else replace(reading, restricted=(origin.file,))

    def _kept(self, format: DiagramFormat, file: Path, key: str, origin: DiagramOrigin) -> Reading:
        """As it was read before, where it had that key then."""
        kept = self.readings.diagrams(file, key) if self.readings else None
        if kept is not None:
            return kept
        if self.found.bundled:
            from app.sources.graphs.kept import read_kept

            reading = read_kept(format, file, origin)
        else:
            from app.sources.graphs.file_diagrams import diagrams_of

            reading = diagrams_of(format.read(file, origin), origin, text_of(stem_of(file)))
        if self.readings and not (self.cancel is not None and self.cancel.is_set()):
            self.readings.keep_diagrams(file, key, reading)
        return reading

    def _origin(self, file: Path) -> DiagramOrigin:
        found, around = self.found, handed.around(file)
        roots = [found.root, around, project_round(found.root)]
        if is_program(file):  # which has its icons from there
            from app.sources.scripts.folder import icons_folder

            roots += [packages().resolve(), icons_folder().resolve()]
        return DiagramOrigin(
            found.name(file), around, tuple(roots), cancel=self.cancel, run=self.run, tell=self.say
        )


def _unexpected(why: Exception, name: str) -> Problem:
    from app.report import unexpected

    return problem.error(unexpected(f"reading {name}", why).sentence, name)


def _kept_layers(found: Found) -> KeptLayers | None:
    """What layers a person gave to the diagrams; None where nothing is kept."""
    if not is_file(in_use(found.root)):
        return None
    from app.sources.layers.side_file import read

    return read(found.root)


def _with(workspace: Workspace, reading: Reading, layers: KeptLayers | None) -> Workspace:
    taken = {d.id for d in workspace.diagrams}
    fresh: list[Diagram] = []
    problems = list(reading.problems)
    for diagram in reading.diagrams:
        # vpc.py and vpc.dot: the second is called by its file.
        clash = diagram.id in taken
        id = DiagramId(f"{diagram.source}/{diagram.filename}") if clash else diagram.id
        one = replace(diagram, id=id) if clash else diagram
        if layers is not None:
            one, wrong = layers.given(one)
            problems += wrong
        fresh.append(one)
        taken.add(id)
    return replace(
        workspace,
        diagrams=(*workspace.diagrams, *fresh),
        problems=(*workspace.problems, *problems),
        wanted=tuple(dict.fromkeys((*workspace.wanted, *reading.wanted))),
        restricted=(*workspace.restricted, *reading.restricted),
        read=tuple(dict.fromkeys((*workspace.read, *reading.read))),
    )


def _with_notes(
    workspace: Workspace,
    found: Found,
    lent: Found | None,
    tell: Progress,
    readings: Readings | None,
    cancel: threading.Event | None,
) -> Iterator[Workspace]:
    """Growing, where there are many notes."""
    done = len(lent.diagrams if lent else ()) + len(found.diagrams)
    whole = NotesRead()
    for whole in read_notes(
        found,
        lambda n, file: tell(done + n, done + len(found.notes), file),
        readings,
        cancel,
    ):
        if len(whole.notes) < len(found.notes):
            # Which of our diagrams comes first, half of the notes cannot say.
            so_far = replace(workspace, diagrams=()) if lent else workspace
            yield replace(so_far, notebook=whole.notebook, growing=True)
    book, problems = whole.notebook, [*workspace.problems, *whole.problems]
    if lent:
        workspace = _borrowing(workspace, book, lent, found, readings)
    else:
        from app.sources.linking import link

        read = {d.source for d in workspace.diagrams}
        unread = {file.name for file in found.diagrams if found.name(file) not in read}
        links, more = link(workspace.diagrams, book, unread)
        problems += more
        from app.sources.lending import described, lend

        if described(workspace.diagrams):
            book, links = lend(workspace.diagrams, book, links, readings)
        workspace = replace(workspace, notebook=book, links=links)
    if not (found.diagrams or found.notes or problems):
        known = suffixes(diagram_formats(), "or")
        text = f"There are no diagrams here: no {known} files, nor any in “diagrams”."
        problems.append(problem.warning(text))
    workspace = replace(workspace, problems=tuple(problems))
    from app.sources.tours.tours import with_tours

    files = [(file, f.name(file)) for f in (found, lent) if f for file in f.tours]
    kept = readings.of_notes(found.root) if readings else None
    toured = with_tours(workspace, files, kept)
    yield replace(toured, problems=problem.distinct(toured.problems))


def _borrowing(
    workspace: Workspace, book: Notebook, lent: Found, found: Found, readings: Readings | None
) -> Workspace:
    """With notes, and with our diagrams as these speak of them; examples among them come behind those that they do."""
    from app.sources.borrowing import link_borrowed
    from app.sources.linking import link
    from app.sources.readings import Readings
    from app.sources.speaking import in_order, spoken, without_chance

    readings = readings or Readings()
    kept, names = readings.of_notes(path_of(workspace.root)), set(map(found.name, found.diagrams))
    examples = tuple(d for d in workspace.diagrams if d.source in names)
    diagrams = tuple(d for d in workspace.diagrams if d.source not in names)
    *_, read = read_notes(lent, readings=readings)
    own = read.notebook
    book = without_chance(book, diagrams, workspace.root, kept)
    known, _ = readings.lent.of((*diagrams, *own.notes), lambda: link(diagrams, own))
    links = link_borrowed(diagrams, own, known, book, kept, readings.mentions)
    told = spoken(diagrams, own, known, links, book)
    diagrams = in_order(diagrams, told, book)
    if examples:
        from app.sources.lending import lend

        book, own_links = lend(examples, book, link(examples, book)[0], readings)
        links = {**links, **own_links}
    spoken_of = [d for d in diagrams if d.id not in told.apart]
    return replace(
        workspace,
        diagrams=(*spoken_of, *examples, *(d for d in diagrams if d.id in told.apart)),
        notebook=book,
        links=links,
        subjects=told.about,
        apart=told.apart,
    )
