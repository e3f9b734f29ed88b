"""What stands beside an API of SAM's since its properties say so: who authorizes its calls, the routes of a WebSocket API, its own
domain with the records that lead there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.sources.infrastructure.cloudformation.serverless_parts import (
    Properties,
    beside,
    hashed,
    mapped,
    part,
)
from app.sources.infrastructure.cloudformation.values import as_text, is_list
from app.sources.infrastructure.stack import Reference, Resource, Value

KINDS = ("Api", "HttpApi", "WebSocketApi")
_RECORDS = "AWS::Route53::RecordSetGroup"
# What an authorizer is called by in SAM, and where it is deployed.
_AUTHORIZERS = {
    "UserPoolArn": "ProviderARNs",
    "FunctionArn": "AuthorizerUri",
    "AuthorizerArn": "AuthorizerUri",
    "JwtConfiguration": "JwtConfiguration",
}


def made_of_api(resource: Resource, kind: str, said: Mapping[str, Value]) -> list[Resource]:
    """What an API is deployed with; `kind` is one of KINDS."""
    version = "AWS::ApiGateway" if kind == "Api" else "AWS::ApiGatewayV2"
    api = {"RestApiId" if kind == "Api" else "ApiId": Reference(resource.address)}
    auth = mapped(said.get("Auth"))
    found = [
        part(resource, name, f"{version}::Authorizer", {**api, **_authorizer(one)})
        for name, one in mapped(auth.get("Authorizers")).items()
        if isinstance(one, Mapping)
    ]
    if kind == "WebSocketApi":
        if "AuthArn" in auth:
            own: Properties = {**api, "AuthorizerUri": auth["AuthArn"]}
            found.append(part(resource, "Authorizer", f"{version}::Authorizer", own))
        found += _routes(resource, said.get("Routes"))
    domain = said.get("Domain")
    return [*found, *(_domain(resource, version, api, domain) if mapped(domain) else ())]


def _authorizer(said: Mapping[str, Value]) -> Properties:
    return {theirs: said[ours] for ours, theirs in _AUTHORIZERS.items() if ours in said}


def _routes(resource: Resource, routes: Value) -> list[Resource]:
    found: list[Resource] = []
    for key, route in mapped(routes).items():
        called = f"{key.strip('$').capitalize()}Integration"
        properties: Properties = {
            "ApiId": Reference(resource.address),
            "IntegrationUri": mapped(route).get("FunctionArn"),
            "RouteKey": key,
        }
        found.append(part(resource, called, "AWS::ApiGatewayV2::Integration", properties))
    return found


def _domain(
    resource: Resource, version: str, api: Mapping[str, Value], said: Value
) -> list[Resource]:
    domain = mapped(said)
    name, certificate = domain.get("DomainName"), domain.get("CertificateArn")
    second = "V2" if version.endswith("V2") else ""
    if not second and as_text(domain.get("EndpointConfiguration")) == "PRIVATE":
        second = "V2"  # REST APIs have a type of their own for these
    properties: Properties = {"DomainName": name, "CertificateArn": certificate}
    if version.endswith("V2"):
        settings: Value = ({"CertificateArn": certificate},)
        properties = {"DomainName": name, "DomainNameConfigurations": settings}
        type, mapping = f"{version}::DomainName", f"{version}::ApiMapping"
    else:
        type, mapping = f"{version}::DomainName{second}", f"{version}::BasePathMapping{second}"
    made = beside(resource, f"ApiGatewayDomainName{second}{hashed(name)}", type, properties)
    made = replace(made, name=f"ApiGatewayDomainName{second}")
    itself = Reference(made.address)
    path: Properties = {
        **api,
        "DomainNameArn" if mapping.endswith("MappingV2") else "DomainName": itself,
    }
    found = [made, part(resource, "ApiMapping" if second else "BasePathMapping", mapping, path)]
    if route := mapped(domain.get("Route53")):
        found.append(_records(resource, made, route, name))
    return found


def _records(
    resource: Resource, domain: Resource, route: Mapping[str, Value], name: Value
) -> Resource:
    zones = {key: route[key] for key in ("HostedZoneId", "HostedZoneName") if key in route}
    target: Value = {"DNSName": Reference(domain.address, "DistributionDomainName")}
    properties: Properties = {**zones, "RecordSets": ({"Name": name, "AliasTarget": target},)}
    zone = next(iter(zones.values()), None)
    made = beside(resource, f"RecordSetGroup{hashed(zone)}", _RECORDS, properties)
    return replace(made, name="RecordSetGroup")


def with_all_records(resources: Sequence[Resource]) -> list[Resource]:
    """The records of a zone in one group, as SAM writes those of several APIs."""
    found: dict[str, Resource] = {}
    for resource in resources:
        first = found.get(resource.address)
        if first is None or first.type != _RECORDS or resource.type != _RECORDS:
            found.setdefault(resource.address, resource)
            continue
        both = [first.properties.get("RecordSets"), resource.properties.get("RecordSets")]
        records = tuple(record for several in both if is_list(several) for record in several)
        properties = {**first.properties, "RecordSets": records}
        found[resource.address] = replace(first, properties=properties)
    return list(found.values())
