"""`acetate diff`: in what two files or folders differ, or one from how it was in git: as text, as JSON, as pictures. Qt only
for what is drawn."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.cli_load import load_workspace, nothing_in, tell, unknown
from app.errors import AcetateError, UsageError
from app.model.comparison import Comparison, Difference, ElementChange, summary
from app.model.details import ChangeKind
from app.model.diagram import Diagram
from app.model.difference import LOOSELY, differences
from app.model.inside_changes import with_marks
from app.model.levels import ALL, OVERVIEW
from app.model.notes import Notebook
from app.model.problem import Severity, distinct
from app.model.view_state import ViewState
from app.model.wording import counted
from app.model.workspace import Workspace
from app.paths import complaint, path_of
from app.sources.file_formats import of_one_kind

EQUAL, DIFFERENT, FAILED = 0, 1, 2
SIGNS = {
    ChangeKind.ADDED: "+",
    ChangeKind.CHANGED: "~",
    ChangeKind.REPLACED: "±",
    ChangeKind.GONE: "−",
}


def take_sides(args: argparse.Namespace) -> None:
    """Of the paths the first is how it was, the second how it is; with `--git` the one is both. Raises UsageError where
    there are not so many."""
    paths: list[Path] = args.paths
    if args.git is not None:
        if len(paths) > 1:
            raise UsageError(
                "With --git, name the one file or folder that is compared with its commit."
            )
        if not paths and not complaint(path_of(args.git)):  # `--git FILE`
            paths, args.git = [path_of(args.git)], "HEAD"
        args.paths = paths or [Path.cwd()]
        args.before = None
        return
    if len(paths) != 2:
        raise UsageError(
            "Name the two files or folders that are compared, the older one first; or one and --git."
        )
    for path in paths:
        if str(path) == "-" or complaint(path):
            raise UsageError(complaint(path) or "Standard input cannot be compared.")
    args.before, args.paths = paths[0], paths[1:]


def diff(args: argparse.Namespace) -> int:
    """Print what differs, and write it where that is asked; 0 where nothing does, 1 where something does, 2 where a file of
    either side could not be read."""
    with ExitStack() as stack:  # what is gone has its icons from there
        return _diff(args, stack)


def _diff(args: argparse.Namespace, stack: ExitStack) -> int:
    now = load_workspace(args, notes=args.output is not None and _page(args) is not None)
    then = _before(args, stack)
    broken = [
        f"{said}{problem}"
        for said, side in (("as it was, ", then), ("", now))
        for problem in distinct(side.problems)
        if problem.severity is Severity.ERROR
    ]
    for text in dict.fromkeys(broken):
        tell(text)
    if not (_own(then) or _own(now)):
        raise AcetateError(nothing_in("diagram", now, args))
    loosely = _Loosely(then, now)
    found = _with_marks(differences(_own(then), _own(now), loosely.compared), now)
    if loosely.any:
        tell(LOOSELY)
    found = _fullest(found) if args.diagram is None else _chosen(found, args.diagram)
    different = [one for one in found if not one.equal or _opens_changes(one)]
    if args.json:
        print(json.dumps(_as_json(found, equal=not different), indent=1, ensure_ascii=False))
    else:
        print("\n".join(_lines(different)) or "Nothing differs in the diagrams.")
    failed = bool(broken)
    if args.output is not None:
        if different:
            failed = _write(now, different, args) > 0 or failed
        else:
            tell("Nothing differs in the diagrams, and nothing was written.")
    return FAILED if failed else DIFFERENT if different else EQUAL


def _before(args: argparse.Namespace, stack: ExitStack) -> Workspace:
    path = args.before
    if path is None:
        from app.sources.committed import as_committed

        committed = stack.enter_context(as_committed(args.paths[0], args.git))
        path = committed.path
        for remark in committed.remarks:
            tell(remark)
    asked = argparse.Namespace(**vars(args) | {"path": path, "paths": [path]})
    return load_workspace(asked, notes=False)


def _own(workspace: Workspace) -> tuple[Diagram, ...]:
    """Its diagrams, but for those that were lent to its notes."""
    return () if workspace.borrowed else workspace.diagrams


class _Loosely:
    """Whether diagrams are of files of different kinds, and whether any were."""

    def __init__(self, then: Workspace, now: Workspace) -> None:
        self._then, self._now = path_of(then.root), path_of(now.root)
        self.any = False

    def compared(self, old: Diagram, new: Diagram) -> bool:
        """Of two."""
        files = self._then / path_of(old.source), self._now / path_of(new.source)
        loosely = not of_one_kind(*files)
        self.any |= loosely
        return loosely


def _with_marks(found: tuple[Difference, ...], now: Workspace) -> tuple[Difference, ...]:
    """With how much changes in what their components open."""
    if len(found) < 2:
        return found
    from app.sources.linking import link

    run = tuple(Comparison(one.diagram.id, one.diagram, "", one) for one in found)
    links = link(now.diagrams, Notebook())[0]  # notes, which may be many, are not read for it
    marked = with_marks(replace(now, compared=run, links=links))
    return tuple(one.difference for one in marked.compared)


def _fullest(found: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """Without overviews of what is there with all that it has."""
    whole = {one.diagram.source for one in found if one.diagram.level == ALL}
    kept = (o for o in found if o.diagram.level != OVERVIEW or o.diagram.source not in whole)
    return tuple(kept)


def _chosen(found: tuple[Difference, ...], wanted: list[str]) -> tuple[Difference, ...]:
    known = {one.diagram.id: one for one in found}
    for id in wanted:
        if id not in known:
            raise unknown("diagram", id, known)
    return tuple(one for id, one in known.items() if id in wanted)


def _lines(different: list[Difference]) -> Iterator[str]:
    for number, one in enumerate(different):
        if number:
            yield ""
        yield f"{one.diagram.id}: {_in_short(one)}"
        yield from (f"  ~ {word}" for word in one.words)
        for change in one.changes:
            yield from _of_change(change)
        for component in one.diagram.components:
            if component.inside:
                name = " ".join(component.label.split())
                yield f"  > {name}: {counted(component.inside, 'change')} inside"


def _in_short(found: Difference) -> str:
    said = summary(found.changes)
    if found.only is not None:
        side = "a new diagram" if found.only is ChangeKind.ADDED else "the diagram is gone"
        return f"{side}, {said}" if said else side
    return said or ("the diagram itself differs" if found.words else "nothing differs but inside")


def _of_change(change: ElementChange) -> Iterator[str]:
    first = f"  {SIGNS[change.kind]} {change.name}"
    if len(change.words) == 1:
        yield f"{first}: {change.words[0]}"
        return
    yield first
    yield from (f"      {word}" for word in change.words)


def _opens_changes(found: Difference) -> bool:
    return any(component.inside for component in found.diagram.components)


def _as_json(found: tuple[Difference, ...], *, equal: bool) -> dict[str, Any]:
    return {
        "equal": equal,
        "diagrams": [
            {
                "id": one.diagram.id,
                "title": one.diagram.title,
                "only": one.only,
                "words": list(one.words),
                "changes": [
                    {
                        "change": change.kind,
                        "element": change.element,
                        "name": change.name,
                        "words": list(change.words),
                    }
                    for change in one.changes
                ],
            }
            for one in found
        ],
    }


def _page(args: argparse.Namespace) -> Any:
    from app.exporters import exporter
    from app.exporters.exporter import WorkspaceExporter

    return exporter(WorkspaceExporter, path_of(args.output).suffix)


def _write(now: Workspace, different: list[Difference], args: argparse.Namespace) -> int:
    diagrams = tuple(one.diagram for one in different)
    workspace = replace(now, diagrams=diagrams, tours=())
    if _page(args) is not None:
        from app.cli_page import write_page

        return write_page(workspace, diagrams, args)
    from app.cli_export import write_pictures

    states = {d.id: ViewState(d.id, frozenset(d.layers)) for d in diagrams}
    return write_pictures(workspace, states, args)
