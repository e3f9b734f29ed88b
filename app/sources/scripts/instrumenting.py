"""A script's text as the sandbox gets it: statement by statement, in which calls and operators tell
where they stand, and what is imported of `diagrams` is the model's (`resources/sandbox`)."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from app.sources.scripts.class_instrument import settable, special
from app.sources.scripts.import_instrument import Imports, bound
from app.sources.scripts.instrument import Instrument
from app.sources.scripts.loop_instrument import gives_one_by_one
from app.sources.scripts.set_instrument import makes_sets, tell_orders


@dataclass(frozen=True, slots=True)
class SandboxText:
    """A statement at the top, as the sandbox gets it. `names` are those that it binds."""

    text: str
    line: int
    names: frozenset[str]
    last: int = 0  # line of the script
    _starts: list[tuple[int, int]] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)
    _blocks: list[tuple[int, int, int]] = field(default_factory=list)

    def line_of(self, line: int, column: int, begun: int) -> int:
        """The script's line of a place in the text, both from 1, at which an error came up. `begun` is the
        line of the statement that was begun last."""
        at = bisect_right(self._starts, (line, column)) - 1
        found = self._lines[at] if at >= 0 else self.line
        for first, last, end in self._blocks:
            # The sandbox says of an error in a `with` block that it came at its end.
            if last <= found <= end and first <= begun <= end:
                return begun
        return found


def pieces(text: str, file: str, imports: Imports) -> list[SandboxText]:
    """The script's statements. Raises SyntaxError, ValueError, RecursionError."""
    tree = _known(text, imports, 0)
    instrument = Instrument(text, tree, file, imports)
    made = []
    for statement in tree.body:
        names = bound(statement)
        line = statement.lineno
        blocks = [
            (part.body[0].lineno, part.body[-1].lineno, part.body[-1].end_lineno or 0)
            for part in ast.walk(statement)
            if isinstance(part, (ast.With, ast.AsyncWith))
        ]
        for now in instrument.statements(statement):
            _mark(now)
            made.append(_piece(now, line, names | bound(now), blocks))
    return made


def function(
    text: str, name: str, file: str, imports: Imports, line: int
) -> tuple[SandboxText, frozenset[str]]:
    """A module that a script imports in that line, as what evaluates it and binds a name to it, and the names
    in it. Raises as `pieces`."""
    tree = _known(text, imports, line)
    names = frozenset(found for statement in tree.body for found in bound(statement))
    instrument = Instrument(text, tree, file, imports, module=True, line=line)
    body = [now for statement in tree.body for now in instrument.statements(statement)]
    head = ast.parse("".join(f"{one} = None\n" for one in sorted(names))).body
    given = ", ".join(f"{one!r}: {one}" for one in sorted(names))
    made_as = "_acetate_shim" if file.startswith("<") else "_acetate_module"
    tail = ast.parse(f"def f():\n return {made_as}({{{given}}})").body[0].body  # type: ignore[attr-defined]
    made = ast.parse(f"def {name}_load(): pass").body[0]
    made.body = [*head, *body, *tail]  # type: ignore[attr-defined]
    piece = _piece(made, line, frozenset((name,)), [])
    return replace(piece, text=f"{piece.text}\n{name} = {name}_load()"), names


def _known(text: str, imports: Imports, line: int) -> ast.Module:
    """A script's text, or of a module that is imported in that line, once it is known what is in it."""
    tree = ast.parse(text)
    imports.special.update(special(tree))
    imports.settable.update(settable(tree))
    imports.gives |= gives_one_by_one(tree)
    imports.sets |= makes_sets(tree)
    if imports.sets:
        tell_orders(tree, line)
    return tree


def _mark(statement: ast.stmt) -> None:
    """Tell before each statement in it that it is begun."""
    for part in ast.walk(statement):
        if isinstance(part, ast.ClassDef):  # its body takes no more than it has
            continue
        for name in ("body", "orelse", "finalbody"):
            inner = getattr(part, name, None)
            if isinstance(inner, list) and inner and isinstance(inner[0], ast.stmt):
                setattr(part, name, [one for stmt in inner for one in (*_begun(stmt), stmt)])


def _begun(statement: ast.stmt) -> list[ast.stmt]:
    line = getattr(statement, "lineno", None)
    if line is None:
        return []
    made = ast.parse(f"_acetate_here[0] = {line}").body
    for part in ast.walk(made[0]):
        ast.copy_location(part, statement)
    return list(made)


def _piece(
    statement: ast.stmt, line: int, names: frozenset[str], blocks: list[tuple[int, int, int]]
) -> SandboxText:
    said = ast.unparse(ast.fix_missing_locations(statement))
    text = f"_acetate_here[0] = {line}\n{said}"
    places = dict(_places(statement, ast.parse(text).body[1]))
    starts = sorted(places)
    return SandboxText(
        text,
        line,
        names,
        getattr(statement, "end_lineno", None) or line,
        starts,
        [places[start] for start in starts],
        blocks,
    )


def _places(old: ast.AST, new: ast.AST) -> Iterator[tuple[tuple[int, int], int]]:
    """Where in the new text what stood in which line of the old one begins, as far as both are alike."""
    waiting = [(old, new)]
    while waiting:
        before, now = waiting.pop()
        if type(before) is not type(now):
            continue
        if isinstance(now, (ast.stmt, ast.expr)) and isinstance(before, (ast.stmt, ast.expr)):
            yield (now.lineno, now.col_offset + 1), before.lineno
        waiting.extend(zip(ast.iter_child_nodes(before), ast.iter_child_nodes(now), strict=False))
