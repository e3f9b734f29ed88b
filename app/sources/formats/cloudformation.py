"""CloudFormation's templates, SAM's, and those that the CDK writes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from app.sources.formats.record import DiagramFormat

if TYPE_CHECKING:
    from app.sources.reading import DiagramOrigin, SourceReading

_TYPE = re.compile(r"""["']?Type["']?[ \t]*:[ \t]*["']?[A-Za-z0-9]{1,60}::""")
_KEY = re.compile(r"""["']?(AWSTemplateFormatVersion|Resources)["']?[ \t]*:""")
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"[ \t\r\n]*(:?)|([{\[])|([}\]])|"', re.DOTALL)


def begins(text: str) -> bool:
    """Whether a text begins as a template does: with the version of the format, or with resources that have types of AWS's
    kind, both of them outermost."""
    if not ("AWSTemplateFormatVersion" in text or "Resources" in text):
        return False
    found = _outermost_json(text) if text.lstrip().startswith("{") else _outermost_yaml(text)
    return "AWSTemplateFormatVersion" in found or (
        "Resources" in found and _TYPE.search(text) is not None
    )


def _outermost_yaml(text: str) -> set[str]:
    found: set[str] = set()
    indent: int | None = None  # of the outermost keys
    last = ""
    for line in text.splitlines():
        bare = line.lstrip(" ")
        if not bare or bare.startswith(("#", "---", "%")):
            continue
        at = len(line) - len(bare)
        indent = at if indent is None else indent
        if bare.startswith("- "):
            found.discard(last)  # a list, as CodeDeploy has it
        key = _KEY.match(bare) if at == indent else None
        last = key[1] if key else ""
        found |= {last} if last else set()
    return found


def _outermost_json(text: str) -> set[str]:
    found: set[str] = set()
    depth = 0
    last = ""
    for token in _TOKEN.finditer(text):
        if token[2]:
            depth += 1
            if token[2] == "[":
                found.discard(last)
        elif token[3]:
            depth -= 1
        elif token[0] == '"':  # its end has been cut off
            break
        last = ""
        if token[1] and depth == 1:
            last = token[0].partition('"')[2].partition('"')[0]
            found.add(last)
    return found


def _read(path: Path, origin: DiagramOrigin) -> SourceReading:
    from app.sources.infrastructure.cloudformation.reading import read_template

    return read_template(path, origin)


def _codec(raw: bytes) -> tuple[str, bytes]:
    from app.sources.edits.encodings import of_prose

    return of_prose(raw)


FORMAT = DiagramFormat(
    name="CloudFormation, SAM, CDK",
    files="CloudFormation templates",
    suffixes=(),
    may=(".yaml", ".yml", ".json", ".template"),
    read=_read,
    codec=_codec,
    begins=begins,
    known_by="a CloudFormation template",
    describes=True,
)
