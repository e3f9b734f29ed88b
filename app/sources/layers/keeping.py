"""Keeps what layers a person gave to a diagram: in the file that there is in the workspace's folder, or
among the person's own things. Nothing is written into a folder before its person has said so."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from app import atomic
from app.errors import WriteError
from app.model.ids import DiagramId
from app.model.layer_choice import NOTHING_CHOSEN, LayerChoice
from app.paths import told
from app.sources.layers import places, side_file


def keep(root: Path, diagram: DiagramId, choice: LayerChoice) -> Path:
    """Write it; what the file says of other diagrams stays. Returns the file. Raises WriteError where
    that cannot be written, or is broken: then nobody knows what would be lost."""
    with atomic.alone(root):  # what another window gives to another diagram stays
        return _keep(root, diagram, choice)


def _keep(root: Path, diagram: DiagramId, choice: LayerChoice) -> Path:
    known = side_file.read(root)
    if known.broken:
        wrong = known.problems[0]
        at = f", line {wrong.line}" if wrong.line else ""
        raise WriteError(f"{told(known.path)} was not written: mend it first{at}.")
    choices = {**known.choices, diagram: choice}
    said = {id: found for id, found in choices.items() if found != NOTHING_CHOSEN}
    if known.path == places.own(root):
        if not said:
            known.path.unlink(missing_ok=True)
            return known.path
        atomic.make_folder(known.path.parent)
    atomic.write(known.path, side_file.written(said).encode())
    return known.path


def move_beside(root: Path) -> Path:
    """From now on the file lies in the workspace's folder. Returns it. Raises WriteError."""
    known = side_file.read(root)
    path = places.beside(root)
    if known.path != path:
        atomic.write(path, side_file.written(known.choices).encode())
        with suppress(OSError):
            known.path.unlink(missing_ok=True)
    return path
