"""How numbers of things, and lists of them, are said."""

from collections.abc import Sequence


def counted(number: int, what: str) -> str:
    """`1 step`, `12 steps`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def listed(words: Sequence[str], joint: str = "and") -> str:
    """`a, b and c`."""
    return f"{', '.join(words[:-1])} {joint} {words[-1]}" if len(words) > 1 else "".join(words)
