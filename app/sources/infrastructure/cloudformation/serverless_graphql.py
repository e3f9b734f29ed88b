"""What a GraphQL API of SAM's reads and calls: its data sources, each with a role."""

from __future__ import annotations

from collections.abc import Mapping

from app.sources.infrastructure.cloudformation.serverless_parts import (
    Properties,
    allowed,
    mapped,
    part,
    role,
)
from app.sources.infrastructure.cloudformation.serverless_policies import actions_on
from app.sources.infrastructure.cloudformation.values import is_list
from app.sources.infrastructure.stack import Reference, Resource, Value

_SERVICE = "appsync.amazonaws.com"


def data_sources(resource: Resource, said: Value) -> list[Resource]:
    """Of what stands under `DataSources`."""
    found: list[Resource] = []
    for name, one in mapped(mapped(said).get("DynamoDb")).items():
        source = mapped(one)
        table = source.get("TableName")
        asked = source.get("Permissions")
        words = asked if is_list(asked) else ("Read", "Write")
        where = tuple(x for x in (source.get("TableArn"), table) if x is not None)
        statement = allowed(actions_on("AWS::DynamoDB::Table", words), where)
        more: Properties = {"DynamoDBConfig": {"TableName": table}}
        found += _source(resource, f"{name}DynamoDBDataSource", source, more, statement)
    for name, one in mapped(mapped(said).get("Lambda")).items():
        source = mapped(one)
        function = source.get("FunctionArn")
        statement = allowed(("lambda:InvokeFunction",), function)
        more = {"LambdaConfig": {"LambdaFunctionArn": function}}
        found += _source(resource, f"{name}LambdaDataSource", source, more, statement)
    return found


def _source(
    resource: Resource, ending: str, said: Mapping[str, Value], more: Properties, statement: Value
) -> list[Resource]:
    made: list[Resource] = []
    assumed = said.get("ServiceRoleArn")
    if assumed is None:
        made.append(part(resource, f"{ending}Role", "AWS::IAM::Role", role(_SERVICE, statement)))
        assumed = Reference(made[0].address, "Arn")
    api = Reference(resource.address, "ApiId")
    properties: Properties = {"ApiId": api, "ServiceRoleArn": assumed, **more}
    return [part(resource, ending, "AWS::AppSync::DataSource", properties), *made]
