"""What the nodes of a template come to, as far as that is known before it is deployed: references to its resources, values of
parameters and mappings, texts that are put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.model.problem import Problem
from app.sources.infrastructure.cloudformation import functions
from app.sources.infrastructure.cloudformation.conditions import Conditions
from app.sources.infrastructure.cloudformation.loops import LOOP, Loops
from app.sources.infrastructure.cloudformation.nodes import (
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    entries_of,
)
from app.sources.infrastructure.cloudformation.template import StackTemplate
from app.sources.infrastructure.cloudformation.values import (
    HEAVY,
    NOTHING,
    as_text,
    is_list,
    joined,
    literal,
    split,
    unknown,
    weight,
)
from app.sources.infrastructure.stack import Reference, Unknown, Value

MOST_USED = 1_000_000  # how much all uses of parameters and outputs may weigh together

_SERVERLESS_PARTS = ("Alias", "Version")
_IMPLICIT = ("ServerlessRestApi", "ServerlessHttpApi")
_SPOT = re.compile(r"\$\{([^{}$]*)\}")


@dataclass(slots=True)
class Scope:
    """Resolves the nodes of one template. `addresses` are those of its resources and nested stacks by name, `outputs`
    those of nested stacks that have been read; `include` gives what a file holds that is to be put in, by where it is said to
    lie, and the file's name; `imports` what is exported under a name. `file` is the one that nodes come from."""

    template: StackTemplate
    addresses: Mapping[str, str]
    parameters: Mapping[str, Value]
    problems: list[Problem]
    include: Callable[[Value], tuple[Node, str] | None] = lambda _: None
    imports: Callable[[Value], Value | None] = lambda _: None
    outputs: dict[str, Mapping[str, Value]] = field(default_factory=dict)
    conditions: Conditions = field(init=False)
    loops: Loops = field(init=False)
    file: str = field(init=False)
    _weights: dict[int, int] = field(default_factory=dict)
    _literals: dict[int, Value] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _used: int = 0

    def __post_init__(self) -> None:
        self.file = self.template.file
        self.conditions = Conditions(self.template.conditions, self.value)
        self.loops = Loops(self.value, self.template.file, self.problems)
        self.conditions = Conditions(self.loops.expanded(self.template.conditions), self.value)

    def value(self, node: Node | None) -> Value:
        """What a node comes to; NOTHING where it says that it is left out."""
        if isinstance(node, ScalarNode):
            return node.value
        if isinstance(node, ListNode):
            values = (self.value(one) for one in node.items)
            return tuple(one for one in values if one is not NOTHING)
        return self._map(node) if isinstance(node, MapNode) else None

    def _map(self, node: MapNode) -> Value:
        entries = node.entries
        if len(entries) == 1:
            ((name, entry),) = entries.items()
            if name == "Ref" or (name.startswith("Fn::") and not name.startswith(LOOP)):
                return functions.called(self, name, entry)
        values: dict[str, Value] = {}
        for name, one in self.loops.expanded(entries).items():
            if name == "Fn::Transform":  # which puts more beside what stands here
                more = functions.called(self, name, one)
                values |= more if isinstance(more, Mapping) else {}
            else:
                values[name] = self.value(one.node)
        return {name: one for name, one in values.items() if one is not NOTHING}

    def named(self, name: str) -> Value:
        """What `Ref` gives."""
        if name in self.parameters:
            return self._spent(self.parameters[name], name)
        if name == NOTHING.text:
            return NOTHING
        address = self.address(name)
        return Reference(address) if address else Unknown(name)

    def attribute(self, name: str, attribute: str) -> Value:
        """What `Fn::GetAtt` gives; an output of a nested stack is what that says it is."""
        if name in self.outputs:
            output = attribute.removeprefix("Outputs.")
            found = self.outputs[name]
            if output in found:
                return self._spent(found[output], f"{name}.{attribute}")
        address = self.address(name)
        return Reference(address, attribute) if address else Unknown(f"{name}.{attribute}")

    def property(self, of: Reference) -> Value:
        """What the property of a resource says that is called as an attribute; the attribute itself where nothing does."""
        if not self._names:
            self._names = {address: name for name, address in self.addresses.items()}
        entry = self.template.resources.get(self._names.get(of.target, ""))
        properties = entries_of(entry.node).get("Properties") if entry else None
        found = entries_of(properties.node).get(of.attribute) if properties else None
        return self.value(found.node) if found else of

    def address(self, name: str) -> str:
        """The address of what a name of the template means; empty where it means nothing."""
        if name in self.addresses:
            return self.addresses[name]
        if not self.template.serverless:
            return ""
        whole, dot, part = name.rpartition(".")
        if dot and part in _SERVERLESS_PARTS:
            return self.addresses.get(whole, "")
        for made in _IMPLICIT:  # its stages and deployments, too
            if name.startswith(made):
                return self.addresses.get(made, "")
        return ""

    def looked_up(self, path: tuple[str, ...]) -> Value | None:
        """What stands in the mappings under a path of names; None where nothing does."""
        node: Node | None = None
        entries = self.template.mappings
        for name in path:
            found = entries.get(name)
            if found is None:
                return None
            node, entries = found.node, entries_of(found.node)
        if node is None:
            return None
        if id(node) not in self._literals:
            self._literals[id(node)] = literal(node)
        return self._spent(self._literals[id(node)], ".".join(path))

    def included(self, location: Value) -> Value | None:
        """What a file comes to that is put in; None where there is none, or where one that is put in asks for it, which
        CloudFormation does not take."""
        found = self.include(location) if self.file == self.template.file else None
        if found is None:
            return None
        node, self.file = found
        if id(node) not in self._literals:
            self._literals[id(node)] = self.value(node)
        self.file = self.template.file
        return self._spent(self._literals[id(node)], "AWS::Include")

    def imported(self, name: Value) -> Value | None:
        """What another template exports under a name; None where that is not known."""
        found = self.imports(name)
        return None if found is None else self._spent(found, as_text(name) or "ImportValue")

    def substituted(self, text: str, given: Mapping[str, Value]) -> Value:
        """What `Fn::Sub` makes of a text, whose `${names}` may be `given` beside it."""
        parts: list[Value] = []
        at = 0
        for spot in _SPOT.finditer(text):
            parts.append(text[at : spot.start()])
            at = spot.end()
            name = spot[1].strip()
            if name.startswith("!"):
                parts.append(f"${{{name[1:]}}}")
            elif name in given:
                parts.append(given[name])
            elif name in self.parameters or name in self.addresses or "." not in name:
                parts.append(self.named(name))
            else:
                whole, _, attribute = name.partition(".")
                if attribute in _SERVERLESS_PARTS and self.template.serverless:
                    parts.append(self.named(name))
                else:
                    parts.append(self.attribute(whole, attribute))
        return joined([*parts, text[at:]])

    def _spent(self, value: Value, name: str) -> Value:
        """A value that is used again and again, until all of that is too much to walk through."""
        known = self._weights.get(id(value))
        if known is None:
            known = self._weights[id(value)] = weight(value)
        self._used += known
        return value if self._used <= MOST_USED else Unknown(name)


def given_to(kind: str, value: Value) -> Value:
    """What a parameter of that type has when it is given a value; a text with commas is a list where it is to be one."""
    if kind.startswith("AWS::SSM::Parameter::Value"):
        return unknown(value if isinstance(value, str) else "SSM parameter", value)
    if isinstance(value, Unknown) and kind.startswith("List<AWS::EC2::AvailabilityZone"):
        return functions.ZONES
    if weight(value) > HEAVY:
        return Unknown("…")
    if not kind.startswith(("List<", "CommaDelimitedList")) or is_list(value):
        return value
    pieces = split(value if not isinstance(value, int) else str(value), ",")
    if not is_list(pieces):
        return pieces
    return tuple(p.strip() if isinstance(p, str) else p for p in pieces)
