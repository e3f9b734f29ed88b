"""What only makes other resources while they are deployed: the functions behind custom resources, and what these call. Their table says
what makes them (`made`); a picture of what runs, as the overview is, leaves it out."""

from __future__ import annotations

from app.sources.infrastructure.known import ALL, KnownStack


def makers(known: KnownStack) -> frozenset[str]:
    """The addresses of those that nothing names but what they make, each other, and what the overview does not show."""
    making = [address for address, row in known.rows.items() if row.made]
    named = {t for address in making for t in known.targets(address, *known.rows[address].made)}
    found: set[str] = set()
    while new := {address for address in named if _only_makes(known, address, found)} - found:
        found |= new
        types = {known.resources[address].type for address in new}
        called = {reference.target for address in new for _, reference in known.refers[address]}
        named |= {address for address in called if known.resources[address].type in types}
    return frozenset(found)


def _only_makes(known: KnownStack, address: str, makers: set[str]) -> bool:
    return all(_is_unseen(known, user, address, makers) for user in known.users(address))


def _is_unseen(known: KnownStack, user: str, address: str, makers: set[str]) -> bool:
    """Whether the overview shows nothing of what names an address."""
    if known.rows[user].made:
        return True
    for host in known.hosts(user):
        if host == address:  # its own: a trigger, unless that names nothing else
            others = {reference.target for _, reference in known.refers[user]} - {address}
            if any(known.rows[other].level != ALL for other in others):
                return False
        elif host not in makers and known.rows[host].level != ALL:
            return False
    return True
