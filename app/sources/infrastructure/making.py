"""What only makes other resources while they are deployed: the functions behind custom resources, and what these call. Their table says
what makes them (`made`); a picture of what runs, as the overview is, leaves it out."""

from __future__ import annotations

from collections.abc import Iterator

from app.sources.infrastructure.known import ALL, KnownStack


def makers(known: KnownStack) -> frozenset[str]:
    """The addresses of those that nothing names but what they make, each other, and what the overview does not show."""
    waiting = [
        (target, address)
        for address, row in known.rows.items()
        if row.made
        for target in known.targets(address, *row.made)
    ]
    found: set[str] = set()
    others: dict[
        str, set[str]
    ] = {}  # by what may be one, what else the overview shows that names it
    while waiting:
        address, by = waiting.pop()
        if address in found:
            continue
        if address not in others:
            others[address] = set(_seen(known, address)) - found
        others[address].discard(by)
        if not others[address]:
            found.add(address)
            waiting += [(called, address) for called in _called(known, address)]
    return frozenset(found)


def _seen(known: KnownStack, address: str) -> Iterator[str]:
    """What the overview shows that names an address, itself for what triggers it."""
    for user in known.users(address):
        if known.rows[user].made:
            continue
        for host in known.hosts(user):
            if host != address:
                if known.rows[host].level != ALL:
                    yield host
                continue
            named = {reference.target for _, reference in known.refers[user]} - {address}
            if any(known.rows[other].level != ALL for other in named):
                yield address


def _called(known: KnownStack, address: str) -> Iterator[str]:
    """Those of its type that it names, or what is part of it."""
    for one in (address, *known.helpers.get(address, ())):
        for _, reference in known.refers[one]:
            if known.resources[reference.target].type == known.resources[address].type:
                yield reference.target
