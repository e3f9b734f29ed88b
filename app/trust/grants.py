"""What a person trusts, in `trust.json` of the person's data: scripts, by where they lie and what their closures
hold, and folders, whatever they hold. A file that cannot be read trusts nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from app import atomic
from app.bounded import read_whole
from app.errors import SourceError
from app.places import data_folder
from app.sources.scripts.closure import Closure, digest_of

FILE, TEXTS = "trust.json", "trusted"  # in the person's data
LARGEST = 16 << 20  # bytes of that file
_MOST = 10_000  # scripts; the oldest are forgotten

_Text = Annotated[str, msgspec.Meta(max_length=4096)]


class TrustedScript(msgspec.Struct, frozen=True):
    """`path` is the script's real one, `files` the digests of its closure's by their paths from its
    folder."""

    path: _Text
    files: dict[_Text, _Text]
    network: bool = False


class TrustedFolder(msgspec.Struct, frozen=True):
    """Each script that lies in the real `path`, or in a folder inside, with modules that do."""

    path: _Text
    network: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """The word on which a script runs: whether with the `network`, and whether it is its `folder`'s."""

    network: bool = False
    folder: bool = False


class Grants(msgspec.Struct, frozen=True):
    """All that is trusted, the oldest first."""

    scripts: tuple[TrustedScript, ...] = ()
    folders: tuple[TrustedFolder, ...] = ()

    def of(self, closure: Closure) -> Grant | None:
        """The word on which a script with that closure runs; None where nobody has given it."""
        known = self.before(closure.script)
        if known is not None and known.files == closure.digests:
            return Grant(known.network)
        for folder in self.folders:
            if all(_lies_in(file, folder.path) for file in closure.files):
                return Grant(folder.network, folder=True)
        return None

    def before(self, script: Path) -> TrustedScript | None:
        """What was trusted at that place, whatever lies there by now."""
        path = os.path.realpath(script)
        return next((known for known in self.scripts if known.path == path), None)

    def always(self, folder: Path) -> bool:
        """Whether every script in that folder is trusted."""
        return bool(self.round(folder))

    def round(self, folder: Path) -> tuple[TrustedFolder, ...]:
        """The trusted folders which that one is, or lies in."""
        return tuple(trusted for trusted in self.folders if _lies_in(folder, trusted.path))


def grants() -> Grants:
    """What is trusted now."""
    try:
        return msgspec.json.decode(read_whole(data_folder() / FILE, LARGEST), type=Grants)
    except (SourceError, msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return Grants()


def trust_scripts(closures: Iterable[Closure], *, network: bool = False) -> None:
    """Let these run from now on, as they are. Raises WriteError."""
    found = {os.path.realpath(closure.script): closure for closure in closures}
    fresh = tuple(TrustedScript(path, c.digests, network) for path, c in found.items())

    def added(known: Grants) -> Grants:
        kept = [script for script in known.scripts if script.path not in found]
        return Grants((*kept, *fresh)[-_MOST:], known.folders)

    texts = (content for closure in found.values() for content in closure.files.values())
    _change(added, texts)


def trust_folder(path: Path, *, network: bool = False) -> None:
    """Let whatever scripts it holds run from now on. Raises WriteError."""
    trusted = TrustedFolder(os.path.realpath(path), network)

    def added(known: Grants) -> Grants:
        kept = [folder for folder in known.folders if folder.path != trusted.path]
        return Grants(known.scripts, (*kept, trusted))

    _change(added)


def take_back(path: Path) -> int:
    """Trust nothing any more that lies there, or in there; how many words that were. Raises WriteError."""
    gone = 0

    def without(known: Grants) -> Grants:
        nonlocal gone
        scripts = tuple(s for s in known.scripts if not _lies_in(s.path, path))
        folders = tuple(f for f in known.folders if not _lies_in(f.path, path))
        gone = len(known.scripts) + len(known.folders) - len(scripts) - len(folders)
        return Grants(scripts, folders)

    _change(without)
    return gone


def trusted_text(digest: str) -> bytes | None:
    """A text that was trusted, by its digest; None where it is not there any more."""
    with suppress(SourceError):
        content = read_whole(data_folder() / TEXTS / digest, LARGEST)
        return content if digest_of(content) == digest else None
    return None


def _change(change: Callable[[Grants], Grants], texts: Iterable[bytes] = ()) -> None:
    """Of two windows one waits for the other."""
    kept = data_folder() / TEXTS
    atomic.make_folder(kept)
    with atomic.alone(kept):
        now = change(grants())
        for content in texts:
            atomic.write(kept / digest_of(content), content)
        atomic.write(data_folder() / FILE, msgspec.json.encode(now))
        known = {digest for script in now.scripts for digest in script.files.values()}
        for text in list(kept.iterdir()):
            if text.name not in known and not text.name.startswith("."):
                with suppress(OSError):
                    text.unlink()


def _lies_in(path: Path | str, folder: Path | str) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
