"""The tables of keys in `docs/keys.md`: `python -m app.ui.shell.key_tables` prints them."""

from __future__ import annotations

from app.ui.shell.all_keys import groups

BEGIN, END = "<!-- keys -->", "<!-- end of keys -->"


def tables() -> str:
    """A table for each menu and each mode that has keys."""
    return "\n\n".join(_table(title, rows) for title, rows in groups(native=False) if rows)


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"| {title} | |", "| --- | --- |"]
    lines += [f"| {_escaped(told)} | {_escaped(keys)} |" for keys, told in rows]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;").replace(">", "&gt;")


if __name__ == "__main__":
    print(f"{BEGIN}\n\n{tables()}\n\n{END}")
