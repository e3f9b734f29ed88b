"""A script's calls, operators and statements, as the sandbox gets them."""

from __future__ import annotations

import ast
import re
from copy import deepcopy

from app.sources.scripts.generator_instrument import context, generator, makes_context, yields
from app.sources.scripts.import_instrument import dotted, parsed
from app.sources.scripts.loop_instrument import LoopInstrument
from app.sources.scripts.sandbox_names import TAKEN
from app.sources.scripts.set_instrument import TOLD

_SHIFTS: dict[type[ast.operator], str] = {
    ast.RShift: "_acetate_right",
    ast.LShift: "_acetate_left",
    ast.Sub: "_acetate_minus",
}
_GROUP = re.compile(r"\\([1-9]\d?)")
_ATTRIBUTES = {  # what is asked of what has it otherwise here
    "parents": "_acetate_parents",
    "__init__": "_acetate_init",
    "__class__": "_acetate_type",
}
# Modules whose functions may give another value each time, and what these ask for.
_CHANGING = {
    **dict.fromkeys(("time", "datetime"), "the clock"),
    **dict.fromkeys(("random", "os", "uuid"), "chance"),
}
_ONCE = (
    "zip",
    "map",
    "filter",
    "enumerate",
    "reversed",
)  # lists there, which can be gone through again
_ASKS = ("isinstance", "issubclass", "type")
_OWN = {name: f"_acetate_{name}" for name in ("hash", "object", "hasattr", "getattr")}
_EXITS = ("exit", "quit", "SystemExit")


