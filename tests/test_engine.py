"""The layout engine is found beside Python, and its failures are sentences."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest

from app.engine import allowed, find, read_with_engine, run_engine
from app.errors import GaveUpError, LayoutError


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
    with pytest.raises(LayoutError, match="There is no graph in it"):
        run_engine("", ("-Tjson0",))


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for an engine")
def test_a_slow_engine_is_stopped(tmp_path: Path) -> None:
    engine = tmp_path / "slow"
    engine.write_text("#!/bin/sh\nsleep 60\n")
    engine.chmod(0o755)
    with pytest.raises(LayoutError, match=r"slow took longer than 0\.3 seconds"):
        run_engine("digraph {}", (), engine=str(engine), seconds=0.05)
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(LayoutError, match="cancelled"):
        run_engine("digraph {}", (), engine=str(engine), cancel=cancelled)


@pytest.mark.skipif(sys.platform != "linux", reason="processor time is limited on Linux only")
def test_a_busy_engine_is_stopped_by_its_processor_time(tmp_path: Path) -> None:
    engine = tmp_path / "busy"
    engine.write_text("#!/bin/sh\nwhile :; do :; done\n")
    engine.chmod(0o755)
    with pytest.raises(LayoutError, match="busy needed more than 1 seconds of processor time"):
        run_engine("digraph {}", (), engine=str(engine), seconds=1)


def test_a_large_graph_may_take_longer() -> None:
    assert allowed("digraph { a }") < allowed("digraph { a }" * 10_000) <= allowed("a" * 10**8)


def test_a_whole_answer_counts_when_read_although_there_were_complaints() -> None:
    args = ("-Tdot_json", "-Kosage", "-q")
    answer = read_with_engine("digraph { a }\n rubbish { }", args)
    assert json.loads(answer.text)["objects"][0]["name"] == "a"
    assert answer.complaint.startswith("syntax error")
    label = '<<TABLE><TR><TD><IMG SRC="gone.png"/></TD></TR></TABLE>>'
    answer = read_with_engine(f"digraph {{ a [label={label}] }}", args)
    assert json.loads(answer.text)["objects"][0]["name"] == "a"
    with pytest.raises(GaveUpError, match="syntax error"):
        read_with_engine("digraph {", args)
