"""Lines from an API by its OpenAPI document say method and path."""

from __future__ import annotations

import pytest

from app.sources.infrastructure.stack import Joined, Reference, Value
from tests.sources.infrastructure.small_stacks import lines, overview, resource

INTEGRATION = "x-amazon-apigateway-integration"


def uri(name: str) -> Value:
    return Joined(("arn:aws:apigateway:path/functions/", Reference(name, "Arn"), "/invocations"))


def called(document: Value, type: str = "ApiGateway::RestApi", at: str = "Body") -> set[object]:
    functions = (resource(name, "Lambda::Function") for name in ("Read", "Write", "Check"))
    role = resource("Role", "IAM::Role")
    return set(lines(overview(resource("Api", type, {at: document}), *functions, role)))


@pytest.mark.parametrize(
    ("type", "at"),
    [
        ("ApiGateway::RestApi", "Body"),
        ("ApiGatewayV2::Api", "Body"),
        ("Serverless::Api", "DefinitionBody"),
        ("Serverless::HttpApi", "DefinitionBody"),
    ],
)
def test_methods_and_paths_stand_at_what_is_called(type: str, at: str) -> None:
    def leads(name: str) -> Value:
        return {INTEGRATION: {"uri": uri(name), "credentials": Reference("Role", "Arn")}}

    methods: Value = {"get": leads("Read"), "x-amazon-apigateway-any-method": leads("Write")}
    found = called({"openapi": "3.0.1", "paths": {"/orders": methods}}, type, at)
    assert found == {("Api", "GET /orders", "Read", ""), ("Api", "ANY /orders", "Write", "")}


def test_an_integration_may_stand_among_the_components() -> None:
    shared: Value = {"x-amazon-apigateway-integrations": {"own": {"uri": uri("Read")}}}
    said: Value = {INTEGRATION: {"$ref": "#/components/x-amazon-apigateway-integrations/own"}}
    found = called({"paths": {"/a": {"put": said}}, "components": shared})
    assert found == {("Api", "PUT /a", "Read", "")}


def test_who_authorizes_is_said_to() -> None:
    scheme: Value = {"x-amazon-apigateway-authorizer": {"authorizerUri": uri("Check")}}
    for document in (
        {"securityDefinitions": {"own": scheme}},
        {"components": {"securitySchemes": {"own": scheme}}},
    ):
        assert called(document) == {("Api", "authorized by", "Check", "")}


def test_what_is_no_document_leads_where_it_names_something() -> None:
    assert called({"paths": [1], "components": "x", "more": uri("Read")}) == {
        ("Api", "invokes", "Read", "")
    }
    assert called({"paths": {"/a": {"get": {INTEGRATION: None}}}}) == set()
