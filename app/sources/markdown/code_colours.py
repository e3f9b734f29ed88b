"""Code in notes as HTML whose words have classes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

COLOURED = 20_000  # characters of code that is coloured at most
LINE = 600  # characters of a line of it
# What Pygments' expressions take long for, and nobody indents by.
_BLANKS = re.compile(r"\s{300}")


def coloured(code: str, language: str) -> str:
    """The code in spans of the classes k(eyword), s(tring), n(umber), c(omment), f(unction)."""
    short = len(code) <= COLOURED and max(map(len, code.split("\n"))) <= LINE
    plain = not short or _BLANKS.search(code) is not None
    return html.escape(code) if plain else "".join(_pieces(code, language))


def _pieces(code: str, language: str) -> Iterator[str]:
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Token as Kind
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        yield html.escape(code)
        return
    classes = (
        (Kind.Comment, "c"),
        (Kind.Keyword.Constant, "n"),
        (Kind.Keyword, "k"),
        (Kind.Operator.Word, "k"),
        (Kind.Name.Tag, "k"),
        (Kind.Literal.String, "s"),
        (Kind.Literal.Number, "n"),
        (Kind.Name.Function, "f"),
        (Kind.Name.Class, "f"),
        (Kind.Name.Builtin, "f"),
        (Kind.Name.Variable, "n"),
    )
    for kind, text in lexer.get_tokens(code):
        name = next((c for k, c in classes if kind in k), None)
        said = html.escape(text)
        yield f'<span class="{name}">{said}</span>' if name and text.strip() else said
