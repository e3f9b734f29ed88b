"""Options that several commands have; those of commands that keep something for a person, what was learned, what is
trusted; of comparing."""

from __future__ import annotations

import argparse

from app.cli_numbers import within
from app.paths import path_of


def json_option(command: argparse.ArgumentParser, what: str = "one JSON object") -> None:
    command.add_argument("--json", action="store_true", help=f"print {what}")


def diagram_option(command: argparse._ActionsContainer, help: str) -> None:
    command.add_argument(
        "--diagram", action="append", metavar="ID", help=f"{help}; may be repeated"
    )


def theme_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--theme", choices=("light", "dark"), default="light")


def scale_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--scale",
        type=within(0.1, 10, float),
        metavar="N",
        help="pixels per point (default: 2, or as many as fit)",
    )


def study_options(command: argparse.ArgumentParser) -> None:
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


def trust_options(command: argparse.ArgumentParser) -> None:
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        "--always",
        action="store_true",
        help="trust the folder: whatever scripts it holds, changed ones and those to come, too",
    )
    which.add_argument("--revoke", action="store_true", help="trust nothing at PATH any more")
    which.add_argument(
        "--difference",
        action="store_true",
        help="print what has changed at PATH since it was trusted",
    )
    command.add_argument(
        "--allow-network", action="store_true", help="let them use the network, too"
    )
    json_option(command, "the list as one JSON object")


def diff_options(command: argparse.ArgumentParser) -> None:
    from app.exporters import suffixes
    from app.exporters.exporter import PictureExporter, WorkspaceExporter

    command.add_argument(
        "--git",
        nargs="?",
        const="HEAD",
        metavar="REV",
        help="compare PATH with how it was in that commit of its git repository (default: HEAD)",
    )
    diagram_option(command, "only this diagram")
    json_option(command)
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE|FOLDER",
        help="write what differs, both states in one picture, as export does "
        f"({suffixes(PictureExporter)}), or as a page ({suffixes(WorkspaceExporter)})",
    )
    theme_option(command)
    scale_option(command)
    # As export has them, where nothing is said.
    command.set_defaults(all=False, tidy=False, transparent=False, no_legend=False, no_title=False)
    command.set_defaults(style=None, layout="", sheet=None, paper=None, format=None, title=None)
