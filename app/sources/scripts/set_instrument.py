"""Where the order of a set shows, which is by chance where a script is run: that is told once it comes to that."""

from __future__ import annotations

import ast

from app.sources.scripts.import_instrument import dotted

TOLD = "_acetate_in_order"
# Of calls, those to whom the order of what they are given does not matter, and those that show it.
_FREE = frozenset(("sorted", "set", "frozenset", "sum", "min", "max", "any", "all", "len"))
_SHOW = frozenset(
    ("list", "tuple", "enumerate", "iter", "map", "filter", "zip", "str", "repr", "print")
)
_SHOW |= {"Counter", "OrderedDict", "deque", "chain", "fromkeys", "join", "extend"}  # fmt: skip
_PLAIN = frozenset((*dir(str), *dir(list), *dir(dict))) - {"pop"}  # whose results are no sets
_NO_SETS = frozenset(
    ("range", "sorted", "list", "tuple", "dict", "str", "enumerate", "zip", "map", "filter")
)
_MAY_BE = (ast.Name, ast.Attribute, ast.Subscript, ast.Set, ast.SetComp, ast.BinOp, ast.Call, ast.IfExp)  # fmt: skip


def makes_sets(tree: ast.AST) -> bool:
    """Whether there may be a set in it."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Set, ast.SetComp)):
            return True
        if isinstance(node, ast.Name) and node.id in ("set", "frozenset"):
            return True
        if isinstance(node, ast.BinOp) and any(map(_is_view, (node.left, node.right))):
            return True
    return False


def tell_orders(tree: ast.AST, line: int = 0) -> None:
    """Have each place in it that may show the order of a set tell of it; `line` is the one that is told, where
    it is not its own."""
    _Orders(line).visit(tree)


class _Orders(ast.NodeTransformer):
    def __init__(self, line: int) -> None:
        self._line = line
        self._free: set[int] = set()  # what is gone through by whom the order does not matter to

    def _told(self, node: ast.expr) -> ast.expr:
        if not isinstance(node, _MAY_BE) or id(node) in self._free:
            return node
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else dotted(called)
            plain = _PLAIN if isinstance(called, ast.Attribute) else _NO_SETS
            if name in plain or name == TOLD:
                return node
        given: list[ast.expr] = [node, ast.Constant(self._line or node.lineno)]
        made = ast.copy_location(ast.Call(ast.Name(TOLD, ast.Load()), given, []), node)
        for part in (made.func, given[1]):
            ast.copy_location(part, node)
        return made

    def visit_For(self, node: ast.For | ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.iter = self._told(node.iter)
        return node

    visit_comprehension = visit_For

    def visit_SetComp(self, node: ast.SetComp) -> ast.AST:
        self._free.update(id(part.iter) for part in node.generators)
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else dotted(called)
        if name in _FREE or (isinstance(called, ast.Attribute) and name == "update"):
            for part in node.args:
                if isinstance(part, (ast.GeneratorExp, ast.ListComp)):
                    self._free.update(id(one.iter) for one in part.generators)
        self.generic_visit(node)
        if name in _SHOW:
            node.args = [self._told(part) for part in node.args]
        elif isinstance(called, ast.Attribute) and name == "pop" and not node.args:
            called.value = self._told(called.value)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load):
            node.value = self._told(node.value)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        if any(isinstance(target, (ast.Tuple, ast.List)) for target in node.targets):
            node.value = self._told(node.value)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        self.generic_visit(node)
        node.value = self._told(node.value)
        return node

    def visit_Set(self, node: ast.Set) -> ast.AST:
        """Into a set anything may come in any order."""
        for part in node.elts:
            if isinstance(part, ast.Starred):
                self._free.add(id(part.value))
        return self.generic_visit(node)


def _is_view(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("keys", "items")
    )
