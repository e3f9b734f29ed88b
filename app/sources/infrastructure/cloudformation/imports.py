"""What a template imports from others of its project: the resources that an export of theirs means, with the networks round them.

An export is meant where one template alone has one that may be called so, among those of its folder, else among those of the
folder round that, and so on. What only a deployment knows of a name (`${AWS::StackName}-Vpc`) may be anything in its
own folder; farther away it has to be said alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path

from app.bounded import read_whole
from app.errors import AcetateError
from app.model import problem
from app.model.problem import Problem
from app.sources.infrastructure.cloudformation import cdk
from app.sources.infrastructure.cloudformation.members import (
    addresses_of,
    inner,
    members_of,
    resources_of,
)
from app.sources.infrastructure.cloudformation.nested import title_of
from app.sources.infrastructure.cloudformation.nodes import entries_of
from app.sources.infrastructure.cloudformation.project import MOST_BYTES, TemplateProject
from app.sources.infrastructure.cloudformation.resolving import Scope
from app.sources.infrastructure.cloudformation.template import StackTemplate, template_of
from app.sources.infrastructure.cloudformation.text import decoded, nodes_of
from app.sources.infrastructure.cloudformation.values import as_text
from app.sources.infrastructure.constructs import within_constructs
from app.sources.infrastructure.stack import (
    Joined,
    Module,
    Reference,
    Resource,
    Unknown,
    Value,
    at,
    references,
)
from app.sources.infrastructure.table import table_of

MOST_ASKED = 8  # of them, templates that may export what is imported
MOST_SHOWN = 60  # resources of another template
_BETWEEN = ("-", ":", "_", "/")
_SURE = 3  # letters that must be known of a name
_ROUTES = ("routing", "route", "route-table", "internet-gateway")

Parameters = Callable[[StackTemplate], Mapping[str, Value]]


@dataclass(slots=True)
class ExportingTemplate:
    """A template beside, as far as what it exports needs: the values of its exports by name, all its resources."""

    path: Path
    module: str
    exports: dict[str, Value]
    resources: dict[str, Resource]
    modules: tuple[Module, ...]
    wanted: dict[str, None] = field(default_factory=dict)


class StackImports:
    """Those of one stack, whose template is `file`. `name` tells what the workspace calls a file, `parameters` what a template's parameters are where
    nobody gives them anything. `problems` are names that several templates export."""

    def __init__(
        self,
        project: TemplateProject,
        file: str,
        name: Callable[[Path], str],
        parameters: Parameters,
    ) -> None:
        self.problems: list[Problem] = []
        self._project, self._file = project, file
        self._name = name
        self._parameters = parameters
        self._own: set[Path] = set()
        self._exporters: dict[Path, ExportingTemplate | None] = {}
        self._exported: dict[str, Value] = {}

    @property
    def read(self) -> list[Path]:
        """The files that something comes from."""
        return [one.path for one in self._exporters.values() if one and one.wanted]

    def is_own(self, path: Path) -> None:
        """A file is part of the stack, and exports to nobody beside it."""
        self._own.add(path)

    def outputs(self, scope: Scope, template: StackTemplate) -> Mapping[str, Value]:
        """Those of a template of the stack, by name. What it exports is known to those of it that are read later."""
        outputs, exports = _outputs(scope, template)
        self._exported |= exports
        return outputs

    def value(self, name: Value) -> Value | None:
        """What is imported under a name; None where that is not sure."""
        asked = _pattern(name)
        if len(asked.replace("*", "")) < _SURE or asked.startswith(_BETWEEN):
            return None  # nearly nothing is known of it, or the stack in front has been left empty
        if (own := _only(asked, self._exported)) is not None:
            return own
        if any(_fits(asked, one) for one in self._exported):
            return None
        for far, texts in enumerate(self._project.exporting()):
            may = self._that_may(asked, texts)
            if len(may) > MOST_ASKED:
                return None
            if found := list(self._those_of(asked, may, alike=far > 0)):
                return self._chosen(asked, found)
        return None

    def _those_of(
        self, asked: str, files: Iterable[Path], *, alike: bool
    ) -> Iterator[tuple[ExportingTemplate, Value]]:
        """What they export under a name."""
        for path in files:
            if path not in self._exporters:
                self._exporters[path] = self._exporter(path)
            exporter = self._exporters[path]
            value = _only(asked, exporter.exports, alike=alike) if exporter else None
            if exporter is not None and value is not None:
                yield exporter, value

    def _chosen(self, asked: str, found: Sequence[tuple[ExportingTemplate, Value]]) -> Value | None:
        exporter, value = found[0]
        if len(found) > 1:
            *names, last = [self._name(one.path) for one, _ in found]
            text = f"“{asked}” is exported by {', '.join(names)} and {last}: none of them is taken."
            self.problems.append(problem.warning(text, self._file))
            return None
        exporter.wanted |= {reference.target: None for _, reference in references(value)}
        return value

    def taken_in(self) -> tuple[list[Module], list[Resource]]:
        """The resources that are imported, with what they stand in, and modules round them."""
        modules: list[Module] = []
        resources: list[Resource] = []
        for exporter in self._exporters.values():
            if exporter is None or not exporter.wanted:
                continue
            chosen = _with_networks(exporter)
            homes = {resource.module for resource in chosen}
            for module in reversed(exporter.modules):
                homes |= {module.parent} if module.address in homes else set()
            modules += [module for module in exporter.modules if module.address in homes]
            resources += chosen
        return modules, resources

    def _that_may(self, asked: str, texts: Mapping[Path, bytes]) -> list[Path]:
        """Those whose text has the last word of a name: what is before it is often a stack's name."""
        word = _last_word(asked).encode()
        return [path for path, said in texts.items() if path not in self._own and word in said]

    def _exporter(self, path: Path) -> ExportingTemplate | None:
        problems = list[Problem]()
        file = self._name(path)
        try:
            raw = read_whole(path, MOST_BYTES)
            root, _ = nodes_of(decoded(raw), file)
            template = template_of(root, file, problems)
        except AcetateError:  # told where it is shown itself
            return None
        module = self._module_name(path)
        addresses: dict[str, str] = {}
        scope = Scope(template, addresses, self._parameters(template), problems)
        members = members_of(scope, problems)
        addresses.update(addresses_of(members, template, f"{module}."))
        made = resources_of(members, scope, f"{module}.", module)
        said = {f"{module}.{one.name}": one.metadata(cdk.PATH) for one in members}
        made, inside = within_constructs(made, said, module)
        made = [replace(one, condition="", depends_on=()) for one in made]
        place = replace(made[0].place, line=1, column=None) if made else None
        around = (Module(module, "stack", module, place), *inside) if place else ()
        _, exports = _outputs(scope, template)
        return ExportingTemplate(path, module, exports, {one.address: one for one in made}, around)

    def _module_name(self, path: Path) -> str:
        taken = {one.module for one in self._exporters.values() if one is not None}
        name = title_of(path)
        return self._name(path).rpartition(".")[0].replace(".", "-") if name in taken else name


