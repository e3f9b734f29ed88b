"""Loops over what gives its values one by one, as the sandbox gets them: a loop's body becomes a function that is
called with each value as it is given, so that a script's generator stands still meanwhile, and ends where the loop is left."""

from __future__ import annotations

import ast
import builtins

from app.sources.scripts.class_instrument import ClassInstrument
from app.sources.scripts.generator_instrument import LOOP, makes_context
from app.sources.scripts.import_instrument import bound, parsed

# What takes all values at once, and what gives others that are there already.
_TAKE_ALL = frozenset(("list", "tuple", "set", "frozenset", "dict", "sorted", "sum", "max", "min"))
_THERE = frozenset((*_TAKE_ALL, "range", "reversed", "zip"))
_METHODS = frozenset((*dir(str), *dir(list), *dir(dict)))
_AT_HAND = (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.Constant, ast.ListComp, ast.SetComp)


def gives_one_by_one(tree: ast.AST) -> bool:
    """Whether there is something in it that does more than giving a value when it is asked for the next."""
    at_once = {id(node.args[0]) for node in ast.walk(tree) if _takes_all(node)}  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if id(node) not in at_once and (
            (isinstance(node, ast.GeneratorExp) and _does_more(node)) or _asks_each(node)
        ):
            return True
    return False


class LoopInstrument(ClassInstrument):
    """Says loops, and what they go over, so that both are done in turn."""

    _scope: ast.AST | None = None  # the function, or the class, that is being visited
    _at_once: frozenset[int] = frozenset()  # what is asked for all of its values

    def in_scope(self, node: ast.FunctionDef | ast.ClassDef) -> None:
        """Visit what stands in it."""
        before, self._scope = self._scope, node
        self.generic_visit(node)
        self._scope = before

    def visit_For(self, node: ast.For) -> ast.AST | list[ast.stmt]:
        scope = self._scope
        in_turn = (
            self.imports.gives
            and not _is_there(node.iter)
            and not isinstance(scope, ast.ClassDef)
            and not (isinstance(scope, ast.FunctionDef) and makes_context(scope))
        )
        names = bound(node) | {
            part.target.id for part in ast.walk(node) if isinstance(part, ast.NamedExpr)
        }
        self.generic_visit(node)
        return self._in_turn(node, names) if in_turn else node

    def _in_turn(self, node: ast.For, names: frozenset[str]) -> list[ast.stmt]:
        number = self.imports.next_class()
        body, end = f"{LOOP}{number}", f"_acetate_end_{number}"
        leaves = _Leaves()
        inner = [leaves.visit(part) for part in node.body]
        (made,) = parsed(f"def {body}(_acetate_item): pass", node)
        bind = ast.Assign([node.target], ast.Name("_acetate_item", ast.Load()))
        free, before = self._free(names, node)
        made.body = [*free, ast.copy_location(bind, node), *inner]  # type: ignore[attr-defined]
        place = [] if self._module else self._place(node)
        given = [node.iter, ast.Name(body, ast.Load()), *place]
        called = self.call("_acetate_loop", node, given, [])
        call = ast.copy_location(ast.Assign([ast.Name(end, ast.Store())], called), node)
        after: list[ast.stmt] = []
        if node.orelse:
            (otherwise,) = parsed(f"if {end} is None: pass", node)
            otherwise.body = node.orelse  # type: ignore[attr-defined]
            after.append(otherwise)
        if leaves.returns:
            after += parsed(f"if {end} is not None and {end}[0]: return {end}[1]", node)
        return [*before, made, call, *after]

    def _free(self, names: frozenset[str], node: ast.stmt) -> tuple[list[ast.stmt], list[ast.stmt]]:
        """What says in the function that these names are those around it, and what makes them so there."""
        scope = self._scope
        outside = names
        if isinstance(scope, ast.FunctionDef):
            said = {
                n for part in ast.walk(scope) if isinstance(part, ast.Global) for n in part.names
            }
            outside = names & said
        own = sorted(names - outside) if not self._module else sorted(names)
        free: list[ast.stmt] = []
        if own:
            free += parsed(f"nonlocal {', '.join(own)}", node)
        if outside and not self._module:
            free += parsed(f"global {', '.join(sorted(outside))}", node)
        around = isinstance(scope, ast.FunctionDef) and own
        bare = sorted(set(own) - (outside if self._module else set()))
        return free, parsed(f"if 0: {' = '.join(bare)} = None", node) if around and bare else []

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.AST:
        """A list's iterator, which the sandbox takes for a list; in turn where it does more."""
        at_once = id(node) in self._at_once
        walrus = any(isinstance(part, ast.NamedExpr) for part in ast.walk(node))
        more = _does_more(node)
        self.generic_visit(node)
        if at_once or walrus or not more:
            listed = ast.copy_location(ast.ListComp(node.elt, node.generators), node)
            return self.call("iter", node, [listed], [])
        first = node.generators[0]
        over, first.iter = first.iter, ast.Name("_acetate_first", ast.Load())
        made = ast.parse("lambda _acetate_out, _acetate_first: _acetate_out.append(1)", mode="eval")
        body = made.body
        put = body.body  # type: ignore[attr-defined]
        put.args = [node.elt]
        body.body = ast.ListComp(put, node.generators)  # type: ignore[attr-defined]
        for part in ast.walk(body):
            if isinstance(part, (ast.expr, ast.arg)) and not hasattr(part, "lineno"):
                ast.copy_location(part, node)
        return self.call("_acetate_lazy", node, [ast.copy_location(body, node), over], [])

    def _place(self, node: ast.expr | ast.stmt) -> list[ast.expr]:
        return [ast.Constant(node.lineno), ast.Constant(self._column(node))]

    def _column(self, node: ast.expr | ast.stmt) -> int:
        line = self._lines[node.lineno - 1] if node.lineno <= len(self._lines) else ""
        before = line.encode("utf-8", "replace")[: node.col_offset]
        return len(before.decode("utf-8", "replace")) + 1

    def said_lazy(self, node: ast.Call) -> None:
        """Before what is in it is visited: what it takes at once; what it is called where that is done in
        turn."""
        if _takes_all(node):
            self._at_once |= {id(node.args[0])}
        if not self.imports.gives or not isinstance(node.func, ast.Name):
            return
        if node.func.id == "enumerate":
            node.func.id = "_acetate_enumerate"
        elif _asks_each(node) and id(node) not in self._at_once:
            node.func.id = f"_acetate_{node.func.id}"


