"""The command line: open (default) · export · deck · page · check · list · search · trace ·
study · diff · trust · self-test.

Each command imports what it needs when it runs: `list` and `check` never load Qt, and only
`open` loads the window. Exit codes: 0 success, 1 problems, 2 wrong usage, 130 stopped by Ctrl+C; those of
`diff` are as `diff(1)` has them: 0 equal, 1 different, 2 trouble.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from app import child
from app.errors import AcetateError, QtError, UsageError
from app.paths import text_of

Run = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; errors are one sentence on stderr."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == [child.ENTRY]:
        child.main(words[1:])
        return 0
    _open_streams()
    args = None
    try:
        args = _parsed(_words(words))
        if args.debug:
            from app.report import show_log

            show_log()
        _complain(args)
        from app.cli_input import opened

        with opened(args.paths) as args.path:
            code = _COMMANDS[args.command](args)
        sys.stdout.flush()
    except AcetateError as why:
        print(f"acetate: {why}", file=sys.stderr)
        return 2 if isinstance(why, UsageError) else _trouble(args)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader, as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as why:  # noqa: BLE001 - the door for all that nobody foresaw
        from app.report import unexpected

        doing = _doing(args) if args else "reading the command line"
        print(f"acetate: {unexpected(doing, why).sentence}", file=sys.stderr)
        return _trouble(args)
    return code


def _trouble(args: argparse.Namespace | None) -> int:
    """The exit code where a command came to no answer."""
    return 2 if args is not None and args.command == "diff" else 1


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


def _parsed(words: list[str]) -> argparse.Namespace:
    """The options. What follows `--` are arguments of scripts, but for a PATH that is still to come."""
    if words == ["open"]:
        return _plain_start()
    from app.cli_parser import parsed
    from app.paths import path_of

    at = words.index("--") if "--" in words else len(words)
    if all(word.startswith("-") for word in words[1:at]):
        at = len(words)
    args = parsed(words[:at])
    rest = words[at + 1 :]
    if rest and not args.paths and args.command != "self-test":
        args.paths = [path_of(rest.pop(0))]
    args.arguments = tuple(rest)
    if args.command == "trace":
        from app.cli_view import take_goal

        take_goal(args)
    if args.command == "diff":
        from app.cli_diff import take_sides

        take_sides(args)
    return args


def _plain_start() -> argparse.Namespace:
    """As the parser has it, which the most usual start does not wait for."""
    from app.sources.scripts.script_run import SECONDS

    return argparse.Namespace(
        command="open",
        paths=[],
        arguments=(),
        tour=None,
        run_scripts=False,
        python="",
        time_limit=SECONDS,
        debug=False,
    )


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
    from app.model.wording import listed
    from app.paths import told

    what = _DOING[args.command]
    return f"{what} of {listed([told(p) for p in args.paths])}" if args.paths else what


def _complain(args: argparse.Namespace) -> None:
    """Raises UsageError for a path at which nothing is."""
    from app.cli_input import INPUT
    from app.paths import complaint, told

    for path in args.paths:
        gone = args.command == "trust" and args.revoke  # which may be meant
        wrong = "" if path == INPUT or gone else complaint(path)
        if wrong and args.command == "open":
            from difflib import get_close_matches

            near = get_close_matches(str(path)[:40], _COMMANDS)
            hint = f" Did you mean the command “{near[0]}”?" if near else ""
            raise UsageError(f"{wrong}{hint}")
        if wrong and args.command == "search":
            words = f"{args.words} {told(path)}"
            raise UsageError(f'{wrong} Put several words in quotes: acetate search "{words}"')
        if wrong:
            raise UsageError(wrong)


def _open(args: argparse.Namespace) -> int:
    with _qt(window=True):
        from app.cli_load import script_run
        from app.ui.shell.application import start

        return start(args.path, args.tour, run=script_run(args))


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


def _trace(args: argparse.Namespace) -> int:
    from app.cli_trace import trace

    return (trace if args.output is None else _paints(trace))(args)


def _diff(args: argparse.Namespace) -> int:
    from app.cli_diff import diff

    return (diff if args.output is None else _paints(diff))(args)


def _trust(args: argparse.Namespace) -> int:
    from app.cli_trust import trust

    return trust(args)


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
    "trace": "tracing a component",
    "study": "looking for cards",
    "diff": "comparing",
    "trust": "changing what is trusted",
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
    "trace": _trace,
    "study": _study,
    "diff": _diff,
    "trust": _trust,
    "self-test": _self_test,
}
