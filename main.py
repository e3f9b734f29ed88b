"""Start Acetate from a checkout: `python main.py` is `acetate`. Pythons since 3.6 can parse this file,
and tell what they lack."""

import sys
from importlib.util import find_spec

START = "python3 -m pip install -q uv && python3 -m uv run main.py"  # as README has it
NEEDED = ("PySide6", "markdown_it", "msgspec")


def lacking():  # type: () -> str
    """Why this Python cannot start Acetate; nothing where it can."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it with an older one is told
        return "this is Python {}.{}, and it needs 3.11 or newer".format(*sys.version_info)
    missing = [name for name in NEEDED if find_spec(name) is None]
    return "this Python lacks the packages it needs" if missing else ""


if __name__ == "__main__":
    why = lacking()
    if why:
        sys.exit(f"acetate: It cannot start: {why}. Start it with: {START}")
    try:
        from app.cli import main

        sys.exit(main())
    except KeyboardInterrupt:  # before there is a command that could end by it
        sys.exit(130)
