"""A template with all that it nests is one stack; what cannot be read of it is said, with its place."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from app.errors import SourceError
from app.sources.infrastructure.cloudformation.nodes import MOST_DEPTH
from app.sources.infrastructure.cloudformation.reading import MOST_TOLD, read_template
from app.sources.infrastructure.cloudformation.stacks import MOST_BYTES, MOST_NESTED
from tests.cost import grows_in_step
from tests.sources.infrastructure.cloudformation.helper import origin, read, said, written

BUCKET = "Resources: {A: {Type: AWS::S3::Bucket}}\n"


MAIN = """
Parameters: {Env: {Type: String, Default: prod}}
Conditions: {Prod: !Equals [!Ref Env, prod]}
Resources:
  Net:
    Type: AWS::CloudFormation::Stack
    Condition: Prod
    Properties:
      TemplateURL: ./net/vpc.yaml
      Parameters: {Range: 10.9.0.0/16}
  Web:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://s3.amazonaws.com/bucket/v1/web.yaml
      Parameters:
        Vpc: !GetAtt Net.Outputs.Vpc
        Subnets: !Join [",", [!GetAtt Net.Outputs.Subnet, subnet-1]]
  Far:
    Type: AWS::CloudFormation::Stack
    DependsOn: Web
    Properties: {TemplateURL: "https://example.com/elsewhere.yaml"}
"""
NET = """
Parameters: {Range: {Type: String, Default: 10.0.0.0/8}}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Range}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
Outputs:
  Vpc: {Value: !Ref Vpc}
  Subnet: {Value: !Ref Subnet}
"""
WEB = """
Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
  Subnets: {Type: List<AWS::EC2::Subnet::Id>}
Conditions: {Any: !Not [!Equals [!Ref Vpc, none]]}
Resources:
  Group: {Type: AWS::EC2::SecurityGroup, Condition: Any, Properties: {VpcId: !Ref Vpc}}
  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {VPCZoneIdentifier: !Ref Subnets}}
