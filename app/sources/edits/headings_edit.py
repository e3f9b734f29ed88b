"""Whether lines that are bold as a whole are headings, written into a note's front matter."""

from __future__ import annotations

import re

from app.errors import EditError
from app.sources.edits.alias_edit import UNSAFE
from app.sources.edits.editable import read
from app.sources.edits.edits import Edit
from app.sources.markdown.front_matter import of_file

_LINE = "headings: bold"
_KEY = re.compile(r"headings\s*:")
_BOLD = re.compile(r"headings\s*:\s*(?:bold|\"bold\"|'bold')\s*")


def bold_headings(root: str, file: str, on: bool) -> Edit:
    """The change to a note, named from the root, that makes its bold lines headings, or no headings
    any more. Raises EditError where it cannot be written."""
    source = read(root, file)
    before = of_file(source.text)
    lines, end = source.lines, source.end
    said = [number for number in range(before.lines) if _KEY.match(lines[number])]
    if said and (on or not all(_BOLD.fullmatch(lines[number]) for number in said)):
        raise EditError("The note's front matter says something else of headings.")
    if on and before.lines:
        lines.insert(before.lines - 1, _LINE + end)
    elif on:
        lines[:0] = [f"---{end}", _LINE + end, f"---{end}"]
    elif before.lines == 3 and len(said) == 1:
        del lines[:3]
    else:
        lines = [line for number, line in enumerate(lines) if number not in said]
    text = "".join(lines)
    after = of_file(text)
    kept = (after.title, after.aliases, after.problems) == (
        before.title,
        before.aliases,
        before.problems,
    )
    if not kept or after.bold_headings is not on:
        raise EditError(UNSAFE)
    at = 1 if not before.lines else before.lines
    return source.edit(
        text, at, f"{file} says that its bold lines are {'' if on else 'no '}headings."
    )
