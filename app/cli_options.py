"""Options of commands that keep something for a person: what was learned, what is trusted."""

from __future__ import annotations

import argparse

from app.paths import path_of


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
    command.add_argument("--json", action="store_true", help="print the list as one JSON object")
