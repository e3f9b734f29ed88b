"""Files as they were in a commit of the git repository that they lie in: read by `git` itself, written into a scratch folder.

Of git only commands are asked that name and hand out objects: they run no hook, filter, alias, pager or driver that a
repository could bring along. What else a hostile repository's settings might start is held back, too: `SECURITY.md`.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from operator import eq
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeAlias

from app import process
from app.errors import SourceError
from app.model.wording import counted, listed
from app.paths import is_file, is_folder, told
from app.scratch import scratch
from app.sources.file_formats import by_name, read_together, reads_folder
from app.sources.git_reach import git_folder, git_rights
from app.sources.graphs.icons import repository

HEAD = "HEAD"
MOST_FILES = 4000
MOST_BYTES = 96 << 20  # of all files together
LARGEST = 16 << 20  # bytes of a file
NAMES = 64 << 20  # bytes of the list of a commit's files
SECONDS = 30.0
MEMORY = 2 << 30  # bytes
_BESIDE = 1 << 20  # bytes of git's answer besides the files
_DEEPEST = 40  # folders in each other
_FILES = (b"100644", b"100755", b"100664")  # modes; neither links nor submodules
_OTHERS = {b"120000": "link", b"160000": "submodule"}
_UNUSABLE = "name that no file can have here"
_MISSING = "object that this copy of the repository lacks"  # as a partial clone does

# Neither repository nor environment says anything else. Where objects are missing, none are fetched.
_SETTINGS = (
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat"),
    *(
        "-c",
        "protocol.allow=never",
        "-c",
        "core.sshCommand=false",
        "-c",
        "safe.bareRepository=explicit",
    ),
    # So much of packs at once as its memory has room for.
    *("-c", "core.packedGitWindowSize=64m", "-c", "core.packedGitLimit=512m"),
    *("-c", "core.deltaBaseCacheLimit=64m", "-c", "pack.threads=1"),
)
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}


@dataclass(frozen=True, slots=True)
class _Blob:
    name: PurePosixPath  # from the repository's folder on
    object: str
    size: int


_Other: TypeAlias = tuple[str, str]  # its name, and what it is instead of a file


def repository_of(path: Path) -> Path | None:
    """The folder of the git repository that a file or folder lies in, where there is a git to read it with; else None."""
    folder = path if is_folder(path) else path.parent
    return repository(folder.absolute()) if _git() else None


class Committed(NamedTuple):
    """`path` is where the file or folder lies as it was, `root` the folder of its repository now and `folder` that one then.
    `remarks` say what the bounds have left out of the commit."""

    path: Path
    root: Path
    folder: Path
    remarks: tuple[str, ...]

    def of(self, file: Path) -> Path | None:
        """Where another file of the repository lies as it was; None where it was not there."""
        at = file.resolve()
        if not at.is_relative_to(self.root):
            return None
        wanted = PurePosixPath(at.relative_to(self.root).as_posix())
        there = self.folder / wanted
        return next((f for f in (there, *read_together(there)) if is_file(f)), None)


@contextmanager
def as_committed(
    path: Path, revision: str = HEAD, cancel: threading.Event | None = None
) -> Iterator[Committed]:
    """A file or folder as it was in that commit, with what else the commit has, the nearest first and within
    bounds; gone afterwards. Of files that are read together any of their folder stands for it, whatever they were called. Raises
    SourceError, which says why there is none."""
    at = path.expanduser().resolve()
    root = repository(at if is_folder(at) else at.parent)
    if root is None:
        raise SourceError(f"“{told(path)}” lies in no git repository.")
    git = _Git(root, cancel)
    commit = git.commit(revision)
    wanted = PurePosixPath(at.relative_to(root).as_posix())
    blobs, others = git.files(commit)
    there = _there(blobs, wanted)
    if there is None:
        raise SourceError(f"“{told(path)}” was not there in {revision}.")
    chosen = _chosen(blobs, there)
    if not any(blob.name.is_relative_to(there) for blob in chosen):
        size = next((blob.size for blob in blobs if blob.name == there), 0)
        raise SourceError(f"“{told(path)}” was too large in {revision} to be read: {_mib(size)}.")
    try:
        with scratch() as place:
            folder = place.resolve() / root.name
            (folder / ".git").mkdir(
                parents=True
            )  # so that it is a repository to whoever looks for one
            home = there.parent if any(blob.name == there for blob in blobs) else None
            near = [
                o for o in others if o[1] == _MISSING or _is_near(PurePosixPath(o[0]), there, home)
            ]
            near += [("", _MISSING)] * git.write(chosen, folder)
            remarks = tuple(_left_out(blobs, chosen, near))
            yield Committed(folder / there, root, folder, remarks)
    except OSError as why:
        raise SourceError(f"There is no place for files of {revision}: {why.strerror}.") from why


def _there(blobs: Sequence[_Blob], wanted: PurePosixPath) -> PurePosixPath | None:
    """What stands for the wanted file or folder in the commit."""
    if any(blob.name.is_relative_to(wanted) for blob in blobs):
        return wanted
    if not reads_folder(Path(wanted)):
        return None
    kind, names = by_name(Path(wanted)), (blob.name for blob in blobs)
    alike = (n for n in names if n.parent == wanted.parent and by_name(Path(n)) is kind)
    return min(alike, default=None)


def _left_out(
    blobs: Sequence[_Blob], chosen: Sequence[_Blob], others: Sequence[_Other]
) -> Iterator[str]:
    """What of the commit was not read, as a sentence."""
    large = sum(1 for blob in blobs if blob.size > LARGEST)
    beyond = len(blobs) - len(chosen) - large
    parts = [
        beyond and f"{counted(beyond, 'file')} beyond {MOST_FILES:,} files or {_mib(MOST_BYTES)}",
        large and f"{counted(large, 'file')} of more than {_mib(LARGEST)}",
        *(_counted(number, what) for what, number in Counter(what for _, what in others).items()),
    ]
    if said := [part for part in parts if part]:
        yield f"Not read of the commit: {listed(said)}."


def _counted(number: int, what: str) -> str:
    thing, that, more = what.partition(" that ")
    return f"{counted(number, thing)}{that}{more}"


def _is_near(name: PurePosixPath, wanted: PurePosixPath, home: PurePosixPath | None) -> bool:
    """Whether something lies in the folder that is compared, or in the `home` of the file that is."""
    return wanted in name.parents if home is None else name.parent == home


def _mib(size: int) -> str:
    return f"{size / (1 << 20):.0f} MiB"


def _chosen(blobs: Sequence[_Blob], wanted: PurePosixPath) -> list[_Blob]:
    """As many as are read, those first that lie near."""

    def far(blob: _Blob) -> tuple[int, int, int]:
        home = blob.name.parent
        shared = sum(1 for _ in takewhile(bool, map(eq, home.parts, wanted.parts)))
        up = len(wanted.parts) - shared
        return (up, len(home.parts) - shared, blob.size)

    found, left = list[_Blob](), MOST_BYTES
    for blob in sorted(blobs, key=far):
        if blob.size <= min(LARGEST, left):
            found.append(blob)
            left -= blob.size
    return found[:MOST_FILES]


class _Git:
    def __init__(self, root: Path, cancel: threading.Event | None) -> None:
        self._root, self._cancel = root, cancel
        program = _git()
        if program is None:
            raise SourceError("There is no git on this computer to read a commit with.")
        self._program = program
        self._rights = git_rights(program, root, git_folder(root))
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self._environment = kept | _ENVIRONMENT

    def commit(self, revision: str) -> str:
        """The name of a commit's object."""
        if not revision or revision.startswith("-") or "\0" in revision:
            raise SourceError(f"“{told(revision)}” is no commit.")
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        outcome = self._run(asked, 4096)
        name = outcome.out.decode("ascii", "replace").strip()
        if outcome.code == 0 and name and name.isalnum():
            return name
        if said := outcome.err.decode("utf-8", "replace").strip():
            raise SourceError(_complaint(said, self._root))
        if revision == HEAD:
            raise SourceError(f"The repository “{told(self._root)}” has no commit yet.")
        raise SourceError(f"The repository “{told(self._root)}” has no commit “{told(revision)}”.")

    def files(self, commit: str) -> tuple[list[_Blob], list[_Other]]:
        """All files of a commit but those whose names lead elsewhere; names of what is no file, and what it is."""
        outcome = self._run(("ls-tree", "-r", "-l", "-z", "--full-tree", commit), NAMES)
        if outcome.code:
            raise SourceError(_complaint(outcome.err.decode("utf-8", "replace"), self._root))
        found, others = list[_Blob](), list[_Other]()
        for line in outcome.out.split(b"\0"):
            about, _, name = line.partition(b"\t")
            words = about.split()
            if len(words) != 4 or words[0] not in _FILES:
                others += ((os.fsdecode(name), what) for what in [_OTHERS.get(about[:6])] if what)
                continue
            if not words[3].isdigit():
                others.append((os.fsdecode(name), _MISSING))
                continue
            path = _path(os.fsdecode(name))
            if path is not None:
                found.append(_Blob(path, words[2].decode("ascii", "replace"), int(words[3])))
            else:
                others.append((os.fsdecode(name), _UNUSABLE))
        return found, others

    def write(self, blobs: Sequence[_Blob], folder: Path) -> int:
        """Have these files in a folder in which there are none; how many could not be had."""
        asked = "".join(f"{blob.object}\n" for blob in blobs).encode()
        limit = sum(blob.size + 128 for blob in blobs) + _BESIDE
        outcome = self._run(("cat-file", "--batch"), limit, asked)
        if outcome.code:
            raise SourceError(_complaint(outcome.err.decode("utf-8", "replace"), self._root))
        out, at, missing = memoryview(outcome.out), 0, 0
        for blob in blobs:
            end = outcome.out.find(b"\n", at)
            words = outcome.out[at:end].split()
            at = end + 1
            if end < 0 or len(words) != 3 or words[1] != b"blob":
                missing += 1
                continue
            size = int(words[2])
            _write(folder / blob.name, out[at : at + size])
            at += size + 1
        return missing

    def _run(self, words: Sequence[str], limit: int, input: bytes = b"") -> process.Outcome:
        outcome = process.run(
            [self._program, "--no-pager", *_SETTINGS, *words],
            input=input,
            timeout=SECONDS,
            limit=limit,
            cwd=self._root,
            env=self._environment,
            cancel=self._cancel,
            memory=MEMORY,
            rights=self._rights,
        )
        match outcome.ended:
            case "exited":
                return outcome
            case "cancelled":
                raise SourceError("Reading the commit was cancelled.")
            case "flood":
                raise SourceError("The commit is too large to be read.")
            case "missing":
                raise SourceError("git could not be started.")
        raise SourceError(f"git took longer than {SECONDS:.0f} seconds and was stopped.")


