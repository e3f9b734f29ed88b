"""How numbers of things are said."""


def counted(number: int, what: str) -> str:
    """`1 step`, `12 steps`."""
    return f"{number} {what}{'' if number == 1 else 's'}"
