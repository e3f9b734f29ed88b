"""What a target of the fuzzing is, and what several are made with."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.bending import bent

BENT = tuple(bytes(three) for three in ((1, 0, 0), (5, 3, 3), (9, 1, 7), (14, 2, 0), (30, 3, 12)))


class Target(NamedTuple):
    """`parts` are what texts for it are made of, beside bytes that mean nothing."""

    read: Callable[[bytes], None]
    parts: tuple[bytes, ...]


@contextmanager
def folder() -> Iterator[Path]:
    """One that is empty, and gone afterwards."""
    memory = Path("/dev/shm")  # noqa: S108 - quicker than a disk, and gone at the end
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name)


def text_of(raw: bytes) -> str:
    """As a file of text is read."""
    return raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def of_json(read: Callable[[bytes], None], sound: str) -> Callable[[bytes], None]:
    """Reads JSON as it comes, where it begins so, else a sound text that the bytes bend."""

    def any_of_it(raw: bytes) -> None:
        read(raw if raw[:1] in b"{[" else bent(sound, raw))

    return any_of_it


def of_lines(read: Callable[[bytes], None], *sound: str) -> Callable[[bytes], None]:
    """Reads lines of JSON as they come, where they begin so, else each sound one bent by its share of
    the bytes."""

    def any_of_it(raw: bytes) -> None:
        if raw[:1] != b"{":
            share = len(raw) // len(sound)
            parts = (raw[at * share : (at + 1) * share] for at in range(len(sound)))
            raw = b"\n".join(bent(one, part) for one, part in zip(sound, parts, strict=True))
        read(raw)

    return any_of_it
