"""How numbers of things, and lists of them, are said."""

from collections.abc import Iterable, Sequence


def counted(number: int, what: str) -> str:
    """`1 step`, `12 steps`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def listed(words: Sequence[str], joint: str = "and") -> str:
    """`a, b and c`."""
    return f"{', '.join(words[:-1])} {joint} {words[-1]}" if len(words) > 1 else "".join(words)


def in_sentences(parts: Iterable[str]) -> str:
    """`A. B. C`: one after another, where some end with a mark of their own. Empty ones are left out."""
    first, *rest = [part for part in parts if part] or [""]
    for part in rest:
        first += f" {part}" if first.endswith((".", "!", "?", "…", ":")) else f". {part}"
    return first
