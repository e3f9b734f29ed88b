"""A script's classes, as the sandbox gets them: its language knows no inheritance, and of a class's body only methods
and plain values. What a body binds is worked out in a function, and the model makes a class of it."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from typing import TypeGuard

from app.sources.scripts.import_instrument import ImportInstrument, bound, dotted, parsed

_IGNORED = frozenset(("object", "ABC", "Protocol", "Generic"))  # that say nothing here
_OWN = "_acetate_own_"
# Methods that Python calls by itself and the sandbox does not.
_PASSED_OVER = frozenset(
    f"__{name}__"
    for name in (
        *(
            "bool",
            "len",
            "lt",
            "le",
            "gt",
            "ge",
            "format",
            "getattr",
            "getattribute",
            "setattr",
            "delattr",
        ),
        *("new", "init_subclass", "del", "set_name", "class_getitem", "reversed", "missing"),
        *("iadd", "isub", "irshift", "ilshift", "ior", "iand", "imul", "dir", "instancecheck"),
    )
)
_MIXED = ("_AcetateMixed",)  # for text or a number that an Enum is as well
_ENUMS = {
    "Enum": ("_AcetateEnum",),
    "StrEnum": ("_AcetateStrEnum", "_AcetateMixed", "_AcetateEnum"),
    "IntEnum": ("_AcetateIntEnum", "_AcetateMixed", "_AcetateEnum"),
}
_KINDS = {
    "property": "_acetate_property",
    "cached_property": "_acetate_property",
    "staticmethod": "_acetate_static",
    "classmethod": "_acetate_of_class",
}


class ClassInstrument(ImportInstrument):
    """Says classes, and what is asked of them, in words that the sandbox has."""

    _holders: tuple[str, ...] = ()  # of the classes that are being visited, the innermost last
    _first: str = ""  # the first argument of the method that is

    def visit_ClassDef(self, node: ast.ClassDef) -> list[ast.stmt]:
        told = [self._differs(part) for part in node.body if _is_passed_over(part)]
        made = self._class(node)
        return [*told, *made]

    def _differs(self, node: ast.FunctionDef) -> ast.stmt:
        """What tells that nobody calls it."""
        line = self._line or node.lineno
        said = f"_acetate_differs({f'“{node.name}” of a class of its own'!r}, {line})"
        return parsed(said, node)[0]

    def _class(self, node: ast.ClassDef) -> list[ast.stmt]:
        bases = [base for base in node.bases if _last(base) not in _IGNORED]
        names = [_last(base) for base in bases]
        if lacking := self._lacking(node, names):
            return parsed(f"_acetate_lacks({lacking!r})", node)
        if names == ["TypedDict"]:
            return parsed(f"{node.name} = dict", node)
        if names == ["NamedTuple"]:
            return self._tuple(node)
        says = [part for part in node.body if not _says_nothing(part)]
        if names and isinstance(getattr(builtins, names[0], None), type) and not says:
            return parsed(f"{node.name} = {names[0]}", node)  # an exception of another name
        made_of = [self.visit(base) for base in _of_enum(bases)]
        if not bases and _is_plain(node) and not _data(node):
            return self._plain_class(node)
        return self._derived(node, made_of)

    @staticmethod
    def _lacking(node: ast.ClassDef, bases: list[str]) -> str:
        """What of it cannot be evaluated; nothing where all can."""
        kinds = {_last(word.value) for word in node.keywords}
        if kinds - {"ABCMeta"}:
            return "metaclasses and keywords of classes"
        if (data := _data(node)) and (lacking := _lacking_of_data(node, data)):
            return lacking
        if set(bases) & set(_ENUMS):
            return ""
        own = [name for name in bases if isinstance(getattr(builtins, name, None), type)]
        says = [part for part in node.body if not _says_nothing(part)]
        if own and (says or len(bases) > 1 or not own[0].endswith(("Error", "Exception"))):
            return f"a class of its own that is made from {own[0]}"
        return ""

    def _tuple(self, node: ast.ClassDef) -> list[ast.stmt]:
        fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
        if len(fields) < len([part for part in node.body if not _says_nothing(part)]):
            return parsed("_acetate_lacks('methods of a NamedTuple')", node)
        names = [part.target.id for part in fields if isinstance(part.target, ast.Name)]
        given = [ast.unparse(self.visit(part.value)) for part in fields if part.value]
        said = (
            f"{node.name} = _acetate_tuple({node.name!r}, {names!r}, defaults=[{', '.join(given)}])"
        )
        return parsed(said, node)

    def _within(self, node: ast.ClassDef, holder: str) -> list[ast.stmt]:
        """What stands in its body, visited."""
        before = self._holders, self._first
        self._holders = (*self._holders, holder)
        made: list[ast.stmt] = []
        for part in node.body:
            if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)):
                given = [*part.args.posonlyargs, *part.args.args]
                self._first = given[0].arg if given else ""
                part.decorator_list = [_decorator(one) for one in part.decorator_list]
            made += self.statements(part)
        self._holders, self._first = before
        return made

    def statements(self, statement: ast.stmt) -> list[ast.stmt]:
        """What stands in its place."""
        made = self.visit(statement)
        return made if isinstance(made, list) else [made]

    def _plain_class(self, node: ast.ClassDef) -> list[ast.stmt]:
        names = _bound(node)
        node.body = self._within(node, "") or node.body
        node.bases, node.keywords = [], []
        node.decorator_list = [self.visit(one) for one in node.decorator_list]
        return [node, *parsed(f"_acetate_known({node.name}, {names!r})", node)]

    def _derived(self, node: ast.ClassDef, bases: list[ast.expr]) -> list[ast.stmt]:
        number = self.imports.next_class()
        holder, body = f"_acetate_class_{number}", f"_acetate_body_{number}"
        names = _bound(node)
        fields: list[ast.expr] = [ast.Constant(name) for name in _fields(node)]
        own = _OwnNames(frozenset(names))
        inner = [own.visit(part) for part in self._within(node, holder)]
        before = "".join(f"{_OWN}{name} = _acetate_unset\n" for name in names)
        given = ", ".join(f"{name!r}: {_OWN}{name}" for name in names)
        (made,) = parsed(f"def {body}():\n return {{{given}}}", node)
        made.body = [*parsed(before, node), *inner, *made.body]  # type: ignore[attr-defined]
        listed = ast.List(bases, ast.Load())
        values = [ast.Constant(node.name), listed, _call(body), ast.Name(holder, ast.Load())]
        if _data(node):
            values.append(ast.List(fields, ast.Load()))
            node.decorator_list = [one for one in node.decorator_list if not _is_dataclass(one)]
        value: ast.expr = ast.Call(ast.Name("_acetate_derive", ast.Load()), values, [])
        for decorator in reversed(node.decorator_list):
            value = ast.Call(self.visit(decorator), [value], [])
        bind = ast.Assign([ast.Name(node.name, ast.Store())], value)
        return [
            *parsed(f"{holder} = [None]", node),
            ast.copy_location(made, node),
            ast.copy_location(bind, node),
        ]

    def of_super(self, node: ast.expr) -> ast.expr | None:
        """What stands in the place of `super().name`; None where it is something else."""
        if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Call)):
            return None
        called = node.value.func
        if not (isinstance(called, ast.Name) and called.id == "super" and self._holders):
            return None
        holder = self._holders[-1]
        made = f"{holder}[0]" if holder else "None"
        said = f"_acetate_super({made}, {self._first or 'None'}, {node.attr!r})"
        found = ast.parse(said, mode="eval").body
        for part in ast.walk(found):
            ast.copy_location(part, node)
        return found


class _OwnNames(ast.NodeTransformer):
    """Gives what a class's body binds other names, which its methods do not see."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in self._names:
            node.id = f"{_OWN}{node.id}"
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        if node.name in self._names:
            node.name = f"{_OWN}{node.name}"
        given = node.args
        node.decorator_list = [self.visit(one) for one in node.decorator_list]
        given.defaults = [self.visit(one) for one in given.defaults]
        given.kw_defaults = [one and self.visit(one) for one in given.kw_defaults]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        if node.name in self._names:
            node.name = f"{_OWN}{node.name}"
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        node.args.defaults = [self.visit(one) for one in node.args.defaults]
        return node