def _git() -> str | None:
    """The program; never one that lies in the folder that one happens to be in."""
    found = shutil.which("git")
    return found if found and Path(found).is_absolute() else None


def _path(name: str) -> PurePosixPath | None:
    """A file's path, where it stays inside the folder it is in."""
    parts = name.split("/")
    bad = {"", ".", ".."}
    if len(parts) > _DEEPEST or any(part in bad or part.lower() == ".git" for part in parts):
        return None
    if sys.platform == "win32" and any(set('\\:<>"|?*') & set(part) for part in parts):
        return None
    return PurePosixPath(name)


def _write(path: Path, content: memoryview) -> None:
    """What cannot have that name here is left out."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except (FileExistsError, NotADirectoryError):
        return
    except OSError as why:
        if why.errno not in (errno.EINVAL, errno.EILSEQ, errno.ENAMETOOLONG):
            raise


def _complaint(said: str, root: Path) -> str:
    if "dubious ownership" in said or "safe.directory" in said:
        return (
            f"git does not read “{told(root)}”, since it belongs to somebody else. If you trust it: "
            f"git config --global --add safe.directory {told(root)}"
        )
    lines = [line.removeprefix("fatal: ") for line in said.splitlines() if line.strip()]
    return f"git says: {lines[0] if lines else 'nothing'}"
