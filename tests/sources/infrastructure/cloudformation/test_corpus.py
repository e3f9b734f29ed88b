"""Templates that each say, in comments, what is to be read of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.sources.formats.cloudformation import begins
from app.sources.infrastructure.stack import references
from tests.sources.infrastructure.cloudformation.helper import TEMPLATES, read, said

FILES = sorted(path.name for path in TEMPLATES.iterdir())
_WORDS = {True: "true", False: "false", None: "unknown"}


def expected(path: Path, key: str) -> list[str]:
    begins_with = f"# {key}: "
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return [line.removeprefix(begins_with) for line in lines if line.startswith(begins_with)]


@pytest.mark.parametrize("name", FILES)
def test_a_template_is_read_as_it_says(name: str) -> None:
    path = TEMPLATES / name
    assert begins(path.read_text("utf-8"))
    found = read(path)
    if has := expected(path, "has"):
        assert sorted(f"{r.address} {r.type}" for r in found.resources.values()) == sorted(has)
    for line in expected(path, "value"):
        where, value = line.split(" = ", 1)
        resource, _, property = where.partition(".")
        assert (where, said(found.resources[resource], property)) == (where, value)
    references_ = {
        f"{r.address}.{'.'.join(str(p) for p in way if isinstance(p, str))} -> {to.target}{'.' * bool(to.attribute)}{to.attribute}"
        for r in found.resources.values()
        for way, to in references(r.properties)
    }
    assert set(expected(path, "refs")) <= references_
    for line in expected(path, "line"):
        resource, at = line.split()
        assert found.resources[resource].place.line == int(at)
    for line in expected(path, "count"):
        resource, count = line.split(" ", 1)
        assert found.resources[resource].count == count
    for line in expected(path, "on"):
        resource, condition = line.split()
        assert found.resources[resource].condition == condition
        assert resource in found.conditions[condition].elements
    for line in expected(path, "condition"):
        condition, holds, text = line.split(" ", 2)
        one = found.conditions[condition]
        assert (_WORDS[one.holds], one.text) == (holds, text)
    for line in expected(path, "after"):
        resource, other = line.split()
        assert other in found.resources[resource].depends_on
    problems = sorted((p.line or 0, p.message) for p in found.problems)
    wanted = sorted(
        (int(line), words)
        for line, _, words in (one.partition(" ") for one in expected(path, "problem"))
    )
    assert len(problems) == len(wanted), problems
    for (where_, message), (at_, words) in zip(problems, wanted, strict=True):
        assert where_ == at_
        assert words in message
