"""The nodes of a text → the sections of a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import SourceError
from app.model import problem
from app.model.problem import Problem
from app.sources.infrastructure.cloudformation.nodes import (
    KeyedNode,
    MapNode,
    Node,
    entries_of,
    items_of,
    text_of,
)

_SERVERLESS = "AWS::Serverless-"
# What these do is read here, or changes nothing that is drawn.
_KNOWN = (
    "AWS::LanguageExtensions",
    "AWS::CodeDeployBlueGreen",
    "AWS::SecretsManager-",
    "AWS::SecretManager-",
    "AWS::Include",
)

Entries = Mapping[str, KeyedNode]


@dataclass(frozen=True, slots=True)
class StackTemplate:
    """The sections of one, by their names there. Of its transforms it says whether SAM's is among them."""

    file: str
    parameters: Entries
    mappings: Entries
    conditions: Entries
    resources: Entries
    outputs: Entries
    common: Entries
    serverless: bool


def template_of(root: Node | None, file: str, problems: list[Problem]) -> StackTemplate:
    """The template that a text says; what is wrong with its sections is told. Raises SourceError where it is none."""
    if not isinstance(root, MapNode):
        raise SourceError("It is no template: it has no “Resources”.", file)
    sections: dict[str, Entries] = {}
    for name in ("Parameters", "Mappings", "Conditions", "Resources", "Outputs", "Globals"):
        found = root.entries.get(name)
        if found is not None and not isinstance(found.node, MapNode) and items_of(found.node):
            text = f"“{name}” is left out: it is no map of names."
            problems.append(problem.error(text, file, found.line))
        sections[name] = entries_of(found.node if found else None)
    if "Resources" not in root.entries:
        problems.append(problem.error("It is no template: it has no “Resources”.", file))
    return StackTemplate(
        file,
        sections["Parameters"],
        sections["Mappings"],
        sections["Conditions"],
        sections["Resources"],
        sections["Outputs"],
        sections["Globals"],
        _transforms(root.entries.get("Transform"), file, problems),
    )


def _transforms(said: KeyedNode | None, file: str, problems: list[Problem]) -> bool:
    """Whether SAM's is among them. Of one that anybody may have written it is told that it is left out."""
    serverless = False
    for one in items_of(said.node if said else None):
        name = text_of(one) or text_of(_named(one))
        if name.startswith(_SERVERLESS):
            serverless = True
        elif name and not name.startswith(_KNOWN):
            text = f"What the macro “{name}” changes is not shown."
            problems.append(problem.warning(text, file, one.line))
    return serverless


def _named(one: Node) -> Node | None:
    found = entries_of(one).get("Name")
    return found.node if found else None
