"""What a script imports, as the sandbox gets it: names of the model for those of `diagrams`, modules of its own as
functions, and what stands in for the rest (`TAKEN`)."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from importlib import import_module
from itertools import count

from app.sources.scripts.sandbox_names import TAKEN

# Modules of Python's of which all may be imported by a `*`.
_STARS = frozenset(
    (
        *(
            "typing",
            "math",
            "itertools",
            "functools",
            "collections",
            "dataclasses",
            "enum",
            "os.path",
        ),
        *("random", "datetime", "string", "re", "contextlib", "operator", "pathlib"),
    )
)
_BUILTINS = frozenset(dir(builtins))


class Imports:
    """What a script gets for what it imports. `expression(module, name, line)` gives a name of
    `diagrams` as the model has it, None where there is none; `public(module)` all of a module's;
    `local(module, line)` the name of what evaluates that module of the script's own (or what stands in for
    one of Python's), and the names in it."""

    def __init__(
        self,
        expression: Callable[[str, str, int], str | None],
        public: Callable[[str], list[str]],
        local: Callable[[str, int], tuple[str, frozenset[str]] | None],
    ) -> None:
        self.expression, self.public, self.local = expression, public, local
        self.special: set[str] = set()  # names of properties and the like, of all modules together
        self.settable: set[str] = set()  # names of properties that are set
        self.gives = False  # whether some of them has what gives its values one by one
        self.sets = False  # whether one so far may make a set
        self.changing: list[tuple[str, int]] = []  # what may be asked for, and in which lines
        self.next_class = count(1).__next__


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