def _outputs(scope: Scope, template: StackTemplate) -> tuple[dict[str, Value], dict[str, Value]]:
    """The values of a template's outputs by name, and of those that it exports by patterns of the names that these have then."""
    outputs: dict[str, Value] = {}
    exports: dict[str, Value] = {}
    for name, output in scope.loops.expanded(template.outputs).items():
        said = entries_of(output.node)
        outputs[name] = value = scope.value(inner(said, "Value"))
        exported = inner(entries_of(inner(said, "Export")), "Name")
        if exported is not None:
            exports[_pattern(scope.value(exported))] = value
    return outputs, exports


def _pattern(name: Value) -> str:
    """A name with an asterisk for what only a deployment knows of it."""
    if isinstance(name, Joined):
        return "".join(part if isinstance(part, str) else "*" for part in name.parts)
    return "*" if isinstance(name, Unknown | Reference) else as_text(name) or ""


def _fits(one: str, other: str) -> bool:
    """Whether two names may be the same."""
    if one == other:
        return True
    plain = [text.replace("[", "[[]").replace("?", "[?]") for text in (one, other)]
    return ("*" not in one and fnmatchcase(one, plain[1])) or (
        "*" not in other and fnmatchcase(other, plain[0])
    )


def _only(asked: str, exports: Mapping[str, Value], *, alike: bool = False) -> Value | None:
    """The one that may be meant; the one that is called exactly so before those that may be. With `alike` a name of which not
    all is known is that one alone."""
    if asked in exports:
        return exports[asked]
    if alike and "*" in asked:
        return None
    found = [
        value
        for name, value in exports.items()
        if len(name.replace("*", "")) >= _SURE and _fits(asked, name)
    ]
    return found[0] if len(found) == 1 else None


def _last_word(name: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in name).split()
    return next((word for word in reversed(words) if len(word) >= _SURE), "")


def _with_networks(exporter: ExportingTemplate) -> list[Resource]:
    """What is wanted of a template, what that stands in, and the routes of its subnets."""
    table, known = table_of("cloudformation"), exporter.resources
    rows = {address: table.row(resource.type) for address, resource in known.items()}
    found: dict[str, None] = {}
    waiting = [address for address in exporter.wanted if address in known]
    while waiting and len(found) < MOST_SHOWN:
        address = waiting.pop(0)
        if address in found:
            continue
        found[address] = None
        row = rows[address]
        for path in (*row.inside, *(row.fold.into if row.fold else ())) if row else ():
            waiting += _targets(known[address], path, known)
        if row and row.means == "subnet":
            waiting += list(_routes_of(address, exporter))
    return [resource for address, resource in known.items() if address in found]


def _routes_of(subnet: str, exporter: ExportingTemplate) -> Iterator[str]:
    """What says where a subnet's traffic goes: associations, tables, routes, and gateways to the internet."""
    table, known = table_of("cloudformation"), exporter.resources
    reached = {subnet}
    for means in _ROUTES:
        for address, resource in known.items():
            row = table.row(resource.type)
            if row is None or row.means != means:
                continue
            named = {reference.target for _, reference in references(resource.properties)}
            if means in ("routing", "route") and named & reached:
                reached |= {address, *_leads_to(named, known)}
                yield address
            elif means in ("route-table", "internet-gateway") and address in reached:
                yield address


def _leads_to(named: set[str], known: Mapping[str, Resource]) -> Iterator[str]:
    for address in named & known.keys():
        row = table_of("cloudformation").row(known[address].type)
        if row and row.means in ("route-table", "internet-gateway"):
            yield address


def _targets(resource: Resource, path: str, known: Mapping[str, Resource]) -> list[str]:
    found = at(resource.properties, path)
    return [r.target for value in found for _, r in references(value) if r.target in known]
