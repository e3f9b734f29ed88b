"""What tests of templates ask: the stack of a file, and its values as one reads them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from app.model.details import Condition
from app.model.problem import Problem
from app.sources.infrastructure.cloudformation.stacks import StackFiles
from app.sources.infrastructure.stack import Joined, Module, Reference, Resource, Unknown, Value, at
from app.sources.reading import DiagramOrigin

TEMPLATES = Path(__file__).parent / "templates"


class Read(NamedTuple):
    resources: dict[str, Resource]
    modules: dict[str, Module]
    conditions: dict[str, Condition]
    problems: list[Problem]
    files: list[str]


def origin(path: Path, root: Path | None = None) -> DiagramOrigin:
    whole = (root or path.parent).resolve()
    return DiagramOrigin(path.relative_to(root or path.parent).as_posix(), path.parent, (whole,))


def written(folder: Path, **texts: str) -> Path:
    """Files by name without suffix, `__` for a folder; the first of them."""
    paths = [folder / f"{name.replace('__', '/')}.yaml" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return paths[0]


def read(path: Path, root: Path | None = None) -> Read:
    """What a template says. Raises SourceError as `StackFiles` does."""
    files = StackFiles(origin(path, root))
    files.take_in(path)
    return Read(
        {one.address: one for one in files.resources},
        {one.address: one for one in files.modules},
        {one.name: one for one in files.conditions},
        files.problems,
        [one.name for one in files.read],
    )


def said(resource: Resource, path: str) -> str:
    """What stands at a path of a resource's properties; several things in brackets."""
    found = [shown(one) for one in at(resource.properties, path)]
    return found[0] if len(found) == 1 else f"[{', '.join(found)}]"


def shown(value: Value) -> str:
    """`<Target.Attribute>`, `?unknown`, text as it is."""
    if isinstance(value, Reference):
        return f"<{value.target}{'.' if value.attribute else ''}{value.attribute}>"
    if isinstance(value, Unknown):
        return f"?{value.text}"
    if isinstance(value, Joined):
        return "".join(map(shown, value.parts))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {shown(one)}" for name, one in value.items()) + "}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float) or value is None:
        return str(value)
    return f"[{', '.join(map(shown, value))}]"