"""


def test_nested_stacks_are_modules_whose_parameters_and_outputs_are_known(tmp_path: Path) -> None:
    found = read(written(tmp_path, main=MAIN, net__vpc=NET, web=WEB))
    assert sorted(found.resources) == ["Far", "Net.Subnet", "Net.Vpc", "Web.Fleet", "Web.Group"]
    assert {m.address: (m.kind, m.condition) for m in found.modules.values()} == {
        "Net": ("stack", "Prod"),
        "Web": ("stack", ""),
    }
    assert found.resources["Net.Vpc"].module == "Net"
    assert said(found.resources["Net.Vpc"], "CidrBlock") == "10.9.0.0/16"
    assert said(found.resources["Web.Group"], "VpcId") == "<Net.Vpc>"
    assert said(found.resources["Web.Fleet"], "VPCZoneIdentifier") == "[<Net.Subnet>, subnet-1]"
    assert found.resources["Net.Vpc"].place.file == "net/vpc.yaml"
    assert found.resources["Net.Vpc"].place.line == 4
    assert found.resources["Web.Group"].condition == "Web.Any"
    assert found.conditions["Prod"].elements == ("Net",)
    assert found.conditions["Web.Any"].elements == ("Web.Group",)
    assert found.resources["Far"].depends_on == ("Web",)
    assert sorted(found.files) == ["vpc.yaml", "web.yaml"]
    assert found.problems == []


@pytest.mark.parametrize(
    "url",
    [
        "../outside.yaml",
        "{outside}",
        "file://{outside}",
        "https://x/../outside.yaml",
        "linked.yaml",
    ],
)
def test_nothing_outside_of_the_roots_is_read(tmp_path: Path, url: str) -> None:
    outside = written(tmp_path, outside=BUCKET)
    url = url.format(outside=outside)
    text = f'Resources: {{N: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: "{url}"}}}}}}'
    path = written(tmp_path / "inside", main=text)
    (path.parent / "linked.yaml").symlink_to(outside)
    found = read(path)
    assert list(found.resources) == ["N"]
    assert found.files == []
    assert all("there is no file" in problem.message for problem in found.problems)


STACK = "Resources: {{N: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: {}}}}}}}"


@pytest.mark.parametrize(
    "url", ["nested/queue.yaml", "https://bucket/any/queue.yaml", "!Sub '${B}/v1/queue.yaml'"]
)
def test_what_is_nested_is_found_elsewhere_in_the_project(tmp_path: Path, url: str) -> None:
    written(tmp_path / "infra" / "parts", queue=BUCKET)
    written(tmp_path / "infra" / "parts", main=BUCKET)
    path = written(tmp_path / "services" / "shop", shop=STACK.format(url))
    found = read(path, tmp_path)
    assert (list(found.resources), found.problems) == (["N.A"], [])


def test_the_nearest_of_several_is_nested_and_a_tie_is_said(tmp_path: Path) -> None:
    for folder in ("shop/a", "shop/b", "depot/a"):
        written(tmp_path / folder, queue=BUCKET)
    url = STACK.format("https://bucket/queue.yaml")
    found = read(written(tmp_path / "depot" / "app", depot=url), tmp_path)
    assert list(found.resources) == ["N.A"]
    found = read(written(tmp_path / "shop" / "app", shop=url), tmp_path)
    assert list(found.resources) == ["N"]
    (said,) = found.problems
    assert "shop/a/queue.yaml or shop/b/queue.yaml" in said.message


def test_a_path_where_nothing_lies_is_said(tmp_path: Path) -> None:
    found = read(written(tmp_path, shop=STACK.format("parts/queue.yaml")))
    assert [(p.line, "“parts/queue.yaml”" in p.message) for p in found.problems] == [(1, True)]
    assert read(written(tmp_path, shop=STACK.format("https://b/main.yaml"))).problems == []


def test_a_template_that_nests_itself_is_said_to(tmp_path: Path) -> None:
    nests = "Resources: {{N: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: {}.yaml}}}}}}"
    found = read(written(tmp_path, a=nests.format("b"), b=nests.format("a")))
    assert list(found.resources) == ["N.N"]
    assert [(p.file, p.line) for p in found.problems] == [("b.yaml", 1)]
    assert "stands in" in found.problems[0].message


def test_stacks_are_nested_only_so_deep_and_so_often(tmp_path: Path) -> None:
    twice = "{{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: t{}.yaml}}}}"
    texts = {
        f"t{n}": f"Resources: {{A: {twice.format(n + 1)}, B: {twice.format(n + 1)}}}"
        for n in range(12)
    }
    found = read(written(tmp_path, **texts))
    assert max(address.count(".") for address in found.resources) == MOST_NESTED - 1
    assert len(found.resources) < 250
    assert any("too many nested" in p.message for p in found.problems)


def test_what_is_wrong_in_a_nested_template_names_its_file(tmp_path: Path) -> None:
    main = "Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: n.yaml}}}"
    found = read(written(tmp_path, main=main, n="Resources:\n  A: [\n"))
    assert list(found.resources) == ["N"]
    assert [p.file for p in found.problems] == ["n.yaml"]


def test_an_application_of_sam_nests_as_a_stack_does(tmp_path: Path) -> None:
    main = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Own: {Type: AWS::Serverless::Application, Properties: {Location: n.yaml, Parameters: {P: !Ref Q}}}
  Far: {Type: AWS::Serverless::Application, Properties: {Location: {ApplicationId: a, SemanticVersion: 1}}}
  Q: {Type: AWS::SQS::Queue}
"""
    inner = """
Transform: AWS::Serverless-2016-10-31
Parameters: {P: {Type: String}}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: {Environment: {Variables: {Q: !Ref P}}, Events: {Get: {Type: Api, Properties: {Path: /}}}}
"""
    found = read(written(tmp_path, main=main, n=inner))
    assert {r.address: (r.name, r.type) for r in found.resources.values()} == {
        "Own.Fn": ("Fn", "AWS::Lambda::Function"),
        "Own.FnRole": ("FnRole", "AWS::IAM::Role"),
        "Own.FnGet": ("Get", "AWS::ApiGateway::Method"),
        "Own.ServerlessRestApi": ("ServerlessRestApi", "AWS::ApiGateway::RestApi"),
        "Far": ("Far", "AWS::CloudFormation::Stack"),
        "Q": ("Q", "AWS::SQS::Queue"),
    }
    assert said(found.resources["Own.Fn"], "Environment.Variables.Q") == "<Q>"
    assert said(found.resources["Own.FnGet"], "RestApiId") == "<Own.ServerlessRestApi>"


