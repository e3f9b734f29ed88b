"""Lines from APIs say method and path, where several resources say them."""

from __future__ import annotations

import pytest

from app.sources.infrastructure.api_routes import with_routes
from app.sources.infrastructure.stack import Joined, Reference, Resource, Value
from tests.sources.infrastructure.small_stacks import FILE, lines, overview, resource

ROOT = Reference("Api", "RootResourceId")


def piece(name: str, parent: Reference) -> Resource:
    return resource(name, "ApiGateway::Resource", {"ParentId": parent, "PathPart": name})


def method(**said: Value) -> Resource:
    uri: dict[str, Value] = {"Uri": Reference("Work", "Arn")}
    more: dict[str, Value] = {"RestApiId": Reference("Api"), "Integration": uri}
    return resource("Method", "ApiGateway::Method", {"HttpMethod": "GET", **more, **said})


@pytest.mark.parametrize(
    ("said", "route"),
    [
        ({"ResourceId": ROOT}, "GET /"),
        ({"ResourceId": Reference("{id}")}, "GET /notes/{id}"),
        ({"ResourceId": Reference("{id}"), "Path": "/said"}, "GET /said"),
        ({"ResourceId": Reference("round")}, "GET"),
        ({}, "GET"),
    ],
)
def test_a_path_is_put_together_of_its_pieces(said: dict[str, Value], route: str) -> None:
    pieces = (
        piece("notes", ROOT),
        piece("{id}", Reference("notes")),
        piece("round", Reference("round")),
    )
    things = (resource("Api", "ApiGateway::RestApi"), resource("Work", "Lambda::Function"))
    graph = overview(*things, *pieces, method(**said))
    assert lines(graph) == {("Api", route, "Work", "")}


def test_routes_say_what_an_integration_is_called_at() -> None:
    at: dict[str, Value] = {"ApiId": Reference("Api")}
    integration = resource(
        "Integration", "ApiGatewayV2::Integration", {**at, "IntegrationUri": Reference("Work")}
    )
    target = Joined(("integrations/", Reference("Integration")))
    routes = (
        resource(name, "ApiGatewayV2::Route", {**at, "RouteKey": key, "Target": target})
        for name, key in (("One", "GET /a"), ("Two", "$default"))
    )
    things = (resource("Api", "ApiGatewayV2::Api"), resource("Work", "Lambda::Function"))
    graph = overview(*things, integration, *routes)
    assert lines(graph) == {("Api", "GET /a, ANY", "Work", "")}


def test_terraform_says_paths_by_its_own_names() -> None:
    def made(address: str, **said: Value) -> Resource:
        type, _, name = address.partition(".")
        return Resource(address, type, name, FILE, said)

    api, orders = "aws_api_gateway_rest_api.x", "aws_api_gateway_resource.orders"
    own = "aws_api_gateway_method.get"
    resources = (
        made(api),
        made(orders, path_part="orders", parent_id=Reference(api, "root_resource_id")),
        made(own, http_method="GET", resource_id=Reference(orders, "id")),
        made(
            "aws_api_gateway_integration.get",
            http_method=Reference(own, "http_method"),
            resource_id=Reference(own, "resource_id"),
        ),
    )
    assert with_routes(resources, "terraform")[-1].properties["route"] == "GET /orders"
    assert with_routes(resources, "nonsense") == resources
