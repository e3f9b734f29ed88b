"""Subnets of several tiers that one `for_each` makes stand apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.sources.infrastructure.drawing import drawn
from app.sources.infrastructure.stack import Reference
from tests.sources.infrastructure.small_stacks import kinds, standing
from tests.sources.infrastructure.terraform.folder import by_address, stack

NETWORK = """
locals {
  subnets = {
    public_1  = { open = true },  public_2  = { open = true }
    private_1 = { open = false }, private_2 = { open = false }
  }
}
resource "aws_vpc" "main" {}
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "all" {
  for_each = local.subnets
  vpc_id   = aws_vpc.main.id
  map_public_ip_on_launch = each.value.open
}
resource "aws_route_table" "open" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
resource "aws_route_table" "closed" { vpc_id = aws_vpc.main.id }
resource "aws_route_table_association" "all" {
  for_each       = local.subnets
  subnet_id      = aws_subnet.all[each.key].id
  route_table_id = each.value.open ? aws_route_table.open.id : aws_route_table.closed.id
}
"""
PUBLIC, PRIVATE = 'aws_subnet.all["public_1"]', 'aws_subnet.all["private_1"]'


def test_each_tier_is_a_subnet_with_its_count_and_routes(tmp_path: Path) -> None:
    found = stack(tmp_path, NETWORK)
    subnets = {one.address: one.count for one in found.resources if one.type == "aws_subnet"}
    assert subnets == {PUBLIC: "× 2", PRIVATE: "× 2"}
    assert by_address(found)[PUBLIC].properties["map_public_ip_on_launch"] is True
    assert by_address(found)[PUBLIC].name == "public"
    groups = kinds(drawn(found)[0])
    assert (groups[PUBLIC], groups[PRIVATE]) == ("public-subnet", "private-subnet")


@pytest.mark.parametrize(
    ("subnets", "home"),
    [
        ('[aws_subnet.all["private_1"].id, aws_subnet.all["private_2"].id]', PRIVATE),
        ('[for k, s in aws_subnet.all : s.id if startswith(k, "public")]', PUBLIC),
        ("[for k, one in local.subnets : aws_subnet.all[k].id if !one.open]", PRIVATE),
        ("values(aws_subnet.all)[*].id", "aws_vpc.main"),
    ],
)
def test_what_stands_in_a_tier_stands_there(tmp_path: Path, subnets: str, home: str) -> None:
    text = f'{NETWORK}resource "aws_lb" "web" {{\n  subnets = {subnets}\n}}\n'
    assert standing(drawn(stack(tmp_path, text))[0])["aws_lb.web"] == home


def test_what_each_of_some_stands_in_is_that_of_these(tmp_path: Path) -> None:
    text = """resource "aws_nat_gateway" "out" {
  for_each  = { for k, one in local.subnets : k => one if one.open }
  subnet_id = aws_subnet.all[each.key].id
}
"""
    found = by_address(stack(tmp_path, NETWORK + text))
    assert found["aws_nat_gateway.out"].properties["subnet_id"] == Reference(PUBLIC, "id")


@pytest.mark.parametrize("keys", ["{ a = 1, b = 2 }", "{ one = 1, other = 2 }", "var.unknown"])
def test_subnets_of_one_tier_and_each_of_its_own_are_as_before(tmp_path: Path, keys: str) -> None:
    text = f'resource "aws_subnet" "s" {{\n  for_each = {keys}\n}}\n'
    assert [one.address for one in stack(tmp_path, text).resources] == ["aws_subnet.s"]
