"""A step's title and words as Markdown that stays within the step: nothing in them is read as
another heading, as a comment that says what is shown, or swallows what comes after."""

from __future__ import annotations

import re

from app.sources.markdown.dialect import blocks, headings, plain_text

_SHOW = re.compile(r"<!--(?=\s*show:)")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# A step that comes after, in which formulas and Obsidian's comments could end.
_NEXT = "\n\n## Next\n\n$$\n\n%%\n"


def heading(title: str) -> str:
    """What is read as that title after `## `."""
    title = " ".join(title.replace("\0", "").split())
    if title.startswith("#") or title.endswith(("#", "\\")) or plain_text(title) != title:
        title = _PUNCTUATION.sub(r"\\\1", title)
    return title


def contained(words: str) -> str:
    """The words, with a backslash before what would end the step or swallow the next one."""
    text = words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    text = _SHOW.sub(r"<\\!--", text)
    while lines := _escaping(text):
        split = text.split("\n")
        for line in lines:
            bare = split[line].lstrip()
            split[line] = split[line][: len(split[line]) - len(bare)] + "\\" + bare
        text = "\n".join(split)
    return text


def _escaping(text: str) -> set[int]:
    """The lines, from 0, that are headings, or that begin what takes the next step in."""
    split = text.split("\n")
    tokens = blocks(text + _NEXT)
    found = headings(tokens)
    inside = [h for h in found if h.start < len(split)]
    if inside:
        setext = {h.end - 1 for h in inside if not split[h.start].lstrip().startswith(("#", "<"))}
        return setext | {h.start for h in inside if split[h.start].lstrip().startswith(("#", "<"))}
    if found:
        return set()
    if comments := [n for n, line in enumerate(split) if line.lstrip(" \t>+*-").startswith("%%")]:
        return {comments[-1]}
    starts = [
        t.map[0] for t in tokens if t.map and t.map[0] < len(split) and split[t.map[0]].strip()
    ]
    unescaped = [n for n in starts if not split[n].lstrip().startswith("\\")]
    return {unescaped[-1]} if unescaped else set()
