"""The layout engine is found beside Python, and its failures are sentences."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest

from app.engine import find, run_engine
from app.errors import LayoutError


def test_found_in_the_environment_whatever_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert Path(find()).stem == "graphviz-pure"


def test_a_choice_and_the_environment_variable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    engine = tmp_path / "my-dot"
    engine.write_text("#!/bin/sh\n")
    engine.chmod(0o755)
    assert find(str(engine)) == str(engine)
    monkeypatch.setenv("ACETATE_ENGINE", str(engine))
    assert find() == str(engine)


def test_a_missing_engine_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"no-such-engine.*unset ACETATE_ENGINE"):
        find("no-such-engine")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr("sysconfig.get_path", lambda *_: str(tmp_path))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(LayoutError, match="pip install graphviz-pure"):
        find()


def test_it_lays_out() -> None:
    assert json.loads(run_engine("digraph { a -> b }", ("-Tjson0",)))["bb"]


def test_failures_are_sentences() -> None:
    with pytest.raises(LayoutError, match=r"^graphviz-pure failed: syntax error in line 2"):
        run_engine("digraph {\n a -> }", ("-Tjson0",))
    with pytest.raises(LayoutError, match="failed"):
        run_engine("", ("-Tjson0",))


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for an engine")
def test_a_slow_engine_is_stopped(tmp_path: Path) -> None:
    engine = tmp_path / "slow"
    engine.write_text("#!/bin/sh\nsleep 60\n")
    engine.chmod(0o755)
    with pytest.raises(LayoutError, match=r"slow took longer than 0\.2 seconds"):
        run_engine("digraph {}", (), engine=str(engine), timeout=0.2)
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(LayoutError, match="cancelled"):
        run_engine("digraph {}", (), engine=str(engine), cancel=cancelled)
