"""The command line: open (default) · export · deck · page · check · list · search ·
study · self-test.

Each command imports what it needs when it runs: `list` and `check` never load Qt, and only
`open` loads the window. Exit codes: 0 success, 1 problems, 2 wrong usage, 130 stopped by Ctrl+C.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__, child
from app.errors import AcetateError, QtError, UsageError
from app.paths import complaint, path_of, text_of, told

if TYPE_CHECKING:
    from app.exporters.exporter import Exporter

Run = Callable[[argparse.Namespace], int]

TOUR = "a tour's name, such as ecs/layers, or its Markdown file"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; errors are one sentence on stderr."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == [child.ENTRY]:
        child.main(words[1:])
        return 0
    _open_streams()
    args = None
    try:
        words = _words(words)
        args = _parser(words[0]).parse_args(words)
        if args.debug:
            from app.report import show_log

            show_log()
        code = _COMMANDS[args.command](args)
        sys.stdout.flush()
    except AcetateError as why:
        print(f"acetate: {why}", file=sys.stderr)
        return 2 if isinstance(why, UsageError) else 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader, as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as why:  # noqa: BLE001 - the door for all that nobody foresaw
        from app.report import unexpected

        doing = _doing(args) if args else "reading the command line"
        print(f"acetate: {unexpected(doing, why).sentence}", file=sys.stderr)
        return 1
    return code


def _words(argv: Sequence[str]) -> list[str]:
    """The words as text, with the command in front; `--debug` may stand before it, too."""
    words = [text_of(word) for word in argv]
    debug = words[:1] == ["--debug"]
    words = words[debug:]
    if not words or words[0] not in {*_COMMANDS, "-h", "--help", "--version"}:
        words.insert(0, "open")
    if debug:
        words.insert(1, "--debug")
    return words


def _open_streams() -> None:
    """What cannot be written in the terminal's encoding is written as \\x and \\u; where a stream
    is closed, what goes there is lost."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _doing(args: argparse.Namespace) -> str:
    what = _DOING[args.command]
    return f"{what} of {told(args.path)}" if args.path else what


def _open(args: argparse.Namespace) -> int:
    path: Path | None = args.path
    if path is not None and (wrong := complaint(path)):
        from difflib import get_close_matches

        near = get_close_matches(str(path)[:40], _COMMANDS)
        hint = f" Did you mean the command “{near[0]}”?" if near else ""
        raise UsageError(f"{wrong}{hint}")
    with _qt(window=True):
        from app.ui.shell.application import start

        return start(path, args.tour)


@contextmanager
def _qt(window: bool = False) -> Iterator[None]:
    """What needs Qt goes in here; raises QtError where it cannot be loaded."""
    try:
        yield
    except ImportError as why:
        if not (why.name or "").startswith(("PySide6", "shiboken6")):
            raise
        from app import libraries

        raise QtError(libraries.without_qt(str(why), window)) from why


def _paints(run: Run) -> Run:
    """A command that needs Qt, which is loaded before anything is read or written."""

    def painting(args: argparse.Namespace) -> int:
        with _qt():
            import PySide6.QtGui  # noqa: F401

            return run(args)

    return painting


@_paints
def _export(args: argparse.Namespace) -> int:
    if args.tour is not None:
        from app.cli_tour import export_tour

        return export_tour(args)
    for name in ("width", "seconds", "frame"):
        if getattr(args, name) is not None:
            raise UsageError(f"--{name} works only with --tour.")
    if args.no_title_page:
        raise UsageError("--no-title-page works only with --tour.")
    from app.cli_export import export

    return export(args)


@_paints
def _deck(args: argparse.Namespace) -> int:
    from app.cli_tour import deck

    return deck(args)


@_paints
def _page(args: argparse.Namespace) -> int:
    from app.cli_page import page

    return page(args)


def _self_test(args: argparse.Namespace) -> int:
    from app.cli_self_test import self_test

    return self_test(args, main)


def _check(args: argparse.Namespace) -> int:
    from app.cli_report import check

    return check(args)


def _list(args: argparse.Namespace) -> int:
    from app.cli_report import list_contents

    return list_contents(args)


def _search(args: argparse.Namespace) -> int:
    from app.cli_search import search

    return search(args)


def _study(args: argparse.Namespace) -> int:
    from app.cli_study import study

    return (study if args.anki is None else _paints(study))(args)


# What a report says of each command.
_DOING = {
    "open": "showing the window",
    "export": "writing pictures",
    "deck": "writing the tour",
    "page": "writing the page",
    "check": "looking for problems",
    "list": "listing the contents",
    "search": "searching the contents",
    "study": "looking for cards",
    "self-test": "testing the installation",
}
_COMMANDS: dict[str, Run] = {
    "open": _open,
    "export": _export,
    "deck": _deck,
    "page": _page,
    "check": _check,
    "list": _list,
    "search": _search,
    "study": _study,
    "self-test": _self_test,
}


