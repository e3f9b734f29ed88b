"""Pictures are decoded in several threads at once, and none waits for another for ever."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MANY = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from app.render.pictures.door import opened
from app.sources.graphs.installed import packages

sys.setswitchinterval(1e-6)
icons = sorted((packages() / "resources" / "aws" / "compute").glob("*.png"))

def decoded(path):
    picture = opened(path.read_bytes())
    return picture is not None and picture.image(picture.width, picture.height) is not None

with ThreadPoolExecutor(8) as pool:
    print(all(pool.map(decoded, icons * 12)))
"""


def test_threads_that_decode_do_not_wait_for_each_other() -> None:
    """Two of them once held what the other one needed: Qt's lock, and Python's."""
    done = subprocess.run(
        [sys.executable, "-c", MANY],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert done.stdout == "True\n", done.stderr
