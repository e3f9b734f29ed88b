"""The method and the path at which an API calls something, where several resources say them: a REST API's paths are pieces,
each a resource that names the one before, and an HTTP API's routes name what they call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.sources.infrastructure.stack import Reference, Resource, Value, references

_MOST = 30  # pieces of a path
_SAID, _LONG = 3, 38  # routes that are said, characters of them
_NAMES_ITS_OWN = 3  # steps on which one says what another has


@dataclass(frozen=True, slots=True)
class _ApiWords:
    """How a language calls what of an API says its routes: types, and their properties. The route is added as `route`."""

    calling: str
    piece: str
    integration: str
    of_integration: str
    at: str
    verb: str
    path: str
    part: str
    parent: str
    root: str
    key: str
    target: str
    route: str


_LANGUAGES = {
    "cloudformation": _ApiWords(
        calling="AWS::ApiGateway::Method",
        piece="AWS::ApiGateway::Resource",
        integration="AWS::ApiGatewayV2::Integration",
        of_integration="AWS::ApiGatewayV2::Route",
        at="ResourceId",
        verb="HttpMethod",
        path="Path",
        part="PathPart",
        parent="ParentId",
        root="RootResourceId",
        key="RouteKey",
        target="Target",
        route="Route",
    ),
    "terraform": _ApiWords(
        calling="aws_api_gateway_integration",
        piece="aws_api_gateway_resource",
        integration="aws_apigatewayv2_integration",
        of_integration="aws_apigatewayv2_route",
        at="resource_id",
        verb="http_method",
        path="path",
        part="path_part",
        parent="parent_id",
        root="root_resource_id",
        key="route_key",
        target="target",
        route="route",
    ),
}


def with_routes(resources: Sequence[Resource], language: str) -> tuple[Resource, ...]:
    """The resources; those that say what an API calls with where it does so, as far as that is known: `GET /orders`."""
    words = _LANGUAGES.get(language)
    types = {resource.type for resource in resources}
    if words is None or not types & {words.calling, words.integration}:
        return tuple(resources)
    return _Routes(resources, words).all()


class _Routes:
    def __init__(self, resources: Sequence[Resource], words: _ApiWords) -> None:
        self._resources, self._words = resources, words
        self._said = {one.address: one.properties for one in resources}
        self._types = {one.address: one.type for one in resources}
        self._keys: dict[str, list[str]] = {}
        for one in resources:
            key = one.properties.get(words.key)
            if one.type == words.of_integration and isinstance(key, str):
                for _, reference in references(one.properties.get(words.target)):
                    self._keys.setdefault(reference.target, []).append(key)

    def all(self) -> tuple[Resource, ...]:
        """Each, with its route."""
        return tuple(self._with(one) for one in self._resources)

    def _with(self, resource: Resource) -> Resource:
        words = self._words
        if resource.type == words.calling:
            route = self._route(resource.properties)
        elif resource.type == words.integration:
            own = resource.properties.get(words.key)
            keys = [*([own] if isinstance(own, str) else ()), *self._keys.get(resource.address, ())]
            route = _listed(keys)
        else:
            return resource
        more = {**resource.properties, words.route: route}
        return replace(resource, properties=more) if route else resource

    def _route(self, said: Mapping[str, Value]) -> str:
        words = self._words
        verb = self._own(said.get(words.verb), words.verb)
        path = said.get(words.path) or self._path(said.get(words.at))
        texts = (verb if isinstance(verb, str) else "", path if isinstance(path, str) else "")
        return " ".join(filter(None, texts))

    def _own(self, value: Value, name: str) -> Value:
        """What another has there, where this is what that says."""
        for _ in range(_NAMES_ITS_OWN):
            if not isinstance(value, Reference) or value.attribute != name:
                break
            value = self._said.get(value.target, {}).get(name)
        return value

    def _path(self, at: Value) -> str:
        words, parts = self._words, list[str]()
        at = self._own(at, words.at)
        while isinstance(at, Reference) and len(parts) < _MOST:
            if at.attribute == words.root:
                return f"/{'/'.join(reversed(parts))}"
            piece = self._said[at.target] if self._types.get(at.target) == words.piece else {}
            part = piece.get(words.part)
            if not isinstance(part, str):
                return ""
            parts.append(part)
            at = piece.get(words.parent)
        return ""


def _listed(keys: Iterable[str]) -> str:
    """The first, and as many more as there is room for."""
    found = list(dict.fromkeys("ANY" if key == "$default" else key for key in keys))
    kept = found[:_SAID]
    while len(kept) > 1 and len(", ".join(kept)) > _LONG:
        kept.pop()
    return ", ".join(kept) + (" …" if len(kept) < len(found) else "")