def _epilog() -> str:
    """What stands under each help."""
    from app.sources.file_formats import diagram_formats, note_formats, patterns

    return f"""\
PATH is a folder with diagrams ({patterns(diagram_formats())}) and notes
({patterns([f for f in note_formats() if not f.last])}), or one such file; without it, the bundled workspace is used.
The layout engine comes with the installation; ACETATE_ENGINE=dot chooses an installed Graphviz.

Exit codes: 0 success, 1 problems, 2 wrong usage."""


def _parser(chosen: str) -> argparse.ArgumentParser:
    """Of all commands; only the chosen one that writes files knows its options, which it takes
    from the table of exporters: the window's start does not wait for that."""
    parser = argparse.ArgumentParser(
        prog="acetate",
        description="Explore architecture diagrams, layer by layer, with their notes.",
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"acetate {__version__}")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands, each with its own --help"
    )
    opened = _command(commands, "open", "Open the window, as `acetate [PATH]` does.")
    opened.set_defaults(run_scripts=False)
    opened.add_argument(
        "--tour", metavar="TOUR", help="start with this tour, such as ecs/layers; F5 presents it"
    )
    for name, what, add in (
        ("export", "Write pictures of diagrams, or of a tour.", _export_options),
        ("deck", "Write a tour as slides or as a handout.", _deck_options),
        ("page", "Write one HTML file to study from offline.", _page_options),
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
        command.add_argument("--json", action="store_true", help="print one JSON object")
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
        if name == "study":
            _study_options(command)
        _script_option(command)
    _command(commands, "self-test", "Check that this installation has what it needs and works.")
    return parser


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
    if name == "self-test":
        command.set_defaults(path=None)
    else:
        command.add_argument("path", nargs="?", type=path_of, metavar="PATH", help="folder or file")
    command.add_argument(
        "--debug",
        action="store_true",
        help="say on stderr what is going on, with tracebacks of errors",
    )
    return command


def _study_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--export", type=path_of, metavar="FILE", help="write all progress to a JSON file"
    )
    command.add_argument(
        "--import",
        dest="take",
        type=path_of,
        metavar="FILE",
        help="merge the progress from such a file; for each card the newest review counts",
    )
    command.add_argument(
        "--reported",
        action="store_true",
        help="print the cards that you reported as bad, as Markdown, or as JSON with --json",
    )
    command.add_argument(
        "-o", "--output", type=path_of, metavar="FILE.md", help="write these to a file"
    )
    command.add_argument(
        "--anki",
        type=path_of,
        metavar="FILE.apkg",
        help="write the cards with their pictures for Anki; needs the extra “anki”",
    )


def _script_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--run-scripts",
        action="store_true",
        help="run the diagram scripts of PATH: they are programs, run only those you trust",
    )


def _export_options(command: argparse.ArgumentParser) -> None:
    from app.exporters import exporters
    from app.exporters.exporter import PAPERS, PictureExporter, TourExporter

    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--diagram", action="append", metavar="ID", help="a diagram to write; may be repeated"
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
        default="all",
        metavar="a,b|all|none",
        help="the layers to show over the base sheet (default: all)",
    )
    command.add_argument(
        "--hide",
        action="append",
        default=[],
        metavar="NAME",
        help="leave out the elements with that label or id, and what they hold; may be repeated",
    )
    command.add_argument("--tidy", action="store_true", help="lay out only what is shown")
    command.add_argument("--theme", choices=("light", "dark"), default="light")
    command.add_argument(
        "--scale",
        type=_within(0.1, 10, float),
        metavar="N",
        help="pixels per point (default: 2, or as many as fit)",
    )
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
    command.add_argument(
        "--format",
        choices=[x.id for x in pictures],
        help=f"default: from the file's suffix, else {pictures[0].id}. {_named(pictures)}; with "
        "--tour and a folder, which of png and svg its files are",
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
        type=_within(160, 4096, int),
        metavar="PX",
        help="width of a tour's pictures (default: 1280 for a GIF, else 1920)",
    )
    command.add_argument(
        "--seconds",
        type=_within(0.1, 60, float),
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
    _script_option(command)


def _deck_options(command: argparse.ArgumentParser) -> None:
    from app.exporters import exporters
    from app.exporters.exporter import TourExporter

    command.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help=_named(exporters(TourExporter)),
    )
    command.add_argument("--theme", choices=("light", "dark"), default="light")
    _tour_options(command)
    _script_option(command)


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


def _within(least: float, most: float, kind: type[float | int]) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = kind(text)
        except ValueError:
            number = kind(0)
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"“{text}” is not a number from {least} to {most}")
        return number

    return read
