"""Terraform's plans and states in JSON → a stack."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from app.bounded import read_whole
from app.errors import SourceError
from app.model import problem
from app.model.problem import Problem
from app.model.source_graph import SourcePlace
from app.sources.infrastructure.drawing import drawn, unknown_types
from app.sources.infrastructure.stack import Stack
from app.sources.infrastructure.terraform.configuration import PlanConfiguration
from app.sources.infrastructure.terraform.folding import folded_stack
from app.sources.infrastructure.terraform.instances import (
    MOST,
    OLD,
    Instance,
    of_plan,
    of_state,
    of_state_file,
    without_keys,
)
from app.sources.infrastructure.terraform.scanner import Scanner
from app.sources.infrastructure.terraform.secrets import KnownSecrets, secrets_of
from app.sources.reading import DiagramOrigin, SourceReading

MOST_BYTES = 64 << 20
_ADDRESS = re.compile(r'"address":\s*"((?:[^"\\]|\\.){1,500})"')
_IN_STATE = re.compile(
    r'(?:"module":\s*"([^"]{1,500})",\s*)?"mode":\s*"(\w+)",\s*"type":\s*"([^"]{1,200})",\s*"name":\s*"([^"]{1,200})"'
)


def read_plan(path: Path, origin: DiagramOrigin) -> SourceReading:
    """A plan (`terraform show -json plan`), a state (`terraform show -json`), or a `.tfstate` file."""
    try:
        text = _text(read_whole(path, MOST_BYTES))
    except SourceError as why:
        return SourceReading(problems=(problem.error(str(why), origin.file),))
    stack, problems = plan_stack(text, origin.file, path.stem)
    if stack is None:
        return SourceReading(problems=problems)
    if not stack.resources and not problems:
        problems = (problem.warning("It has no resources.", origin.file),)
    graphs = drawn(stack) if stack.resources else ()
    return SourceReading(graphs, (*problems, *unknown_types(stack)))


def _text(raw: bytes) -> str:
    """PowerShell writes UTF-16 where a command's output goes into a file."""
    wide = raw[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    return raw.decode("utf-16" if wide else "utf-8-sig", "replace")


def plan_stack(text: str, file: str, title: str) -> tuple[Stack | None, tuple[Problem, ...]]:
    """What a plan or a state says, and what is wrong with it."""
    import msgspec

    try:
        said = msgspec.json.decode(text.encode("utf-8"))
    except RecursionError:
        return None, (problem.error("Its values are nested too deeply.", file),)
    except msgspec.DecodeError as why:
        return None, (problem.error(f"It is not JSON: {why}.", file),)
    if not isinstance(said, Mapping):
        return None, (problem.error("It is no plan and no state of Terraform’s.", file),)
    secrets = secrets_of(said)
    found = [_without(one, secrets) for one in islice(_instances(said), MOST + 1)]
    problems = []
    if len(found) > MOST:
        problems.append(problem.warning(f"Only the first {MOST:,} resources are shown.", file))
    version = said.get("version")
    if "lineage" in said and version not in (*OLD, 4):
        problems.append(
            problem.error(f"States of version {version} are not read; Terraform writes 4.", file)
        )
    if said.get("errored") is True or said.get("complete") is False:
        problems.append(problem.warning("Terraform has not planned all of it.", file))
    configuration = PlanConfiguration(said.get("configuration"))
    places = dict(_places(text, file))
    return folded_stack(found[:MOST], configuration, title, SourcePlace(file), places), tuple(
        problems
    )


def _instances(said: Mapping[str, Any]) -> Iterator[Instance]:
    if "resource_changes" in said or "planned_values" in said:
        return of_plan(said)
    if "values" in said:
        return of_state(said)
    return of_state_file(said)


def _without(one: Instance, secrets: KnownSecrets) -> Instance:
    if not secrets:
        return one
    values = {name: secrets.taken_from(value) for name, value in one.values.items()}
    before = {name: secrets.taken_from(value) for name, value in (one.before or {}).items()}
    return replace(one, values=values, before=before if one.before is not None else None)


def _places(text: str, file: str) -> Iterator[tuple[str, SourcePlace]]:
    """Where each address is first said."""
    seen: set[str] = set()
    scanner = Scanner(text)
    places = [
        (found.start(), without_keys(found[1].replace('\\"', '"')))
        for found in _ADDRESS.finditer(text)
    ]
    if not places:
        places = [(found.start(), _in_state(found)) for found in _IN_STATE.finditer(text)]
    for at, address in places:
        if address not in seen:
            seen.add(address)
            scanner.at = at
            yield address, SourcePlace(file, *scanner.place())


def _in_state(found: re.Match[str]) -> str:
    module = f"{without_keys(found[1])}." if found[1] else ""
    return f"{module}{'data.' if found[2] == 'data' else ''}{found[3]}.{found[4]}"
