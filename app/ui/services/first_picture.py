"""The picture that the bundled workspace last opened with, kept whole.

It is on the screen before anything is read; the workspace, read right after, has the last
word. Knows no Qt. Other workspaces are not kept. A wheel has that of the very first start in it, which was made
of its scripts when the wheel was built.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import msgspec

import app
from app.cache import Cache, digest
from app.errors import AcetateError
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.notes import Notebook
from app.model.workspace import Workspace
from app.places import bundled_root

SHIPPED = "first_picture.json"  # beside the bundled diagrams


class FirstPicture(NamedTuple):
    """The workspace with that one diagram alone, and its picture."""

    workspace: Workspace
    layout: DiagramLayout


def kept(diagram: DiagramId) -> FirstPicture | None:
    """What was kept for a diagram id, empty for the first diagram."""
    found = Cache("first").get(_key(diagram))
    if found is None:
        shipped = came_along()
        return shipped if shipped and diagram in ("", shipped.layout.diagram.id) else None
    try:
        return msgspec.msgpack.decode(found, type=FirstPicture)
    except msgspec.MsgspecError:  # another version's
        return None


def came_along() -> FirstPicture | None:
    """The one in the wheel; a checkout has none."""
    try:
        text = (bundled_root() / SHIPPED).read_text("utf-8")
    except OSError:
        return None
    from app.layout.keeping import layout_from, lines_of

    try:
        for name, folder in _folders():
            text = text.replace(name, folder)
        first = msgspec.json.decode(text, type=FirstPicture)
        # Its digest has these folders in it.
        layout = layout_from(lines_of(first.layout), first.layout.diagram)
    except (ValueError, AcetateError):
        return None
    return first._replace(layout=layout)


def to_ship() -> bytes:
    """What a wheel has: made of the scripts as they are, with no folder of this machine in it."""
    from app.layout.layout import lay_out
    from app.sources.workspace import steps

    growing = steps(None)
    workspace = next(found for found in growing if found.diagrams)
    layout = replace(lay_out(workspace.diagrams[0]), digest="")
    first = _alone(workspace, layout)
    text = msgspec.json.encode(first).decode()
    for name, folder in _folders():
        text = text.replace(folder, name)
    return text.encode()


def keep(diagram: DiagramId, workspace: Workspace, layout: DiagramLayout) -> FirstPicture:
    """Keep it for the next start."""
    first = _alone(workspace, layout)
    Cache("first").put(_key(diagram), msgspec.msgpack.encode(first))
    return first


def _alone(workspace: Workspace, layout: DiagramLayout) -> FirstPicture:
    alone = replace(
        workspace,
        diagrams=tuple(d for d in workspace.diagrams if d.id == layout.diagram.id),
        notebook=Notebook(),
        links={},
        problems=(),
        growing=True,
    )
    return FirstPicture(alone, layout)


def _folders() -> tuple[tuple[str, str], ...]:
    """What stands for folders in what is shipped, and these as JSON has them."""
    from app.sources.graphs.installed import packages

    folders = (("@packages@", packages()), ("@bundled@", bundled_root()))
    spelt = [(name, msgspec.json.encode(str(at)).decode()[1:-1]) for name, at in folders]
    return tuple(sorted(spelt, key=lambda one: -len(one[1])))  # one may lie in the other


def _key(diagram: DiagramId) -> str:
    return digest(str(app.__file__), app.__version__, diagram)
