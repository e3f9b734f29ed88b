"""What has changed in a script, and in its local modules, since it was trusted."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from importlib.util import decode_source

from app.sources.scripts.closure import Closure
from app.trust.grants import TrustedScript, trusted_text

LINES = 2000  # of a file; what is longer is told in one sentence


def difference(closure: Closure, before: TrustedScript) -> str:
    """As a unified diff (POSIX, `diff -u`), file by file; where no diff can be made, a sentence."""
    return "\n".join(_lines(closure, before))


def _lines(closure: Closure, before: TrustedScript) -> Iterator[str]:
    now, named = closure.digests, closure.named()
    for name in sorted({*now, *before.files}):
        if now.get(name) == before.files.get(name):
            continue
        old = trusted_text(before.files[name]) if name in before.files else b""
        new = named.get(name, b"")
        if name not in before.files:
            yield f"{name} is new."
        elif name not in now:
            yield f"{name} is gone, or is not imported any more."
        if old is None:
            yield f"{name} has changed. How it was is not kept any more."
            continue
        was, is_now = _text(old), _text(new)
        if len(was) > LINES or len(is_now) > LINES:
            yield f"{name} has changed. It is too long to be compared: {len(is_now):,} lines."
            continue
        yield from unified_diff(
            was, is_now, f"{name}, as it was trusted", f"{name}, as it is now", lineterm=""
        )


def _text(content: bytes) -> list[str]:
    try:
        return decode_source(content).split("\n")
    except (SyntaxError, UnicodeDecodeError, ValueError):
        return content.decode("latin-1").split("\n")
