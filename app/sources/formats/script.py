"""Scripts of the package `diagrams`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from app.sources.formats.record import DiagramEdit, DiagramFormat, Hints, Trust

if TYPE_CHECKING:
    from app.sources.edits.edits import Source
    from app.sources.reading import DiagramOrigin, SourceReading

_IMPORTED = re.compile(
    rb"""(?:^|[;:])[ \t]*(?:from[ \t]+diagrams[\w.]*[ \t]+import\b
                        |import[ \t]+[\w., \t]*(?<![\w.])diagrams\b)
       | ["']diagrams["'.]""",
    re.MULTILINE | re.VERBOSE,
)
_OTHERS = re.compile(rb"^[ \t]*(?:from|import)[ \t]+([^\n#]+)", re.MULTILINE)
_NAME = re.compile(r"\w+")


def _hints(text: bytes) -> Hints:
    """It imports `diagrams`, or names a module that may."""
    if _IMPORTED.search(text):
        return Hints(itself=True)
    named = b" ".join(_OTHERS.findall(text)).decode("utf-8", "replace")
    return Hints(itself=False, others=frozenset(_NAME.findall(named)))


def _read(path: Path, origin: DiagramOrigin) -> SourceReading:
    from app.sources.scripts.closure import closure_of

    closure = origin.closure or closure_of(path)
    if origin.trusted:
        from app.sources.scripts.running import read_script

        return read_script(closure, origin)
    from app.sources.scripts.evaluating import evaluate_script

    return evaluate_script(closure, origin)


def _codec(raw: bytes) -> tuple[str, bytes]:
    from app.sources.edits.encodings import of_python

    return of_python(raw)


def _with_url(source: Source, line: int | None, label: str, cluster: bool, url: str) -> str:
    from app.sources.edits.script_edit import with_url

    return with_url(source, line, label, cluster, url)


def _advice(cluster: bool, url: str) -> str:
    return f'graph_attr={{"URL": "{url}"}}' if cluster else f'URL="{url}"'


FORMAT = DiagramFormat(
    name="`diagrams` script",
    files="diagram scripts",
    suffixes=(".py",),
    read=_read,
    codec=_codec,
    edit=DiagramEdit(_with_url, _advice, "`URL` of nodes and clusters"),
    trust=Trust.PROGRAM,
    beside="*.py",  # it may import them
    hints=_hints,
)
