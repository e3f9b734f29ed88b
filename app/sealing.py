"""Seals on what is kept between runs: only who has the person's key can have made it, and for that name.

The key is 32 random bytes in the person's data folder, which no script that runs confined can read.
Where it cannot be kept there, it lasts as long as the program.
"""

from __future__ import annotations

import os
from _blake2 import blake2b  # as `hashlib` has it, which loads all of OpenSSL beside it
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from app.bounded import beginning
from app.places import data_folder

KEY = "cache.key"  # in the data folder
_LENGTH = 32  # bytes of a key, and of a seal
_FORM = b"acetate cache 1"  # at most 16 bytes; another where entries look different


def sealed(name: str, content: bytes) -> bytes:
    """The content under a name, behind its seal."""
    return _seal(name, content) + content


def unsealed(name: str, raw: bytes) -> bytes | None:
    """The content; None where it is not as it was sealed, or under another name."""
    content = raw[_LENGTH:]
    # Who could measure how long a comparison takes could read the key itself.
    return content if raw[:_LENGTH] == _seal(name, content) else None


def _seal(name: str, content: bytes) -> bytes:
    made = blake2b(key=_key(data_folder()), digest_size=_LENGTH, person=_FORM)
    told = name.encode("utf-8", "surrogatepass")
    made.update(len(told).to_bytes(8, "big") + told)
    made.update(content)
    return made.digest()


@lru_cache(maxsize=16)
def _key(folder: Path) -> bytes:
    path = folder / KEY
    found = _read(path)
    return found if found is not None else _made(path)


def _read(path: Path) -> bytes | None:
    with suppress(OSError):
        found = beginning(path, _LENGTH + 1)
        return found if len(found) == _LENGTH else None
    return None


def _made(path: Path) -> bytes:
    """A new key, kept where it can be: of two programs that make one at once, both have the first."""
    from app import atomic
    from app.errors import WriteError

    fresh = os.urandom(_LENGTH)
    with suppress(OSError, WriteError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not atomic.create(path, fresh, 0o600):
            found = _read(path)
            if found is None:  # what lies there is none
                atomic.replace(path, fresh, 0o600)
            return found or fresh
    return fresh
