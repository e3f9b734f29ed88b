"""What a block of Terraform sets: its arguments and the blocks in it, as properties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from app.sources.infrastructure.stack import Joined, Reference, Unknown, Value
from app.sources.infrastructure.terraform.evaluating import Evaluator, Surroundings
from app.sources.infrastructure.terraform.functions import from_json
from app.sources.infrastructure.terraform.secrets import hidden
from app.sources.infrastructure.terraform.syntax import Body, HclBlock, ScopeName
from app.sources.infrastructure.terraform.values import Several, is_list, joined, known

# What is said to Terraform, and is no property of what it makes.
_META_ARGUMENTS = frozenset({"count", "for_each", "depends_on", "provider", "providers"})
_META_BLOCKS = frozenset({"lifecycle", "provisioner", "connection", "timeouts"})
_MOST_TIMES = 30  # that a dynamic block is written out
_FIRST_STAND_IN = 0xE000  # letters of no alphabet, for what is not known within JSON
_MOST_STAND_INS = 999
_STAND_IN = re.compile("([\ue000-\ue3e7])")
_STRING_OR_STAND_IN = re.compile(r'"(?:[^"\\]|\\.)*"?|([\ue000-\ue3e7])', re.DOTALL)


def properties(
    body: Body, evaluator: Evaluator, where: Surroundings, depth: int = 0
) -> dict[str, Value]:
    """By name; of a block within, a list of all that have its name. A text that is JSON is what that says."""
    found: dict[str, Value] = {}
    for name, argument in body.arguments.items():
        if depth or name not in _META_ARGUMENTS:
            found[name] = hidden(name, opened(evaluator.value(argument.value, where)))
    for block in body.blocks:
        if block.type == "dynamic" and block.labels:
            name, inner = block.labels[0], list(_dynamic(block, evaluator, where, depth))
        elif depth or block.type not in _META_BLOCKS:
            name, inner = block.type, [properties(block.body, evaluator, where, depth + 1)]
        else:
            continue
        before = found.get(name, ())
        if inner and is_list(before):
            found[name] = (*before, *inner)
    return found


def _dynamic(
    block: HclBlock, evaluator: Evaluator, where: Surroundings, depth: int
) -> Iterator[Mapping[str, Value]]:
    """`dynamic "ingress" { for_each = …, content { … } }`, once for each."""
    name = block.labels[0]
    iterator = block.body.value("iterator")
    if isinstance(iterator, ScopeName):
        name = iterator.name
    each = block.body.value("for_each")
    content = block.body.of_type("content")
    if each is None or not content:
        return
    for key, value in times(evaluator.value(each, where)):
        inner = where.with_names({name: {"key": key, "value": value}})
        yield properties(content[0].body, evaluator, inner, depth + 1)


def times(each: Value) -> Sequence[tuple[Value, Value]]:
    """The keys and values of a `for_each`; one that stands for all where they are not known."""
    if isinstance(each, Mapping):
        return list(each.items())[:_MOST_TIMES]
    if is_list(each):
        sure = not isinstance(each, Several)
        return [(item if sure else Unknown("each.key"), item) for item in each][:_MOST_TIMES]
    if each is None:
        return []
    return [(Unknown("each.key"), each if isinstance(each, Reference) else Unknown("each.value"))]


def opened(value: Value) -> Value:
    """What a text says in JSON, also one with references in it; other values as they are."""
    if isinstance(value, str):
        found = from_json(value) if value.lstrip()[:1] in {"{", "["} else None
        return value if found is None or not isinstance(found, dict | list) else found
    if isinstance(value, Joined) and isinstance(value.parts[0], str):
        return _opened_around(value) if value.parts[0].lstrip()[:1] in {"{", "["} else value
    return value


def _opened_around(value: Joined) -> Value:
    """As `opened`: what is not known stands in as a letter that no text has."""
    unknown = [part for part in value.parts if not isinstance(part, str)]
    if len(unknown) > _MOST_STAND_INS:
        return value
    numbers = iter(range(len(unknown)))
    text = "".join(
        part if isinstance(part, str) else chr(_FIRST_STAND_IN + next(numbers))
        for part in value.parts
    )
    found = from_json(text)
    if found is None:
        found = from_json(_quoted(text))
    return _restored(found, unknown) if isinstance(found, dict | list) else value


def _quoted(text: str) -> str:
    """With stand-ins in quotation marks, as one that is a number or a list has none."""
    return _STRING_OR_STAND_IN.sub(lambda found: f'"{found[1]}"' if found[1] else found[0], text)


def _restored(value: Value, unknown: Sequence[Reference | Unknown]) -> Value:
    if isinstance(value, Mapping):
        return {
            _STAND_IN.sub("…", name): _restored(inner, unknown) for name, inner in value.items()
        }
    if is_list(value):
        return tuple(_restored(inner, unknown) for inner in value)
    if not isinstance(value, str):
        return value
    numbered = (
        (piece, ord(piece) - _FIRST_STAND_IN if len(piece) == 1 else -1)
        for piece in _STAND_IN.split(value)
    )
    return joined(unknown[n] if 0 <= n < len(unknown) else piece for piece, n in numbered)


def policy(body: Body, evaluator: Evaluator, where: Surroundings) -> Value:
    """What an `aws_iam_policy_document` comes to, as IAM writes it."""
    return document(properties(body, evaluator, where, 1))


def document(said: Mapping[str, Value]) -> Value:
    """As IAM writes it, of the properties of an `aws_iam_policy_document`."""
    statements: list[Value] = [_statement(one) for one in _mappings(said.get("statement"))]
    for name in (
        "source_policy_documents",
        "override_policy_documents",
        "source_json",
        "override_json",
    ):
        for one in _mappings(said.get(name)):
            inner = one.get("Statement", ())
            statements += inner if is_list(inner) else [inner]
    return {"Version": "2012-10-17", "Statement": tuple(statements)}


def _mappings(value: Value) -> list[Mapping[str, Value]]:
    items = value if is_list(value) else (value,)
    return [one for one in map(opened, items) if isinstance(one, Mapping)]


_OF_STATEMENTS = {
    "sid": "Sid",
    "actions": "Action",
    "not_actions": "NotAction",
    "resources": "Resource",
    "not_resources": "NotResource",
}


def _statement(said: Mapping[str, Value]) -> Value:
    found: dict[str, Value] = {"Effect": said.get("effect", "Allow")}
    found |= {ours: said[name] for name, ours in _OF_STATEMENTS.items() if name in said}
    for name, ours in (("principals", "Principal"), ("not_principals", "NotPrincipal")):
        by_type: dict[str, Value] = {}
        for one in _mappings(said.get(name)):
            type, who = one.get("type"), one.get("identifiers", ())
            if isinstance(type, str):
                before = by_type.get(type, ())
                by_type[type] = (
                    *(before if is_list(before) else ()),
                    *(who if is_list(who) else (who,)),
                )
        if by_type:
            found[ours] = by_type
    conditions = _mappings(said.get("condition"))
    if conditions:
        found["Condition"] = {
            f"{one.get('test')}": {f"{one.get('variable')}": one.get("values", ())}
            for one in conditions
            if known(one.get("test")) and known(one.get("variable"))
        }
    return found
