"""Which YAML and JSON is a template, and what a folder with some of it holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main
from app.sources.finding import find
from app.sources.formats.cloudformation import begins
from app.sources.readings import Readings
from app.sources.workspace import load, steps
from tests.cost import takes_by_length

TEMPLATE = """AWSTemplateFormatVersion: 2010-09-09
Resources:
  Topic: {Type: AWS::SNS::Topic}
  Told:
    Type: AWS::SNS::Subscription
    Properties: {TopicArn: !Ref Topic}
"""
OTHERS = {
    "pod.yaml": "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - resources: {limits: {cpu: 1}}\n",
    "held.yaml": "apiVersion: v1\nkind: ConfigMap\ndata:\n  stack: |\n    AWSTemplateFormatVersion: 2010-09-09\n    Resources:\n      A: {Type: AWS::S3::Bucket}\n",
    "compose.yml": "services:\n  web: {image: nginx}\n",
    "package.json": '{"name": "x", "dependencies": {"aws-cdk": "2"}}',
    "openapi.json": '{"openapi": "3.0.0", "paths": {}, "x-amazon": {"Type": "AWS::Lambda::Function"}}',
    "serverless.yml": "service: x\nresources:\n  Resources:\n    A:\n      Type: AWS::S3::Bucket\n",
    "appspec.yaml": "version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n",
    "appspec.json": '{"version": 0.0, "Resources": [{"TargetService": {"Type": "AWS::ECS::Service"}}]}',
    "event.json": '{"Records": [{"Resources": {"Type": "AWS::Events::Event"}}]}',
    "tree.json": '{"version": "tree-0.1", "tree": {"attributes": {"aws:cdk:cloudformation:type": "AWS::S3::Bucket"}}}',
    "resources.yaml": "Resources:\n  cpu: 1\n",
    "task.json": '{"Resources": {"Type": "not ours"}}',
    "empty.yaml": "",
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_yaml_and_json_is_none(name: str) -> None:
    assert not begins(OTHERS[name])


@pytest.mark.parametrize(
    "text",
    [
        TEMPLATE,
        f"# about it\n\n---\n{TEMPLATE}",
        "Resources:\n  A:\n    Type: 'AWS::S3::Bucket'\n",
        '"Resources":\n  A:\n    "Type": "Custom::Thing"\n',
        "Description: Long\nAWSTemplateFormatVersion: 2010-09-09\nParameters:\n" + "  # x\n" * 9,
        '{"AWSTemplateFormatVersion" : "2010-09-09", "Resources": {}}',
        '\n {\n\t"Description": "a \\" {[", "Resources": {"A": {"Type": "AWS::S3::Bucket"}}}',
        '{"Resources": {"A": {"Type": "AWS::S3::Bucket", "Properties": {"cut": "off he',
    ],
)
def test_templates_are_told_by_what_stands_outermost(text: str) -> None:
    assert begins(text)


@pytest.mark.parametrize(
    "part",
    [
        '"',
        '\\"',
        "{",
        '{"Resources',
        " ",
        "\n",
        "Type ",
        "Type:",
        "Resources",
        "- ",
        "Resources:\n",
        '"a":',
    ],
)
@pytest.mark.parametrize("before", ["Resources", '{"Resources'])
def test_that_is_told_in_time_by_the_length(before: str, part: str) -> None:
    takes_by_length(begins, before, part, "", 1 << 16)


def test_a_folder_has_its_templates_among_other_files(tmp_path: Path) -> None:
    for name, text in OTHERS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "stack.template").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "web.yaml").write_text(TEMPLATE, encoding="utf-8")
    assert [p.name for p in find(tmp_path).diagrams] == ["stack.template", "web.yaml"]
    workspace = load(tmp_path)
    assert workspace.problems == ()
    assert [d.source for d in workspace.diagrams][:1] == ["stack.template"]


def test_a_template_is_listed_and_its_nested_ones_are_followed(tmp_path: Path) -> None:
    text = "Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: inner/n.yaml}}}"
    (tmp_path / "inner").mkdir()
    (tmp_path / "main.yaml").write_text(text)
    nested = tmp_path / "inner" / "n.yaml"
    nested.write_text("Resources: {A: {Type: AWS::SQS::Queue}}")
    readings = Readings()

    def names() -> set[str]:
        *_, whole = steps(tmp_path / "main.yaml", readings=readings)
        assert whole.read == (str(nested),)
        return {n.details.name for d in whole.diagrams for n in d.nodes if n.details}

    assert names() == {"N.A"}
    nested.write_text("Resources: {A: {Type: AWS::SQS::Queue}, B: {Type: AWS::SQS::Queue}}")
    assert names() == {"N.A", "N.B"}


def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "main.yaml").write_text(f"{TEMPLATE}  Bad: [\n")
    assert main(["check", str(tmp_path / "main.yaml"), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["problems"]
    assert (found["file"], found["line"]) == ("main.yaml", 7)


def test_what_the_cdk_writes_opens_where_git_ignores_it(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("cdk.out\n")
    out = tmp_path / "cdk.out"
    out.mkdir()
    (out / "App.template.json").write_text('{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}')
    (out / "manifest.json").write_text('{"version": "1", "artifacts": {}}')
    (out / "tree.json").write_text('{"version": "tree-0.1"}')
    assert [p.name for p in find(out).diagrams] == ["App.template.json"]
