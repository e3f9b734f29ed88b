"""`acetate trust`: which scripts and folders are trusted, to say so and to take it back."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from app.cli_load import tell
from app.errors import SourceError, UsageError
from app.model.wording import counted
from app.paths import told
from app.sources.scripts.closure import Closure, closure_of
from app.trust.difference import difference
from app.trust.grants import Grants, grants, take_back, trust_folder, trust_scripts

AS_IT_WAS, CHANGED, GONE, ALWAYS = "as it was", "changed", "gone", "always"
_NAMES = ("state", "path", "network")


def trust(args: argparse.Namespace) -> int:
    """Do what is asked for; 1 where a path has nothing that could be trusted, or taken back. Raises UsageError,
    SourceError, WriteError."""
    if not args.paths:
        if args.always or args.revoke or args.difference or args.allow_network:
            raise UsageError("Say which scripts or folders are meant: acetate trust PATH.")
        return _list(grants(), args.json)
    failed = False
    for path in args.paths:
        absolute = path.absolute()
        if args.revoke:
            done = _revoke(absolute)
        elif args.difference:
            done = _difference(absolute)
        elif args.always:
            done = _always(absolute, args.allow_network)
        else:
            done = _trust(absolute, args.allow_network)
        failed = failed or not done
    return int(failed)


def _list(known: Grants, as_json: bool) -> int:
    rows = [(ALWAYS, folder.path, folder.network) for folder in known.folders]
    rows += [(_state(known, Path(s.path)), s.path, s.network) for s in known.scripts]
    if as_json:
        print(json.dumps({"trusted": [dict(zip(_NAMES, row, strict=True)) for row in rows]}))
        return 0
    if not rows:
        print("No script is trusted. All are evaluated, none is run.")
    for state, path, network in rows:
        print(f"{state:<{len(AS_IT_WAS)}}  {told(path)}{'  (network)' if network else ''}")
    return 0


def _state(known: Grants, script: Path) -> str:
    try:
        now = closure_of(script).digests
    except SourceError:
        return CHANGED if script.exists() else GONE
    before = known.before(script)
    return AS_IT_WAS if before is not None and before.files == now else CHANGED


def _trust(path: Path, network: bool) -> bool:
    closures = list(_closures(path))
    if not closures:
        tell(f"There is no diagram script in {told(path)}.")
        return False
    trust_scripts(closures, network=network)
    for closure in closures:
        others = len(closure.files) - 1
        beside = f", with {counted(others, 'module')} that it imports" if others else ""
        print(f"Trusted as it is now: {told(closure.script)}{beside}")
    return True


def _always(path: Path, network: bool) -> bool:
    if not path.is_dir():
        raise UsageError(f"--always is for folders, and {told(path)} is none.")
    trust_folder(path, network=network)
    print(f"Trusted, whatever scripts it holds or gets: {told(path)}")
    return True


def _revoke(path: Path) -> bool:
    if take_back(path):
        print(f"Not trusted any more: {told(path)}")
        return True
    tell(f"Nothing was trusted at {told(path)}.")
    return False


def _difference(path: Path) -> bool:
    known, said = grants(), False
    for closure in _closures(path):
        before = known.before(closure.script)
        if before is None:
            tell(f"{told(closure.script)} was never trusted.")
        elif before.files == closure.digests:
            print(f"{told(closure.script)} is as it was trusted.")
            said = True
        else:
            print(difference(closure, before))
            said = True
    return said


def _closures(path: Path) -> Iterator[Closure]:
    """Of the diagram scripts that are there."""
    from app.sources.file_formats import is_program
    from app.sources.finding import find

    for file in filter(is_program, find(path).diagrams):
        yield closure_of(file)
