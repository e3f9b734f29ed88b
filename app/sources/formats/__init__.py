"""The table of the formats that are read. A new one is a module here with its record, and a line in
the table; whoever has to do with files asks `app.sources.file_formats`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.sources.formats import cloudformation, dot, drawio, markdown, script, terraform, text
from app.sources.formats.record import Format

_table: tuple[Format, ...] = (
    script.FORMAT,
    dot.FORMAT,
    cloudformation.FORMAT,
    terraform.FOLDERS,
    terraform.PLANS,
    drawio.FORMAT,
    drawio.PICTURES,
    markdown.FORMAT,
    text.FORMAT,
)


def table() -> tuple[Format, ...]:
    """The formats, in the order in which they are named."""
    return _table


@contextmanager
def registered(format: Format) -> Iterator[None]:
    """One more format, for as long as this lasts."""
    global _table  # noqa: PLW0603 - the one place that keeps it
    before = _table
    _table = (*before, format)
    try:
        yield
    finally:
        _table = before
