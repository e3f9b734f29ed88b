"""Reported cards as Markdown, for those who write the diagrams and notes: it can be read as it is,
and pasted where problems are told of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from app import __version__, atomic
from app.model.wording import counted
from app.study.reported import Reported

_MARKS = re.compile(r"[\\`*_\[\]<>|~&$]")
_OPENS = re.compile(r"^[-+=#]")  # a list, a rule, a heading; numbers stay a list's
_TICKS = re.compile("`+")


def as_markdown(reports: Iterable[Reported]) -> str:
    """A heading a diagram, and one a card; texts stand in it as they were. Dates are the
    machine's."""
    found = sorted(reports, key=lambda r: (r.diagram.casefold(), r.at))
    said = counted(len(found), "card")
    lines = ["# Reported cards", "", f"{said}, reported in Acetate {__version__}."]
    place = None
    for report in found:
        if report.diagram != place:
            place = report.diagram
            lines += ["", f"## {_line(place) or 'Notes without a diagram'}"]
        lines += ["", f"### {_line(report.question)}", ""]
        lines += [f"> {_text(line.strip())}".rstrip() for line in report.answer.splitlines()]
        lines += ["", f"- Reported: {report.moment.astimezone():%Y-%m-%d %H:%M}"]
        lines += [f"- What is wrong: {_line(report.reason)}"] if report.reason else []
        lines += [f"- Card: {_code(report.card)}"]
    return "\n".join(lines) + "\n"


def write(reports: Iterable[Reported], path: Path) -> int:
    """Write them; returns how many. Raises WriteError."""
    found = tuple(reports)
    atomic.write(path, as_markdown(found).encode("utf-8", "replace"))
    return len(found)


def _line(text: str) -> str:
    return _text(" ".join(text.split()))


def _text(line: str) -> str:
    """A line that says in Markdown what it says here."""
    return _OPENS.sub(r"\\\g<0>", _MARKS.sub(r"\\\g<0>", line))


def _code(text: str) -> str:
    most = max(map(len, _TICKS.findall(text)), default=0)
    ticks, gap = "`" * (most + 1), " " if most else ""
    return f"{ticks}{gap}{' '.join(text.split())}{gap}{ticks}"
