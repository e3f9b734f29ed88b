"""What the command line takes: its commands, and the options of each."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app import __version__
from app.cli_numbers import within
from app.cli_options import (
    diagram_option,
    json_option,
    scale_option,
    study_options,
    theme_option,
    trust_options,
)
from app.model.picture_style import METHODS, SHEETS, PictureStyle
from app.model.wording import listed
from app.paths import path_of
from app.sources.scripts.script_run import LONGEST, SECONDS

if TYPE_CHECKING:
    from app.exporters.exporter import Exporter

TOUR = "a tour's name, such as ecs/layers, or its Markdown file"


def _epilog() -> str:
    """What stands under each help."""
    from app.sources.file_formats import diagram_formats, note_formats, patterns

    return f"""\
PATH is a folder with diagrams ({patterns(diagram_formats())}) and notes
({patterns([f for f in note_formats() if not f.last])}), one such file, or several; “-” is DOT text on standard input. Without it,
the bundled workspace is used.
The layout engine comes with the installation; ACETATE_ENGINE=dot chooses an installed Graphviz.

Exit codes: 0 success, 1 problems, 2 wrong usage, 130 stopped by Ctrl+C."""


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """What a command line says, which begins with the command: its options and, before, between or
    behind them, the `paths`. Ends the program where that is not understood, or asked for help."""
    made, commands = _parser(words[0])
    command = commands.get(words[0])
    if command is None:
        return made.parse_args(words)
    # Help is whole, and a name that begins with a dash understood, only without mixing.
    plain = not {"--", "-h", "--help"}.isdisjoint(words)
    found = (command.parse_args if plain else command.parse_intermixed_args)(words[1:])
    found.command = words[0]
    if not isinstance(found.paths, list):
        found.paths = [] if found.paths is None else [found.paths]
    return found


def _parser(
    chosen: str,
) -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """Of all commands, and of each; only the chosen one that writes files knows its options, which it
    takes from the table of exporters: the window's start does not wait for that."""
    made = argparse.ArgumentParser(
        prog="acetate",
        description="Explore architecture diagrams, layer by layer, with their notes.",
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("--version", action="version", version=f"acetate {__version__}")
    commands = made.add_subparsers(
        dest="command", metavar="COMMAND", title="commands, each with its own --help"
    )
    opened = _command(commands, "open", "Open the window, as `acetate [PATH]` does.")
    opened.set_defaults(run_scripts=False)
    _script_run(opened)
    opened.add_argument(
        "--tour", metavar="TOUR", help="start with this tour, such as ecs/layers; F5 presents it"
    )
    for name, what, add in (
        ("export", "Write pictures of diagrams, or of a tour.", _export_options),
        ("deck", "Write a tour as slides or as a handout.", _deck_options),
        ("page", "Write one HTML file to study from offline.", _page_options),
        (
            "trace",
            "Say what leads to a component and what it leads to, or the paths between two.",
            _trace_options,
        ),
        (
            "diff",
            "Say in what two files or folders differ, or one from how it was in git (0: equal, 1: different).",
            _diff_options,
        ),
    ):
        command = _command(commands, name, what)
        if name == chosen:
            add(command)
    for name, what in (
        ("check", "Report problems in diagrams, notes, their links and the pictures."),
        ("list", "List diagrams with their components, the sections of the notes, and the tours."),
        ("search", "Search components, sections, diagrams, layers and tours."),
        (
            "study",
            "Say what is due today; export or import progress; list reported cards; make Anki cards.",
        ),
    ):
        command = _command(commands, name, what)
        json_option(command)
        if name == "check":
            command.add_argument(
                "--coverage",
                action="store_true",
                help="also report components without a section, sections that no diagram shows "
                "and pictures that are missing",
            )
            command.add_argument(
                "--frames",
                action="store_true",
                help="also score how each step of a tour and each card is framed, on three screens",
            )
        if name == "list":
            command.add_argument(
                "--links",
                action="store_true",
                help="print instead which section each component opens, why, and how sure that is",
            )
        if name in ("check", "study"):
            _style_option(command, seen=False)
        if name == "study":
            study_options(command)
        _script_option(command)
    trust_options(
        _command(
            commands,
            "trust",
            "Say which diagram scripts are trusted, or, with PATH, trust the scripts there as they are now. "
            "Trusted scripts run when they are opened; others, and those that have changed since, are evaluated.",
        )
    )
    _command(commands, "self-test", "Check that this installation has what it needs and works.")
    return made, dict(commands.choices)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, what: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=what,
        description=what,
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    if name == "search":
        command.add_argument(
            "words",
            metavar="WORDS",
            help="what to look for, as one argument: put several words in quotes. “#layer …” "
            "searches one layer only, “@…” only diagrams",
        )
    if name == "deck":
        command.add_argument("tour", metavar="TOUR", help=TOUR)
    if name in ("self-test", "trace"):  # which says more of it
        command.set_defaults(paths=None)
    else:
        many = "?" if name == "search" else "*"  # words without quotes are no paths
        command.add_argument(
            "paths", nargs=many, type=path_of, metavar="PATH", help="a folder, files, or -"
        )
    command.add_argument(
        "--debug",
        action="store_true",
        help="say on stderr what is going on, with tracebacks of errors",
    )
    return command


def _script_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--run-scripts",
        action="store_true",
        help="run the diagram scripts of PATH this time: they are programs, run only those you trust; "
        "others are evaluated. What follows “--” are arguments of theirs",
    )
    command.add_argument(
        "--fetch-icons",
        action="store_true",
        help="fetch the icons that scripts would have from the internet",
    )
    command.add_argument(
        "--allow-network",
        action="store_true",
        help="let the scripts that are run use the network themselves",
    )
    command.add_argument(
        "--read-all",
        action="store_true",
        help="read a folder to its end, however many files it holds",
    )
    _script_run(command)


