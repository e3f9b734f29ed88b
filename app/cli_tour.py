"""`acetate deck` and `acetate export --tour`: a tour as slides, handout, moving picture or pictures."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli_load import laid_out, load_workspace, progress, tell, unknown
from app.cli_named import filters_asked
from app.errors import AcetateError, UsageError
from app.exporters import export_tour as write
from app.exporters import exporters, tour_exporter
from app.exporters.exporter import ExportOption, TourExporter, TourOptions
from app.model.problem import Severity
from app.model.tour import Tour
from app.model.wording import listed
from app.model.workspace import Workspace
from app.paths import is_file, is_folder, path_of, text_of, told

if TYPE_CHECKING:
    from app.exporters.steps import StepPicture

# What of `export` says something of a single picture, with its default.
_OF_PICTURES: dict[str, object] = {
    "layers": "",
    "trace": None,
    "fold": [],
    "fold_depth": None,
    "merge_edges": "auto",
    "tidy": False,
    "transparent": False,
    "scale": None,
    "paper": None,
}


def deck(args: argparse.Namespace) -> int:
    """Write a tour as slides, as a handout, or as another of the files that it can be. Raises
    UsageError where the output names none of them."""
    into = tour_exporter(path_of(args.output))
    if into is None or into.folder:
        raise UsageError(
            f"“{path_of(args.output)}” does not say which format to write. End it in {_kinds()}."
        )
    return _write(into, *_tour(args), args)


def export_tour(args: argparse.Namespace) -> int:
    """Write a tour as a file that its suffix names, or as a picture a step into a folder. Raises
    UsageError where the options do not say which."""
    _refuse(args)
    into = _into(args, args.format or "")
    return _write(into, *_tour(args), args)


def write_tour(workspace: Workspace, tour: Tour, args: argparse.Namespace) -> int:
    """A tour that is there, as the output's name says. Raises UsageError where it does not say how."""
    return _write(_into(args, ""), workspace, tour, args)


def _into(args: argparse.Namespace, each: str) -> TourExporter:
    """What writes the output, a folder of files that have the suffix `each`, if one is given."""
    path = path_of(args.output)
    slashed = args.output.endswith(("/", os.sep)) or is_folder(path)
    into = tour_exporter(Path() if slashed else path, each)
    if each and (into is None or not into.folder):
        raise UsageError(
            f"--format says with --tour which pictures a folder gets, and here it can be {_each()}: "
            f"end the output in /, or in {_kinds()} without --format."
        )
    if into is None:
        raise UsageError(
            f"“{path}” does not say how to write the tour. End it in {_kinds()}, or in / for a "
            "folder with a picture for each step."
        )
    if into.folder and is_file(path):
        raise UsageError(f"The pictures of a tour need a folder, and “{path}” is a file.")
    return into


def _write(into: TourExporter, workspace: Workspace, tour: Tour, args: argparse.Namespace) -> int:
    from app.scene.theme import THEMES

    for option, given in (
        (ExportOption.WIDTH, getattr(args, "width", None)),
        (ExportOption.SECONDS, getattr(args, "seconds", None)),
    ):
        if given is not None and option not in into.honours:
            tell(f"{into.name}: {option} does nothing here.")
    options = TourOptions(
        THEMES[args.theme],
        getattr(args, "width", None),
        not getattr(args, "no_title", False),
        not getattr(args, "no_title_page", False),
        getattr(args, "seconds", None),
    )
    write(_shots(workspace, tour, args), path_of(args.output), options, _told, into)
    return 0


def _kinds() -> str:
    """`.pptx for slides with speaker notes, …`"""
    found = [x for x in exporters(TourExporter) if not x.folder]
    return listed([f".{x.suffix} ({x.name.lower()})" for x in found], "or")


def _each() -> str:
    """What the files of a folder can be: `png or svg`."""
    return listed([x.each for x in exporters(TourExporter) if x.folder], "or")


def _refuse(args: argparse.Namespace) -> None:
    for name, default in _OF_PICTURES.items():
        if getattr(args, name) != default:
            way = " Use --width for the size of its pictures." if name == "scale" else ""
            option = name.replace("_", "-")
            raise UsageError(f"--{option} cannot go with --tour: its steps say what is shown.{way}")


def _shots(workspace: Workspace, tour: Tour, args: argparse.Namespace) -> list[StepPicture]:
    """The tour's steps, laid out, and Qt ready to paint them."""
    from app.exporters.steps import step_pictures
    from app.render.offscreen import ensure_application

    layouts = {}
    for id in tour.diagrams:
        diagram = workspace.diagram(id)
        if diagram is not None:
            layouts[id] = laid_out(diagram, args)
    ensure_application()
    legend, near = not getattr(args, "no_legend", False), getattr(args, "frame", None) != "diagram"
    diagrams = [d for d in workspace.diagrams if d.id in layouts]
    filters = filters_asked(diagrams, args) if hasattr(args, "hide") else {}
    return list(step_pictures(tour, layouts, near, legend, filters))


def _told(shot: StepPicture) -> None:
    progress(f"{shot.number} {shot.step.title}")


def _tour(args: argparse.Namespace) -> tuple[Workspace, Tour]:
    """The tour that is named: a Markdown file, or one that the workspace knows."""
    file = path_of(args.tour)
    from app.sources.file_formats import by_name
    from app.sources.formats.record import NoteFormat

    if isinstance(by_name(file), NoteFormat):
        return _read(args, file)
    workspace = load_workspace(args)
    tour = workspace.tour(args.tour)
    if tour is None:
        for problem in workspace.problems:
            if problem.severity is Severity.ERROR or "tours/" in (problem.file or ""):
                tell(str(problem))
        raise unknown("tour", args.tour, (t.id for t in workspace.tours))
    return workspace, tour


def _read(args: argparse.Namespace, file: Path) -> tuple[Workspace, Tour]:
    """A tour's file, whose workspace is PATH, or the one in whose folder “tours” it lies, or the
    bundled one."""
    if not is_file(file):
        raise UsageError(f"There is no file “{told(file)}”.")
    from app.places import own_tours
    from app.sources.finding import find
    from app.sources.tours.tours import read_tour

    around = file.resolve().parent
    if args.path is None and around.name == "tours" and around != own_tours().resolve():
        root = around.parent
        root = root.parent if root.name == "resources" else root
        found = find(root)
        own = bool(found.diagrams or found.notes) and root != find(None).root
        args.path = root if own else None

    workspace = load_workspace(args)
    tour, problems = read_tour(file, text_of(file), workspace)
    for problem in problems:
        tell(str(problem))
    if not tour.steps:
        raise AcetateError(f"{file} has no steps that can be shown.")
    return workspace, tour
