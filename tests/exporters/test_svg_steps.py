"""A tour as a folder of SVGs."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from app.cli import main

SVG = "{http://www.w3.org/2000/svg}"


def test_a_folder_gets_a_file_a_step(warm_cache: Path, tmp_path: Path) -> None:
    out = tmp_path / "steps"
    command = ["export", "--tour", "commit_to_task", "--format", "svg", "-o", f"{out}/"]
    assert main(command) == 0
    files = sorted(out.iterdir())
    assert [f.name for f in files[:2]] == ["01.svg", "02.svg"]
    roots = [ET.parse(f).getroot() for f in files]  # noqa: S314 - our own
    titles = [root.findtext(f"{SVG}title") for root in roots]
    assert len(set(titles)) == len(titles) > 3
    assert all("step" in (root.findtext(f"{SVG}desc") or "") for root in roots)
    assert len({root.get("viewBox") for root in roots}) > 1, "each frames what it is about"


def test_a_format_goes_with_a_folder_only(
    warm_cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for output, format in ((f"{tmp_path}/a.gif", "svg"), (f"{tmp_path}/", "pdf")):
        words = ["export", "--tour", "commit_to_task", "--format", format, "-o", output]
        assert main(words) == 2
        assert "png or svg" in capsys.readouterr().err
