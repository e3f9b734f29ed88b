"""Functions that yield, as the sandbox gets them: its language knows none. What one yields is worked out when the
first of it is asked for; of one that makes a context, what stands before and after its `yield` become two functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from app.sources.scripts.import_instrument import bound, dotted, parsed

_OUT = "_acetate_out"
LOOP = "_acetate_loop_"  # what the bodies of loops are called that are functions
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def yields(node: ast.FunctionDef) -> bool:
    """Whether it is a generator."""
    return any(isinstance(part, (ast.Yield, ast.YieldFrom)) for part in _within(node.body))


def makes_context(node: ast.FunctionDef) -> bool:
    """Whether it is one that `contextlib.contextmanager` makes a context of."""
    return any(_named(one) == "contextmanager" for one in node.decorator_list)


def generator(node: ast.FunctionDef) -> ast.FunctionDef:
    """What stands in the place of a generator."""
    given = node.args
    leaves = any(
        isinstance(part, (ast.With, ast.Try)) and _has_yield(part) for part in _within(node.body)
    )
    known = {
        one.arg
        for one in (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg)
        if one is not None
    }
    changed = sorted(known & _bound(node.body))
    put = _Put()
    body = [put.visit(part) for part in node.body]
    inner = parsed(f"def _acetate_body({_OUT}): pass", node)[0]
    free = parsed(f"nonlocal {', '.join(changed)}", node) if changed else []
    inner.body = [*free, *body]  # type: ignore[attr-defined]
    line = node.lineno if leaves else 0
    node.body = [inner, *parsed(f"return _AcetateGenerated(_acetate_body, {line})", node)]
    return node


def context(node: ast.FunctionDef) -> ast.FunctionDef | None:
    """What stands in the place of one that makes a context; None where its `yield` stands where that cannot be
    told."""
    names = sorted(_bound(node.body))
    split = _Split()
    parts = split.of(node.body)
    if parts is None:
        return None
    before, after = parts
    given = {one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
    own = [name for name in (*names, *split.names) if name not in given]
    free = f"nonlocal {', '.join((*names, *split.names))}" if (names or split.names) else "pass"
    enter = parsed("def _acetate_enter(): pass", node)[0]
    enter.body = [*parsed(free, node), *before]  # type: ignore[attr-defined]
    leave = parsed("def _acetate_leave(kind, why, trace): pass", node)[0]
    leave.body = [*parsed(free, node), *after]  # type: ignore[attr-defined]
    node.decorator_list = [one for one in node.decorator_list if _named(one) != "contextmanager"]
    node.body = [
        *parsed("\n".join(f"{name} = None" for name in own), node),
        enter,
        leave,
        *parsed("return _AcetateContext(_acetate_enter, _acetate_leave)", node),
    ]
    return node


class _Put(ast.NodeTransformer):
    """Puts aside what is yielded."""

    def visit_Yield(self, node: ast.Yield) -> ast.AST:
        self.generic_visit(node)
        value = node.value or ast.Constant(None)
        return ast.copy_location(_call(f"{_OUT}.append", [value]), node)

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.AST:
        self.generic_visit(node)
        return ast.copy_location(_call(f"{_OUT}.extend", [node.value]), node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self.generic_visit(node) if node.name.startswith(LOOP) else node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        return node


class _Split:
    """What is done before the one `yield`, and after it. `names` are those of the contexts that it stands in."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def of(self, body: list[ast.stmt]) -> tuple[list[ast.stmt], list[ast.stmt]] | None:
        at = [i for i, part in enumerate(body) if _has_yield(part)]
        if len(at) != 1 or any(isinstance(part, ast.Return) for part in _within(body)):
            return None
        here = body[at[0]]
        parts = self._of(here)
        if parts is None:
            return None
        before, after = parts
        rest = body[at[0] + 1 :]
        if rest:
            well = parsed("if why is None: pass", here)[0]
            well.body = rest  # type: ignore[attr-defined]
            after = [*after, well]
        return [*body[: at[0]], *before], after

    def _of(self, node: ast.stmt) -> tuple[list[ast.stmt], list[ast.stmt]] | None:
        if isinstance(node, ast.With):
            return self._of_with(node)
        if isinstance(node, ast.Try) and not (node.handlers or node.orelse):
            parts = self.of(node.body)
            return parts and (parts[0], [*parts[1], *node.finalbody])
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield):
            value = node.value.value or ast.Constant(None)
            return [ast.copy_location(ast.Return(value), node)], parsed("pass", node)
        return None

    def _of_with(self, node: ast.With) -> tuple[list[ast.stmt], list[ast.stmt]] | None:
        entered: list[ast.stmt] = []
        left: list[ast.stmt] = []
        for item in node.items:
            name = f"_acetate_context_{len(self.names)}"
            self.names.append(name)
            made = ast.Assign([ast.Name(name, ast.Store())], item.context_expr)
            entered.append(ast.copy_location(made, node))
            got = _call(f"{name}.__enter__", [])
            bind: ast.stmt = ast.Expr(got)
            if item.optional_vars is not None:
                bind = ast.Assign([item.optional_vars], got)
            entered.append(ast.copy_location(bind, node))
            left = [*parsed(f"{name}.__exit__(kind, why, trace)", node), *left]
        parts = self.of(node.body)
        return parts and ([*entered, *parts[0]], [*parts[1], *left])


def _within(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """All that is in them, but not in functions in them."""
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _SCOPES) or getattr(node, "name", "").startswith(LOOP):
            waiting.extend(ast.iter_child_nodes(node))


def _has_yield(node: ast.stmt) -> bool:
    return any(isinstance(part, (ast.Yield, ast.YieldFrom)) for part in _within([node]))


def _bound(body: list[ast.stmt]) -> set[str]:
    return {name for part in body for name in bound(part)}


def _named(node: ast.expr) -> str:
    return dotted(node).rpartition(".")[2]


def _call(name: str, given: list[ast.expr]) -> ast.expr:
    called = ast.parse(name, mode="eval").body
    return ast.Call(called, given, [])