class _Leaves(ast.NodeTransformer):
    """What leaves a loop's body, as what a function gives back: nothing to go on, else whether the function around is
    left too, and with what."""

    def __init__(self) -> None:
        self.returns = False
        self._deep = 0

    def visit_Break(self, node: ast.Break) -> ast.AST:
        return node if self._deep else _given(_left(False, ast.Constant(None)), node)

    def visit_Continue(self, node: ast.Continue) -> ast.AST:
        return node if self._deep else _given(ast.Constant(None), node)

    def visit_Return(self, node: ast.Return) -> ast.AST:
        self.returns = True
        value = node.value or ast.copy_location(ast.Constant(None), node)
        return ast.copy_location(ast.Return(_left(True, value)), node)

    def visit_For(self, node: ast.For) -> ast.AST:
        return self._loop(node)

    def visit_While(self, node: ast.While) -> ast.AST:
        return self._loop(node)

    def _loop(self, node: ast.For | ast.While) -> ast.AST:
        self._deep += 1
        node.body = [self.visit(part) for part in node.body]
        self._deep -= 1
        node.orelse = [self.visit(part) for part in node.orelse]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return node


def _left(function: bool, value: ast.expr) -> ast.expr:
    return ast.Tuple([ast.Constant(function), value], ast.Load())


def _given(value: ast.expr, node: ast.stmt) -> ast.stmt:
    made = ast.Return(value)
    for part in ast.walk(made):
        ast.copy_location(part, node)
    return made


def _is_there(node: ast.expr) -> bool:
    """Whether all that a loop goes over is there before it begins."""
    if isinstance(node, _AT_HAND):
        return True
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in _METHODS
    return isinstance(node.func, ast.Name) and node.func.id in _THERE


def _takes_all(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and node.args):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in ("join", "extend", "update")
    return isinstance(node.func, ast.Name) and node.func.id in _TAKE_ALL


def _asks_each(node: ast.AST) -> bool:
    """Whether it is a `map` or `filter` with a function that may do something besides."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
        return False
    asked = node.args[0]
    plain = isinstance(asked, ast.Name) and hasattr(builtins, asked.id)
    plain = plain or isinstance(asked, ast.Constant)
    return node.func.id in ("map", "filter") and len(node.args) > 1 and not plain


def _does_more(node: ast.GeneratorExp) -> bool:
    """Whether giving its next value may do something besides."""
    for part in ast.walk(node):
        if isinstance(part, ast.BinOp) and isinstance(part.op, (ast.LShift, ast.RShift)):
            return True
        if isinstance(part, ast.Call):
            called = part.func
            bare = isinstance(called, ast.Name) and hasattr(builtins, called.id)
            if not bare and not (isinstance(called, ast.Attribute) and called.attr in _METHODS):
                return True
    return False
