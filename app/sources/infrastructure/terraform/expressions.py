"""HCL's expressions, read where a scanner stands."""

from __future__ import annotations

import re

from app.sources.infrastructure.terraform.scanner import HclError, Scanner
from app.sources.infrastructure.terraform.syntax import (
    Conditional,
    Constant,
    Expression,
    ForOf,
    FunctionCall,
    HclOperation,
    IndexOf,
    ListOf,
    Member,
    ObjectOf,
    ScopeName,
    Splat,
)
from app.sources.infrastructure.terraform.templates import TemplateReader

_MOST_DEEP = 40  # expressions in one another
_MOST_LONG = 60  # signs and members in a row, each of which is about what stands before it
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_INDEX = re.compile(r"\.(\d+)")
_SIGN = re.compile(r"\|\||&&|==|!=|<=|>=|[<>+*/%-]")
_BINDS = {
    "||": 1,
    "&&": 2,
    "==": 3,
    "!=": 3,
    "<": 4,
    ">": 4,
    "<=": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "%": 6,
}
_CONSTANTS = {"true": Constant(True), "false": Constant(False), "null": Constant(None)}
_LONGEST_NUMBER = 300
_END = "END_OF_THE_TEMPLATE"


class ExpressionReader:
    """Within brackets an expression may go on `over lines`."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        self._over_lines = False
        self._depth = 0
        self._templates = TemplateReader(scanner, self.inside)

    def read(self) -> Expression:
        """The expression that begins here. Raises HclError."""
        self._depth += 1
        if self._depth > _MOST_DEEP:
            raise self._scanner.error("What stands here is nested too deeply.")
        try:
            return self._conditional()
        finally:
            self._depth -= 1

    def inside(self, closing: str) -> Expression:
        """The one that ends with a closing bracket, which is passed over."""
        before, self._over_lines = self._over_lines, True
        try:
            found = self.read()
            self._close(closing)
        finally:
            self._over_lines = before
        return found

    def _conditional(self) -> Expression:
        condition = self._operations(0)
        if not self._takes("?"):
            return condition
        self._scanner.spaces(over_lines=True)
        yes = self.read()
        if not self._scanner.take(":", over_lines=True):
            raise self._scanner.error("A condition's colon is missing here.")
        self._scanner.spaces(over_lines=True)
        return Conditional(condition, yes, self.read())

    def _operations(self, binding: int) -> Expression:
        scanner = self._scanner
        left = self._unary()
        for _ in range(_MOST_LONG):
            scanner.spaces(self._over_lines)
            found = _SIGN.match(scanner.text, scanner.at)
            if found is None or _BINDS[found[0]] <= binding:
                return left
            scanner.at = found.end()
            scanner.spaces(over_lines=True)
            left = HclOperation(found[0], left, self._operations(_BINDS[found[0]]))
        raise scanner.error("This is too long to be read.")

    def _unary(self) -> Expression:
        signs = []
        while found := next((s for s in ("!", "-") if self._takes(s)), None):
            signs.append(found)
            if len(signs) > _MOST_DEEP:
                raise self._scanner.error("What stands here is nested too deeply.")
        one = self._members(self._primary())
        for sign in reversed(signs):
            one = HclOperation(sign, one)
        return one

    def _members(self, of: Expression) -> Expression:
        scanner = self._scanner
        for _ in range(_MOST_LONG):
            scanner.spaces(self._over_lines)
            if found := scanner.matches(_INDEX):
                of = IndexOf(of, Constant(int(found[1][:18])))
            elif scanner.text.startswith("...", scanner.at):
                return of
            elif scanner.take("."):
                if scanner.take("*"):
                    of = Splat(of)
                elif name := scanner.name():
                    of = Member(of, name)
                else:
                    raise scanner.error("A name is missing here, behind the dot.")
            elif scanner.take("["):
                of = self._indexed(of)
            else:
                return of
        raise scanner.error("This is too long to be read.")

    def _indexed(self, of: Expression) -> Expression:
        if self._scanner.take("*", over_lines=True):
            self._close("]")
            return Splat(of)
        return IndexOf(of, self.inside("]"))

    def _primary(self) -> Expression:
        scanner = self._scanner
        scanner.spaces(self._over_lines)
        if self._templates.begins():
            return self._templates.read()
        if found := scanner.matches(_NUMBER):
            return Constant(_number(found[0]))
        if scanner.take("("):
            return self.inside(")")
        if scanner.take("["):
            return self._list()
        if scanner.take("{"):
            return self._object()
        name = scanner.name()
        if name is None:
            raise scanner.error("A value is missing here.")
        while scanner.take("::"):
            name = f"{name}::{scanner.name() or ''}"
        if scanner.take("("):
            return self._call(name)
        return _CONSTANTS.get(name) or ScopeName(name)

    def _call(self, name: str) -> Expression:
        before, self._over_lines = self._over_lines, True
        arguments: list[Expression] = []
        spread = False
        while not self._takes(")"):
            arguments.append(self.read())
            spread = self._takes("...")
            if not self._takes(","):
                self._close(")")
                break
        self._over_lines = before
        return FunctionCall(name, tuple(arguments), spread)

    def _list(self) -> Expression:
        before, self._over_lines = self._over_lines, True
        found: Expression | None = self._for("]")
        if found is None:
            items: list[Expression] = []
            while not self._takes("]"):
                items.append(self.read())
                if not self._takes(","):
                    self._close("]")
                    break
            found = ListOf(tuple(items))
        self._over_lines = before
        return found

    def _object(self) -> Expression:
        before = self._over_lines
        self._over_lines = True
        found: Expression | None = self._for("}")
        if found is None:
            pairs: list[tuple[Expression, Expression]] = []
            while not self._scanner.take("}", over_lines=True):
                pairs.append(self._pair())
                self._scanner.spaces(over_lines=True)
                self._scanner.take(",")
                if self._scanner.ended():
                    raise self._scanner.error("A closing “}” is missing.")
            found = ObjectOf(tuple(pairs))
        self._over_lines = before
        return found

    def _pair(self) -> tuple[Expression, Expression]:
        self._over_lines = False
        key = self.read()
        if isinstance(key, ScopeName):
            key = Constant(key.name)
        if not (self._takes("=") or self._takes(":")):
            raise self._scanner.error("Behind a name in braces “=” and a value are missing.")
        self._scanner.spaces(over_lines=True)
        return key, self.read()

    def _for(self, closing: str) -> Expression | None:
        """`for … in … : …`, with its closing bracket; None where none begins here."""
        scanner = self._scanner
        scanner.spaces(over_lines=True)
        began = scanner.at
        if scanner.name() != "for":
            scanner.at = began
            return None
        names = [scanner.name()]
        while scanner.take(","):
            names.append(scanner.name())
        if None in names:  # `{ for = 1 }`
            scanner.at = began
            return None
        scanner.spaces(over_lines=True)
        if scanner.name() != "in":
            raise scanner.error("A “for” lacks its “in”.")
        collection = self.read()
        if not self._takes(":"):
            raise scanner.error("A “for” lacks its colon.")
        key, value = None, self.read()
        if closing == "}":
            if not self._takes("=>"):
                raise scanner.error("A “for” in braces lacks its “=>”.")
            key, value = value, self.read()
        grouped = self._takes("...")
        scanner.spaces(over_lines=True)
        began = scanner.at
        condition = self.read() if scanner.name() == "if" else None
        if condition is None:
            scanner.at = began
        self._close(closing)
        said = tuple(name for name in names if name)
        return ForOf(said, collection, value, key, condition, grouped)

    def _takes(self, sign: str) -> bool:
        return self._scanner.take(sign, self._over_lines)

    def _close(self, closing: str) -> None:
        if not self._scanner.sees(closing, over_lines=True):
            raise self._scanner.error(f"A closing “{closing}” is missing.")
        self._scanner.at += len(closing)


def _number(text: str) -> int | float:
    if len(text) > _LONGEST_NUMBER:
        return float("inf")
    return int(text) if text.isdecimal() else float(text)


def template_of(text: str) -> Expression | None:
    """A text that is a template of its own, such as a file's; None where it cannot be read."""
    if _END in text:
        return None
    try:
        return ExpressionReader(Scanner(f"<<{_END}\n{text}\n{_END}\n")).read()
    except HclError:
        return None
