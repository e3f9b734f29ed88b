"""An alias written into a note's front matter, in the style that its list has."""

from __future__ import annotations

import json
import re

from app.errors import EditError
from app.sources.edits.edits import Source
from app.sources.markdown.front_matter import list_end, of_file

UNSAFE = "The note's front matter is written in a way that cannot be changed safely."
_KEY = re.compile(r"aliases\s*:(?:\s(?P<said>.*))?")
_ITEM = re.compile(r"(?P<dash>\s*-\s+)\S")
_SINGLE = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,\[\]\"'#]+")
# What YAML, too, takes for a text as it stands.
_PLAIN = re.compile(r"[A-Za-z][\w.+/()-]*(?: [\w.+/()-]+)*", re.ASCII)
_NO_TEXTS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def with_alias(source: Source, alias: str) -> tuple[str, int]:
    """The note with that alias more, and the line it is on. Raises EditError."""
    before = of_file(source.text)
    if alias in before.aliases:
        raise EditError("The note already has this alias.")
    lines, end = source.lines, source.end
    if not before.lines:
        lines[:0] = [f"---{end}", f"aliases:{end}", f"  - {scalar(alias)}{end}", f"---{end}"]
        at = 2
    else:
        at = _insert(lines, before.lines, alias, end)
    text = "".join(lines)
    after = of_file(text)
    same = (after.title, after.problems) == (before.title, before.problems)
    if not same or after.aliases != (*before.aliases, alias):
        raise EditError(UNSAFE)
    return text, at + 1


def scalar(text: str) -> str:
    """A text as YAML writes it: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXTS:
        return text
    said = json.dumps(text, ensure_ascii=False)
    # What breaks a line for some readers, and half pairs, which no encoding holds.
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", said)


def _insert(lines: list[str], count: int, alias: str, end: str) -> int:
    """Into the lines, of which the first `count` are front matter; the index where it stands."""
    bare = [line.rstrip("\r\n") for line in lines[:count]]
    keys = [i for i, line in enumerate(bare) if _KEY.fullmatch(line)]
    if not keys:
        lines[count - 1 : count - 1] = [f"aliases:{end}", f"  - {scalar(alias)}{end}"]
        return count
    if len(keys) > 1:
        raise EditError("The note's front matter has several lists of aliases.")
    at = keys[0]
    found = _KEY.fullmatch(bare[at])
    said = ((found and found["said"]) or "").strip()
    if said and not said.startswith("#"):
        lines[at] = _longer(bare[at], said, alias) + lines[at][len(bare[at]) :]
        return at
    last, dash = at, "  - "
    for i in range(at + 1, count - 1):
        if item := _ITEM.match(bare[i]):
            last, dash = i, item["dash"]
        elif bare[i].strip() and not bare[i].lstrip().startswith("#"):
            break
    lines.insert(last + 1, f"{dash}{scalar(alias)}{end}")
    return last + 1


def _longer(line: str, said: str, alias: str) -> str:
    """The line `aliases: …` with one more: a list gets longer, a single text becomes one."""
    added = scalar(alias)
    if said.startswith("["):
        end = list_end(said)
        if end is None:
            raise EditError(
                "The note's list of aliases is written in a way that Acetate does not know."
            )
        inside = said[1 : end - 1].rstrip()
        gap = "" if not inside.strip() else " " if inside.endswith(",") else ", "
        close = line.index(said) + end - 1
        return line[:close].rstrip() + gap + added + line[close:]
    if _SINGLE.fullmatch(said) is None:
        raise EditError("The note's alias is written in a way that Acetate does not know.")
    start = line.index(said)
    return f"{line[:start]}[{said}, {added}]{line[start + len(said) :]}"
