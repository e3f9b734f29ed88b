"""What the commands share: loading a workspace, naming what is near, telling progress."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AcetateError, SpentError, UsageError
from app.model.problem import NOT_EVALUATED
from app.model.wording import counted, listed
from app.paths import told
from app.report import note
from app.sources.scripts.script_run import ANY, ScriptRun

if TYPE_CHECKING:
    from app.model.diagram import Diagram
    from app.model.diagram_layout import DiagramLayout
    from app.model.picture_style import PictureStyle
    from app.model.problem import Problem
    from app.model.workspace import Workspace
    from app.sources.scripts.closure import Closure
    from app.sources.workspace import Allowed

MEANT = 12  # names that a message tells, where none is near
_WIDE = 78  # characters of a line that comes and goes


def load_workspace(args: argparse.Namespace, notes: bool = True) -> Workspace:
    """The workspace of `args.path`, without its notes where they are not needed. Scripts outside
    the bundled one run where they are trusted, or with `--run-scripts`; else they are evaluated, and stderr says
    where that was not enough."""
    path: Path | None = args.path
    from app.confinement.confine import possible
    from app.sources.finding import find, too_many
    from app.sources.workspace import steps

    found = find(path, all_of_it=args.read_all)
    ran: list[Path] = []
    run = script_run(args)
    # There is a step for each diagram's file, then some for the notes, with which borrowed diagrams
    # come: the last has all.
    most = None if notes or not found.diagrams else len(found.diagrams)
    growing = steps(
        path,
        allowed=_allowed(args, run, ran),
        run=run,
        on_progress=_reading,
        on_activity=_running,
        found=found,
    )
    workspace = list(islice(growing, most))[-1]
    _running("")
    if args.command != "check":  # which reports them
        if beyond := [p for p in workspace.problems if p.kind == NOT_EVALUATED]:
            tell(_restricted(beyond))
        if ran and not all(possible()):
            tell("This system does not hold scripts back: they ran with your rights.")
        if found.too_many:
            tell(f"{too_many(found.too_many - 1)} Add --read-all to read all of it.")
    return workspace


def _allowed(args: argparse.Namespace, run: ScriptRun, ran: list[Path]) -> Allowed:
    """Which scripts run, and how; those that do are added to `ran`."""
    from app.trust.grants import Grant, grants

    known = grants()

    def allowed(closure: Closure) -> ScriptRun | None:
        grant = Grant(run.network) if args.run_scripts else known.of(closure)
        if grant is None:
            return None
        ran.append(closure.script)
        return run._replace(network=grant.network or run.network)

    return allowed


def script_run(args: argparse.Namespace) -> ScriptRun:
    """How scripts are run. Raises UsageError where there is no such Python, which is a file or a
    name that PATH knows."""
    python = args.python and shutil.which(args.python)
    if python is None:
        raise UsageError(f"There is no program “{told(args.python)}” to run scripts with.")
    # The window asks.
    fetch = ANY if getattr(args, "fetch_icons", False) else frozenset[str]()
    by = python and str(Path(python).absolute())
    network = getattr(args, "allow_network", False)
    return ScriptRun(args.time_limit, args.arguments, by, fetch, network)


def style_asked(args: argparse.Namespace) -> PictureStyle | None:
    """The style that `--style` says, or `--layout` asks for; None for each diagram's own."""
    from app.model.picture_style import PictureStyle

    if args.layout:
        return PictureStyle.WRITTEN
    return args.style and PictureStyle(args.style)


def laid_out(
    diagram: Diagram, args: argparse.Namespace, layers: frozenset[str] | None = None
) -> DiagramLayout:
    """The diagram, whole or what these layers show, as `--style`, `--layout` and `--sheet` say. Raises
    LayoutError, as where those of its file that were laid out before took too long together."""
    from app.engine import IN_SUM, EngineTime
    from app.layout.layout import lay_out
    from app.model.diagram_layout import recoloured
    from app.model.picture_style import SHEETS

    time = vars(args).setdefault("engine_times", {}).setdefault(diagram.source, EngineTime())
    if time.over:
        raise SpentError(
            f"It was not laid out, as the layout engine took more than {IN_SUM:.0f} s for other "
            f"diagrams of {told(diagram.source)}. Ask again to go on from there."
        )
    with time.counted():
        layout = lay_out(diagram, layers, style=style_asked(args), method=args.layout)
    if layout.remark:
        tell(f"{diagram.id}: {layout.remark}")
    sheet = getattr(args, "sheet", None)
    return recoloured(layout, None if sheet is None else sheet == SHEETS[1])


def _reading(_done: int, _total: int, file: str) -> None:
    note(f"reading {file}")


def _running(text: str) -> None:
    """What a script does that takes long, in one line of a terminal that comes and goes."""
    if sys.stderr.isatty():
        print(f"\r{text[:_WIDE]:{_WIDE}}\r", end="", file=sys.stderr, flush=True)


def _restricted(beyond: list[Problem]) -> str:
    """What is said where scripts that are not trusted do what cannot be evaluated."""
    files = list(dict.fromkeys(told(p.file) for p in beyond if p.file))
    if len(files) == 1:
        return (
            f"{files[0]} is a program that is not trusted: what of it could not be evaluated is missing. If you "
            "trust it, add --run-scripts, or use acetate trust."
        )
    return (
        f"{counted(len(files), 'script')}, {files[0]} first, are programs that are not trusted: what of them could "
        "not be evaluated is missing. If you trust them, add --run-scripts, or use acetate trust."
    )


def nothing_in(what: str, workspace: Workspace, args: argparse.Namespace) -> str:
    """The sentence for a path that holds none of what is asked for. Why, where a file of it is to
    blame, is told before it: here the warnings, which else are for `check`."""
    from app.model.problem import Severity

    said = [problem for problem in workspace.problems if problem.file]
    for problem in said:
        if problem.severity is Severity.WARNING:
            tell(str(problem))
    if said:
        return "Nothing was written."
    given = args.paths or [args.path or workspace.root]
    return f"There is no {what} in {listed([told(path) for path in given])}."


class Tries:
    """Things of which each may fail without the others. `failed` says whether one did."""

    failed = False

    @contextmanager
    def of(self, name: str, doing: str) -> Iterator[None]:
        """Do one of them here: what goes wrong is told, and ends only this one."""
        try:
            yield
        except AcetateError as why:
            tell(f"{name}: {why}")
            self.failed = True
        except Exception as why:  # noqa: BLE001 - the others go on
            from app.report import unexpected

            tell(unexpected(doing, why).sentence)
            self.failed = True


def unknown(what: str, name: str, known: Iterable[str]) -> UsageError:
    """The error for a name that does not exist, with the nearest ones that do."""
    from difflib import get_close_matches

    names = sorted(set(known))
    near = get_close_matches(name, names, n=3) or names[:MEANT]
    there_are = f"Did you mean {' or '.join(near)}?" if near else f"There is no {what} at all."
    return UsageError(f"There is no {what} “{name}”. {there_are}")


def tell(text: str) -> None:
    """A line for the person, on stderr."""
    print(f"acetate: {text}", file=sys.stderr)


def progress(text: str) -> None:
    """How far it is, on stderr where that is a terminal."""
    if sys.stderr.isatty():
        print(text, file=sys.stderr)
