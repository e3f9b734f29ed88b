"""`acetate trust`: the words that are given, listed and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main
from tests import made_script


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return made_script.shop(tmp_path)


def drawn(capsys: pytest.CaptureFixture[str], path: Path) -> list[str]:
    main(["list", str(path), "--json"])
    (diagram,) = json.loads(capsys.readouterr().out)["diagrams"]
    return [component["label"] for component in diagram["components"]]


def told(capsys: pytest.CaptureFixture[str], *words: str | Path, code: int = 0) -> str:
    assert main(["trust", *map(str, words)]) == code
    said = capsys.readouterr()
    return said.out + said.err


def test_a_script_is_trusted_as_it_is_until_it_is_taken_back(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "No script is trusted" in told(capsys)
    assert drawn(capsys, shop) == ["Till"]
    assert told(capsys, shop) == f"Trusted as it is now: {shop}, with 1 module that it imports\n"
    assert drawn(capsys, shop) == ["Till", "True"]
    assert told(capsys) == f"as it was  {shop}\n"
    (shop.parent / "parts.py").write_text("x = 'Bill'\n")
    assert drawn(capsys, shop) == ["Bill"]
    assert told(capsys) == f"changed    {shop}\n"
    assert "-x = 'Till'\n+x = 'Bill'\n" in told(capsys, shop, "--difference")
    assert told(capsys, shop, "--revoke") == f"Not trusted any more: {shop}\n"
    assert "never trusted" in told(capsys, shop, "--difference", code=1)
    assert "Nothing was trusted" in told(capsys, shop, "--revoke", code=1)


def test_a_folder_is_trusted_whatever_it_holds(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "whatever scripts it holds" in told(capsys, shop.parent, "--always", "--allow-network")
    (shop.parent / "parts.py").write_text("x = 'Bill'\n")
    assert drawn(capsys, shop.parent) == ["Bill", "True"]
    assert told(capsys) == f"always     {shop.parent}  (network)\n"
    listed = json.loads(told(capsys, "--json"))
    assert listed == {"trusted": [{"state": "always", "path": str(shop.parent), "network": True}]}
    told(capsys, shop.parent, "--revoke")
    assert drawn(capsys, shop.parent) == ["Bill"]


def test_what_is_gone_is_listed_and_can_be_taken_back(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, shop)
    shop.unlink()
    assert told(capsys) == f"gone       {shop}\n"
    told(capsys, shop, "--revoke")
    assert "No script is trusted" in told(capsys)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--always"], "Say which scripts or folders are meant"),
        (["{shop}", "--always"], "--always is for folders"),
        (["{shop}/none"], "no file or folder"),
    ],
)
def test_what_is_not_understood_is_said(
    words: list[str], says: str, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert says in told(capsys, *(word.format(shop=shop) for word in words), code=2)


def test_where_there_is_nothing_to_trust(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.dot").write_text("digraph { a }")
    assert "There is no diagram script in" in told(capsys, tmp_path, code=1)