def _bound(node: ast.ClassDef) -> list[str]:
    """What its body binds, in that order."""
    return list(dict.fromkeys(name for part in node.body for name in sorted(bound(part))))


def special(tree: ast.AST) -> Iterator[str]:
    """Names under which classes have properties, and methods that are not an instance's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(
            _last(one) in _KINDS for one in node.decorator_list
        ):
            yield node.name


def settable(tree: ast.AST) -> Iterator[str]:
    """Names under which classes have properties that are set."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(
            isinstance(one, ast.Attribute) and one.attr == "setter" for one in node.decorator_list
        ):
            yield node.name


def _decorator(node: ast.expr) -> ast.expr:
    """A method's decorator as the model has it."""
    name = _KINDS.get(_last(node))
    return node if name is None else ast.copy_location(ast.Name(name, ast.Load()), node)


def _call(name: str) -> ast.expr:
    return ast.Call(ast.Name(name, ast.Load()), [], [])


def _last(node: ast.expr) -> str:
    """The last name of `a.b.C`, also of `C[…]` and of `C(…)`."""
    while isinstance(node, (ast.Subscript, ast.Call)):
        node = node.value if isinstance(node, ast.Subscript) else node.func
    return dotted(node).rpartition(".")[2]


def _is_passed_over(node: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    return isinstance(node, ast.FunctionDef) and node.name in _PASSED_OVER


def _of_enum(bases: list[ast.expr]) -> list[ast.expr]:
    """What an Enum is made from, each as the model has it; of others as it is."""
    names = [_last(base) for base in bases]
    if not set(names) & set(_ENUMS):
        return bases
    return [ast.Name(one, ast.Load()) for name in names for one in _ENUMS.get(name, _MIXED)]


def _data(node: ast.ClassDef) -> ast.expr | None:
    """The decorator that makes a dataclass of it."""
    return next((one for one in node.decorator_list if _is_dataclass(one)), None)


def _lacking_of_data(node: ast.ClassDef, data: ast.expr) -> str:
    said = {word.arg for word in data.keywords} if isinstance(data, ast.Call) else set()
    if said - {"frozen", "slots", "repr", "eq"}:
        return "a dataclass that says more than “frozen” of itself"
    kinds = {_last(part.annotation) for part in node.body if isinstance(part, ast.AnnAssign)}
    return "a dataclass with arguments that are no fields" if kinds & {"InitVar", "KW_ONLY"} else ""


def _fields(node: ast.ClassDef) -> list[str]:
    return [
        part.target.id
        for part in node.body
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
        if "ClassVar" not in ast.unparse(part.annotation)
    ]


def _is_dataclass(node: ast.expr) -> bool:
    return _last(node) == "dataclass"


def _says_nothing(node: ast.stmt) -> bool:
    return isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _is_plain(node: ast.ClassDef) -> bool:
    """Whether the sandbox knows all that its body has."""
    for part in node.body:
        if isinstance(part, ast.FunctionDef):
            if part.decorator_list:
                return False
        elif isinstance(part, ast.Assign):
            if len(part.targets) != 1 or not isinstance(part.targets[0], ast.Name):
                return False
        elif isinstance(part, ast.AnnAssign):
            if not isinstance(part.target, ast.Name):
                return False
        elif not _says_nothing(part):
            return False
    return not any(isinstance(part, ast.Name) and part.id == "super" for part in ast.walk(node))
