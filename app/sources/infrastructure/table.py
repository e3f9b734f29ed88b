"""What types of resources mean: a table for each language, `resources/infrastructure/<language>.json`, and
`actions.json`, what AWS's permissions allow. Read when they are first asked, and once.

A table has `about` (for people), `nameless` (names that say nothing, in whose place a type's stands), `silent` (properties,
in small letters, in which a reference is no line), maybe `elsewhere` and `types`, by the provider's name a `TypeRow`:

    "AWS::EFS::MountTarget": {
        "kind": "aws.storage.EFS", "icon": "aws/storage/efs.png", "name": "mount target",
        "fold": {"into": ["FileSystemId"]}, "in": ["SubnetId"],
        "edges": [{"at": "…", "verb": "mounts"}], "shows": ["IpAddress"]
    }

All that is optional but the name. Paths are those of `stack.at`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from app.errors import AcetateError
from app.places import bundled_root

Paths = tuple[str, ...]
_POLICIES = {"FullAccess": "*", "ReadOnlyAccess": "Get*", "ReadWrite": "*"}
MEANINGS: Mapping[str, frozenset[str]] = {
    "vpc": frozenset({"range"}),
    "subnet": frozenset({"zone", "public", "range"}),
    "internet-gateway": frozenset(),
    "route-table": frozenset({"routes"}),
    "route": frozenset({"table", "to", "for"}),
    "routing": frozenset({"table", "subnet"}),
    "security-group": frozenset({"rules"}),
    "security-rule": frozenset({"group", "other", "ports", "towards"}),
    "role": frozenset(),
    "profile": frozenset(),
    "endpoint": frozenset({"kind"}),  # of a network, to a service
    "outside": frozenset(),  # another stack, which only what it gives makes known
}


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """What a resource names `at` a path, it is joined to: it `verb`s that, or is so by that (`back`). `label` are paths whose
    text stands in the verb's place, in other `words` where these have it, `weak` lines are not drawn beside others of the same two, `level` is where alone they are."""

    at: str
    verb: str = ""
    back: bool = False
    layer: str = ""
    label: Paths = ()
    words: Mapping[str, str] = field(default_factory=dict)
    weak: bool = False
    depends: bool = False
    level: str = ""


@dataclass(frozen=True, slots=True)
class FoldRule:
    """A helper is no component of its own: it belongs to what it names at the first of the paths `into` that names something,
    else to its `users`, which name it: those of the types listed, or any (`*`), else to the first of its type that names the
    same at `alike`. It is so in the `overview` alone, or always."""

    into: Paths = ()
    users: Paths = ()
    alike: Paths = ()
    overview: bool = False


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """An association that tells where others stand: `what` it names, `inside` what."""

    what: Paths
    inside: Paths


@dataclass(frozen=True, slots=True)
class TypeRow:
    """`kind` is a class of `diagrams`, `icon` its file in that package's `resources`; `name` what people call it. It is on a
    `layer`, or on the base sheet; shown at each `level`, or at `all` alone. It stands `in` what the first of these paths
    leads to that leads anywhere, and what it names at `holds` stands in it. With `group`, a cluster kind, it is a cluster if
    it holds something, or always (`empty`). `policies` are paths of IAM documents, `openapi` of OpenAPI ones, `named` of what it is called where it
    runs. `means` is what it is for those who ask about networks (a key of MEANINGS), with where that stands. `shows` are
    properties that come first where it tells of itself. What is `unnamed` is called by its type, not by its name. What is `quiet` is
    left out of the overview where no line joins it, though something names it, or where it gathers others and holds none. `made` are
    paths of what makes it while it is deployed. `used` is what others do that only name it, in a variable of theirs."""

    name: str
    kind: str = ""
    icon: str = ""
    layer: str = ""
    level: str = ""
    inside: Paths = ()
    holds: Paths = ()
    group: str = ""
    empty: bool = False
    edges: tuple[EdgeRule, ...] = ()
    fold: FoldRule | None = None
    places: PlaceRule | None = None
    policies: Paths = ()
    named: Paths = ()
    means: str = ""
    where: Mapping[str, Paths] = field(default_factory=dict)
    shows: Paths = ()
    unnamed: bool = False
    quiet: bool = False
    made: Paths = ()
    openapi: Paths = ()
    used: str = ""

    def paths(self, word: str) -> Paths:
        """Where it says this word of what it means."""
        return self.where.get(word, ())


@dataclass(frozen=True, slots=True)
class TypeTable:
    """A language's types, and those that are rows for all that begin and end so (`Custom::*`, `google_*_iam_member`); names that
    say nothing, and properties in which a reference is no line. What has no row stands in what these paths lead to
    `elsewhere`, by how its type begins."""

    types: Mapping[str, TypeRow]
    families: tuple[tuple[str, str, TypeRow], ...]
    nameless: frozenset[str]
    silent: frozenset[str]
    elsewhere: Mapping[str, Paths] = field(default_factory=dict)

    def row(self, type: str) -> TypeRow | None:
        """What is known of a type."""
        known = self.types.get(type)
        if known is not None:
            return known
        families = (
            row
            for start, end, row in self.families
            if type.startswith(start) and type.endswith(end)
        )
        return next(families, None)

    def unknown(self, type: str, name: str) -> TypeRow:
        """A row for a type that has none."""
        ways = (paths for start, paths in self.elsewhere.items() if type.startswith(start))
        return TypeRow(name, inside=next(ways, ()))


