"""A repository that is made to be read, and not as git would make it."""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

SECRET = "a text that is nobody's"  # noqa: S105
THEN = "digraph { a -> b }"  # the diagram as it was
PROGRAMS = """
[core]
    fsmonitor = EVIL
    hooksPath = ROOT/hooks
    alternateRefsCommand = EVIL
    gitProxy = EVIL
    attributesFile = ROOT/attributes
    excludesFile = PRIVATE/web/shop.dot
[uploadpack]
    packObjectsHook = EVIL
[diff "x"]
    textconv = EVIL
    command = EVIL
[filter "x"]
    smudge = EVIL
    process = EVIL
[gpg]
    program = EVIL
[log]
    showSignature = true
[trace2]
    eventTarget = ROOT/../mark
    normalTarget = ROOT/../mark
[extensions]
    worktreeConfig = true
    partialClone = origin
[remote "origin"]
    url = ext::EVIL
    promisor = true
"""


class Attacked:
    """A repository with one commit. `private` is another one beside it, of the person, with SECRET in the file of the same name;
    `mark` is a file that is made where a program runs."""

    def __init__(self, folder: Path, like: Attacked | None = None) -> None:
        """In a folder that is not there yet; `like` is one that has not been changed since."""
        self.root, self.private, self.mark = folder / "shop", folder / "private", folder / "mark"
        if like is not None:
            shutil.copytree(like.root.parent, folder)
        for root, text in ((self.root, THEN), (self.private, SECRET)) if like is None else ():
            (root / "web").mkdir(parents=True)
            (root / "web" / "shop.dot").write_text(text)
            self.git("init", "-q", "-b", "main", root=root)
            self.git("add", "-A", root=root)
            self.git("commit", "-q", "-m", "one", root=root)
        self.meta = self.root / ".git"
        self.evil = folder / "evil"
        self.evil.write_text(f"#!/bin/sh\ntouch {self.mark}\n")
        self.evil.chmod(0o755)

    def git(self, *words: str, root: Path | None = None, input: bytes | None = None) -> str:
        who = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "gc.auto=0")
        none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", *who, *words],
            cwd=root or self.root,
            check=True,
            capture_output=True,
            input=input,
            env=os.environ | none,
        )
        return done.stdout.decode().strip()

    def object(self, kind: str, content: bytes, size: int | None = None, name: str = "") -> str:
        """A loose object; one that is called and sized as it is not, where that is said."""
        head = f"{kind} {len(content) if size is None else size}\0".encode()
        name = name or hashlib.sha1(head + content).hexdigest()  # noqa: S324 - git's own
        self.loose(name).parent.mkdir(exist_ok=True)
        self.loose(name).unlink(missing_ok=True)
        self.loose(name).write_bytes(zlib.compress(head + content, 9))
        return name

    def loose(self, name: str) -> Path:
        """The file of an object."""
        return self.meta / "objects" / name[:2] / name[2:]

    def commits(self, tree: str, more: bytes = b"") -> str:
        """A commit of that tree, which is the last one now."""
        who = b"T <t@example.org> 1 +0000"
        head = b"tree %s\n" % tree.encode() if tree else b""
        made = self.object("commit", head + b"author %s\ncommitter %s\n%s\nx\n" % (who, who, more))
        (self.meta / "refs/heads/main").write_text(made + "\n")
        return made

    def tree(self, *entries: tuple[str, str, str]) -> str:
        """Of modes, names and objects."""
        return self.object(
            "tree", b"".join(f"{m} {n}\0".encode() + bytes.fromhex(o) for m, n, o in entries)
        )

    def blob(self) -> str:
        """The diagram's object."""
        return self.git("rev-parse", "HEAD:web/shop.dot")

    def pack(self, *objects: tuple[str, int, bytes], offsets: dict[int, int] | None = None) -> None:
        """A pack of objects: what they are called, their kind, and the rest as it stands behind kind and size."""
        said, places = b"PACK" + struct.pack(">II", 2, len(objects)), []
        for _, kind, rest in objects:
            places.append(len(said))
            said += bytes((kind << 4 | 5,)) + rest
        whole = said + hashlib.sha1(said).digest()  # noqa: S324
        rows = sorted(
            (bytes.fromhex(name), at) for (name, _, _), at in zip(objects, places, strict=True)
        )
        fan = b"".join(struct.pack(">I", sum(n[0] <= byte for n, _ in rows)) for byte in range(256))
        index = (
            b"\xfftOc"
            + struct.pack(">I", 2)
            + fan
            + b"".join(n for n, _ in rows)
            + bytes(4 * len(rows))
        )
        moved = offsets or {}
        index += b"".join(struct.pack(">I", moved.get(n, at)) for n, (_, at) in enumerate(rows))
        index += whole[-20:]
        folder = self.meta / "objects" / "pack"
        (folder / "pack-evil.pack").write_bytes(whole)
        (folder / "pack-evil.idx").write_bytes(index + hashlib.sha1(index).digest())  # noqa: S324


def delta(size: int, result: int, code: bytes) -> bytes:
    """What makes an object of another: sizes of both, and instructions."""
    return _number(size) + _number(result) + code


def _number(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    return bytes((*made, value))


def made_of(name: str, delta: bytes) -> bytes:
    """The rest of an object that is made of the one that is called so."""
    return bytes.fromhex(name) + zlib.compress(delta)
