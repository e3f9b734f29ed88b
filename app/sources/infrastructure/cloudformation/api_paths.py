"""The paths that methods of a REST API answer at: a template says them in pieces, each a resource that names the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.sources.infrastructure.stack import Reference, Resource, Value

_METHOD, _PIECE = "AWS::ApiGateway::Method", "AWS::ApiGateway::Resource"
_ROOT = "RootResourceId"
_MOST = 30  # pieces of a path


def with_paths(resources: Sequence[Resource]) -> list[Resource]:
    """The resources; methods with `Path`, where all of it is known."""
    pieces = {one.address: one.properties for one in resources if one.type == _PIECE}
    found: list[Resource] = []
    for resource in resources:
        path = _path(resource, pieces) if resource.type == _METHOD else ""
        more = {**resource.properties, "Path": path}
        found.append(replace(resource, properties=more) if path else resource)
    return found


def _path(method: Resource, pieces: Mapping[str, Mapping[str, Value]]) -> str:
    if "Path" in method.properties:
        return ""
    at, parts = method.properties.get("ResourceId"), list[str]()
    while isinstance(at, Reference) and len(parts) < _MOST:
        if at.attribute == _ROOT:
            return f"/{'/'.join(reversed(parts))}"
        piece = pieces.get(at.target, {})
        part = piece.get("PathPart")
        if not isinstance(part, str):
            return ""
        parts.append(part)
        at = piece.get("ParentId")
    return ""
