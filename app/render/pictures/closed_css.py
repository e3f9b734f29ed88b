"""What of CSS an SVG keeps: declarations of how shapes look, that name nothing outside the file.

No escapes, since with them any name can be spelt in other letters; no at-rules; of addresses only `#name`.
Read by `str` methods, in one pass: it is anybody's text.
"""

from __future__ import annotations

from collections.abc import Iterator

_PROPERTIES_TEXT = """
fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap
stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color stop-color
stop-opacity flood-color flood-opacity solid-color solid-opacity clip-path clip-rule
mask mask-type filter marker marker-start marker-mid marker-end display visibility
overflow font font-family font-size font-style font-weight font-variant font-stretch
text-anchor text-align line-increment text-decoration letter-spacing word-spacing
dominant-baseline baseline-shift color-interpolation color-interpolation-filters
color-rendering shape-rendering text-rendering image-rendering vector-effect viewport-fill
viewport-fill-opacity paint-order comp-op transform transform-origin
"""
PROPERTIES = frozenset(_PROPERTIES_TEXT.split())
RULES, SELECTOR, STEPS = 2000, 200, 3  # of a style sheet; characters, and names in one another
_FUNCTIONS_TEXT = """
url rgb rgba hsl hsla matrix translate translatex translatey scale scalex scaley rotate
skewx skewy
"""
_FUNCTIONS = frozenset(_FUNCTIONS_TEXT.split())
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
_IN_SELECTORS = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.#,>* \t\r\n"
)


def closed_value(value: str) -> str | None:
    """The value of a property or an attribute as it is; None where it may lead elsewhere."""
    if "\\" in value or "\0" in value or "@" in value:
        return None
    at = value.find("(")
    while at >= 0:
        end = value.find(")", at)
        name = _word_before(value, at)
        if name not in _FUNCTIONS or end < 0:
            return None
        if name == "url" and not _name_in(value[at + 1 : end]):
            return None
        at = value.find("(", end)
    return value


def references(value: str) -> Iterator[str]:
    """The names to which a value that is closed refers."""
    at = value.find("(")
    while at >= 0:
        end = value.find(")", at)
        if _word_before(value, at) == "url":
            yield _name_in(value[at + 1 : end])
        at = value.find("(", end)


def _word_before(value: str, at: int) -> str:
    start = at
    while start and at - start < 12 and value[start - 1] in _LETTERS:
        start -= 1
    return value[start:at].lower()


def closed_style(text: str) -> dict[str, str]:
    """The declarations that are kept, the last of each."""
    kept = {}
    for said in _without_comments(text).split(";"):
        name, colon, value = said.partition(":")
        name = name.strip().lower()
        closed = closed_value(value.strip()) if colon and name in PROPERTIES else None
        if closed:
            kept[name] = closed
    return kept


def closed_sheet(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rules of a style sheet: what each is for, and what it declares. At-rules are left out,
    with all that is in them."""
    rest, at = _without_comments(text), 0
    for _ in range(RULES):
        opens = rest.find("{", at)
        ends = rest.find("}", opens)
        if opens < 0 or ends < 0:
            return
        selector = rest[at:opens].rpartition(";")[2].strip()  # behind an @import
        if "@" in selector:
            at = _behind_block(rest, opens)
            continue
        body, at = rest[opens + 1 : ends], ends + 1
        if _is_plain(selector) and (kept := closed_style(body)):
            yield selector, kept


def _behind_block(text: str, opens: int) -> int:
    """The place behind the block that opens there, with the blocks in it."""
    deep, at = 1, opens + 1
    while deep:
        ends, inner = text.find("}", at), text.find("{", at)
        if ends < 0:
            return len(text)
        if 0 <= inner < ends:
            deep, at = deep + 1, inner + 1
        else:
            deep, at = deep - 1, ends + 1
    return at


def _is_plain(selector: str) -> bool:
    return (
        len(selector) <= SELECTOR
        and _IN_SELECTORS.issuperset(selector)
        and all(len(one.replace(">", " ").split()) <= STEPS for one in selector.split(","))
    )


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (begins := text.find("/*", at)) >= 0:
        kept.append(text[at:begins])
        ends = text.find("*/", begins + 2)
        at = ends + 2 if ends >= 0 else len(text)
    return " ".join([*kept, text[at:]])


def _name_in(address: str) -> str:
    """The name of `#name`, in quotes or not; empty where it is another address."""
    inner = address.strip()
    for quote in ("'", '"', "&quot;"):
        if len(inner) > 1 and inner.startswith(quote) and inner.endswith(quote):
            inner = inner[len(quote) : -len(quote)].strip()
    name = inner.removeprefix("#")
    return name if name != inner and not set(name) & set("#()'\"<>;{} \t\r\n") else ""
