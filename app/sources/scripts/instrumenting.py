"""A script's text as the sandbox gets it: statement by statement, in which calls and operators tell
where they stand, and what is imported of `diagrams` is the model's (`resources/sandbox`)."""

from __future__ import annotations

import ast
import builtins
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_SHIFTS: dict[type[ast.operator], str] = {
    ast.RShift: "_acetate_right",
    ast.LShift: "_acetate_left",
    ast.Sub: "_acetate_minus",
}
_BUILTINS = frozenset(dir(builtins))
_EXITS = ("exit", "quit", "SystemExit")
_TAKEN = {  # what a script takes from elsewhere than `diagrams`, and what it gets
    "sys.exit": "_acetate_exit",
    "sys.argv": "_acetate_argv",
    "os.environ": "_acetate_environment",
    "os.getenv": "_acetate_environment.get",
    "urllib.request.urlretrieve": "_acetate_retrieve",
}


@dataclass(frozen=True, slots=True)
class SandboxText:
    """A statement at the top, as the sandbox gets it. `names` are those that it binds."""

    text: str
    line: int
    names: frozenset[str]
    _starts: list[tuple[int, int]] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)

    def line_of(self, line: int, column: int) -> int:
        """The script's line of a place in the text, both from 1."""
        at = bisect_right(self._starts, (line, column)) - 1
        return self._lines[at] if at >= 0 else self.line


class Imports:
    """What a script gets for what it imports. `expression(module, name, line)` gives a name of
    `diagrams` as the model has it, None where there is none; `public(module)` all of a module's;
    `local(module)` the name of what evaluates that module of the script's own."""

    def __init__(
        self,
        expression: Callable[[str, str, int], str | None],
        public: Callable[[str], list[str]],
        local: Callable[[str], tuple[str, frozenset[str]] | None],
    ) -> None:
        self.expression, self.public, self.local = expression, public, local


def pieces(text: str, file: str, imports: Imports) -> list[SandboxText]:
    """The script's statements. Raises SyntaxError, ValueError, RecursionError."""
    tree = ast.parse(text)
    instrument = _Instrument(text, tree, file, imports)
    made = []
    for statement in tree.body:
        names = bound(statement)
        line = statement.lineno
        made += [_piece(now, line, names) for now in instrument.statements(statement)]
    return made


def function(
    text: str, name: str, file: str, imports: Imports
) -> tuple[SandboxText, frozenset[str]]:
    """A module of the script's own as a function of that name that gives what it binds, and the names
    of that. Raises as `pieces`."""
    tree = ast.parse(text)
    names = frozenset(found for statement in tree.body for found in bound(statement))
    instrument = _Instrument(text, tree, file, imports, module=True)
    body = [now for statement in tree.body for now in instrument.statements(statement)]
    head = ast.parse("".join(f"{one} = None\n" for one in sorted(names))).body
    given = ", ".join(f"{one!r}: {one}" for one in sorted(names))
    tail = ast.parse(f"def f():\n return _acetate_module({{{given}}})").body[0].body  # type: ignore[attr-defined]
    made = ast.parse(f"def {name}(): pass").body[0]
    made.body = [*head, *body, *tail]  # type: ignore[attr-defined]
    return _piece(made, 1, frozenset((name,))), names


def bound(statement: ast.AST) -> frozenset[str]:
    """The names that a statement binds where it stands."""
    found: set[str] = set()
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
            continue
        if isinstance(
            node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
        ):
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.update((n.asname or n.name).partition(".")[0] for n in node.names)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
        waiting.extend(ast.iter_child_nodes(node))
    return frozenset(found - {"*"})


def _piece(statement: ast.stmt, line: int, names: frozenset[str]) -> SandboxText:
    text = ast.unparse(ast.fix_missing_locations(statement))
    places = dict(_places(statement, ast.parse(text).body[0]))
    starts = sorted(places)
    return SandboxText(text, line, names, starts, [places[start] for start in starts])


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


