"""Front matter: `title`, `aliases`, `headings: bold`, a tour's `diagram` and `sequence` at the head of a note, in the part of YAML that people
write there. Whatever else stands in it is left alone. What is no YAML is no front matter but text
between two rules, or one whose end was forgotten: it is shown.

    ---
    title: ECS
    aliases: [ECS, "Elastic Container Service"]     or one a line, after `- `
    ---
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.model import problem
from app.model.problem import Problem

# No two parts that stand side by side can match the same text: each takes time by its length only.
_KEY = re.compile(r"(title|aliases|headings|diagram|sequence)\s*:(?:\s(.*))?$")
_OF_TOURS = ("diagram", "sequence")
_MAY_BE_ANYTHING = {"headings", *_OF_TOURS}
_ANY_KEY = re.compile(r"""(?:"[^"]*"\s*|'[^']*'\s*|[^\s:#"'-][^:]*):(?:\s(.*))?$""")
_ITEM = re.compile(r"\s*-\s(.*)$")
# Inline list items: quoted texts or runs without a comma.
_INLINE = re.compile(r"(?:\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s*|([^,\[\]\"']*))(?:,|$)")
_COMMENT = re.compile(r"\s+#")
_QUOTED = re.compile(r"'((?:[^']|'')*)'")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`lines` is how many lines of the file it takes, fences included; 0 where there is none.
    `bold_headings`: lines that are bold as a whole are headings, too."""

    title: str = ""
    aliases: tuple[str, ...] = ()
    diagram: str = ""
    sequence: str = ""
    bold_headings: bool = False
    lines: int = 0
    problems: tuple[Problem, ...] = ()


def read_front_matter(text: str, file: str) -> FrontMatter:
    """Read it off a note's text, whose line ends are `\\n`."""
    if not text.startswith("---\n"):
        return FrontMatter()
    lines = text.split("\n")
    end = next((i for i, x in enumerate(lines) if i and x.rstrip() in {"---", "..."}), None)
    if end is None or not _is_yaml(lines[1:end]):
        return FrontMatter()
    values: dict[str, list[str]] = {key: [] for key in ("title", "aliases", "headings", *_OF_TOURS)}
    problems: list[Problem] = []
    key = ""
    for number, line in enumerate(lines[1:end], 2):
        found: list[str] | None
        if match := _KEY.match(line):
            key, said = match[1], _uncommented(match[2] or "")
            found = _list(said) if key == "aliases" else _scalars(said)
        elif key and (match := _ITEM.match(line)):
            found = _scalars(_uncommented(match[1]))
        else:
            if line.strip() and not line.lstrip().startswith("#"):
                key = ""
            continue
        if found is None and key in _MAY_BE_ANYTHING:  # in a note they may mean anything
            continue
        if found is None:
            problems.append(
                problem.warning(f"This {key} cannot be read: {line.strip()}", file, number)
            )
        else:
            values[key] += found
    title, diagram, sequence = ("".join(values[key][:1]) for key in ("title", *_OF_TOURS))
    aliases = tuple(dict.fromkeys(values["aliases"]))
    bold = values["headings"][:1] == ["bold"]
    return FrontMatter(title, aliases, diagram, sequence, bold, end + 1, tuple(problems))


def of_file(text: str) -> FrontMatter:
    """The same, off a file's text, whatever its line ends are; what is wrong names no file."""
    return read_front_matter(text.replace("\r\n", "\n").replace("\r", "\n"), "")


def names_diagram(beginning: str) -> bool:
    """Whether the front matter with which a text begins, as a tour's, names a diagram."""
    first, *lines = beginning.split("\n")
    end = next((n for n, x in enumerate(lines) if x.startswith("---") and not x[3:].strip()), 0)
    front = lines[:end] if first.rstrip() == "---" else ()
    return any(x.startswith("diagram") and x[7:].lstrip().startswith(":") for x in front)


def other_lines(text: str) -> list[str]:
    """What stands in the front matter beside `title` and `diagram`, as it is written."""
    front = read_front_matter(text, "")
    kept: list[str] = []
    own = False
    for line in text.split("\n")[1 : front.lines - 1] if front.lines else ():
        if line[:1] not in {" ", "\t", "-", "]", "}", ""}:
            match = _KEY.match(line)
            own = match is not None and match[1] in {"title", "diagram"}
        if not own:
            kept.append(line)
    return kept


def _is_yaml(lines: Iterable[str]) -> bool:
    """Whether each line can be one of a mapping; a list only where a key waits for its value."""
    keyed = waits = False
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] in " \t]}":
            if not keyed:
                return False
        elif match := _ANY_KEY.match(line):
            keyed, waits = True, not _uncommented(match[1] or "")
        elif not (waits and re.match(r"-(\s|$)", line)):
            return False
    return True


def _uncommented(said: str) -> str:
    return (
        said.strip()
        if said.lstrip()[:1] in {'"', "'", "["}
        else said.split(" #", maxsplit=1)[0].strip()
    )


def _list(said: str) -> list[str] | None:
    if not said.startswith("["):
        return _scalars(said)
    found: list[str] = []
    end = list_end(said)
    if end is None:
        return None
    rest = said[1 : end - 1].strip()
    at = 0
    while at < len(rest):
        item = _INLINE.match(rest, at)
        values = _scalars(item[1] or item[2] or "") if item and item.end() > at else None
        if item is None or values is None:
            return None
        found += values
        at = item.end()
    return found


def list_end(said: str) -> int | None:
    """Where a list that begins a text ends, if only a comment follows it: at the last `]` of which
    that is so."""
    if said.endswith("]"):
        return len(said)
    found = re.search(r"\](?=\s+#)", said)
    return found.end() if found else None


def _scalars(said: str) -> list[str] | None:
    """The one text that is said, none where nothing is; None where it is not simply a text."""
    said = said.strip()
    if said[:1] == '"':
        try:
            value, end = json.JSONDecoder().raw_decode(said)
        except ValueError:
            return None
        return [value] if _only_comment(said, end) else None
    if said[:1] == "'":
        quoted = _QUOTED.match(said)
        sound = quoted is not None and _only_comment(said, quoted.end())
        return [quoted[1].replace("''", "'")] if quoted and sound else None
    if said[:1] in set("[]{}&*!|>%@`"):
        return None
    return [said] if said else []


def _only_comment(said: str, at: int) -> bool:
    """Whether nothing follows but a comment."""
    return at == len(said) or _COMMENT.match(said, at) is not None
