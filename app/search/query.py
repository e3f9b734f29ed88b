"""What is typed: a prefix that narrows, and words."""

from __future__ import annotations

from dataclasses import dataclass

from app.search.entry import EntryKind
from app.search.words import fold, tokens


@dataclass(frozen=True, slots=True)
class Query:
    """`kind` is what alone is looked for, None everything. `layer` is what was typed after
    `#`, None without one. `words` are as typed; `text` is all that is looked for, folded, on one
    line."""

    kind: EntryKind | None
    layer: str | None
    words: tuple[str, ...]
    text: str


def parse(typed: str) -> Query:
    """`#iam key` narrows to a layer and what is on it, `>` to commands, `@` to diagrams."""
    typed = typed.strip()
    kind = {">": EntryKind.COMMAND, "@": EntryKind.DIAGRAM}.get(typed[:1])
    layer: str | None = None
    if kind is not None:
        typed = typed[1:]
    elif typed.startswith("#"):
        head, _, typed = typed[1:].partition(" ")
        layer = fold(head)
    return Query(kind, layer, tuple(tokens(typed)), " ".join(fold(typed).split()))
