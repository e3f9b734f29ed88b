"""What a template imports is what another of its folder exports, where that is sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.sources.infrastructure.cloudformation.reading import read_template
from tests.cost import grows_in_step
from tests.sources.infrastructure.cloudformation.helper import origin, read, said, written

NETWORK = """
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Outside: {Type: AWS::EC2::InternetGateway}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Away:
    Type: AWS::EC2::Route
    Properties: {RouteTableId: !Ref Table, GatewayId: !Ref Outside, DestinationCidrBlock: 0.0.0.0/0}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
  Routing:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Table}
  Other: {Type: AWS::S3::Bucket}
Outputs:
  Subnet: {Value: !Ref Subnet, Export: {Name: !Sub "${AWS::StackName}-SubnetId"}}
  Plain: {Value: plainly, Export: {Name: network-Text}}
"""
APP = """
Parameters: {Network: {Type: String, Default: network}}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties: {SubnetId: !ImportValue %s, KeyName: !ImportValue network-Text}
"""
BY_NAME, BY_PARAMETER = "network-SubnetId", "{'Fn::Sub': '${Network}-SubnetId'}"
LATER = "{'Fn::Sub': '${AWS::Region}-SubnetId'}"


@pytest.mark.parametrize("name", [BY_NAME, BY_PARAMETER, LATER])
def test_what_is_imported_leads_to_what_is_exported(tmp_path: Path, name: str) -> None:
    found = read(written(tmp_path, app=APP % name, network=NETWORK))
    assert said(found.resources["Web"], "SubnetId") == "<network.Subnet>"
    assert said(found.resources["Web"], "KeyName") == "plainly"
    assert found.modules["network"].kind == "stack"
    assert found.files == ["network.yaml"]
    assert found.problems == []


def test_networks_come_with_what_stands_in_them_and_nothing_else(tmp_path: Path) -> None:
    found = read(written(tmp_path, app=APP % BY_NAME, network=NETWORK))
    names = ("Vpc", "Outside", "Table", "Away", "Subnet", "Routing")
    assert set(found.resources) == {"Web", *(f"network.{name}" for name in names)}
    assert found.resources["network.Subnet"].place.file == "network.yaml"


def test_what_is_imported_stands_in_the_network_of_the_other(tmp_path: Path) -> None:
    path = written(tmp_path, app=APP % BY_NAME, network=NETWORK)
    graph = read_template(path, origin(path)).graphs[0]
    homes = {node.id: node.cluster for node in graph.nodes}
    assert homes["Web"] == "network.Subnet"
    (subnet,) = [cluster for cluster in graph.clusters if cluster.id == "network.Subnet"]
    assert (subnet.attributes["class"], subnet.parent) == ("public-subnet", "network.Vpc")


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("network-Missing", {"network": NETWORK}),
        ("{'Fn::Sub': '${AWS::NoValue}-'}", {"network": NETWORK}),
        ("{Ref: Network}", {"broken": "Outputs: [Export\n"}),
        ("{Ref: 'AWS::Region'}", {"network": NETWORK}),
    ],
)
def test_what_is_not_sure_stays_as_it_is_said(
    tmp_path: Path, name: str, others: dict[str, str]
) -> None:
    found = read(written(tmp_path, app=APP % name, **others))
    assert set(found.resources) - {"Web"} == set()
    assert said(found.resources["Web"], "SubnetId").startswith("?")
    assert found.problems == []


def test_where_two_may_be_meant_neither_is_taken_and_that_is_said(tmp_path: Path) -> None:
    found = read(written(tmp_path, app=APP % LATER, network=NETWORK, second=NETWORK))
    assert set(found.resources) == {"Web"}
    assert len(found.problems) == 2
    assert all("by network.yaml and second.yaml" in tie.message for tie in found.problems)


@pytest.mark.parametrize("name", [BY_NAME, BY_PARAMETER, LATER])
def test_what_no_template_beside_exports_is_looked_for_in_the_project(
    tmp_path: Path, name: str
) -> None:
    for folder in ("base/network", "services/app", "services/other"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "base/network/template.yaml").write_text(NETWORK)
    (tmp_path / "services/other/template.yaml").write_text(APP % name)
    path = tmp_path / "services/app/template.yaml"
    path.write_text(APP % name)
    found = read(path, tmp_path)
    assert said(found.resources["Web"], "SubnetId") == "<network.Subnet>"
    assert found.resources["network.Vpc"].place.file == "base/network/template.yaml"
    assert found.problems == []


def test_the_nearest_template_that_exports_is_meant(tmp_path: Path) -> None:
    for folder in ("shop/network", "shop/app", "depot/network"):
        (tmp_path / folder).mkdir(parents=True)
    for folder in ("shop", "depot"):
        (tmp_path / folder / "network/template.yaml").write_text(NETWORK)
    found = read(written(tmp_path / "shop/app", app=APP % BY_NAME), tmp_path)
    assert found.resources["network.Vpc"].place.file == "shop/network/template.yaml"


def test_far_away_a_name_that_is_half_known_has_to_be_said_alike(tmp_path: Path) -> None:
    for folder in ("network", "app"):
        (tmp_path / folder).mkdir()
    exported = NETWORK.replace("${AWS::StackName}-SubnetId", "core-SubnetId")
    (tmp_path / "network/network.yaml").write_text(exported)
    found = read(written(tmp_path / "app", app=APP % LATER), tmp_path)
    assert said(found.resources["Web"], "SubnetId").startswith("?")


def test_a_stack_that_is_left_empty_is_none(tmp_path: Path) -> None:
    app = APP.replace("Default: network", "Default: ''") % BY_PARAMETER
    found = read(written(tmp_path, app=app, network=NETWORK))
    assert said(found.resources["Web"], "SubnetId") == "?-SubnetId"


def test_nested_stacks_import_from_each_other(tmp_path: Path) -> None:
    main = """
Resources:
  App: {Type: AWS::CloudFormation::Stack, DependsOn: Net, Properties: {TemplateURL: app.yaml}}
  Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: network.yaml}}
"""
    written(tmp_path, main=main, app=APP % BY_NAME, network=NETWORK)
    found = read(tmp_path / "main.yaml")
    assert said(found.resources["App.Web"], "SubnetId") == "<Net.Subnet>"
    assert set(found.modules) == {"App", "Net"}


def test_no_file_outside_the_roots_is_asked(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "network.yaml").write_text(NETWORK)
    (inside / "network.yaml").symlink_to(outside / "network.yaml")
    found = read(written(inside, app=APP % BY_NAME))
    assert set(found.resources) == {"Web"}


def test_many_imports_are_read_in_time_by_their_number(tmp_path: Path) -> None:
    def with_imports(count: int) -> None:
        lines = [f"      K{n}: !ImportValue network-SubnetId\n" for n in range(count)]
        text = f"Resources:\n  Web:\n    Type: X::Y::Z\n    Properties:\n{''.join(lines)}"
        read(written(tmp_path, app=text, network=NETWORK))

    grows_in_step(with_imports, 200)
