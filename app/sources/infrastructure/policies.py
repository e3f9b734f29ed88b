"""What IAM documents allow, as lines: from what has the permissions to the resources that they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.sources.infrastructure.flows import IAM, USES, Flow
from app.sources.infrastructure.known import ALL, KnownStack
from app.sources.infrastructure.stack import Value, at
from app.sources.infrastructure.table import actions
from app.sources.infrastructure.wording import shortened, told

_MOST = 200  # statements of a document, actions of one
_PAIRS = 256  # lines of one statement
_ASSUMED = 12  # who may have one role, of which lines are drawn
_LONG = 36  # characters of a label
_MANAGED = ("ManagedPolicyArns", "managed_policy_arns", "policy_arn")


@dataclass(frozen=True, slots=True)
class Permission:
    """`holder` may do `actions` to `resource`; both are components. `by` says so."""

    holder: str
    resource: str
    actions: tuple[str, ...]
    by: str


def permissions(known: KnownStack) -> Iterator[Permission]:
    """Those of all documents, of what they name in the stack."""
    for address in known.resources:
        for path in known.rows[address].policies:
            for document in at(known.resources[address].properties, path):
                yield from _of(known, address, document)


def _of(known: KnownStack, by: str, document: Value) -> Iterator[Permission]:
    for said, resources in _statements(document):
        count = 0
        for target in known.named(resources, by):
            for holder in known.hosts(by):
                for head in known.hosts(target):
                    if holder != head and (count := count + 1) <= _PAIRS:
                        yield Permission(holder, head, said, by)


def _statements(document: Value) -> Iterator[tuple[tuple[str, ...], Value]]:
    """The actions and resources of what is allowed."""
    if not isinstance(document, Mapping):
        return
    found = [*at(document, "Statement"), *at(document, "statement")]
    for statement in found[:_MOST]:
        if not isinstance(statement, Mapping) or _first(statement, "Effect", "effect") == "Deny":
            continue
        said = _first(statement, "Action", "actions")
        names = said if isinstance(said, Sequence) and not isinstance(said, str) else (said,)
        listed = tuple(name for name in names[:_MOST] if isinstance(name, str))
        if listed:
            yield listed, _first(statement, "Resource", "resources")


def _first(statement: Mapping[str, Value], *names: str) -> Value:
    return next((statement[name] for name in names if name in statement), None)


def by_policies(known: KnownStack) -> Iterator[Flow]:
    """With IAM's actions from what has them, on that layer; and as what who assumes such a role does."""
    assumed: dict[str, list[str]] = {}
    for permission in permissions(known):
        holder, resource = permission.holder, permission.resource
        is_role = known.rows[holder].means == "role"
        verb = _verb(permission.actions)
        if known.level == ALL and is_role:
            label = _shown(permission.actions)
            yield Flow(holder, resource, permission.by, label, IAM)
        if holder not in assumed:
            assumed[holder] = (_assuming(known, holder) if is_role else [holder])[:_ASSUMED]
        role = holder if len(assumed[holder]) > 1 else ""
        for doer in assumed[holder]:
            if doer != resource and verb:
                said = Flow(doer, resource, permission.by, verb, permitted=True, depends=True)
                yield replace(said, role=role)


def _assuming(known: KnownStack, role: str) -> list[str]:
    """The components that run with a role."""
    found: dict[str, None] = {}
    for user in known.users(role):
        rules = (rule for rule in known.rows[user].edges if rule.verb == "assumes")
        if any(role in known.targets(user, rule.at) for rule in rules):
            found |= dict.fromkeys(host for host in known.hosts(user) if host != role)
    for user in list(found):
        if known.rows[user].means == "profile":
            found.pop(user)
            found |= dict.fromkeys(_assuming(known, user))
    return list(found)


def _shown(said: Sequence[str]) -> str:
    """The first action, and whether there are more."""
    first = shortened(said[0], _LONG)
    return f"{first}\u00a0…" if len(said) > 1 else first


def _verb(said: Sequence[str]) -> str:
    """What one who may do these does: `reads and writes`."""
    told = (actions().verb(action) for action in said)
    verbs = dict.fromkeys(verb for one in told for verb in one.split(" and ") if verb)
    if len(verbs) > 1:
        verbs.pop(USES, None)
    chosen = list(verbs)[:2]
    return " and ".join(sorted(chosen) if set(chosen) == {"reads", "writes"} else chosen)


class GeneralPermissions:
    """What components may do to all of a kind: permissions that name no resource of the stack, and AWS's own policies. They
    join nothing, but say what one does with what it names."""

    def __init__(self, known: KnownStack) -> None:
        self._known = known
        said: dict[str, list[str]] = {}
        for address in known.resources:
            found = list(self._said_by(address))
            for holder in known.hosts(address) if found else ():
                said.setdefault(holder, []).extend(found)
        self._by_doer: dict[str, list[str]] = {}
        for holder, found in said.items():
            is_role = known.rows[holder].means == "role"
            for doer in _assuming(known, holder)[:_ASSUMED] if is_role else (holder,):
                self._by_doer.setdefault(doer, []).extend(found)

    def _said_by(self, address: str) -> Iterator[str]:
        known = self._known
        row, properties = known.rows[address], known.resources[address].properties
        for path in row.policies:
            for document in at(properties, path):
                for said, resources in _statements(document):
                    if next(known.named(resources, address), None) is None:
                        yield from said
        for path in _MANAGED:
            for value in at(properties, path):
                yield from actions().of_policy(told(value, known.resources).rpartition("/")[2])

    def verb(self, doer: str, target: str) -> str:
        """What one does to the other by these; empty where they do not tell."""
        service = actions().service(self._known.resources[target].type)
        said = [
            action
            for action in self._by_doer.get(doer, ())
            if service and action.lower().startswith(f"{service}:")
        ]
        verb = _verb(said)
        return "" if verb == USES else verb
