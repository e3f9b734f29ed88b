"""`acetate self-test` tries each part, and says which one does not work. That all of them do is seen
where the wheel is installed (`test_packaging.py`)."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from app.cli import main
from app.cli_self_test import self_test


def test_what_is_missing_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ACETATE_ENGINE", "no-such-engine")
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv("ACETATE_DATA", str(file))
    assert self_test(Namespace(), main, wait=0.0) == 1
    said = capsys.readouterr().out
    assert "no  layout engine: The layout engine “no-such-engine” was not found." in said
    assert "no  a script: " in said
    assert "no  a picture: " in said
    assert "no  a window: It did not show a picture (timeout)" in said
    assert "no  data folder: " in said
    assert "ok  fonts: " in said
    assert said.splitlines()[-1] == "5 of 9 parts do not work."
