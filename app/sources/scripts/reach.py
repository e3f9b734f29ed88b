"""What of a person's files a script that runs may read: its workspace, never a whole home folder."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

from app.confinement.confine import possible
from app.sources.graphs.icons import repository

BESIDE = 200  # files beside a script in a home folder


def reach(script: Path, *, network: bool) -> str:
    """What the host of a script is told, as JSON: the repository that it lies in, else its folder;
    where that is a home folder, or holds such folders, the files right beside it. Whether it may
    use the `network`; and whether it runs only where all is held back that can be: so it was said."""
    folder = script.parent
    top = repository(folder) or folder
    read = [folder] if holds_homes(top) else [top]
    if holds_homes(folder):
        beside = (f for f in folder.iterdir() if f.name[:1] != "." and f.is_file())
        read = [script, *islice(beside, BESIDE)]
    real = dict.fromkeys(str(path.resolve()) for path in (*read, script))
    return json.dumps({"read": list(real), "network": network, "promised": all(possible())})


def holds_homes(folder: Path) -> bool:
    """It is a home folder, or such folders lie in it."""
    real, home = folder.resolve(), Path.home().resolve()
    return real == home or real in home.parents or str(real) in {"/home", "/Users"}
