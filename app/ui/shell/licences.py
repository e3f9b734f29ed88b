"""Which packages the program uses, with their versions and licences, as they say themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata

OURS, QT = "acetate", "pyside6-essentials"
SHORT = 80  # characters; a longer licence is a text, not a name
UNSAID = "see its page"
_NAME = re.compile(r"[\w.-]+")
_DASHES = re.compile(r"[-_.]+")


@dataclass(frozen=True, slots=True)
class Package:
    """What we use, and under which licence as it says itself."""

    name: str
    version: str
    licence: str


def packages(qt: str) -> tuple[Package, ...]:
    """What we use, and what that uses, as far as it is installed, by name; with Qt, of version `qt`,
    which comes in its package for Python under the same licence. Empty where we are not installed
    ourselves, so that nothing says what we use."""
    found: dict[str, metadata.Distribution] = {}
    _find(OURS, found)
    found.pop(OURS, None)
    used = [_package(distribution) for distribution in found.values()]
    if QT in found:
        used.append(Package("Qt", qt, _licence(found[QT])))
    return tuple(sorted(used, key=lambda package: package.name.casefold()))


def _find(name: str, found: dict[str, metadata.Distribution]) -> None:
    key = _DASHES.sub("-", name).lower()
    if key in found:
        return
    try:
        distribution = found[key] = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return
    for wanted in distribution.requires or ():
        needed, _, marker = wanted.partition(";")
        match = _NAME.match(needed)
        # Others' extras are not ours; our own are used where they are installed.
        if match and (key == OURS or "extra" not in marker):
            _find(match[0], found)


def _package(distribution: metadata.Distribution) -> Package:
    return Package(distribution.metadata["Name"], distribution.version, _licence(distribution))


def _licence(distribution: metadata.Distribution) -> str:
    """The newest way of saying it first."""
    told = distribution.metadata
    classified = [
        line.rpartition("::")[2].strip()
        for line in told.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    named = (text.strip().partition("\n")[0] for text in told.get_all("License") or ())
    said = (*(told.get_all("License-Expression") or ()), " and ".join(classified), *named)
    return next((text for text in said if 0 < len(text) <= SHORT), UNSAID)
