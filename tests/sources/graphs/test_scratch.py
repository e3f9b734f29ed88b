"""The folder of a script goes away, whatever is in it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.sources.graphs.scratch import scratch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes links and modes")


def test_it_is_gone_with_deep_and_forbidden_folders_and_links(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("x")
    with scratch() as folder:
        (folder / "work").mkdir()
        (folder / "out").symlink_to(outside)
        (folder / "work" / "circle").symlink_to(folder)
        closed = folder / "work" / "closed" / "inner"
        closed.mkdir(parents=True)
        (closed / "file").write_text("x")
        closed.chmod(0)
        closed.parent.chmod(0o500)
        here = os.open(folder / "work", os.O_RDONLY)
        for _ in range(3000):  # deeper than a path can be long
            os.mkdir("down", dir_fd=here)
            there = os.open("down", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = there
        os.close(here)
    assert not folder.exists()
    assert (outside / "kept").read_text() == "x"


def test_it_is_gone_after_an_error() -> None:
    with pytest.raises(KeyError), scratch() as folder:
        raise KeyError
    assert not folder.exists()
