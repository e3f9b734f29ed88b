"""What the table of Terraform's types makes of a folder: networks, flows, permissions."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from app.model.source_graph import SourceGraph
from app.sources.infrastructure.drawing import drawn, unknown_types
from app.sources.infrastructure.known import ALL, OVERVIEW
from app.sources.infrastructure.table import table_of
from tests.sources.infrastructure.terraform.folder import read, stack

NETWORK = """data "aws_availability_zones" "all" {}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_subnet" "front" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  availability_zone = data.aws_availability_zones.all.names[count.index]
}
resource "aws_subnet" "app_a" {
  vpc_id            = aws_vpc.main.id
  availability_zone = data.aws_availability_zones.all.names[0]
}
resource "aws_route_table" "front" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
resource "aws_route_table_association" "front" {
  count          = 2
  subnet_id      = aws_subnet.front[count.index].id
  route_table_id = aws_route_table.front.id
}
resource "aws_vpc_endpoint" "s3" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.app_a.id]
}
"""
SERVERS = """data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.files.arn}/*"]
  }
}
resource "aws_s3_bucket" "files" {}
resource "aws_iam_role" "app" {}
resource "aws_iam_policy" "app" {
  policy = data.aws_iam_policy_document.read.json
}
resource "aws_iam_role_policy_attachment" "app" {
  role       = aws_iam_role.app.name
  policy_arn = aws_iam_policy.app.arn
}
resource "aws_iam_instance_profile" "app" {
  role = aws_iam_role.app.name
}
resource "aws_security_group" "lb" {
  vpc_id = aws_vpc.main.id
}
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port       = 80
    to_port         = 80
    protocol        = "tcp"
    security_groups = [aws_security_group.lb.id]
  }
}
resource "aws_lb" "front" {
  subnets         = aws_subnet.front[*].id
  security_groups = [aws_security_group.lb.id]
}
resource "aws_lb_listener" "front" {
  load_balancer_arn = aws_lb.front.arn
  default_action {
    target_group_arn = aws_lb_target_group.app.arn
  }
}
resource "aws_lb_target_group" "app" {
  vpc_id = aws_vpc.main.id
}
resource "aws_lb_target_group_attachment" "app" {
  target_group_arn = aws_lb_target_group.app.arn
  target_id        = aws_instance.one.id
}
resource "aws_instance" "one" {
  subnet_id              = aws_subnet.app_a.id
  vpc_security_group_ids = [aws_security_group.app.id]
  iam_instance_profile   = aws_iam_instance_profile.app.name
}
resource "aws_instance" "two" {
  subnet_id            = aws_subnet.app_a.id
  iam_instance_profile = aws_iam_instance_profile.app.name
}
"""


def graphs(folder: Path, text: str) -> dict[str, SourceGraph]:
    found = stack(folder, text)
    assert unknown_types(found) == ()
    return {graph.level: graph for graph in drawn(found)}


def lines(graph: SourceGraph) -> set[tuple[str, str, str]]:
    return {(e.tail.id, e.attributes.get("label", ""), e.head.id) for e in graph.edges}


def test_networks_hold_what_stands_in_them(tmp_path: Path) -> None:
    graph = graphs(tmp_path, NETWORK + SERVERS)[OVERVIEW]
    clusters = {cluster.id: cluster for cluster in graph.clusters}
    assert clusters["aws_vpc.main"].parent is None
    assert clusters["aws_subnet.front"].attributes["class"] == "public-subnet"
    assert clusters["aws_subnet.front"].attributes["label"] == "front × 2"
    assert clusters["aws_subnet.front"].parent == "aws_vpc.main"
    zone = clusters[str(clusters["aws_subnet.app_a"].parent)]
    assert zone.attributes["label"] == "Availability Zone 1"
    assert clusters["aws_subnet.app_a"].attributes["label"] == "app a"
    inside = {node.id: node.cluster for node in graph.nodes}
    assert inside["aws_instance.one"] == inside["aws_vpc_endpoint.s3"] == "aws_subnet.app_a"
    assert inside["aws_lb.front"] == "aws_subnet.front"
    assert inside["aws_s3_bucket.files"] is None


def test_flows_go_through_what_is_folded_away(tmp_path: Path) -> None:
    found = graphs(tmp_path, NETWORK + SERVERS)
    assert {
        ("aws_lb.front", "forwards to", "aws_instance.one"),
        ("aws_instance.one", "reads", "aws_s3_bucket.files"),
        ("aws_instance.two", "reads", "aws_s3_bucket.files"),
        ("aws_internet_gateway.main", "", "aws_subnet.front"),
    } <= lines(found[OVERVIEW])
    assert ("aws_iam_role.app", "s3:GetObject", "aws_s3_bucket.files") in lines(found[ALL])
    assert ("aws_security_group.lb", "allows HTTP 80", "aws_security_group.app") in lines(
        found[ALL]
    )


def test_what_shares_a_profile_does_not_assume_each_other(tmp_path: Path) -> None:
    ends = {(tail, head) for tail, _, head in lines(graphs(tmp_path, NETWORK + SERVERS)[ALL])}
    assert (
        not {("aws_instance.one", "aws_instance.two"), ("aws_instance.two", "aws_instance.one")}
        & ends
    )


def test_a_cluster_of_containers_stands_where_its_services_do(tmp_path: Path) -> None:
    text = (
        NETWORK
        + """resource "aws_ecs_cluster" "web" {}
resource "aws_ecs_cluster_capacity_providers" "web" {
  cluster_name = aws_ecs_cluster.web.name
}
resource "aws_ecs_service" "web" {
  cluster = aws_ecs_cluster.web.id
  network_configuration {
    subnets = [aws_subnet.app_a.id]
  }
}
"""
    )
    clusters = {cluster.id: cluster.parent for cluster in graphs(tmp_path, text)[""].clusters}
    assert clusters["aws_ecs_cluster.web"] == "aws_subnet.app_a"


def test_ports_that_are_not_known_are_not_told(tmp_path: Path) -> None:
    text = (
        NETWORK
        + """variable "port" {}
resource "aws_security_group" "a" {
  vpc_id = aws_vpc.main.id
}
resource "aws_security_group" "b" {
  vpc_id = aws_vpc.main.id
}
resource "aws_security_group_rule" "b" {
  type                     = "ingress"
  from_port                = var.port
  to_port                  = var.port
  protocol                 = "tcp"
  security_group_id        = aws_security_group.b.id
  source_security_group_id = aws_security_group.a.id
}
"""
    )
    assert ("aws_security_group.a", "allows TCP", "aws_security_group.b") in lines(
        graphs(tmp_path, text)[ALL]
    )


def test_serverless_flows(tmp_path: Path) -> None:
    text = """resource "aws_apigatewayv2_api" "api" {}
resource "aws_apigatewayv2_integration" "api" {
  api_id          = aws_apigatewayv2_api.api.id
  integration_uri = aws_lambda_function.f.invoke_arn
}
resource "aws_lambda_permission" "api" {
  function_name = aws_lambda_function.f.function_name
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*"
}
resource "aws_lambda_function" "f" {
  role = aws_iam_role.f.arn
  environment {
    variables = { TABLE = aws_dynamodb_table.t.name }
  }
}
resource "aws_dynamodb_table" "t" {}
resource "aws_sqs_queue" "q" {}
resource "aws_lambda_event_source_mapping" "q" {
  event_source_arn = aws_sqs_queue.q.arn
  function_name    = aws_lambda_function.f.arn
}
resource "aws_iam_role" "f" {}
resource "aws_iam_role_policy" "f" {
  role   = aws_iam_role.f.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "dynamodb:PutItem", Resource = aws_dynamodb_table.t.arn }] })
}
"""
    assert lines(graphs(tmp_path, text)[OVERVIEW]) == {
        ("aws_apigatewayv2_api.api", "invokes", "aws_lambda_function.f"),
        ("aws_sqs_queue.q", "triggers", "aws_lambda_function.f"),
        ("aws_lambda_function.f", "writes", "aws_dynamodb_table.t"),
    }


def test_gateways_of_a_module_are_called_what_they_are(tmp_path: Path) -> None:
    files = {
        "main.tf": 'module "net" {\n  source = "./net"\n}\n',
        "net/main.tf": """resource "aws_vpc" "this" {}
resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}
""",
    }
    found, _ = read(tmp_path, files)
    (node,) = drawn(found)[0].nodes
    assert node.attributes["label"] == "Internet gateway"


def test_the_most_used_types_have_rows_and_helpers_name_types_that_have() -> None:
    types = table_of("terraform").types
    assert len(types) > 900
    for name, row in types.items():
        named = set(row.fold.users if row.fold else ()) - {"*"}
        assert named <= types.keys(), name


AZURE = {
    "rg": """resource "azurerm_resource_group" "rg" {
  name = "rg"
}
""",
    "net": """resource "azurerm_virtual_network" "net" {
  name                = "net"
  resource_group_name = azurerm_resource_group.rg.name
}
""",
    "app": """resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = azurerm_resource_group.rg.name
  virtual_network_name = azurerm_virtual_network.net.name
}
""",
}


@pytest.mark.parametrize("order", list(permutations(AZURE)))
def test_a_resource_group_is_round_the_network_whose_subnets_it_names(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    graph = drawn(stack(tmp_path, "".join(AZURE[name] for name in order)))[-1]
    assert [(c.id.rpartition(".")[2], c.parent) for c in graph.clusters] == [
        ("rg", None),
        ("net", "azurerm_resource_group.rg"),
        ("app", "azurerm_virtual_network.net"),
    ]
