"""The templates of one stack, nested ones in the place where they are nested → its resources, modules and conditions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath

from app.bounded import read_whole
from app.errors import SourceError
from app.model import problem
from app.model.details import Condition
from app.model.problem import Problem
from app.paths import text_of as path_text
from app.sources.infrastructure.cloudformation import cdk
from app.sources.infrastructure.cloudformation.imports import StackImports
from app.sources.infrastructure.cloudformation.members import (
    TemplateMember,
    addresses_of,
    inner,
    members_of,
    resources_of,
)
from app.sources.infrastructure.cloudformation.nested import (
    is_plain_path,
    nested_file,
    pieces_of,
)
from app.sources.infrastructure.cloudformation.nodes import (
    ListNode,
    MapNode,
    Node,
    entries_of,
    text_of,
)
from app.sources.infrastructure.cloudformation.project import TemplateProject
from app.sources.infrastructure.cloudformation.resolving import Scope, given_to
from app.sources.infrastructure.cloudformation.template import StackTemplate, template_of
from app.sources.infrastructure.cloudformation.text import decoded, nodes_of
from app.sources.infrastructure.cloudformation.values import literal
from app.sources.infrastructure.constructs import within_constructs
from app.sources.infrastructure.stack import Module, Resource, Unknown, Value
from app.sources.reading import DiagramOrigin

MOST_BYTES = 8 << 20  # of a template; CloudFormation takes 1 MiB
MOST_BYTES_IN_ALL = 24 << 20  # of a stack, likewise
MOST_TEMPLATES = 100  # of a stack, one that is nested twice counted twice
MOST_NESTED = 8  # templates within each other
MOST_INCLUDED = 100  # files that are put into them
MOST_RESOURCES = 5_000  # of a stack
MOST_TOLD = 6  # files that may be nested

_LOCATION = {
    "AWS::CloudFormation::Stack": "TemplateURL",
    "AWS::Serverless::Application": "Location",
}


@dataclass(frozen=True, slots=True)
class NestedAt:
    """Where a template stands: the files round it and itself, the address of its module, what its parameters are given."""

    trail: tuple[Path, ...]
    module: str | None = None
    given: Mapping[str, Value] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        return f"{self.module}." if self.module else ""


class StackFiles:
    """Reads a template and what it nests. What is found is in the lists; `read` are other files that were, by real path;
    `left` counts resources beyond the most."""

    def __init__(self, origin: DiagramOrigin) -> None:
        self.resources: list[Resource] = []
        self.modules: list[Module] = []
        self.conditions: list[Condition] = []
        self.problems: list[Problem] = []
        self.read: list[Path] = []
        self.left = 0
        self._origin = origin
        self._parsed: dict[Path, StackTemplate | None] = {}
        self._included_nodes: dict[Path, Node | None] = {}
        self._sizes: dict[Path, int] = {}
        self._addresses: set[str] = set()
        self._project = TemplateProject(origin.folder, origin.roots)
        self._imports = StackImports(
            self._project, origin.file, self._name, lambda one: _parameters(one, {})
        )
        self._taken = 0
        self._bytes = 0

    def take_in(self, path: Path) -> None:
        """A template with all that it nests, and what it imports from others that lie beside it. Raises SourceError where it
        cannot be read."""
        self._take_in(self._template(path, self._origin.file), path, NestedAt((path.resolve(),)))
        modules, resources = self._imports.taken_in()
        self.problems += self._imports.problems
        taken = {module.address for module in self.modules} | self._addresses
        if not any(module.address in taken for module in modules):
            self.modules += modules
            room = max(MOST_RESOURCES - len(self.resources), 0)
            self.resources += self._new(resources)[:room]
            self.read += self._imports.read

    def _template(self, path: Path, file: str) -> StackTemplate:
        raw = read_whole(path, MOST_BYTES)
        self._sizes[path] = len(raw)
        root, problems = nodes_of(decoded(raw), file)
        self.problems += problems
        return template_of(root, file, self.problems)

    def _take_in(
        self, template: StackTemplate, path: Path, nesting: NestedAt
    ) -> Mapping[str, Value]:
        """The outputs of a template that is taken in."""
        self._taken += 1
        self._imports.is_own(path.resolve())
        self._bytes += self._sizes[path]
        addresses: dict[str, str] = {}
        scope = Scope(
            template,
            addresses,
            _parameters(template, nesting.given),
            self.problems,
            lambda location: self._included(location, path),
            self._imports.value,
        )
        members = members_of(scope, self.problems)
        addresses.update(addresses_of(members, template, nesting.prefix))
        stacks = [member for member in members if member.type in _LOCATION]
        lie = {member.name: self._nested_path(member, scope, path) for member in stacks}
        for lies in filter(None, lie.values()):
            self._imports.is_own(lies)
        nested = {
            member.name
            for member in _in_order(stacks)
            if (file := lie[member.name]) and self._nest(member, scope, file, nesting)
        }
        rest = [member for member in members if member.name not in nested]
        self._add(rest, scope, path, nesting)
        return self._imports.outputs(scope, template)

    def _add(
        self, members: Sequence[TemplateMember], scope: Scope, path: Path, nesting: NestedAt
    ) -> None:
        prefix, module = nesting.prefix, nesting.module
        made = resources_of(members, scope, prefix, module)
        said = {f"{prefix}{member.name}": member.metadata(cdk.PATH) for member in members}
        if not any(said.values()):
            by_name, files = cdk.paths_of_manifest(path)
            said = {f"{prefix}{name}": where for name, where in by_name.items()}
            self.read += files
        made, modules = within_constructs(made, said, module)
        self.modules += modules
        made = self._new(made)
        room = max(MOST_RESOURCES - len(self.resources), 0)
        self.left += len(made[room:])
        self.resources += made[:room]
        self._conditions(scope, prefix, made[:room])

    def _new(self, made: Iterable[Resource]) -> list[Resource]:
        """Without those whose address another has, as where one is called as SAM calls what it makes."""
        taken = {module.address for module in self.modules}
        found: list[Resource] = []
        for resource in made:
            if resource.address not in taken and resource.address not in self._addresses:
                self._addresses.add(resource.address)
                found.append(resource)
        return found

    def _conditions(self, scope: Scope, prefix: str, made: Iterable[Resource]) -> None:
        elements: dict[str, list[str]] = {}
        here = [module for module in self.modules if module.condition.startswith(prefix)]
        conditioned: list[Resource | Module] = [*made, *here]
        for one in conditioned:
            if one.condition:
                elements.setdefault(one.condition, []).append(one.address)
        for name in scope.conditions.names:
            if found := elements.get(f"{prefix}{name}"):
                text, holds = scope.conditions.text(name), scope.conditions.holds(name)
                self.conditions.append(Condition(f"{prefix}{name}", text, holds, tuple(found)))

    def _nest(self, member: TemplateMember, scope: Scope, found: Path, nesting: NestedAt) -> bool:
        """Whether a nested stack was read and taken in."""
        file, real = member.place.file, found
        if real in nesting.trail:
            text = (
                f"“{member.name}” nests a template that it stands in: it is shown as one component."
            )
            self.problems.append(problem.warning(text, file, member.place.line))
            return False
        much = self._taken >= MOST_TEMPLATES or self._bytes >= MOST_BYTES_IN_ALL
        if much or len(nesting.trail) >= MOST_NESTED:
            text = f"“{member.name}” is shown as one component: there are too many nested stacks to read them all."
            self.problems.append(problem.warning(text, file, member.place.line))
            return False
        template = self._nested_template(found)
        if template is None:
            return False
        address = f"{nesting.prefix}{member.name}"
        condition = f"{nesting.prefix}{member.condition}" if member.condition else ""
        self.modules.append(
            Module(
                address,
                "stack",
                member.name,
                member.place,
                nesting.module,
                member.times,
                condition,
                self._name(found),
            )
        )
        said = scope.value(inner(entries_of(member.properties), "Parameters"))
        given = said if isinstance(said, Mapping) else {}
        outputs = self._take_in(template, found, NestedAt((*nesting.trail, real), address, given))
        scope.outputs[member.name] = outputs
        return True

    def _nested_path(self, member: TemplateMember, scope: Scope, path: Path) -> Path | None:
        asset = member.metadata(cdk.ASSET)
        location = inner(entries_of(member.properties), _LOCATION[member.type])
        where = asset or scope.value(location)
        found = nested_file(where, path.parent, self._origin.roots)
        if found is not None or asset:
            return found
        called = self._project.called(pieces_of(where))
        if len(called) > 1:
            *names, last = [self._name(one) for one in called[:MOST_TOLD]]
            text = f"“{member.name}” may nest {', '.join(names)} or {last}: it is shown as one component."
        elif not called and is_plain_path(where):
            text = f"“{member.name}” is shown as one component: there is no file “{where}” here."
        else:
            return called[0] if called else None
        self.problems.append(problem.warning(text, member.place.file, member.place.line))
        return None

    def _nested_template(self, path: Path) -> StackTemplate | None:
        if path not in self._parsed:
            self._parsed[path] = None
            self.read.append(path)
            file = self._name(path)
            try:
                self._parsed[path] = self._template(path, file)
            except SourceError as why:
                self.problems.append(problem.error(str(why), why.file or file, why.line))
        return self._parsed[path]

    def _included(self, location: Value, path: Path) -> tuple[Node, str] | None:
        """The nodes of a file that a template puts in, and its name."""
        found = nested_file(location, path.parent, self._origin.roots)
        if found is None or len(self._included_nodes) >= MOST_INCLUDED:
            return None
        file = self._name(found)
        if found not in self._included_nodes:
            self.read.append(found)
            self._included_nodes[found] = None
            try:
                root, problems = nodes_of(decoded(read_whole(found, MOST_BYTES)), file)
                self._included_nodes[found] = root
                self.problems += problems
            except SourceError as why:
                self.problems.append(problem.error(str(why), why.file or file, why.line))
        node = self._included_nodes[found]
        return (node, file) if node is not None else None

    def _name(self, path: Path) -> str:
        """What the workspace calls a nested file; its whole path where it lies outside of what was opened."""
        where = os.path.relpath(path, self._origin.folder.resolve())
        around = PurePosixPath(self._origin.file).parent
        name = os.path.normpath(f"{around}/{PurePosixPath(Path(where).as_posix())}")
        return path_text(str(path) if name.startswith("..") else Path(name).as_posix())


def _parameters(template: StackTemplate, given: Mapping[str, Value]) -> dict[str, Value]:
    """What each parameter has: what is given to it, else its default."""
    found: dict[str, Value] = {}
    for name, entry in template.parameters.items():
        said = entries_of(entry.node)
        value: Value = Unknown(name)
        if name in given:
            value = given[name]
        elif "Default" in said:
            value = literal(said["Default"].node)
        found[name] = given_to(text_of(inner(said, "Type")), value)
    return found


def _in_order(members: Sequence[TemplateMember]) -> list[TemplateMember]:
    """Nested stacks behind those whose outputs they are given, or that they wait for; as they stand where they need each other."""
    by_name = {member.name: member for member in members}
    needs = {
        name: [
            *_named(inner(entries_of(member.properties), "Parameters"), by_name),
            *_named(inner(member.said, "DependsOn"), by_name),
        ]
        for name, member in by_name.items()
    }
    try:
        return [by_name[name] for name in TopologicalSorter(needs).static_order()]
    except CycleError:
        return list(members)


def _named(node: Node | None, names: Mapping[str, TemplateMember]) -> Iterator[str]:
    """The names that stand in a node, as a whole or before a point."""
    waiting: list[Node | None] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, MapNode):
            waiting += [entry.node for entry in one.entries.values()]
        elif isinstance(one, ListNode):
            waiting += one.items
        else:
            for piece in text_of(one).replace("${", ".").split("."):
                if piece in names:
                    yield piece
