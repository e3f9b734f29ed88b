"""A template → its source graphs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.errors import SourceError
from app.model import problem
from app.model.problem import Problem
from app.model.source_graph import SourcePlace
from app.model.wording import counted
from app.sources.infrastructure.cloudformation.nested import title_of
from app.sources.infrastructure.cloudformation.stacks import MOST_RESOURCES, StackFiles
from app.sources.infrastructure.drawing import drawn, unknown_types
from app.sources.infrastructure.stack import Stack
from app.sources.reading import DiagramOrigin, SourceReading

MOST_TOLD = 200  # problems of a stack
LANGUAGE = "cloudformation"


def read_template(path: Path, origin: DiagramOrigin) -> SourceReading:
    """Read a template with what it nests, as far as that lies in the origin's roots."""
    files = StackFiles(origin)
    try:
        files.take_in(path)
    except SourceError as why:
        wrong = problem.error(str(why), why.file or origin.file, why.line)
        return SourceReading(problems=_told([wrong, *files.problems], origin.file))
    problems = list(files.problems)
    if not files.resources and not files.modules:
        problems.append(problem.warning("It has no resources to show.", origin.file))
        return SourceReading(problems=_told(problems, origin.file), read=tuple(files.read))
    if files.left:
        text = f"not drawn: {counted(files.left, 'resource')} after the first {MOST_RESOURCES:,}"
        problems.append(problem.warning(text, origin.file))
    stack = Stack(
        language=LANGUAGE,
        title=title_of(path),
        place=SourcePlace(origin.file),
        resources=tuple(files.resources),
        modules=tuple(files.modules),
        conditions=tuple(files.conditions),
    )
    problems += unknown_types(stack)
    return SourceReading(
        drawn(stack), _told(problems, origin.file), read=tuple(dict.fromkeys(files.read))
    )


def _told(problems: Sequence[Problem], file: str) -> tuple[Problem, ...]:
    """The first of them, and how many more there are."""
    told = problem.distinct(problems)
    if len(told) <= MOST_TOLD:
        return told
    text = f"not listed: {counted(len(told) - MOST_TOLD, 'more problem')}"
    return (*told[:MOST_TOLD], problem.warning(text, file))
