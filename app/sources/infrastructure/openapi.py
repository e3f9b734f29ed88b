"""What an API calls by its OpenAPI document, which stands in a property of it: a line for each method and path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from app.sources.infrastructure.flows import Flow
from app.sources.infrastructure.known import KnownStack
from app.sources.infrastructure.stack import Value, at
from app.sources.infrastructure.wording import shortened

_INTEGRATION, _AUTHORIZER = "x-amazon-apigateway-integration", "x-amazon-apigateway-authorizer"
_SHARED = "x-amazon-apigateway-integrations"
_ANY = "x-amazon-apigateway-any-method"
_NOT_CALLED = frozenset({"credentials", "connectionId"})
_MOST = 1000  # methods of a document
_LONG = 40  # characters of a label


def by_documents(known: KnownStack) -> Iterator[Flow]:
    """From APIs to what their documents say that they call, and to what authorizes that."""
    for address, row in known.rows.items():
        for path in row.openapi:
            for document in at(known.resources[address].properties, path):
                if isinstance(document, Mapping):
                    yield from islice(_calls(known, address, document), _MOST)
                    yield from islice(_authorizers(known, address, document), _MOST)


def _calls(known: KnownStack, api: str, document: Mapping[str, Value]) -> Iterator[Flow]:
    shared = _mapped(_mapped(document.get("components")).get(_SHARED))
    for path, methods in _mapped(document.get("paths")).items():
        for method, said in _mapped(methods).items():
            integration = _mapped(_mapped(said).get(_INTEGRATION))
            if isinstance(named := integration.get("$ref"), str):
                integration = _mapped(shared.get(named.rpartition("/")[2]))
            called = {name: one for name, one in integration.items() if name not in _NOT_CALLED}
            verb = "ANY" if method == _ANY else method.upper()
            yield from _flows(known, api, called, shortened(f"{verb} {path}", _LONG))


def _authorizers(known: KnownStack, api: str, document: Mapping[str, Value]) -> Iterator[Flow]:
    places = ("securityDefinitions", "components.securitySchemes")
    for scheme in (
        one for place in places for found in at(document, place) for one in _mapped(found).values()
    ):
        for where in (_AUTHORIZER, "x-amazon-apigateway-auth"):
            said = _mapped(_mapped(scheme).get(where))
            called = {n: v for n, v in said.items() if n != "authorizerCredentials"}
            yield from _flows(known, api, called, "authorized by")


def _flows(known: KnownStack, api: str, said: Value, label: str) -> Iterator[Flow]:
    for target in known.named(said, api):
        for tail in known.hosts(api):
            yield from (
                Flow(tail, head, api, label) for head in known.hosts(target) if head != tail
            )


def _mapped(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, Mapping) else {}
