"""Which subnets are public."""

from __future__ import annotations

from app.sources.infrastructure.routing import SubnetRoute, SubnetRouting
from app.sources.infrastructure.stack import Reference, Unknown, Value
from tests.sources.infrastructure.small_stacks import known, resource, three_tiers


def test_a_subnet_is_public_by_a_route_to_an_internet_gateway() -> None:
    routing = SubnetRouting(known(*three_tiers()))
    assert routing.is_public("PublicA")
    assert not routing.is_public("PrivateB")
    assert routing.routes("PrivateB") == [SubnetRoute("PrivateB", "Nat", "0.0.0.0/0")]


def test_its_name_says_nothing_where_routes_do() -> None:
    parts = [part for part in three_tiers() if part.name != "PublicARoutes"]
    ends: dict[str, Value] = {
        "SubnetId": Reference("PublicA"),
        "RouteTableId": Reference("PrivateRoutes"),
    }
    wrong = resource("Wrong", "EC2::SubnetRouteTableAssociation", ends)
    assert not SubnetRouting(known(*parts, wrong)).is_public("PublicA")


def test_without_routes_in_the_file_public_addresses_say_it_then_names() -> None:
    routing = SubnetRouting(
        known(
            resource("A", "EC2::Subnet", {"VpcId": Unknown("Vpc"), "MapPublicIpOnLaunch": True}),
            resource("PublicB", "EC2::Subnet", {"MapPublicIpOnLaunch": False}),
            resource("PublicC", "EC2::Subnet"),
            resource("D", "EC2::Subnet"),
        )
    )
    assert [routing.is_public(name) for name in ("A", "PublicB", "PublicC", "D")] == [
        *(True, False, True, False)
    ]