class _Instrument(ast.NodeTransformer):
    def __init__(
        self, text: str, tree: ast.Module, file: str, imports: Imports, *, module: bool = False
    ) -> None:
        self._lines = text.split("\n")
        self._named = "autolabel" in text  # nodes are called as their classes are
        self._imports, self._file, self._module = imports, file, module
        self._bare: set[str] = set(_BUILTINS)  # names that are called as they are
        self._taken: dict[str, str] = {}  # by a name, what it is of those in _TAKEN
        self._rooted: set[str] = set()  # names of modules of `diagrams`
        self._dotted: list[str] = []  # modules that are imported under their whole names
        self._used: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                self._know_import(node)
            elif isinstance(node, ast.ImportFrom):
                self._know_from(node)
            elif isinstance(node, ast.Attribute) and (whole := _dotted(node)):
                around, _, name = whole.rpartition(".")
                self._used.setdefault(around, set()).add(name)

    def _know_import(self, node: ast.Import) -> None:
        for name in node.names:
            own = name.name.partition(".")[0] == "diagrams"
            if own:
                self._rooted.add(name.asname or "diagrams")
                if not name.asname:
                    self._dotted.append(name.name)
            else:
                first = name.name.partition(".")[0]
                self._taken[name.asname or first] = name.name if name.asname else first
                if self._imports.local(name.name):
                    self._rooted.add(name.asname or first)

    def _know_from(self, node: ast.ImportFrom) -> None:
        own = (node.module or "").partition(".")[0] == "diagrams" and not node.level
        for name in node.names:
            if own:
                self._rooted.add(name.asname or name.name)
            else:
                self._taken[name.asname or name.name] = f"{node.module}.{name.name}"
                local = self._imports.local("." * node.level + (node.module or ""))
                if f"{node.module}.{name.name}" not in _TAKEN and local is None:
                    self._bare.add(name.asname or name.name)

    def statements(self, statement: ast.stmt) -> list[ast.stmt]:
        """What stands in its place."""
        made = self.visit(statement)
        return made if isinstance(made, list) else [made]

    def visit_Import(self, node: ast.Import) -> list[ast.stmt]:
        made: list[ast.stmt] = []
        for name in node.names:
            first = name.name.partition(".")[0]
            if first == "diagrams" and name.asname:
                made += self._said(
                    f"{name.asname} = {self._of_module(name.name, name.asname, node.lineno)}", node
                )
            elif first == "diagrams":
                made += self._said(f"diagrams = {self._tree('diagrams', node.lineno)}", node)
            elif name.name == "urllib.request":
                made += self._said("pass", node)
            elif local := self._imports.local(name.name):
                made += self._said(f"{name.asname or name.name} = {local[0]}", node)
            else:
                made.append(ast.copy_location(ast.Import([name]), node))
        return made

    def visit_ImportFrom(self, node: ast.ImportFrom) -> list[ast.stmt] | ast.stmt:
        module = node.module or ""
        if module == "__future__" and not node.level:
            return self._said("pass", node)
        if module.partition(".")[0] == "diagrams" and not node.level:
            return self._of_diagrams(node, module)
        whole = "." * node.level + module
        local = self._imports.local(whole)
        made: list[ast.stmt] = []
        for name in node.names:
            asked = f"{module}.{name.name}"
            known = name.asname or name.name
            if asked == "urllib.request":
                made += self._said("pass", node)
            elif asked in _TAKEN:
                made += self._said(f"{known} = {_TAKEN[asked]}", node)
            elif local is not None and name.name == "*":
                public = sorted(n for n in local[1] if not n.startswith("_"))
                made += self._said(
                    "; ".join(f"{n} = {local[0]}.{n}" for n in public) or "pass", node
                )
            elif local is not None and name.name in local[1]:
                made += self._said(f"{known} = {local[0]}.{name.name}", node)
            elif inner := self._imports.local(f"{whole}{'.' if module else ''}{name.name}"):
                made += self._said(f"{known} = {inner[0]}", node)
            else:
                made.append(
                    ast.copy_location(ast.ImportFrom(node.module, [name], node.level), node)
                )
        return made

    def _of_diagrams(self, node: ast.ImportFrom, module: str) -> list[ast.stmt]:
        made: list[ast.stmt] = []
        for name in node.names:
            if name.name == "*":
                all_of = self._imports.public(module)
                said = [f"{n} = {e}" for n in all_of if (e := self._name(module, n, node.lineno))]
                made += self._said("; ".join(said) or "pass", node)
                continue
            known = name.asname or name.name
            found = self._name(module, name.name, node.lineno, known)
            if found is None:
                text = f"cannot import name {name.name!r} from {module!r}"
                made += self._said(f"raise ImportError({text!r})", node)
            else:
                made += self._said(f"{known} = {found}", node)
        return made

    def _name(self, module: str, name: str, line: int, known: str = "") -> str | None:
        found = self._imports.expression(module, name, line)
        if found == "module":
            return self._of_module(f"{module}.{name}", known or name, line)
        return found

    def _of_module(self, module: str, known: str, line: int) -> str:
        """A module of `diagrams` that a script knows by that name."""
        names = {*self._imports.public(module), *self._used.get(known, ())}
        found = {n: self._name(module, n, line, f"{known}.{n}") for n in sorted(names)}
        return _module({n: e for n, e in found.items() if e})

    def _tree(self, module: str, line: int) -> str:
        """The same, with what is imported inside of it."""
        inner = {
            m[len(module) + 1 :].partition(".")[0]
            for m in self._dotted
            if m.startswith(f"{module}.")
        }
        names = {*self._imports.public(module), *self._used.get(module, ())} - inner
        found = {n: self._imports.expression(module, n, line) for n in sorted(names)}
        made = {n: e for n, e in found.items() if e and e != "module"}
        return _module(made | {n: self._tree(f"{module}.{n}", line) for n in sorted(inner)})

    def visit_Call(self, node: ast.Call) -> ast.AST:
        wrapped = self._is_wrapped(node.func)
        exits = isinstance(node.func, ast.Name) and node.func.id in _EXITS
        self.generic_visit(node)
        if exits:
            return self._call("_acetate_exit", node, node.args, node.keywords)
        if not wrapped or self._module:  # a module's places are where it is called
            return node
        place = [ast.Constant(node.lineno), ast.Constant(self._column(node))]
        return self._call("_acetate_call", node, [*place, node.func, *node.args], node.keywords)

    def _is_wrapped(self, called: ast.expr) -> bool:
        """Whether what is called may be handed on as a value, and may make an element."""
        if isinstance(called, ast.Name):
            return called.id not in self._bare
        if isinstance(called, ast.Attribute):
            return _dotted(called).partition(".")[0] in self._rooted
        return isinstance(called, ast.Subscript)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        name = _SHIFTS.get(type(node.op))
        plain = any(isinstance(side, ast.Constant) for side in (node.left, node.right))
        self.generic_visit(node)
        if name is None or plain or self._module:
            return node
        return self._call(name, node, [*self._place(node), node.left, node.right], [])

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        name = _SHIFTS.get(type(node.op))
        target = node.target
        plain = isinstance(node.value, ast.Constant)
        self.generic_visit(node)
        if name is None or plain or self._module or not isinstance(target, ast.Name):
            return node
        value = self._call(
            name, node, [*self._place(node), ast.Name(target.id, ast.Load()), node.value], []
        )
        return ast.copy_location(ast.Assign([ast.Name(target.id, ast.Store())], value), node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        whole = _dotted(node)
        root, _, rest = whole.partition(".")
        asked = f"{self._taken[root]}.{rest}" if root in self._taken else whole
        if (
            isinstance(node.ctx, ast.Load)
            and asked in _TAKEN
            and (root in self._taken or root == "urllib")
        ):
            return ast.copy_location(ast.parse(_TAKEN[asked], mode="eval").body, node)
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id == "__file__":
            return ast.copy_location(ast.Constant(self._file), node)
        if node.id == "__name__" and self._module:
            return ast.copy_location(ast.Constant(self._file.rpartition("/")[2]), node)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """One that only gives another a name is that one: the sandbox knows no inheritance."""
        says = [part for part in node.body if not isinstance(part, (ast.Pass, ast.Expr))]
        if len(node.bases) != 1 or says or node.keywords or node.decorator_list or self._named:
            return self.generic_visit(node)
        return ast.copy_location(
            ast.Assign([ast.Name(node.name, ast.Store())], node.bases[0]), node
        )

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        return self._said("pass", node)  # nobody needs the room

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        raised = node.exc
        if isinstance(raised, ast.Name) and raised.id == "SystemExit":
            return ast.copy_location(ast.Expr(self._call("_acetate_exit", node, [], [])), node)
        return self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> ast.AST:
        return ast.copy_location(ast.Nonlocal(node.names), node) if self._module else node

    def _place(self, node: ast.expr | ast.stmt) -> list[ast.expr]:
        return [ast.Constant(node.lineno), ast.Constant(self._column(node))]

    def _column(self, node: ast.expr | ast.stmt) -> int:
        line = self._lines[node.lineno - 1] if node.lineno <= len(self._lines) else ""
        before = line.encode("utf-8", "replace")[: node.col_offset]
        return len(before.decode("utf-8", "replace")) + 1

    @staticmethod
    def _call(
        name: str, node: ast.AST, arguments: list[ast.expr], keywords: list[ast.keyword]
    ) -> ast.Call:
        made = ast.Call(ast.Name(name, ast.Load()), arguments, keywords)
        return ast.copy_location(made, node)

    @staticmethod
    def _said(text: str, node: ast.AST) -> list[ast.stmt]:
        made = ast.parse(text).body
        for statement in made:
            for part in ast.walk(statement):
                ast.copy_location(part, node)
        return made


def _module(names: dict[str, str]) -> str:
    return f"_acetate_module({{{', '.join(f'{n!r}: {e}' for n, e in names.items())}}})"


def _dotted(node: ast.expr) -> str:
    """`a.b.c`, or nothing where it is another expression."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join((node.id, *reversed(parts)))
