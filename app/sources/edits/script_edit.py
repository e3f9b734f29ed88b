"""A `URL` written into the call that makes a component, all else kept to the byte.

Written is only where it is certain which call that is: one on the component's line, of a class of
`diagrams` (or the script's own), with the component's label as a plain text.
"""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass

from app.errors import EditError
from app.sources.edits.edits import Source
from app.sources.graphs.escapes import plain

LINKS = ("URL", "href")


def with_url(source: Source, line: int | None, label: str, cluster: bool, url: str) -> str:
    """The script with that URL on the component of that line. Raises EditError."""
    tree = _parsed(source.text)
    call = _call(tree, line, label, cluster)
    where = _place(call, cluster)
    text = f'"{url}"'  # it holds no quotes of its own
    added = {
        "keyword": f"URL={text}",
        "attr": f'graph_attr={{"URL": {text}}}',
        "item": f'"URL": {text}',
    }[where.what]
    at = _index(source, where.line, where.column)
    fresh = source.text[:at] + (f", {added}" if where.after else added) + source.text[at:]
    if not _only_that(fresh, tree, call, where.what, url):
        raise EditError("The call is written in a way that cannot be changed safely.")
    return fresh


@dataclass(frozen=True, slots=True)
class _Insertion:
    """Where to write. `what` is keyword, attr (graph_attr) or item (of its dict); `after` says
    that something stands before it. `column` is in bytes of UTF-8."""

    what: str
    line: int
    column: int
    after: bool


def _parsed(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of escapes that are none, in people's scripts
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as why:
            raise EditError("The script cannot be parsed.") from why


def _call(tree: ast.Module, line: int | None, label: str, cluster: bool) -> ast.Call:
    known = _classes(tree)
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and node.lineno == line
        and _label(node, cluster) == label.split()
        and _root(node.func) in known
    ]
    if len(found) != 1:
        raise EditError("It is not certain which call creates the component.")
    return found[0]


def _classes(tree: ast.Module) -> set[str]:
    """The names under which a script has what is in `diagrams`, and its own classes."""
    known = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            if not node.level and (node.module or "").split(".")[0] == "diagrams":
                known |= {name.asname or name.name for name in node.names}
        elif isinstance(node, ast.Import):
            for name in node.names:
                if name.name.split(".")[0] == "diagrams":
                    known.add(name.asname or "diagrams")
        elif isinstance(node, ast.ClassDef):
            known.add(node.name)
    return known


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _label(call: ast.Call, cluster: bool) -> list[str] | None:
    """The words of its label where that is a plain text."""
    said: ast.expr | None = call.args[0] if call.args else None
    for keyword in call.keywords:
        if keyword.arg == "label":
            said = keyword.value
    if said is None:
        return ["cluster"] if cluster else []
    if not isinstance(said, ast.Constant) or not isinstance(said.value, str):
        return None
    return plain(said.value, {}).split()


def _place(call: ast.Call, cluster: bool) -> _Insertion:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if None in named or any(isinstance(arg, ast.Starred) for arg in call.args):
        raise EditError("The call takes arguments from elsewhere, perhaps a URL.")
    if not cluster:
        if any(name in named for name in LINKS):
            raise EditError("The call already has a URL.")
        return _after_last(call, "keyword")
    attrs = named.get("graph_attr")
    if attrs is None:
        if len(call.args) > 2:  # label, direction; the third is graph_attr
            raise EditError("The call already has attributes.")
        return _after_last(call, "attr")
    if not isinstance(attrs, ast.Dict):
        raise EditError("The call takes its attributes from elsewhere.")
    keys = [key.value if isinstance(key, ast.Constant) else None for key in attrs.keys]
    if None in keys:
        raise EditError("The call takes more attributes from elsewhere, perhaps a URL.")
    if any(name in keys for name in LINKS):
        raise EditError("The call already has a URL.")
    if attrs.values:
        return _after(attrs.values[-1], "item")
    return _Insertion("item", attrs.lineno, attrs.col_offset + 1, after=False)


def _after_last(call: ast.Call, what: str) -> _Insertion:
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    if values:
        return _after(max(values, key=lambda v: (v.end_lineno, v.end_col_offset)), what)
    return _Insertion(what, call.end_lineno or 0, (call.end_col_offset or 0) - 1, after=False)


def _after(value: ast.expr, what: str) -> _Insertion:
    return _Insertion(what, value.end_lineno or 0, value.end_col_offset or 0, after=True)


def _index(source: Source, line: int, column: int) -> int:
    """Into the text, of a line and a column as `ast` counts them."""
    lines = source.lines
    before = lines[line - 1].encode()[:column].decode()
    return sum(map(len, lines[: line - 1])) + len(before)


def _only_that(text: str, tree: ast.Module, call: ast.Call, what: str, url: str) -> bool:
    """Whether the new script is the old one and what was added. `tree` gets it added."""
    value = ast.Constant(url)
    if what == "keyword":
        call.keywords.append(ast.keyword("URL", value))
    elif what == "attr":
        attrs = ast.Dict([ast.Constant("URL")], [value])
        call.keywords.append(ast.keyword("graph_attr", attrs))
    else:
        attrs = next(k.value for k in call.keywords if k.arg == "graph_attr")  # type: ignore[assignment]
        attrs.keys.append(ast.Constant("URL"))
        attrs.values.append(value)
    try:
        return ast.dump(_parsed(text)) == ast.dump(tree)
    except (EditError, RecursionError):
        return False