def test_of_very_many_problems_not_all_are_listed(tmp_path: Path) -> None:
    lines = "".join(f"  A{n}: 1\n" for n in range(2 * MOST_TOLD))
    path = written(tmp_path, main=f"Resources:\n  Q: {{Type: AWS::SQS::Queue}}\n{lines}")
    problems = read_template(path, origin(path)).problems
    assert len(problems) == MOST_TOLD + 1
    assert "not listed" in problems[-1].message


def test_growing_parameters_come_to_an_end(tmp_path: Path) -> None:
    texts = {
        f"t{n}": f"""
Parameters: {{P: {{Type: String, Default: {"x" * 50}}}}}
Resources:
  N:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: t{n + 1}.yaml
      Parameters: {{P: [{", ".join(["!Ref P"] * 30)}], Q: !Sub "{"${P}" * 50}"}}
"""
        for n in range(MOST_NESTED)
    }
    assert read(written(tmp_path, **texts)).resources


def test_a_file_that_is_put_in_is_read_with_the_names_of_the_template(tmp_path: Path) -> None:
    main = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      DefinitionBody: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: ./api.yaml}}}
  Fn: {Type: AWS::Lambda::Function}
  Far:
    Type: X::Y::Z
    Properties:
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/far.yaml}}
      Own: 1
