"""`acetate export`: write pictures of diagrams, headless."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from app import atomic
from app.cli_load import (
    Tries,
    laid_out,
    load_workspace,
    nothing_in,
    progress,
    style_asked,
    tell,
    unknown,
)
from app.cli_named import filters_asked, traces_asked
from app.errors import AcetateError, UsageError
from app.exporters import exporter, exporters, suffixes
from app.exporters.exporter import PictureExporter, PictureOptions
from app.exporters.whole import all_diagrams, file_names, file_stem
from app.model import folding
from app.model.diagram import Diagram
from app.model.filtering import hidden_by
from app.model.folding import FoldState, folded
from app.model.hiding import left_over
from app.model.ids import DiagramId
from app.model.levels import overview
from app.model.picture_style import PictureStyle
from app.model.problem import LOST, Severity
from app.model.view_state import ViewState
from app.model.wording import listed
from app.model.workspace import Workspace
from app.paths import is_file, is_folder, path_of, told
from app.report import note

SCALE = 2.0  # pixels per pt, where nothing else is said
MERGES = {"auto": None, "all": True, "none": False}
SOME = 8  # ids that a message names


def export(args: argparse.Namespace) -> int:
    """Write the chosen diagrams; 1 when one of them could not be written or read."""
    if args.path is None and args.all and _name_pictures(Path.cwd()):
        args.path = Path.cwd()
    style = style_asked(args)
    into = _exporter(path_of(args.output), args)
    workspace = load_workspace(args, notes=into is not None and into.linked)
    failed = False
    if args.diagram is None or any(workspace.diagram(id) is None for id in args.diagram):
        broken = [p for p in workspace.problems if p.severity is Severity.ERROR]
        for problem in broken:
            tell(str(problem))
        failed = bool(broken)
    if not args.all and args.diagram is None:
        args.diagram = _only(workspace, args)
    chosen = _chosen(workspace, args)
    layers = _layers(chosen, args.layers)
    filters, traces = filters_asked(chosen, args), traces_asked(chosen, args)
    folds = _folds(chosen, args)
    states = {
        d.id: ViewState(
            d.id,
            layers[d.id],
            tidy=args.tidy,
            filters=filters[d.id],
            hidden=hidden_by(d, filters[d.id], layers[d.id]),
            trace=traces[d.id],
        ).with_folds(folds[d.id])
        for d in chosen
    }
    targets = _targets(chosen, args)
    written = {diagram.source for diagram in chosen}
    for problem in workspace.problems_drawn(lambda d: style or workspace.own_style(d)):
        if problem.kind in LOST and problem.file in written:
            tell(str(problem))
    return max(_write(workspace, states, targets, args), int(failed))


def write_pictures(
    workspace: Workspace, states: dict[DiagramId, ViewState], args: argparse.Namespace
) -> int:
    """Write the diagrams that there are states of, each as its says; 1 when one could not be written."""
    chosen = [diagram for diagram in workspace.diagrams if diagram.id in states]
    return _write(workspace, states, _targets(chosen, args), args)


def _write(
    workspace: Workspace,
    states: dict[DiagramId, ViewState],
    targets: list[tuple[list[Diagram], Path]],
    args: argparse.Namespace,
) -> int:
    from app.exporters import export as write
    from app.exporters.exporter import PictureJob, PictureShown, Written

    if any((into := _exporter(path, args)) and into.drawn for _, path in targets):
        from app.render.offscreen import ensure_application

        ensure_application()
    options = _options(args)
    tries = Tries()

    def shown_of(diagrams: list[Diagram]) -> Iterator[PictureShown]:
        for diagram in diagrams:
            state = states[diagram.id]
            note(f"laying out {diagram.id}")
            with tries.of(diagram.id, f"laying out {diagram.id}"):
                drawn = folded(diagram, state.folds)
                subject = left_over(drawn, state.hidden) if args.tidy else drawn
                layout = laid_out(subject, args, state.layers if args.tidy else None)
                yield PictureShown(replace(layout, diagram=drawn), state)

    # Compressing a PNG is most of the time and needs no GIL: it goes on beside the next picture.
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        jobs: list[tuple[str, Path, Future[Written]]] = []
        try:
            for diagrams, path in targets:
                shown = tuple(shown_of(diagrams))
                if shown:
                    name = diagrams[0].id if len(diagrams) == 1 else path.name
                    drawn = PictureJob(shown, workspace, options)
                    jobs.append((name, path, pool.submit(write, drawn, path, args.format)))
            for number, (name, path, job) in enumerate(jobs, 1):
                with tries.of(name, f"writing {path}"):
                    if remark := job.result().remark:
                        tell(f"{name}: {remark}")
                    progress(f"{number}/{len(jobs)} {name} → {path}")
        except BaseException:  # Ctrl+C does not wait for the rest
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return int(tries.failed)


def _options(args: argparse.Namespace) -> PictureOptions:
    from app.scene.theme import THEMES

    return PictureOptions(
        THEMES[args.theme],
        args.scale or SCALE,
        args.transparent,
        legend=not args.no_legend,
        title=not args.no_title,
        exact=args.scale is not None,
        paper=args.paper,
    )


def _exporter(path: Path, args: argparse.Namespace) -> PictureExporter | None:
    """What writes there: as --format says, or the suffix; None where neither does."""
    return exporter(PictureExporter, args.format or path.suffix)


def _name_pictures(folder: Path) -> bool:
    """Whether there are notes without diagrams that show pictures of ours: asked for in their
    folder, all pictures are theirs."""
    from app.sources.finding import find

    found = find(folder)
    if found.bundled or found.diagrams or not found.notes:
        return False
    from app.sources.workspace import load

    workspace = load(folder)
    return any(workspace.homes(diagram.id) for diagram in workspace.diagrams)


def _only(workspace: Workspace, args: argparse.Namespace) -> list[DiagramId]:
    """The one diagram that there is, or the overview where all are levels of one. Raises UsageError where there are
    several, AcetateError where there is none."""
    found = [diagram.id for diagram in workspace.diagrams]
    if len(found) > 1:
        if (least := overview(workspace.diagrams)) is not None:
            return [least.id]
        some = ", ".join(found[:SOME]) + (", …" if len(found) > SOME else "")
        raise UsageError(
            f"Say which diagram to write with --diagram ID, or --all. There are {some}."
        )
    if not found:
        raise AcetateError(nothing_in("diagram", workspace, args))
    return found


def _chosen(workspace: Workspace, args: argparse.Namespace) -> list[Diagram]:
    if args.all:
        if not workspace.diagrams:
            raise AcetateError(nothing_in("diagram", workspace, args))
        # Of borrowed diagrams only those that the notes show.
        shown = [d for d in workspace.diagrams if workspace.homes(d.id)]
        if workspace.borrowed and not shown and _is_text(args.path):
            raise AcetateError(
                f"There is no diagram in {told(args.path)}. Without PATH, the bundled ones are "
                "written: acetate export --all"
            )
        return list(all_diagrams(workspace))
    chosen = {}
    for id in args.diagram:
        diagram = workspace.diagram(id)
        if diagram is None:
            raise unknown("diagram", id, (d.id for d in workspace.diagrams))
        chosen[id] = diagram
    return list(chosen.values())


def _is_text(path: Path | None) -> bool:
    """A text file that was named, which may be anything."""
    from app.sources.file_formats import is_note, may_be_any

    return path is not None and may_be_any(path) and is_note(path)


def _layers(chosen: list[Diagram], wanted: str) -> dict[str, frozenset[str]]:
    """The layers that are on, by diagram id: those of the wanted ones that the diagram has, or
    where nothing is wanted as its file has them."""
    if not wanted:
        return {d.id: frozenset(d.layers) - frozenset(d.off) for d in chosen}
    if wanted == "all":
        return {d.id: frozenset(d.layers) for d in chosen}
    names = frozenset() if wanted == "none" else frozenset(x.strip() for x in wanted.split(","))
    known = {layer for d in chosen for layer in d.layers}
    offered = {proposal.layer for d in chosen for proposal in d.offered}
    for name in sorted(names - known):
        if name in offered:
            raise UsageError(f"The layer “{name}” is only proposed. Accept it in the window first.")
        raise unknown("layer", name, known)
    return {d.id: names & frozenset(d.layers) for d in chosen}


def _folds(chosen: list[Diagram], args: argparse.Namespace) -> dict[DiagramId, FoldState]:
    """What is folded, by diagram id. Each name is to be found in one of them. Raises UsageError, also
    where a folded picture is to be drawn as written: its file says nothing of how that looks."""
    for name in args.fold:
        if not any(folding.named(diagram, name) for diagram in chosen):
            labels = [cluster.label for d in chosen for cluster in d.clusters]
            raise unknown("cluster", name, (" ".join(label.split()) for label in labels))
    found: dict[DiagramId, FoldState] = {}
    style, merge = style_asked(args), MERGES[args.merge_edges]
    for diagram in chosen:
        names = (folding.named(diagram, name) for name in args.fold)
        own = folding.NOTHING_FOLDED.union(*names)
        deep = args.fold_depth
        clusters = own if deep is None else own | folding.to_depth(diagram, deep)
        written = not clusters and (style or diagram.own_style) is PictureStyle.WRITTEN
        found[diagram.id] = FoldState(clusters, False if written else merge)
    if style is PictureStyle.WRITTEN and any(folds.clusters for folds in found.values()):
        raise UsageError(
            "What is folded is drawn in Acetate's own style: leave out --style written and --layout."
        )
    return found


def _targets(chosen: list[Diagram], args: argparse.Namespace) -> list[tuple[list[Diagram], Path]]:
    """Which diagrams go into which file; makes the folder where it is missing."""
    output = path_of(args.output)
    slashed = args.output.endswith(("/", os.sep)) or is_folder(output)
    several = args.all or len(chosen) > 1
    into = _exporter(output, args)
    if not slashed and output.suffix and into is not None and into.several and several:
        return [(chosen, output)]
    folder = args.all and not output.suffix  # however many they are
    if not (slashed or folder or len(chosen) > 1):
        if into is None:
            raise UsageError(
                f"“{output}” does not say which format to write. End it in "
                f"{suffixes(PictureExporter)}, add --format, or end it in / for a folder."
            )
        return [(chosen, output)]
    named_file = exporter(PictureExporter, output.suffix) is not None
    if is_file(output) or (named_file and not slashed):
        hold = [f".{x.suffix}" for x in exporters(PictureExporter) if x.several]
        raise UsageError(
            f"Several pictures need a folder, and “{output}” is a file. "
            f"{listed(hold, 'or')} holds all of them in one."
        )
    atomic.make_folder(output)
    into = exporter(PictureExporter, args.format or "") or exporters(PictureExporter)[0]
    names = _names(chosen, into.suffix)
    return [
        ([diagram], output / path_of(name)) for diagram, name in zip(chosen, names, strict=True)
    ]


def _names(chosen: list[Diagram], suffix: str) -> list[str]:
    """A file name for each. It is told where one gets another than its own."""
    names = file_names(chosen, suffix)
    for diagram, name in zip(chosen, names, strict=True):
        own = f"{file_stem(diagram)}.{suffix}"
        if name != own:
            tell(f"{diagram.id}: {own} is another diagram's file; writing {name} instead.")
    return names
