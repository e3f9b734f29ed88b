"""`acetate diff`: what it prints and writes, and its exit codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.cli import main

pytestmark = pytest.mark.usefixtures("warm_cache")

OLD = 'digraph shop { web -> api [label=https]; api -> db; api -> mail; subgraph cluster_d { label="Data"; db } }'
NEW = (
    'digraph shop { web -> api [label=http]; api -> db; api -> queue; api -> topic; queue [URL="https://q.example"]; '
    'subgraph cluster_d { label="Data"; db } subgraph cluster_e { label="More"; cache } }'
)
TOLD = """\
new: 6 added, 1 changed, 2 gone
  + queue
  + topic
  + cache
  + More
  + api → queue
  + api → topic
  ~ web → api: http: label: “https” → “http”
  − mail
  − api → mail
"""


@pytest.fixture
def sides(tmp_path: Path) -> list[str]:
    (tmp_path / "old.dot").write_text(OLD)
    (tmp_path / "new.dot").write_text(NEW)
    return [str(tmp_path / "old.dot"), str(tmp_path / "new.dot")]


def test_it_says_what_differs(sides: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *sides]) == 1
    assert capsys.readouterr().out == TOLD


def test_what_is_equal(sides: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", sides[0], sides[0]]) == 0
    assert capsys.readouterr().out == "Nothing differs in the diagrams.\n"


def test_of_a_stack_all_of_it_is_compared_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "Resources:\n  Pay:\n    Type: AWS::Lambda::Function\n    Properties: {MemorySize: 512}\n"
    )
    text += "  Orders:\n    Type: AWS::DynamoDB::Table\n"
    (tmp_path / "old.yaml").write_text(text)
    new = text.replace("512", "1024").replace("AWS::DynamoDB::Table", "AWS::SQS::Queue")
    (tmp_path / "new.yaml").write_text(new)
    (tmp_path / "same.yaml").write_text(text)
    assert main(["diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml")]) == 1
    first, *lines = capsys.readouterr().out.splitlines()
    assert first.endswith(": 1 changed, 1 replaced")
    assert lines == [
        "  ~ Pay: MemorySize: 512 → 1024",
        "  ± Orders: type: AWS::DynamoDB::Table → AWS::SQS::Queue",
    ]
    assert main(["diff", str(tmp_path / "old.yaml"), str(tmp_path / "same.yaml")]) == 0


def test_what_a_panel_would_shorten_differs_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Resources:\n  Site:\n    Type: AWS::CloudFront::Distribution\n    Properties:\n      DistributionConfig:\n"
    text += "".join(f"        Origin{n}: one that is of no matter here\n" for n in range(60))
    text += "        ViewerCertificate: {MinimumProtocolVersion: TLSv1.2_2019}\n"
    (tmp_path / "old.yaml").write_text(text)
    (tmp_path / "new.yaml").write_text(text.replace("2019", "2025"))
    assert main(["diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml")]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "  ~ Site: DistributionConfig.ViewerCertificate.MinimumProtocolVersion: TLSv1.2_2019 → TLSv1.2_2025"
    ]


def test_as_json(sides: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *sides, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["equal"] is False
    (diagram,) = found["diagrams"]
    assert (diagram["id"], diagram["only"]) == ("new", None)
    gone = [c for c in diagram["changes"] if c["change"] == "gone"]
    assert [(c["name"], c["words"]) for c in gone] == [("mail", []), ("api → mail", [])]


def test_folders_diagram_by_diagram(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, files in (
        ("then", {"a": OLD, "b": OLD}),
        ("now", {"a": OLD, "c": "digraph { x }"}),
    ):
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            (tmp_path / folder / f"{name}.dot").write_text(text)
    sides = [str(tmp_path / "then"), str(tmp_path / "now")]
    assert main(["diff", *sides]) == 1
    lines = capsys.readouterr().out.splitlines()
    heads = [line for line in lines if line and not line.startswith(" ")]
    assert heads == ["c: a new diagram, 1 added", "b: the diagram is gone, 8 gone"]
    assert main(["diff", *sides, "--diagram", "a"]) == 0
    assert main(["diff", *sides, "--diagram", "z"]) == 2
    assert "There is no diagram “z”" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf", "html"])
def test_both_states_are_written_as_one_picture(
    sides: list[str], tmp_path: Path, suffix: str
) -> None:
    output = tmp_path / f"out.{suffix}"
    assert main(["diff", *sides, "-o", str(output)]) == 1
    assert output.stat().st_size > 1000
    if suffix in ("svg", "html"):
        text = output.read_text(encoding="utf-8")
        assert "mail" in text
        assert "queue" in text


def test_of_files_of_different_kinds_what_they_have_in_common(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old.dot").write_text("digraph { Api -> Table; Mail }")
    (tmp_path / "new.yaml").write_text(
        "Resources:\n  Api: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {T: !Ref Table}}}}\n"
        "  Table: {Type: AWS::DynamoDB::Table}\n"
    )
    assert main(["diff", str(tmp_path / "old.dot"), str(tmp_path / "new.yaml")]) == 1
    told = capsys.readouterr()
    assert "They are of different kinds of files" in told.err
    lines = told.out.splitlines()[1:]
    assert "  − Mail" in lines
    assert not any("looks" in line or "type:" in line or "kind:" in line for line in lines)
    assert not any(line.startswith(("  + Api", "  + Table", "  −  Api")) for line in lines)


def test_folders_say_how_much_changes_inside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, inner in (("then", "digraph { a }"), ("now", "digraph { a -> b }")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "top.dot").write_text('digraph { net [label=Network, URL="net.dot"] }')
        (tmp_path / folder / "net.dot").write_text(inner)
    sides = [str(tmp_path / "then"), str(tmp_path / "now")]
    assert main(["diff", *sides, "-o", f"{tmp_path}/out/", "--scale", "1"]) == 1
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("top: nothing differs but inside")
    assert lines[at + 1] == "  > Network: 2 changes inside"
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"top.png", "net.png"}
    assert main(["diff", *sides, "--diagram", "net", "-o", f"{tmp_path}/net.png"]) == 1
    capsys.readouterr()
    assert main(["diff", *sides, "--diagram", "top", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["equal"] is False


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_a_folder_of_terraform_is_compared_whatever_its_files_were_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "main.tf").write_text('resource "aws_sqs_queue" "orders" {}\n')
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "one"]):
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, env=os.environ)
    (tmp_path / "main.tf").rename(tmp_path / "queues.tf")
    (tmp_path / "topics.tf").write_text('resource "aws_sns_topic" "told" {}\n')
    for path in ("topics.tf", "queues.tf", ""):
        assert main(["diff", str(tmp_path / path), "--git"]) == 1
        assert ": 1 added" in capsys.readouterr().out.splitlines()[0]


def test_nothing_is_written_of_what_is_equal(
    sides: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.png"
    assert main(["diff", sides[0], sides[0], "-o", str(output)]) == 0
    assert not output.exists()
    assert "nothing was written" in capsys.readouterr().err


def test_trouble_is_told_by_2(
    sides: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.dot").write_text("digraph { a -> ")
    (tmp_path / "note.md").write_text("# VPC\n\nA network.\n")
    assert main(["diff", sides[0], str(tmp_path / "broken.dot")]) == 2
    assert "broken.dot" in capsys.readouterr().err
    assert main(["diff", str(tmp_path / "note.md"), str(tmp_path / "note.md")]) == 2
    assert main(["diff", sides[0]]) == 2
    assert "the older one first" in capsys.readouterr().err
    assert main(["diff", sides[0], str(tmp_path / "none.dot")]) == 2
    assert main(["diff", sides[0], "-"]) == 2
    assert main(["diff", *sides, "--git"]) == 2


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_with_how_it_was_in_git(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "new.dot"
    file.write_text(OLD)
    assert main(["diff", str(file), "--git"]) == 2
    assert "lies in no git repository" in capsys.readouterr().err
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "one"]):
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, env=os.environ)
    assert main(["diff", str(file), "--git"]) == 0
    file.write_text(NEW)
    capsys.readouterr()
    assert main(["diff", str(file), "--git"]) == 1
    assert capsys.readouterr().out == TOLD
    assert main(["diff", "--git", str(file)]) == 1, "as one may well write it"
    monkeypatch.chdir(tmp_path)
    assert main(["diff", "--git", "--", "."]) == 1
    assert main(["diff", ".", "--git", "HEAD~7"]) == 2