def _script_run(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--python",
        default="",
        metavar="FILE",
        help="the Python that runs scripts, with its own packages (default: Acetate's)",
    )
    command.add_argument(
        "--time-limit",
        type=within(1, LONGEST, float),
        default=SECONDS,
        metavar="SECONDS",
        help=f"how long each script may run (default: {SECONDS:g})",
    )


def _export_options(command: argparse.ArgumentParser) -> None:
    from app.cli_view import filter_options, fold_options, highlight_options
    from app.exporters import exporters
    from app.exporters.exporter import PAPERS, PictureExporter, TourExporter

    which = command.add_mutually_exclusive_group()
    diagram_option(
        which, "a diagram to write; without it the only one, or the overview of what runs"
    )
    which.add_argument(
        "--all",
        action="store_true",
        help="write every diagram; in a folder of notes without diagrams, those whose pictures "
        "the notes show",
    )
    which.add_argument("--tour", metavar="TOUR", help=f"{TOUR}, to write step by step")
    command.add_argument(
        "--layers",
        default="",
        metavar="a,b|all|none",
        help="the layers to show over the base sheet (default: all but those that a file has switched off)",
    )
    filter_options(command)
    highlight_options(command)
    fold_options(command)
    command.add_argument("--tidy", action="store_true", help="lay out only what is shown")
    _style_option(command)
    theme_option(command)
    scale_option(command)
    command.add_argument("--transparent", action="store_true", help="no background")
    command.add_argument("--no-legend", action="store_true", help="leave the legend out")
    command.add_argument("--no-title", action="store_true", help="leave the title out")
    command.add_argument(
        "--paper",
        choices=tuple(PAPERS),
        help="the size of a PDF's pages; the picture is made smaller until it fits (default: "
        "each page as large as its picture)",
    )
    pictures = exporters(PictureExporter)
    each = listed([x.each for x in exporters(TourExporter) if x.folder], "and")
    command.add_argument(
        "--format",
        choices=[x.id for x in pictures],
        help=f"default: from the file's suffix, else {pictures[0].id}. {_named(pictures)}; with "
        f"--tour and a folder, which of {each} its files are",
    )
    command.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE|FOLDER",
        help="a file for one diagram, or for several where its format has pages; or a folder, where "
        "each picture takes its diagram's file name; a missing folder is created. A tour is written into a folder as 01.png, 02.png, …, "
        f"or into one file. {_named(exporters(TourExporter))}",
    )
    _tour_options(command)
    command.add_argument(
        "--width",
        type=within(160, 4096, int),
        metavar="PX",
        help="width of a tour's pictures (default: 1280 for a GIF, else 1920)",
    )
    command.add_argument(
        "--seconds",
        type=within(0.1, 60, float),
        metavar="N",
        help="seconds each step of a GIF stays (default: as the tour says)",
    )
    _script_option(command)


def _page_options(command: argparse.ArgumentParser) -> None:
    from app.exporters import exporters
    from app.exporters.exporter import WorkspaceExporter

    command.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE.html",
        help=f"the file to write. {_named(exporters(WorkspaceExporter))}",
    )
    command.add_argument("--title", help="the page's title (default: the workspace's)")
    _style_option(command)
    _script_option(command)


def _trace_options(command: argparse.ArgumentParser) -> None:
    from app.cli_view import trace_options

    trace_options(command)
    _style_option(command)
    _script_option(command)


def _diff_options(command: argparse.ArgumentParser) -> None:
    from app.cli_options import diff_options

    diff_options(command)
    _script_option(command)


def _deck_options(command: argparse.ArgumentParser) -> None:
    from app.cli_view import filter_options
    from app.exporters import exporters
    from app.exporters.exporter import TourExporter

    command.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help=_named(exporters(TourExporter)),
    )
    theme_option(command)
    filter_options(command)
    _style_option(command)
    _tour_options(command)
    _script_option(command)


def _style_option(command: argparse.ArgumentParser, seen: bool = True) -> None:
    command.add_argument(
        "--style",
        choices=tuple(PictureStyle),
        help="“written” draws a diagram as Graphviz draws what its file says, with the file's own "
        "title and without legend, a drawing as its author drew it; “house” as Acetate does (default: "
        "written for draw.io and DOT, but house for DOT whose nodes are mostly icons of `diagrams`, "
        "and for scripts)",
    )
    command.add_argument(
        "--layout",
        choices=METHODS,
        default="",
        help="lay out with this of Graphviz's, as --style written (default: as the file says)",
    )
    if not seen:
        return
    command.add_argument(
        "--sheet",
        choices=SHEETS,
        help="as written in the dark theme: on a “light” sheet, or “recoloured” so that it is light on "
        "dark (default: recoloured, but light where the file sets a background)",
    )


def _tour_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--no-title-page",
        action="store_true",
        help="begin with the first step instead of a tour's title, overview and list of steps",
    )
    command.add_argument(
        "--frame",
        choices=("diagram", "step"),
        help="what a tour's pictures show: what the step highlights with its surroundings, or the whole "
        "diagram, which then does not move from step to step (default: step)",
    )


def _named(records: Sequence[Exporter]) -> str:
    """The files that can be written: `.pptx: slides with speaker notes; .pdf: handout`."""
    return "; ".join(
        f"{' '.join(f'.{suffix}' for suffix in x.suffixes)}: {x.name}" for x in records if x.suffix
    )