"""
    api = "paths: {/a: {get: {uri: !Sub 'arn:${Fn.Arn}/invocations'}}}\nmore: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: ./api.yaml}}}\n"
    found = read(written(tmp_path, main=main, api=api))
    assert said(found.resources["Api"], "Body.paths./a.get.uri") == "arn:<Fn.Arn>/invocations"
    assert found.files == ["api.yaml"]
    assert [(p.line, p.file) for p in found.problems] == [(2, "api.yaml"), (12, "main.yaml")]


# What the CDK writes

CDK = {
    "Resources": {
        "Fn1": {
            "Type": "AWS::Lambda::Function",
            "Properties": {"Role": {"Fn::GetAtt": ["Role1", "Arn"]}},
            "Metadata": {"aws:cdk:path": "App/Orders/Handler/Resource"},
        },
        "Role1": {
            "Type": "AWS::IAM::Role",
            "Metadata": {"aws:cdk:path": "App/Orders/Handler/ServiceRole/Resource"},
        },
        "Table1": {
            "Type": "AWS::DynamoDB::Table",
            "Metadata": {"aws:cdk:path": "App/Orders/Table/Resource"},
        },
        "Bucket1": {
            "Type": "AWS::S3::Bucket",
            "Metadata": {"aws:cdk:path": "App/Wrapped/Files/Resource"},
        },
        "Subnet1": {
            "Type": "AWS::EC2::Subnet",
            "Metadata": {"aws:cdk:path": "App/Net/PublicSubnet1/Subnet"},
        },
        "Route1": {
            "Type": "AWS::EC2::RouteTable",
            "Metadata": {"aws:cdk:path": "App/Net/PublicSubnet1/RouteTable"},
        },
        "Net1": {"Type": "AWS::EC2::VPC", "Metadata": {"aws:cdk:path": "App/Net/Resource"}},
        "CDKMetadata": {
            "Type": "AWS::CDK::Metadata",
            "Metadata": {"aws:cdk:path": "App/CDKMetadata/Default"},
        },
        "Inner": {
            "Type": "AWS::CloudFormation::Stack",
            "Properties": {
                "TemplateURL": {"Fn::Sub": "https://s3.${AWS::URLSuffix}/assets/1.json"}
            },
            "Metadata": {
                "aws:cdk:path": "App/Inner.NestedStack/Inner.NestedStackResource",
                "aws:asset:path": "AppInner.nested.template.json",
            },
        },
    }
}


def test_constructs_that_hold_several_things_are_modules(tmp_path: Path) -> None:
    path = tmp_path / "App.template.json"
    path.write_text(json.dumps(CDK, indent=1))
    (tmp_path / "AppInner.nested.template.json").write_text(
        '{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}'
    )
    found = read(path)
    assert {r.address: (r.name, r.module) for r in found.resources.values()} == {
        "Inner.Q": ("Q", "Inner"),
        "Fn1": ("Handler", "App/Orders"),
        "Role1": ("ServiceRole", "App/Orders"),
        "Table1": ("Table", "App/Orders"),
        "Bucket1": ("Files", None),
        "Subnet1": ("PublicSubnet1", None),
        "Route1": ("RouteTable", None),
        "Net1": ("Net", None),
    }
    assert {(m.address, m.kind, m.name, m.parent) for m in found.modules.values()} == {
        ("Inner", "stack", "Inner", None),
        ("App/Orders", "construct", "Orders", None),
    }


def test_what_several_are_called_is_said_with_what_is_round_it(tmp_path: Path) -> None:
    paths = {
        "A": "App/One/ServiceRole/Resource",
        "B": "App/Two/ServiceRole/Resource",
        "C": "App/Custom::S3AutoDeleteObjectsCustomResourceProvider/Role",
        "D": "App/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/Role/Resource",
    }
    resources = {
        name: {"Type": "AWS::IAM::Role", "Metadata": {"aws:cdk:path": path}}
        for name, path in paths.items()
    }
    path = tmp_path / "App.template.json"
    path.write_text(json.dumps({"Resources": resources}))
    assert {r.address: r.name for r in read(path).resources.values()} == {
        "A": "One/ServiceRole",
        "B": "Two/ServiceRole",
        "C": "S3AutoDeleteObjects/Role",
        "D": "LogRetention/Role",
    }


def test_paths_that_a_template_lacks_are_in_the_manifest(tmp_path: Path) -> None:
    bare = {
        name: {key: value for key, value in said_.items() if key != "Metadata"}
        for name, said_ in CDK["Resources"].items()
    }
    path = tmp_path / "App.template.json"
    path.write_text(json.dumps({"Resources": bare}))
    metadata = {
        f"/{said_['Metadata']['aws:cdk:path']}": [{"type": "aws:cdk:logicalId", "data": name}]  # type: ignore[index]
        for name, said_ in CDK["Resources"].items()
    }
    stack = {"properties": {"templateFile": path.name}, "metadata": metadata}
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": {"App": stack, "x": 1}}))
    found = read(path)
    assert found.resources["Table1"].module == "App/Orders"
    assert "manifest.json" in found.files
    stack = {
        "properties": {"templateFile": path.name},
        "additionalMetadataFile": "App.metadata.json",
    }
    (tmp_path / "App.metadata.json").write_text(json.dumps(metadata))
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": {"App": stack}}))
    found = read(path)
    assert found.resources["Table1"].module == "App/Orders"
    assert sorted(found.files) == ["App.metadata.json", "manifest.json"]
    (tmp_path / "manifest.json").write_text('{"artifacts": [')
    assert read(path).resources["Table1"].module is None


# What is no template, and what is too much


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Resources:\n  A:\n\tType: x", 3, "column 1"),
        ("Resources:\n  A: *none", 2, "stands for nothing"),
        ("Resources:\n  A: &a [*a]", 2, "stands for nothing"),
        ("Resources:\n  ? [a]\n  : b", 2, "A key of a map"),
        ("Resources:\n  {{ x }}: 1", 2, "A key of a map"),
        ('{"Resources": {"A": {"Type": "x" "y"}}}', 1, "column 34"),
        ('{"Resources":\n {"A": tru}', 2, "tru"),
        ('{"Resources": {"A', 1, "no end"),
        ('{"Resources": {}}]', 1, "behind its end"),
        ("Resources: [", 1, "YAML"),
        ("- Resources", None, "has no “Resources”"),
        ("", None, "has no “Resources”"),
        ("Resources:\n  A: " + "[" * (MOST_DEPTH + 1), 2, "nested too deeply"),
        ('{"Resources":' + "[" * (MOST_DEPTH + 1), 1, "nested too deeply"),
        ("Resources:\n  A: \x01", 2, "sign"),
    ],
)
def test_what_is_no_sound_text_is_one_error_with_its_line(
    tmp_path: Path, text: str, line: int | None, words: str
) -> None:
    with pytest.raises(SourceError, match=words) as wrong:
        read(written(tmp_path, main=text))
    assert wrong.value.line == line


def test_other_letters_than_utf_8_are_said(tmp_path: Path) -> None:
    path = tmp_path / "main.yaml"
    path.write_bytes("Resources:\n  A: {Type: 'é'}".encode("latin-1"))
    with pytest.raises(SourceError, match="UTF-8") as wrong:
        read(path)
    assert wrong.value.line == 2
    path.write_bytes(BUCKET.encode("utf-16"))
    assert list(read(path).resources) == ["A"]


def test_aliases_that_stand_for_very_much_are_refused(tmp_path: Path) -> None:
    laughs = "\n".join(f"  l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9))
    text = f"Metadata:\n  l0: &l0 [a, a, a, a, a, a, a, a, a]\n{laughs}\n{BUCKET}"
    with pytest.raises(SourceError, match="too large"):
        read(written(tmp_path, main=text))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "main.yaml"
    with path.open("wb") as file:
        file.write(BUCKET.encode())
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(SourceError, match="too large"):
        read(path)


def test_a_mapping_that_asks_itself_says_nothing(tmp_path: Path) -> None:
    text = """
