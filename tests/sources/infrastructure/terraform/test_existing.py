"""Sources of data: what is there already, and what the stack deploys itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.source_graph import SourceGraph
from app.sources.infrastructure.drawing import drawn
from app.sources.infrastructure.stack import Reference, Stack
from tests.cost import grows_in_step
from tests.sources.infrastructure.small_stacks import lines
from tests.sources.infrastructure.terraform.folder import by_address, read, stack
from tests.sources.infrastructure.terraform.small_plans import (
    Said,
    changed,
    configured,
    plan,
    refers,
    stack_of,
)


def clusters(graph: SourceGraph) -> dict[str, tuple[str | None, str]]:
    return {c.id: (c.parent, c.attributes["label"]) for c in graph.clusters}


def test_networks_that_are_found_hold_what_stands_in_them(tmp_path: Path) -> None:
    text = """data "azurerm_resource_group" "old" {
  name = "old"
}
data "azurerm_virtual_network" "net" {
  name                = "net"
  resource_group_name = data.azurerm_resource_group.old.name
}
data "azurerm_subnet" "app" {
  name                 = "app"
  virtual_network_name = data.azurerm_virtual_network.net.name
  resource_group_name  = data.azurerm_resource_group.old.name
}
resource "azurerm_network_interface" "web" {
  resource_group_name = data.azurerm_resource_group.old.name
  ip_configuration {
    subnet_id = data.azurerm_subnet.app.id
  }
}
resource "azurerm_linux_virtual_machine" "web" {
  resource_group_name   = data.azurerm_resource_group.old.name
  network_interface_ids = [azurerm_network_interface.web.id]
}
"""
    graph = drawn(stack(tmp_path, text))[0]
    group, net, app = (f"data.azurerm_{n}" for n in NETWORKS)
    assert clusters(graph) == {
        group: (None, "old (existing)"),
        net: (group, "net (existing)"),
        app: (net, "app (existing)"),
    }
    assert [(n.id, n.cluster) for n in graph.nodes] == [("azurerm_linux_virtual_machine.web", app)]


NETWORKS = ("resource_group.old", "virtual_network.net", "subnet.app")
SAME = {
    "by reference": ('name = "a"', "id = aws_vpc.main.id"),
    "by name": ('name = "a"', 'name = "a"'),
    "by its range, which it gives": ('cidr_block = "a"', "cidr_block = aws_vpc.main.cidr_block"),
    "by another source": ('name = "a"', "id = data.aws_vpc.more.id"),
    "by its range": ("cidr_block = var.range", "cidr_block = var.range"),
    "by its tags": ('tags = { Name = "a", Of = "b" }', 'tags = { Name = "a" }'),
    "by a filter": (
        'tags = { Name = "a" }',
        'filter {\n  name = "tag:Name"\n  values = ["a"]\n}',
    ),
}


@pytest.mark.parametrize(("deployed", "found"), SAME.values(), ids=SAME)
def test_what_finds_what_the_stack_deploys_is_that(
    tmp_path: Path, deployed: str, found: str
) -> None:
    text = f"""resource "aws_vpc" "main" {{
  {deployed}
}}
data "aws_vpc" "again" {{
  {found}
}}
data "aws_vpc" "more" {{
  id = aws_vpc.main.id
}}
resource "aws_subnet" "s" {{
  vpc_id = data.aws_vpc.again.id
  about  = "in ${{data.aws_vpc.again.id}}"
}}
"""
    resources = by_address(stack(tmp_path, text))
    assert list(resources) == ["aws_vpc.main", "aws_subnet.s"]
    assert resources["aws_subnet.s"].properties["vpc_id"] == Reference("aws_vpc.main", "id")


def test_what_finds_something_else_is_not(tmp_path: Path) -> None:
    text = """resource "azurerm_subnet" "a" {
  name                 = "default"
  virtual_network_name = azurerm_virtual_network.x.name
}
data "azurerm_subnet" "b" {
  name                 = "default"
  virtual_network_name = "two"
}
data "azurerm_subnet" "c" {
  name                 = "default"
  virtual_network_name = azurerm_virtual_network.x.name
}
data "azurerm_subnet" "d" {
  name                 = "default"
  virtual_network_name = azurerm_virtual_network.y.name
}
resource "azurerm_virtual_network" "x" {}
resource "azurerm_virtual_network" "y" {}
resource "azurerm_x" "x" {
  ids = [data.azurerm_subnet.b.id, data.azurerm_subnet.c.id, data.azurerm_subnet.d.id]
}
"""
    found = [a for a in by_address(stack(tmp_path, text)) if a.startswith("data.")]
    assert found == ["data.azurerm_subnet.b", "data.azurerm_subnet.d"]


def test_what_two_modules_find_alike_is_one(tmp_path: Path) -> None:
    inner = """variable "group" {}