@dataclass(frozen=True, slots=True)
class ActionRule:
    """Actions of AWS's services by a pattern (`s3:Get*`), in small letters, and what who may do them does."""

    pattern: str
    verb: str


@dataclass(frozen=True, slots=True)
class PermittedActions:
    """What permissions allow: the first rule that fits says it. `services` are what actions begin with, by how types begin,
    `managed` by the words of AWS's own policies."""

    rules: tuple[ActionRule, ...]
    services: Mapping[str, str] = field(default_factory=dict)
    managed: Mapping[str, str] = field(default_factory=dict)

    def service(self, type: str) -> str:
        """What actions on a type begin with; empty where that is not told."""
        return next((s for start, s in self.services.items() if type.startswith(start)), "")

    def of_policy(self, name: str) -> tuple[str, ...]:
        """The actions of a policy of AWS's own that is for one service: `AmazonS3ReadOnlyAccess`."""
        for ending, action in _POLICIES.items():
            if name.endswith(ending):
                service = name.removesuffix(ending).removeprefix("Amazon").removeprefix("AWS")
                found = self.managed.get(service.removesuffix("_"))
                return (f"{found}:{action}",) if found else ()
        return ()

    def verb(self, action: str) -> str:
        """What who may do it does to the resource; empty where that is not told."""
        action = action.lower()
        return next((r.verb for r in self.rules if fnmatchcase(action, r.pattern)), "")


@cache
def table_of(language: str) -> TypeTable:
    """The one that came with the program; an empty one for a language that has none. Raises AcetateError where it is
    damaged."""
    file = bundled_root() / "resources" / "infrastructure" / f"{language}.json"
    return read_table(file) if file.is_file() else TypeTable({}, (), frozenset(), frozenset())


@cache
def actions() -> PermittedActions:
    """Those that came with the program. Raises AcetateError where they are damaged."""
    said = _said(bundled_root() / "resources" / "infrastructure" / "actions.json")
    rules = tuple(ActionRule(pattern, verb) for pattern, verb in said["actions"].items())
    return PermittedActions(rules, said["services"], said["managed"])


def read_table(file: Path) -> TypeTable:
    """A table from a file. Raises AcetateError where it is none."""
    said = _said(file)
    try:
        types = {name: _row(name, entry) for name, entry in said["types"].items()}
        ends = ((name.partition("*"), row) for name, row in types.items() if "*" in name)
        families = sorted(((start, end, row) for (start, _, end), row in ends), key=_is_open)
        nameless, silent = frozenset(said["nameless"]), frozenset(said["silent"])
        elsewhere = {start: tuple(paths) for start, paths in said.get("elsewhere", {}).items()}
        return TypeTable(types, tuple(families), nameless, silent, elsewhere)
    except (ValueError, TypeError, KeyError, AttributeError) as why:
        raise AcetateError(f"The table of types, {file.name}, cannot be read: {why}.") from why


def _is_open(family: tuple[str, str, TypeRow]) -> bool:
    """Those that end in a way of their own go first."""
    return not family[1]


def _said(file: Path) -> Any:
    import msgspec

    try:
        return msgspec.json.decode(file.read_bytes())
    except (OSError, ValueError) as why:
        raise AcetateError(f"The table of types, {file.name}, cannot be read: {why}.") from why


def _row(type: str, entry: Mapping[str, Any]) -> TypeRow:
    said: dict[str, Any] = {
        name: tuple(x) if isinstance(x, list) else x for name, x in entry.items()
    }
    said["edges"] = tuple(_made(EdgeRule, edge) for edge in entry.get("edges", ()))
    said["inside"] = tuple(said.pop("in", ()))
    if "fold" in entry:
        said["fold"] = _made(FoldRule, entry["fold"])
    if "places" in entry:
        places = entry["places"]
        said["places"] = PlaceRule(tuple(places["what"]), tuple(places["in"]))
    means = entry.get("means", {})
    said["means"] = means.get("as", "")
    said["where"] = {word: tuple(paths) for word, paths in means.items() if word != "as"}
    row = TypeRow(**said)
    _check(type, row)
    return row


def _made(made: Any, entry: Mapping[str, Any]) -> Any:
    """An entry as its type; lists as tuples. A name that the type does not have is a TypeError."""
    return made(**{name: tuple(x) if isinstance(x, list) else x for name, x in entry.items()})


def _check(type: str, row: TypeRow) -> None:
    """Raises ValueError where a row says what nobody would understand."""
    if not row.name:
        raise ValueError(f"{type} has no name")
    if bool(row.kind) != bool(row.icon):
        raise ValueError(f"{type} has a kind or an icon, but not both")
    if row.means and not row.where.keys() <= MEANINGS.get(row.means, frozenset()):
        raise ValueError(f"{type} means something that nobody asks about")
    if row.means and row.means not in MEANINGS:
        raise ValueError(f"{type} means {row.means}, which nobody knows")
    if row.level not in ("", "all") or any(
        e.level not in ("", "all", "overview") for e in row.edges
    ):
        raise ValueError(f"{type} is shown at a level that there is not")
    paths = (
        *row.inside,
        *row.holds,
        *row.policies,
        *row.named,
        *row.shows,
        *row.made,
        *row.openapi,
    )
    if not all(isinstance(path, str) and path for path in (*paths, *(e.at for e in row.edges))):
        raise ValueError(f"{type} has a path that is none")