Mappings: {M: {a: {b: !FindInMap [M, a, b]}}}
Conditions:
  C: !Condition D
  D: !Not [!Condition C]
Resources:
  A: {Type: X::Y::Z, Condition: C, Properties: {V: !FindInMap [M, a, b], I: !If [C, 1, 2]}}
"""
    found = read(written(tmp_path, main=text))
    assert said(found.resources["A"], "I") == "[1, 2]"
    assert found.conditions["C"].holds is None


def test_long_chains_of_conditions_are_not_followed_to_their_end(tmp_path: Path) -> None:
    chain = "\n".join(f"  C{n}: !Not [!Condition C{n + 1}]" for n in range(3000))
    text = f"Conditions:\n{chain}\n  C3000: !Equals [a, a]\nResources: {{A: {{Type: X::Y::Z, Condition: C0}}}}"
    assert read(written(tmp_path, main=text)).conditions["C0"].holds is None


def test_loops_repeat_only_so_much(tmp_path: Path) -> None:
    ten = "[" + ", ".join("abcdefghij") + "]"
    text = "{}"
    for level in range(5):
        key = "K" + "".join(f"${{V{n}}}" for n in range(5)) if not level else "Fn::ForEach::L"
        inner = "{Type: X::Y::Z, Properties: {A: [1, 2, 3, 4]}}" if not level else text
        body = f"{{'{key}': {inner}}}"
        text = f"[V{4 - level}, {ten}, {body}]"
    found = read(written(tmp_path, main=f"Resources: {{Fn::ForEach::L: {text}}}"))
    assert len(found.resources) <= 5_000
    assert any("repeats too much" in p.message for p in found.problems)


@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_a_template_is_read_in_time_by_its_length(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"main.{suffix}"

    def work(count: int) -> None:
        resources = {
            f"R{n}": {
                "Type": "X::Y::Z",
                "Condition": "C",
                "DependsOn": f"R{n - 1}",
                "Properties": {
                    "A": {"Ref": f"R{n // 2}"},
                    "B": {"Fn::Sub": f"a-${{R{n // 3}.Arn}}-${{P}}-${{AWS::Region}}"},
                    "C": {"Fn::FindInMap": ["M", "a", "b"]},
                    "D": {"Fn::If": ["C", {"Ref": "P"}, {"Ref": "AWS::NoValue"}]},
                },
                "Metadata": {"aws:cdk:path": f"S/{n % 10}/{n % 100}/R{n}/Resource"},
            }
            for n in range(count)
        }
        template = {
            "Parameters": {"P": {"Type": "String", "Default": "x" * 100}},
            "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "y"]}},
            "Mappings": {"M": {"a": {"b": ["c"] * 20}}},
            "Resources": resources,
        }
        text = json.dumps(template)
        path.write_text(text if suffix == "json" else f"--- {text}")
        assert read(path).resources

    grows_in_step(work, 50)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_nested_file_by_two_names_is_one(tmp_path: Path) -> None:
    nests = "Resources: {A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a.yaml}}, B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml}}}"
    path = written(tmp_path, main=nests, a=BUCKET)
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert sorted(read(path).resources) == ["A.A", "B.A"]