class Instrument(LoopInstrument):
    """Tells where calls and operators stand, and says what the sandbox's language lacks in words that it has."""

    @property
    def _ordered(self) -> bool:
        return "collections.OrderedDict" in self._taken.values()

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name) and node.func.id == TOLD:
            return self.generic_visit(node)
        self.said_lazy(node)
        wrapped = self._is_wrapped(node.func)
        module = self._taken.get(dotted(node.func).partition(".")[0], "").partition(".")[0]
        if module in _CHANGING:
            self.changing.append((_CHANGING[module], self._line or node.lineno))
        exits = isinstance(node.func, ast.Name) and node.func.id in _EXITS
        asks = isinstance(node.func, ast.Name) and node.func.id in _ASKS and len(node.args) > 0
        if (inner := self.of_super(node.func)) is not None:
            node.func, wrapped = inner, True
            node.args = [self.visit(one) for one in node.args]
            node.keywords = [self.visit(one) for one in node.keywords]
        else:
            self.generic_visit(node)
        if (
            asks
            and isinstance(node.func, ast.Name)
            and (node.func.id != "type" or len(node.args) == 1)
        ):
            return self.call(f"_acetate_{node.func.id}", node, node.args, node.keywords)
        if self._ordered and isinstance(node.func, ast.Name) and node.func.id in ("str", "repr"):
            return self.call("_acetate_shown", node, [*node.args[:1], node.func], [])
        if isinstance(node.func, ast.Name) and (own := _OWN.get(node.func.id)):
            hashes = isinstance(self._scope, ast.FunctionDef) and self._scope.name == "__hash__"
            return node if hashes else self.call(own, node, node.args, node.keywords)
        if exits:
            return self.call("_acetate_exit", node, node.args, node.keywords)
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("sub", "subn"):
            _with_groups(node)
        if not wrapped or self._module:  # a module's places are where it is called
            return node
        place = [ast.Constant(node.lineno), ast.Constant(self._column(node))]
        return self.call("_acetate_call", node, [*place, node.func, *node.args], node.keywords)

    def _is_wrapped(self, called: ast.expr) -> bool:
        """Whether what is called may be handed on as a value, and may make an element."""
        if isinstance(called, ast.Name):
            return called.id not in self._bare
        if isinstance(called, ast.Attribute):
            return dotted(called).partition(".")[0] in self._rooted
        return isinstance(called, ast.Subscript)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """An OrderedDict is another one in another order."""
        self.generic_visit(node)
        if (
            not self._ordered
            or len(node.ops) > 1
            or not isinstance(node.ops[0], (ast.Eq, ast.NotEq))
        ):
            return node
        equal = self.call("_acetate_equal", node, [node.left, *node.comparators], [])
        if isinstance(node.ops[0], ast.Eq):
            return equal
        return ast.copy_location(ast.UnaryOp(ast.Not(), equal), node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        name = _SHIFTS.get(type(node.op))
        plain = any(isinstance(side, ast.Constant) for side in (node.left, node.right))
        self.generic_visit(node)
        if name is None or plain or self._module:
            return node
        return self.call(name, node, [*self._place(node), node.left, node.right], [])

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        if isinstance(node.value, ast.Call) and dotted(node.value.func) in _ONCE:
            node.value = self.call("iter", node.value, [node.value], [])
        target, set_here = node.targets[0], [t for t in node.targets if self._is_set(t)]
        if not set_here:
            return node
        if len(node.targets) > 1 or not isinstance(target, ast.Attribute):
            return parsed("_acetate_lacks('a property that is set beside others')", node)
        given = [target.value, ast.Constant(target.attr), node.value]
        return ast.copy_location(ast.Expr(self.call("_acetate_set", node, given, [])), node)

    def _is_set(self, target: ast.expr) -> bool:
        return any(
            isinstance(part, ast.Attribute)
            and isinstance(part.ctx, ast.Store)
            and part.attr in self.imports.settable
            for part in ast.walk(target)
        )

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST | list[ast.stmt]:
        if self._is_set(node.target):
            if not (isinstance(node.target, ast.Attribute) and dotted(node.target)):
                return parsed("_acetate_lacks('a property that is set beside others')", node)
            now = ast.Attribute(deepcopy(node.target.value), node.target.attr, ast.Load())
            ast.copy_location(now, node.target)
            both = ast.copy_location(ast.BinOp(now, node.op, node.value), node)
            return self.visit_Assign(ast.copy_location(ast.Assign([node.target], both), node))
        name = _SHIFTS.get(type(node.op))
        target = node.target
        plain = isinstance(node.value, ast.Constant)
        self.generic_visit(node)
        if name is None or plain or self._module or not isinstance(target, ast.Name):
            return node
        value = self.call(
            name, node, [*self._place(node), ast.Name(target.id, ast.Load()), node.value], []
        )
        return ast.copy_location(ast.Assign([ast.Name(target.id, ast.Store())], value), node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        whole = dotted(node)
        root, _, rest = whole.partition(".")
        asked = f"{self._taken[root]}.{rest}" if root in self._taken else whole
        if (
            isinstance(node.ctx, ast.Load)
            and asked in TAKEN
            and (root in self._taken or root == "urllib")
        ):
            return ast.copy_location(ast.parse(TAKEN[asked], mode="eval").body, node)
        if (inner := self.of_super(node)) is not None:
            return inner
        self.generic_visit(node)
        if not isinstance(node.ctx, ast.Load):
            return node
        if name := _ATTRIBUTES.get(node.attr):
            return self.call(name, node, [node.value], [])
        if node.attr in self.special:
            return self.call("_acetate_get", node, [node.value, ast.Constant(node.attr)], [])
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        root, _, rest = dotted(node.value).partition(".")
        known = self._taken.get(root, "")
        if known.startswith("typing.") or (known == "typing" and rest):
            return ast.copy_location(ast.Constant(None), node)  # a type, which nobody asks
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id == "__file__":
            return ast.copy_location(ast.Constant(self._file), node)
        if node.id == "__name__" and self._module:
            return ast.copy_location(ast.Constant(self._file.rpartition("/")[2]), node)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST | list[ast.stmt]:
        generates, makes = yields(node), makes_context(node)
        self.in_scope(node)
        if not generates:
            return node
        if not makes:
            return generator(node)
        made = context(node)
        lacking = "a context of a “yield” that stands in a branch, a loop or beside a “return”"
        return made or parsed(f"_acetate_lacks({lacking!r})", node)

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        self.generic_visit(node)
        made: list[ast.stmt] = []
        for target in node.targets:
            if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice):
                emptied = ast.Subscript(target.value, target.slice, ast.Store())
                made.append(
                    ast.copy_location(ast.Assign([emptied], ast.List([], ast.Load())), node)
                )
            elif isinstance(target, ast.Subscript):
                called = self.call("_acetate_delete", node, [target.value, target.slice], [])
                made.append(ast.copy_location(ast.Expr(called), node))
            elif not isinstance(target, ast.Name):  # of a name nobody needs the room
                made += parsed("_acetate_lacks('the deletion of an attribute')", node)
        return made or parsed("pass", node)

    def visit_Try(self, node: ast.Try) -> ast.AST:
        """What the sandbox lacks is told, whatever a script does about it."""
        self.generic_visit(node)
        for handler in node.handlers:
            handler.name = handler.name or "_acetate_why"
            handler.type = handler.type or ast.Name("BaseException", ast.Load())
            why = ast.Name(handler.name, ast.Load())
            told = ast.Expr(self.call("_acetate_caught", handler.body[0], [why], []))
            handler.body.insert(0, told)  # it has no line, so that none is marked before it
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        """The sandbox adds what was asked to what is said."""
        self.generic_visit(node)
        said = [node.msg] if node.msg else []
        (made,) = parsed("if not 0: raise AssertionError()", node)
        made.test.operand = node.test  # type: ignore[attr-defined]
        made.body[0].exc.args = said  # type: ignore[attr-defined]
        return made

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        raised = node.exc
        if isinstance(raised, ast.Name) and raised.id == "SystemExit":
            return ast.copy_location(ast.Expr(self.call("_acetate_exit", node, [], [])), node)
        return self.generic_visit(node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        self.generic_visit(node)
        how = {ord("r"): "repr", ord("a"): "ascii"}.get(node.conversion, "str")
        if self._ordered and not node.format_spec:
            given = [node.value, ast.Name(how, ast.Load())]
            node.value, node.conversion = self.call("_acetate_shown", node, given, []), -1
        return node

    def visit_Global(self, node: ast.Global) -> ast.AST:
        return ast.copy_location(ast.Nonlocal(node.names), node) if self._module else node


def _with_groups(node: ast.Call) -> None:
    """Of a `re.sub`: groups in what replaces are named so that the sandbox knows where the number ends."""
    at = 1 if isinstance(node.func, ast.Attribute) and dotted(node.func.value) == "re" else 0
    said = node.args[at] if len(node.args) > at else None
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        said.value = _GROUP.sub(r"\\g<\1>", said.value)
