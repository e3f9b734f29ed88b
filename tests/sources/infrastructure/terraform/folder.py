"""Terraform's files as a test writes them, and the stack that they say."""

from __future__ import annotations

from pathlib import Path

from app.model.problem import Problem
from app.sources.infrastructure.stack import Resource, Stack
from app.sources.infrastructure.terraform.reading import folder_stack
from app.sources.reading import DiagramOrigin


def read(folder: Path, files: dict[str, str], opened: str = ".") -> tuple[Stack, list[Problem]]:
    """Files by their path in a folder, of which one folder is opened."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    here = (folder / opened).resolve()
    file = (here / "main.tf").relative_to(folder.resolve()).as_posix()
    stack, problems, _ = folder_stack(here, DiagramOrigin(file, here, (folder.resolve(),)))
    return stack, list(problems)


def stack(folder: Path, text: str, **files: str) -> Stack:
    """That of a main.tf and other files, by their stem, with which nothing is wrong."""
    found, problems = read(folder, {"main.tf": text, **{f"{n}.tf": t for n, t in files.items()}})
    assert problems == []
    return found


def by_address(stack: Stack) -> dict[str, Resource]:
    """The resources of a stack."""
    return {one.address: one for one in stack.resources}
