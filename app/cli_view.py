"""Options that say what of a diagram is traced, and what is left out."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli_numbers import within
from app.cli_options import json_option, theme_option
from app.model.tracing import Way
from app.paths import complaint, path_of, text_of


def trace_options(command: argparse.ArgumentParser) -> None:
    """Of `acetate trace`."""
    command.add_argument("start", metavar="A", help="a component's label or id")
    command.add_argument(
        "paths",
        nargs="*",
        type=path_of,
        metavar="B|PATH",
        help="another component, for the paths between the two; then a folder, files, or -",
    )
    command.add_argument(
        "--to",
        metavar="B",
        help="the other component, where its name is also that of a file or a folder",
    )
    command.add_argument(
        "--diagram",
        metavar="ID",
        help="where several diagrams have such a component, the one meant",
    )
    command.add_argument(
        "--way",
        choices=tuple(Way),
        help="what leads “to” the component, what leads “from” it, “both”, or “any”: all that is joined "
        "to it (default: both; between two, the first of from, to and any that finds a path)",
    )
    command.add_argument(
        "--steps", type=_steps, metavar="N", help="so many steps far (default: all the way)"
    )
    command.add_argument("--all", action="store_true", help="all paths, not only the shortest")
    command.add_argument(
        "--layers",
        default="all",
        metavar="a,b|all|none",
        help="go only along what these layers show over the base sheet (default: all)",
    )
    json_option(command)
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE|FOLDER",
        help="write a picture of it; with --tour a tour, step by step",
    )
    command.add_argument(
        "--only", action="store_true", help="the picture shows nothing else, laid out anew"
    )
    command.add_argument(
        "--tour",
        action="store_true",
        help="write a tour along it: slides, a handout, a GIF, or a folder of pictures",
    )
    theme_option(command)


def filter_options(command: argparse.ArgumentParser) -> None:
    """What is left out of pictures."""
    for name, what in (
        ("hide", "leave out the elements with that label or id, and what they hold"),
        ("only", "leave out all but the components with that label or id, and what they hold"),
        ("near", "leave out all but that component and what edges join it to"),
    ):
        command.add_argument(
            f"--{name}",
            action="append",
            default=[],
            metavar="NAME",
            help=f"{what}; may be repeated",
        )


def highlight_options(command: argparse.ArgumentParser) -> None:
    """What pictures light."""
    command.add_argument(
        "--trace",
        metavar="NAME",
        help="light what leads to that component and what it leads to, and dim the rest; `acetate trace` "
        "knows more ways",
    )


def fold_options(command: argparse.ArgumentParser) -> None:
    """What is drawn as one."""
    command.add_argument(
        "--fold",
        action="append",
        default=[],
        metavar="NAME",
        help="draw the cluster with that title or id as one component; may be repeated. Folded "
        "pictures are drawn in Acetate's own style",
    )
    command.add_argument(
        "--fold-depth",
        type=within(0, 99, int),
        metavar="N",
        help="leave N levels of clusters open and fold those in them; 0 folds all",
    )
    command.add_argument(
        "--merge-edges",
        choices=("auto", "all", "none"),
        default="auto",
        help="draw edges that run alike between the same two as one line with their number: where "
        "four or more do (auto), where any do, or nowhere; as written nowhere (default: auto)",
    )


def take_goal(args: argparse.Namespace) -> None:
    """The first of the paths is the other component, where nothing of that name is on the disk."""
    paths: list[Path] = args.paths
    args.goal = args.to
    if args.to is None and paths and str(paths[0]) != "-" and complaint(paths[0]):
        args.goal, args.paths = text_of(paths[0]), paths[1:]


def _steps(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of steps")
    return number
