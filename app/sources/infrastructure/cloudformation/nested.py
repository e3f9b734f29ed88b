"""Which file of the workspace a stack in a template nests: by its path, or by the end of an address that it is uploaded to.
Nothing is fetched, and no file outside of the roots is looked at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from app import paths
from app.sources.infrastructure.stack import Joined, Value

MOST_UP = 4  # folders round a template from which an address may go on
MOST_PIECES = 8  # of an address that are looked at, from its end
SUFFIXES = (".yaml", ".yml", ".json", ".template")
# What says nothing of a stack, so that its folder's name has to.
_ANY = frozenset(
    ("template", "main", "stack", "cloudformation", "cfn", "sam", "infrastructure", "root", "index", "master", "app")
)  # fmt: skip


def nested_file(location: Value, beside: Path, roots: Iterable[Path]) -> Path | None:
    """The file that is meant by what a template says of where another lies, or None. `beside` is the folder of the
    first."""
    within = tuple(roots)
    for candidate in _candidates(location, beside):
        found = _real(candidate, within)
        if found is not None:
            return found
    return None


def bare_name(template: Path) -> str:
    """What a template's file is called without its endings."""
    stem = template.stem
    for suffix in (".template", ".nested"):
        stem = stem.removesuffix(suffix)
    return stem


def says_nothing(name: str) -> bool:
    """Whether a template's file is called as any may be."""
    return bare_name(Path(name)).lower() in _ANY


def title_of(path: Path) -> str:
    """What people call a template: by its file, else by its folder."""
    stem = bare_name(path)
    return path.absolute().parent.name or stem if stem.lower() in _ANY else stem


def is_plain_path(location: Value) -> bool:
    """Whether it is where a file lies from here, not an address."""
    return isinstance(location, str) and "://" not in location and _is_template(location)


def pieces_of(location: Value) -> list[str]:
    """The end of a path or an address of a template, as far as it is known."""
    text = _end(location)
    pieces = [piece for piece in text.split("/") if piece not in {"", "."}][-MOST_PIECES:]
    return pieces if _is_template(text) and ".." not in pieces else []


def _is_template(text: str) -> bool:
    return text.lower().endswith(SUFFIXES) and "\0" not in text


def _candidates(location: Value, beside: Path) -> Iterator[Path]:
    """From the surest on. Of an address in a bucket the end is looked for, beside the template and in the folders round
    it, as repositories have it whose templates are uploaded whole."""
    if isinstance(location, str) and is_plain_path(location):
        yield beside / location
        return
    pieces = pieces_of(location)
    around = (beside, *list(beside.parents)[:MOST_UP])
    for start in range(len(pieces)):
        for folder in around:
            yield folder.joinpath(*pieces[start:])


def _end(location: Value) -> str:
    """The path of an address, or what is known of it from behind."""
    if isinstance(location, Joined):
        last = location.parts[-1]
        return last.partition("?")[0] if isinstance(last, str) else ""
    if not isinstance(location, str):
        return ""
    if "://" not in location:
        return location
    try:
        return urlsplit(location).path
    except ValueError:
        return ""


def _real(candidate: Path, roots: tuple[Path, ...]) -> Path | None:
    """The file itself, where it is one and lies in a root; a path that leaves them is not even asked for."""
    plain = Path(os.path.normpath(candidate))
    if not any(plain.is_relative_to(root) for root in roots) or not paths.is_file(plain):
        return None
    try:
        found = plain.resolve(strict=True)
    except (OSError, RuntimeError):  # it has gone meanwhile, or a circle of links
        return None
    return found if any(found.is_relative_to(root) for root in roots) else None
