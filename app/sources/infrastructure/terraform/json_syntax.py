"""Terraform's JSON syntax → bodies: https://developer.hashicorp.com/terraform/language/syntax/json."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TypeAlias

from app.sources.infrastructure.terraform.expressions import template_of
from app.sources.infrastructure.terraform.hcl import HclProblem
from app.sources.infrastructure.terraform.scanner import Scanner
from app.sources.infrastructure.terraform.syntax import (
    Argument,
    Body,
    Constant,
    Expression,
    HclBlock,
    ListOf,
    ObjectOf,
    Template,
)

_LABELS = {
    "resource": 2,
    "data": 2,
    "module": 1,
    "variable": 1,
    "output": 1,
    "provider": 1,
    "locals": 0,
}
_MOST_DEEP = 30
_TOKEN = re.compile(r'(?P<text>"(?:[^"\\]|\\.)*")(?P<key>\s*:)?|[{}\[\]]')
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def read_json(text: str) -> tuple[Body, tuple[HclProblem, ...]]:
    """What a file says, and what of it cannot be read. A file of values is one body of arguments."""
    try:
        found: Json = json.loads(text)
    except json.JSONDecodeError as why:
        return Body(), (HclProblem(f"It is not JSON: {why.msg}.", why.lineno, why.colno),)
    except (ValueError, RecursionError):
        return Body(), (HclProblem("It is not JSON that can be read.", 1, 1),)
    if not isinstance(found, dict):
        return Body(), (HclProblem("It has to be an object in braces.", 1, 1),)
    places = dict(_places(text, 1 + max(_LABELS.values())))
    blocks = [
        HclBlock(type, labels, _body(body), *places.get((type, *labels), (1, 1)), _construct(body))
        for type, said in found.items()
        if type in _LABELS
        for labels, body in _labelled(said, _LABELS[type])
    ]
    rest = {name: Argument(_value(said, 0)) for name, said in found.items() if name not in _LABELS}
    return Body(rest, tuple(blocks)), ()


def _places(text: str, deepest: int) -> Iterator[tuple[tuple[str, ...], tuple[int, int]]]:
    """The line and the column of each name in an object, so deep at most, by the names round it and its own. `text` is JSON."""
    found: dict[tuple[str, ...], int] = {}
    names: list[str] = []
    objects: list[bool] = []  # of what is open, whether that is an object
    for token in _TOKEN.finditer(text):
        said = token[0]
        if said in "{[":
            objects.append(said == "{")
            if said == "{":
                names.append("")
        elif said in "}]":
            if objects.pop():
                names.pop()
        elif len(names) <= deepest and token["key"] is not None:
            names[-1] = json.loads(token["text"])
            found.setdefault(tuple(names), token.start())
    scanner = Scanner(text)
    for path, at in found.items():
        scanner.at = at
        yield path, scanner.place()


def _labelled(said: Json, labels: int) -> Iterator[tuple[tuple[str, ...], Json]]:
    """The bodies below so many names; a list has several."""
    for one in said if isinstance(said, list) else [said]:
        if not labels:
            yield (), one
        elif isinstance(one, dict):
            for name, inner in one.items():
                if name == "//":  # a remark
                    continue
                for rest, body in _labelled(inner, labels - 1):
                    yield (name, *rest), body


def _body(said: Json) -> Body:
    if not isinstance(said, dict):
        return Body()
    return Body({name: Argument(_value(value, 0)) for name, value in said.items() if name != "//"})


def _construct(said: Json) -> str:
    """The path that CDKTF writes into a remark."""
    for name in ("//", "metadata", "path"):
        said = said.get(name) if isinstance(said, dict) else None
    return said if isinstance(said, str) else ""


def _value(said: Json, depth: int) -> Expression:
    if depth > _MOST_DEEP:
        return Constant(None)
    if isinstance(said, dict):
        return ObjectOf(tuple((Constant(k), _value(v, depth + 1)) for k, v in said.items()))
    if isinstance(said, list):
        return ListOf(tuple(_value(item, depth + 1) for item in said))
    if isinstance(said, str) and ("${" in said or "%{" in said):
        return _template(said)
    return Constant(said)


def _template(text: str) -> Expression:
    """A text as HCL has it between quotation marks."""
    found = template_of(text)
    if found is None:
        return Constant(text)
    *parts, last = found.parts if isinstance(found, Template) else (found,)
    if isinstance(last, Constant) and isinstance(last.value, str):  # without the end of its line
        parts += [Constant(last.value[:-1])] if last.value != "\n" else []
    return Template(tuple(parts))
