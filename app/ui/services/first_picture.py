"""The picture that the bundled workspace last opened with, kept whole.

It is on the screen before anything is read; the workspace, read right after, has the last
word. Knows no Qt. Other workspaces are not kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import msgspec

import app
from app.cache import Cache, digest
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.notes import Notebook
from app.model.workspace import Workspace


class FirstPicture(NamedTuple):
    """The workspace with that one diagram alone, and its picture."""

    workspace: Workspace
    layout: DiagramLayout


def kept(diagram: DiagramId) -> FirstPicture | None:
    """What was kept for a diagram id, empty for the first diagram."""
    found = Cache("first").get(_key(diagram))
    if found is None:
        return None
    try:
        return msgspec.msgpack.decode(found, type=FirstPicture)
    except msgspec.MsgspecError:  # another version's
        return None


def keep(diagram: DiagramId, workspace: Workspace, layout: DiagramLayout) -> FirstPicture:
    """Keep it for the next start."""
    alone = replace(
        workspace,
        diagrams=tuple(d for d in workspace.diagrams if d.id == layout.diagram.id),
        notebook=Notebook(),
        links={},
        problems=(),
        growing=True,
    )
    first = FirstPicture(alone, layout)
    Cache("first").put(_key(diagram), msgspec.msgpack.encode(first))
    return first


def _key(diagram: DiagramId) -> str:
    return digest(str(app.__file__), app.__version__, diagram)