class ImportInstrument(ast.NodeTransformer):
    """Puts what the sandbox has in the place of what a script imports."""

    def __init__(
        self,
        text: str,
        tree: ast.Module,
        file: str,
        imports: Imports,
        *,
        module: bool = False,
        line: int = 0,
    ) -> None:
        self._lines = text.split("\n")
        self._named = "autolabel" in text  # nodes are called as their classes are
        self.imports, self._file, self._module = imports, file, module
        self.special = imports.special
        self.changing = imports.changing
        self._line = line  # of the script that imports it, where it is a module
        self._bare: set[str] = set(_BUILTINS)  # names that are called as they are
        self._taken: dict[str, str] = {}  # by a name, what it is of those in TAKEN
        self._rooted: set[str] = set()  # names of modules of `diagrams`
        self._dotted: list[str] = []  # modules that are imported under their whole names
        self._used: dict[str, set[str]] = {}
        self._names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                self._know_import(node)
            elif isinstance(node, ast.ImportFrom):
                self._know_from(node)
            elif isinstance(node, ast.Attribute) and (whole := dotted(node)):
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
                if self._local(name.name, node):
                    self._rooted.add(name.asname or first)

    def _know_from(self, node: ast.ImportFrom) -> None:
        own = (node.module or "").partition(".")[0] == "diagrams" and not node.level
        for name in node.names:
            if own:
                self._rooted.add(name.asname or name.name)
            else:
                self._taken[name.asname or name.name] = f"{node.module}.{name.name}"
                local = self._local("." * node.level + (node.module or ""), node)
                if f"{node.module}.{name.name}" not in TAKEN and local is None:
                    self._bare.add(name.asname or name.name)

    def _local(self, module: str, node: ast.stmt) -> tuple[str, frozenset[str]] | None:
        return self.imports.local(module, self._line or node.lineno)

    def visit_Import(self, node: ast.Import) -> list[ast.stmt]:
        made: list[ast.stmt] = []
        for name in node.names:
            first = name.name.partition(".")[0]
            if first == "diagrams" and name.asname:
                made += parsed(
                    f"{name.asname} = {self._of_module(name.name, name.asname, node.lineno)}", node
                )
            elif first == "diagrams":
                made += parsed(f"diagrams = {self._tree('diagrams', node.lineno)}", node)
            elif name.name in ("urllib", "urllib.request"):
                made += parsed("pass", node)
            elif local := self._local(name.name, node):
                made += parsed(f"{name.asname or name.name} = {local[0]}", node)
            else:
                made.append(ast.copy_location(ast.Import([name]), node))
        return made

    def visit_ImportFrom(self, node: ast.ImportFrom) -> list[ast.stmt] | ast.stmt:
        module = node.module or ""
        if module == "__future__" and not node.level:
            return parsed("pass", node)
        if module.partition(".")[0] == "diagrams" and not node.level:
            return self._of_diagrams(node, module)
        whole = "." * node.level + module
        local = self._local(whole, node)
        made: list[ast.stmt] = []
        for name in node.names:
            asked = f"{module}.{name.name}"
            known = name.asname or name.name
            if asked == "urllib.request":
                made += parsed("pass", node)
            elif asked in TAKEN:
                made += parsed(f"{known} = {TAKEN[asked]}", node)
            elif local is not None and name.name == "*":
                public = sorted(n for n in local[1] if not n.startswith("_"))
                made += parsed("; ".join(f"{n} = {local[0]}.{n}" for n in public) or "pass", node)
            elif name.name == "*" and local is None and module in _STARS and not node.level:
                found = vars(import_module(module))
                public = found.get("__all__") or [n for n in found if not n.startswith("_")]
                used = sorted(set(public) & self._names)
                plain = ast.ImportFrom(module, [ast.alias(n) for n in used], 0)
                self._taken.update((n, f"{module}.{n}") for n in used)
                if used:
                    made += self._each(ast.copy_location(plain, node))
            elif local is not None and name.name in local[1]:
                made += parsed(f"{known} = {local[0]}.{name.name}", node)
            elif inner := self._local(f"{whole}{'.' if module else ''}{name.name}", node):
                made += parsed(f"{known} = {inner[0]}", node)
            else:
                made.append(
                    ast.copy_location(ast.ImportFrom(node.module, [name], node.level), node)
                )
        return made

    def _each(self, node: ast.ImportFrom) -> list[ast.stmt]:
        made = self.visit_ImportFrom(node)
        return made if isinstance(made, list) else [made]

    def _of_diagrams(self, node: ast.ImportFrom, module: str) -> list[ast.stmt]:
        made: list[ast.stmt] = []
        for name in node.names:
            if name.name == "*":
                all_of = self.imports.public(module)
                said = [f"{n} = {e}" for n in all_of if (e := self._name(module, n, node.lineno))]
                made += parsed("; ".join(said) or "pass", node)
                continue
            known = name.asname or name.name
            found = self._name(module, name.name, node.lineno, known)
            if found is None:
                text = f"cannot import name {name.name!r} from {module!r}"
                made += parsed(f"raise ImportError({text!r})", node)
            else:
                made += parsed(f"{known} = {found}", node)
        return made

    def _name(self, module: str, name: str, line: int, known: str = "") -> str | None:
        found = self.imports.expression(module, name, line)
        if found == "module":
            return self._of_module(f"{module}.{name}", known or name, line)
        return found

    def _of_module(self, module: str, known: str, line: int) -> str:
        """A module of `diagrams` that a script knows by that name."""
        names = {*self.imports.public(module), *self._used.get(known, ())}
        found = {n: self._name(module, n, line, f"{known}.{n}") for n in sorted(names)}
        return _module({n: e for n, e in found.items() if e})

    def _tree(self, module: str, line: int) -> str:
        """The same, with what is imported inside of it."""
        inner = {
            m[len(module) + 1 :].partition(".")[0]
            for m in self._dotted
            if m.startswith(f"{module}.")
        }
        names = {*self.imports.public(module), *self._used.get(module, ())} - inner
        found = {n: self.imports.expression(module, n, line) for n in sorted(names)}
        made = {n: e for n, e in found.items() if e and e != "module"}
        return _module(made | {n: self._tree(f"{module}.{n}", line) for n in sorted(inner)})

    @staticmethod
    def call(
        name: str, node: ast.AST, arguments: list[ast.expr], keywords: list[ast.keyword]
    ) -> ast.Call:
        made = ast.Call(ast.Name(name, ast.Load()), arguments, keywords)
        return ast.copy_location(made, node)


def parsed(text: str, where: ast.AST) -> list[ast.stmt]:
    """The statements of a text, which stand where that does."""
    made = ast.parse(text).body
    for statement in made:
        for part in ast.walk(statement):
            ast.copy_location(part, where)
    return made


def _module(names: dict[str, str]) -> str:
    return f"_acetate_shim({{{', '.join(f'{n!r}: {e}' for n, e in names.items())}}})"


def dotted(node: ast.expr) -> str:
    """`a.b.c`, or nothing where it is another expression."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join((node.id, *reversed(parts)))