data "azurerm_resource_group" "g" {
  name = var.group
}
resource "azurerm_storage_account" "s" {
  resource_group_name = data.azurerm_resource_group.g.name
}
"""
    files = {
        "main.tf": 'module "a" {\n  source = "./m"\n  group = "old"\n}\n'
        'module "b" {\n  source = "./m"\n  group = "old"\n}\n',
        "m/main.tf": inner,
    }
    found, problems = read(tmp_path, files)
    assert problems == []
    assert [a for a in by_address(found) if ".data." in a] == [
        "module.a.data.azurerm_resource_group.g"
    ]
    graph = drawn(found)[0]
    assert {n.cluster for n in graph.nodes} == {"module.a.data.azurerm_resource_group.g"}


def test_sources_that_name_each_other_do_not_hang_up(tmp_path: Path) -> None:
    text = """data "aws_vpc" "a" {
  id = data.aws_vpc.b.id
}
data "aws_vpc" "b" {
  id = data.aws_vpc.a.id
}
resource "aws_subnet" "s" {
  vpc_id = data.aws_vpc.a.id
}
"""
    assert len(stack(tmp_path, text).resources) == 2


def in_a_plan(first: str, second: str) -> Stack:
    ids = {"data.aws_vpc.a": first, "data.aws_vpc.b": second}
    found: list[Said] = [
        {"address": a, "mode": "data", "type": "aws_vpc", "name": a[-1], "values": {"id": id}}
        for a, id in ids.items()
    ]
    nets = {f"aws_subnet.{a[-1]}": a for a in ids}
    return stack_of(
        plan(
            *(changed(subnet, "create", after={"cidr_block": subnet}) for subnet in nets),
            configuration={
                "resources": [
                    *(configured(a) for a in ids),
                    *(configured(s, vpc_id=refers(f"{a}.id", a)) for s, a in nets.items()),
                ]
            },
            prior_state={"values": {"root_module": {"resources": found}}},
        )
    )


def test_sources_of_a_plan_with_the_same_id_are_one() -> None:
    assert [a for a in by_address(in_a_plan("vpc-123456", "vpc-123456")) if "data" in a] == [
        "data.aws_vpc.a"
    ]
    assert len([a for a in by_address(in_a_plan("vpc-123456", "vpc-654321")) if "data" in a]) == 2


STATE = """data "terraform_remote_state" "network" {
  backend = "s3"
}
data "terraform_remote_state" "store" {
  backend = "local"
}
resource "aws_instance" "web" {
  subnet_id = data.terraform_remote_state.network.outputs.subnet_id
  user_data = templatefile("web.sh", { host = data.terraform_remote_state.store.outputs.host })
}
resource "aws_lb_target_group" "web" {
  vpc_id = data.terraform_remote_state.network.outputs.vpc_id
}
resource "aws_lb_target_group_attachment" "web" {
  target_group_arn = aws_lb_target_group.web.arn
  target_id        = aws_instance.web.id
}
"""


def test_what_another_stack_gives_is_a_thing_outside(tmp_path: Path) -> None:
    overview = drawn(stack(tmp_path, STATE))[0]
    labels = {n.id: n.attributes["label"] for n in overview.nodes}
    store = "data.terraform_remote_state.store"
    assert labels == {"aws_instance.web": "web", store: "store\nremote state"}
    assert lines(overview) == {("aws_instance.web", "uses", store, "")}
    assert [c.attributes["label"] for c in overview.clusters] == ["VPC network"]
    assert {n.id: n.cluster for n in overview.nodes}["aws_instance.web"] == "given VPC network"


def test_sources_are_found_again_in_step_with_their_number(tmp_path: Path) -> None:
    def work(size: int) -> None:
        text = "".join(
            f'data "aws_vpc" "v{n}" {{\n  name = "v{n % 7}"\n}}\n'
            f'resource "aws_subnet" "s{n}" {{\n  vpc_id = data.aws_vpc.v{n}.id\n}}\n'
            for n in range(size)
        )
        assert len(stack(tmp_path, text).resources) == size + 7

    grows_in_step(work, 50)


def test_a_subnet_that_is_found_stands_in_the_only_network_that_is(tmp_path: Path) -> None:
    text = """data "google_compute_network" "net" {
  name = "net"
}
data "google_compute_subnetwork" "app" {
  name = "app"
}
resource "google_compute_instance" "web" {
  network_interface {
    network    = data.google_compute_network.net.name
    subnetwork = data.google_compute_subnetwork.app.name
  }
}
"""
    net, app = "data.google_compute_network.net", "data.google_compute_subnetwork.app"
    graph = drawn(stack(tmp_path, text))[0]
    assert clusters(graph) == {net: (None, "net (existing)"), app: (net, "app (existing)")}
    assert [n.cluster for n in graph.nodes] == [app]


def test_a_resource_group_is_found_by_its_name(tmp_path: Path) -> None:
    text = """variable "group" {}
data "azurerm_resource_group" "g" {
  name = var.group
}
resource "azurerm_storage_account" "s" {
  resource_group_name = var.group
  tags                = data.azurerm_resource_group.g.tags
}
resource "azurerm_nonsense" "n" {
  resource_group_name = var.group
}
"""
    graph = drawn(stack(tmp_path, text))[0]
    assert {n.cluster for n in graph.nodes} == {"data.azurerm_resource_group.g"}
    assert graph.edges == ()


def test_an_overview_leaves_out_a_resource_group_that_holds_nothing(tmp_path: Path) -> None:
    text = 'resource "azurerm_resource_group" "g" {}\nresource "aws_sqs_queue" "q" {}\n'
    overview, whole = drawn(stack(tmp_path, text))
    assert [n.id for n in overview.nodes] == ["aws_sqs_queue.q"]
    assert len(whole.nodes) == 2
