"""A folder of Terraform files → a stack: its resources and those of the modules that it calls, as far as they lie here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from app.model import problem
from app.model.details import Condition
from app.model.problem import Problem
from app.model.source_graph import SourcePlace
from app.paths import text_of
from app.sources.infrastructure.constructs import within_constructs
from app.sources.infrastructure.drawing import drawn, unknown_types
from app.sources.infrastructure.stack import Module, Resource, Stack, Value, references
from app.sources.infrastructure.table import table_of
from app.sources.infrastructure.terraform.bodies import policy, properties
from app.sources.infrastructure.terraform.counting import Counted, counted
from app.sources.infrastructure.terraform.evaluating import Evaluator
from app.sources.infrastructure.terraform.existing import found_again
from app.sources.infrastructure.terraform.folders import FolderReader, Placed, TerraformFolder
from app.sources.infrastructure.terraform.scope import FACTS, Given, ModuleScope
from app.sources.infrastructure.terraform.syntax import (
    Constant,
    Expression,
    HclBlock,
    IndexOf,
    ListOf,
    Member,
    ScopeName,
    Splat,
)
from app.sources.infrastructure.terraform.tiers_of_keys import by_keys, tiers_of
from app.sources.infrastructure.tiers import calling
from app.sources.reading import DiagramOrigin, SourceReading

_LANGUAGE = "terraform"
_MOST_DEEP = 12  # modules in one another
_MOST_MODULES = 500
_MOST_RESOURCES = 10_000
_LOCAL = ("./", "../", ".\\", "..\\")
# `git::https://github.com/terraform-aws-modules/terraform-aws-vpc.git//modules/x?ref=v5`
_REPOSITORY = re.compile(
    r"github\.com[/:]([\w.-]+)/terraform-([a-z]+)-([\w.-]+?)(?:\.git)?(?://|\?|$)"
)


def read_terraform(path: Path, origin: DiagramOrigin) -> SourceReading:
    """All files of a folder as one diagram."""
    stack, problems, read = folder_stack(path.parent, origin)
    graphs = drawn(stack) if stack.resources or stack.modules else ()
    return SourceReading(graphs, (*problems, *unknown_types(stack)), read=read)


def folder_stack(
    folder: Path, origin: DiagramOrigin
) -> tuple[Stack, tuple[Problem, ...], tuple[Path, ...]]:
    """What a folder deploys, what is wrong in its files, and the files and folders that say it."""
    folders = FolderReader(origin)
    stack = _Assembly(folders).stack(folder, SourcePlace(origin.file))
    return stack, problem.distinct(folders.problems), tuple(folders.read)


class _Assembly:
    """The stack while it is put together."""

    def __init__(self, folders: FolderReader) -> None:
        self._folders = folders
        self._evaluator = Evaluator()
        self._scopes: dict[str, ModuleScope | None] = {}
        self._counts: dict[str, Counted] = {}
        self._resources: list[Resource] = []
        self._data: list[Resource] = []
        self._constructs: dict[str, str] = {}
        self._modules: list[Module] = []
        self._conditions: dict[str, tuple[Condition, list[str]]] = {}
        self._told = False
        self._installed: Mapping[str, Path] = {}

    def stack(self, folder: Path, place: SourcePlace) -> Stack:
        """Of the files in a folder."""
        found = self._folders.folder(folder)
        if found is None:
            return Stack(_LANGUAGE, folder.name, place)
        values = self._folders.values(found.path)
        self._installed = self._folders.installed(found.path)
        root = self._scope(found, "", {})
        root.given = {name: (value, root.here()) for name, value in values.items()}
        self._add(root, 0)
        self._stand_in_constructs()
        self._resources, self._data = found_again(self._resources, self._data)
        return Stack(
            _LANGUAGE,
            found.path.name,
            place,
            (*self._resources, *self._wanted()),
            tuple(self._modules),
            tuple(
                Condition(one.name, one.text, one.holds, tuple(dict.fromkeys(elements)))
                for one, elements in self._conditions.values()
            ),
        )

    def _stand_in_constructs(self) -> None:
        """What CDKTF has written, modules that it calls too, stands in the constructs that its remarks tell."""
        if not self._constructs:
            return
        called = {one.address: one for one in self._modules if one.address in self._constructs}
        boxes = [
            Resource(one.address, one.kind, one.name, one.place, module=one.parent)
            for one in called.values()
        ]
        own = [one for one in self._resources if one.address in self._constructs]
        found, constructs = within_constructs([*own, *boxes], self._constructs, None)
        homes = {one.address: one for one in found}
        self._resources = [homes.get(one.address, one) for one in self._resources]
        self._modules = [
            *constructs,
            *(
                replace(one, parent=homes[one.address].module, name=homes[one.address].name)
                if one.address in called
                else one
                for one in self._modules
            ),
        ]

    def _wanted(self) -> list[Resource]:
        """Sources of data to which something refers."""
        by_address = {one.address: one for one in self._data}
        found: dict[str, Resource] = {}
        waiting = list(self._resources)
        while waiting:
            for _, reference in references(waiting.pop().properties):
                one = by_address.get(reference.target)
                if one is not None and one.address not in found:
                    found[one.address] = one
                    waiting.append(one)
        return [one for one in self._data if one.address in found]

    def _scope(self, folder: TerraformFolder, address: str, given: Given) -> ModuleScope:
        return ModuleScope(
            folder,
            address,
            self._evaluator,
            self._child,
            self._policy,
            self._folders.text,
            self._is_there,
            self._tiers,
            given,
        )

    def _policy(self, scope: ModuleScope, block: HclBlock) -> Value:
        count = counted(block.body, self._evaluator, scope.here())
        where = scope.here().with_names(count.names)
        return policy(block.body, self._evaluator, where)

    def _child(self, scope: ModuleScope, name: str) -> ModuleScope | None:
        address = scope.full(f"module.{name}")
        if address in self._scopes:
            return self._scopes[address]
        self._scopes[address] = None
        placed = scope.folder.blocks["module", name]
        source = self._evaluator.value(
            placed.block.body.value("source") or Constant(None), scope.here()
        )
        if not isinstance(source, str):
            return None
        local = source.startswith(_LOCAL)
        path = (
            scope.folder.path / source.replace("\\", "/")
            if local
            else self._installed.get(address.replace("module.", ""))
        )
        deep = address.count("module.") > _MOST_DEEP or len(self._scopes) > _MOST_MODULES
        folder = None if deep or path is None else self._folders.folder(path)
        if folder is None:
            return None
        count = self._counted(scope, f"module.{name}", placed.block)
        where = scope.here().with_names(count.names)
        given = {
            argument: (value, where) for argument, value in placed.block.body.arguments.items()
        }
        self._scopes[address] = found = self._scope(folder, address, given)
        return found

    def _counted(self, scope: ModuleScope, address: str, block: HclBlock) -> Counted:
        full = scope.full(address)
        if full not in self._counts:
            self._counts[full] = Counted()  # while it hangs on itself
            self._counts[full] = counted(block.body, self._evaluator, scope.here())
        return self._counts[full]

    def _add(self, scope: ModuleScope, depth: int) -> None:
        """The resources and modules of a module."""
        for sort, into in (("resource", self._resources), ("data", self._data)):
            for labels, placed in scope.folder.of_type(sort):
                if len(labels) != 2 or (sort == "data" and labels[0] in FACTS):
                    continue
                if len(self._resources) >= _MOST_RESOURCES:
                    self._too_many(placed)
                    return
                address = ".".join(labels if sort == "resource" else ("data", *labels))
                if self._is_there(scope, address, placed):
                    into.extend(self._resource_or_tiers(scope, address, labels, placed))
        for labels, placed in scope.folder.of_type("module"):
            if len(labels) == 1 and self._is_there(scope, f"module.{labels[0]}", placed):
                self._add_module(scope, labels[0], placed, depth)

    def _is_there(self, scope: ModuleScope, address: str, placed: Placed) -> bool:
        """Who calls a module has decided what of it there is; what is opened itself is shown with its conditions."""
        return not scope.address or self._counted(scope, address, placed.block).holds is not False

    def _tiers(self, scope: ModuleScope, address: str, placed: Placed) -> Mapping[str, str]:
        """By its keys the addresses of a resource that is drawn by tiers; nothing of others."""
        found = tiers_of(placed.block.labels[0], self._counted(scope, address, placed.block))
        full = scope.full(address)
        return {key: f'{full}["{first}"]' for first, one in found.items() for key, _ in one.pairs}

    def _resource_or_tiers(
        self, scope: ModuleScope, address: str, labels: tuple[str, ...], placed: Placed
    ) -> Iterator[Resource]:
        count = self._counted(scope, address, placed.block)
        tiers = tiers_of(labels[0], count) if placed.block.type == "resource" else {}
        if not tiers:
            yield self._resource(scope, address, labels, placed, count)
        for first, one in tiers.items():
            called = " ".join(calling(first)) or f"{labels[1]} {first}"
            tier = f'{address}["{first}"]', (labels[0], called)
            yield self._resource(scope, *tier, placed, one)

    def _resource(
        self,
        scope: ModuleScope,
        address: str,
        labels: tuple[str, ...],
        placed: Placed,
        count: Counted,
    ) -> Resource:
        body = placed.block.body
        full = scope.full(address)
        self._remember(full, placed)
        said = by_keys(body, count, self._evaluator, scope.here())
        provider = body.value("provider")
        region = self._region(scope, provider) if provider else None
        if region is not None:
            said.setdefault("region", region)
        return self._made(scope, full, (labels[0], labels[1]), placed, said, count)

    def _made(
        self,
        scope: ModuleScope,
        address: str,
        named: tuple[str, str],
        placed: Placed,
        said: Mapping[str, Value],
        count: Counted,
    ) -> Resource:
        return Resource(
            address,
            *named,
            _place(placed),
            said,
            scope.address or None,
            count.text,
            self._condition(scope, count, address),
            tuple(self._addresses(scope, placed.block.body.value("depends_on"))),
            existing=placed.block.type == "data",
        )

    def _region(self, scope: ModuleScope, provider: Expression) -> Value:
        """That of a provider with a name of its own (`aws.virginia`)."""
        if not isinstance(provider, Member) or not isinstance(provider.of, ScopeName):
            return None
        for _, placed in scope.folder.of_type("provider"):
            alias = placed.block.body.value("alias")
            region = placed.block.body.value("region")
            if alias is None or region is None:
                continue
            if self._evaluator.value(alias, scope.here()) == provider.name:
                return self._evaluator.value(region, scope.here())
        return None

    def _add_module(self, scope: ModuleScope, name: str, placed: Placed, depth: int) -> None:
        child = self._child(scope, name)
        address = scope.full(f"module.{name}")
        count = self._counted(scope, f"module.{name}", placed.block)
        if child is None or depth >= _MOST_DEEP:
            self._resources.append(self._elsewhere(scope, name, placed, count))
            return
        self._remember(address, placed)
        began = len(self._resources), len(self._modules)
        condition = self._condition(scope, count, address)
        self._modules.append(
            Module(
                address,
                "module",
                name,
                _place(placed),
                scope.address or None,
                count.text,
                condition,
                child.folder.name,
            )
        )
        self._add(child, depth + 1)
        if condition:
            inside = [one.address for one in self._resources[began[0] :]]
            inside += [one.address for one in self._modules[began[1] :]]
            self._conditions[condition][1].extend(inside)

    def _elsewhere(self, scope: ModuleScope, call: str, placed: Placed, count: Counted) -> Resource:
        """A module whose files are not here: a box with what is given to it."""
        body = placed.block.body
        where = scope.here().with_names(count.names)
        address = scope.full(f"module.{call}")
        self._remember(address, placed)
        said = properties(body, self._evaluator, where)
        source = said.get("source")
        if isinstance(source, str) and source.startswith(_LOCAL):
            self._tell(call, source, scope.folder.path, placed)
        name = registry_name(source) if isinstance(source, str) else ""
        type = name if name in table_of(_LANGUAGE).types else "module"
        return self._made(scope, address, (type, call), placed, said, count)

    def _remember(self, address: str, placed: Placed) -> None:
        if placed.block.construct:
            self._constructs[address] = placed.block.construct

    def _tell(self, call: str, source: str, beside: Path, placed: Placed) -> None:
        """Why a module that should lie here is a box."""
        path = beside / source.replace("\\", "/")
        inside = self._folders.within(path)
        if inside is None:
            whole = text_of(self._folders.outermost.name)
            why = f"“{source}” lies outside of “{whole}”; open the folder that holds both to see it"
        elif inside.is_dir():
            why = f"“{source}” has no Terraform files, or lies too deep"
        else:
            why = f"there is no folder “{source}”"
        said = f"“{call}” is shown as one component: {why}."
        self._folders.problems.append(problem.warning(said, placed.file, placed.block.line))

    def _condition(self, scope: ModuleScope, count: Counted, address: str) -> str:
        if not count.condition or (scope.address and count.holds is not None):
            return ""  # who calls a module has decided
        name = f"{scope.address}: {count.condition}" if scope.address else count.condition
        one = Condition(name, count.condition, count.holds)
        self._conditions.setdefault(name, (one, []))[1].append(address)
        return name

    def _addresses(self, scope: ModuleScope, said: Expression | None) -> Iterator[str]:
        """What `depends_on` names."""
        for said_one in said.items if isinstance(said, ListOf) else ():
            one, names = said_one, list[str]()
            while isinstance(one, Member | IndexOf | Splat):
                if isinstance(one, Member):
                    names.append(one.name)
                one = one.of
            if isinstance(one, ScopeName):
                names = [one.name, *reversed(names)][: 3 if one.name == "data" else 2]
                sort = () if names[0] in {"data", "module"} else ("resource",)
                if (*sort, *names) in scope.folder.blocks:
                    yield scope.full(".".join(names))

    def _too_many(self, placed: Placed) -> None:
        if not self._told:
            said = f"Only the first {_MOST_RESOURCES:,} resources are shown."
            self._folders.problems.append(problem.warning(said, placed.file, placed.block.line))
            self._told = True


def registry_name(source: str) -> str:
    """A module's name in Terraform's registry, `terraform-aws-modules/vpc/aws`, with that of a module in it behind two
    slashes; empty where it is none."""
    inner = source.split("?", 1)[0].rsplit("//", maxsplit=1)[-1].removesuffix("/")
    if found := _REPOSITORY.search(source):
        name = f"{found[1]}/{found[3]}/{found[2]}".lower()
        return name if source[found.end() - 2 : found.end()] != "//" else f"{name}//{inner}"
    plain = source.removeprefix("registry.terraform.io/").removeprefix("registry.opentofu.org/")
    name, slashes, _ = plain.partition("//")
    parts = name.split("/")
    if len(parts) != 3 or not all(re.fullmatch(r"[\w-]+", part) for part in parts):
        return ""
    return f"{name}{slashes}{inner if slashes else ''}".lower()


def _place(placed: Placed) -> SourcePlace:
    return SourcePlace(placed.file, placed.block.line, placed.block.column)
