"""Which cells of a page stand where, and in what: layers, boxes, parts of others, clusters. Most people
frame shapes without putting them into the frame, so what lies in one is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.catalogue import catalogue
from app.model.geometry import Box, Point
from app.sources.drawio.cells import DrawioCell
from app.sources.drawio.frames import Framed, NearShapes, innermost_frames

_ROWS = frozenset({"text", "line", "tableRow", "partialRectangle", "table"})
_PLAIN = frozenset(
    {
        "",
        "rect",
        "rectangle",
        "umlFrame",
        "mxgraph.basic.rect",
        "mxgraph.gcp2.google_cloud_platform",
    }
)
_STACKS = frozenset({"stackLayout", "tableLayout"})
_BY, _TOP = 14.0, 40.0  # px from an icon, its name; from a cluster's top, its title


@dataclass(slots=True)
class PlacedCell:
    """A cell on the sheet: its box (pt), or of an edge the corner to which its points count. `parent` is the
    cell that it stands in, as the file has it; `order` in which it is painted; `parts` are cells that
    are drawn with it and mean nothing alone."""

    cell: DrawioCell
    box: Box
    parent: str
    layer: str
    order: int
    children: list[str] = field(default_factory=list)
    parts: list[PlacedCell] = field(default_factory=list)


@dataclass(slots=True)
class PageTree:
    """`vertices` and `edges` are by id, in the order of painting; `clusters` are the ids of those that hold
    others, `around` says in which cluster each stands. `owners` say of what is drawn with another one
    what that is, or of what a closed group hides, that group. `labels` are those of edges that are
    cells of their own. `closed` are groups of which nobody sees what is in them."""

    layers: tuple[str, ...] = ()
    vertices: dict[str, PlacedCell] = field(default_factory=dict)
    edges: dict[str, PlacedCell] = field(default_factory=dict)
    labels: dict[str, list[DrawioCell]] = field(default_factory=dict)
    clusters: set[str] = field(default_factory=set)
    around: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    hidden_layers: tuple[str, ...] = ()

    def owner(self, id: str) -> str:
        """What a cell is a part of, or itself."""
        return self.owners.get(id, id)

    def take(self, owner: PlacedCell, ids: Iterable[str]) -> None:
        """Make these, with all that is in them, parts of another cell."""
        waiting = list(reversed(list(ids)))
        while waiting:
            part = self.vertices.pop(waiting.pop(), None)
            if part is not None:
                owner.parts += [part, *part.parts]
                for one in (part, *part.parts):
                    self.owners[one.cell.id] = owner.cell.id
                self.around.pop(part.cell.id, None)
                waiting += reversed(part.children)
        owner.children = [c for c in owner.children if c in self.vertices]


def page_tree(cells: Iterable[DrawioCell]) -> PageTree:
    """The tree of a page's cells; what stands in itself, or in nothing, is passed over."""
    made = _TreeMaker(list(cells))
    made.walk()
    made.join_parts()
    name_icons(made.tree)
    made.nest()
    return made.tree


def name_icons(tree: PageTree) -> None:
    """Make texts that stand right above or below an icon without a label parts of it."""
    vertices = tree.vertices
    bare = {id: v.box for id, v in vertices.items() if _wants_name(v.cell) and not v.children}
    if not bare:
        return
    spots = {
        id: Box(b.x - _BY, b.y - _BY, b.width + 2 * _BY, b.height + 2 * _BY)
        for id, b in bare.items()
    }
    near = NearShapes(spots, {})
    given: set[str] = set()
    for id, text in list(vertices.items()):
        if not is_text(text.cell) or not text.cell.value or text.children:
            continue
        box = text.box
        ends = (Point(box.center.x, box.y), Point(box.center.x, box.bottom))
        found = next((f for end in ends if (f := near.at(end)) is not None), None)
        if found is None or found in given or vertices[found].layer != text.layer:
            continue
        icon = bare[found]
        gap = max(box.y - icon.bottom, icon.y - box.bottom)
        if icon.x <= box.center.x <= icon.right and -_BY <= gap <= _BY:
            given.add(found)
            tree.take(vertices[found], [id])


def title_clusters(tree: PageTree) -> None:
    """Make the uppermost text in a cluster without a label its title, where it stands at its top."""
    first: dict[str, PlacedCell] = {}
    for id, one in tree.vertices.items():
        around = tree.around.get(id)
        if around is None or not is_text(one.cell) or not one.cell.value or id in tree.clusters:
            continue
        outer = tree.vertices[around]
        if outer.cell.value or outer.parts or one.box.y > outer.box.y + _TOP:
            continue
        if around not in first or one.box.y < first[around].box.y:
            first[around] = one
    for around, one in first.items():
        tree.take(tree.vertices[around], [one.cell.id])


def _wants_name(cell: DrawioCell) -> bool:
    pictured = "image" in cell.style or "resIcon" in cell.style or "prIcon" in cell.style
    return not cell.value and (
        pictured or cell.shape.startswith(("mxgraph.aws", "mxgraph.gcp", "mxgraph.azure"))
    )


def is_text(cell: DrawioCell) -> bool:
    """Whether it is nothing but letters."""
    bare = cell.says("strokeColor") == "none" and cell.says("fillColor", "none") == "none"
    return cell.shape in ("text", "edgeLabel") or (not cell.shape and bare)


def is_frame(cell: DrawioCell) -> bool:
    """Whether it is there to have others in it, or may be."""
    shape = cell.shape
    if cell.on("container") or shape == "swimlane" or cell.style.get("grIcon"):
        return True
    plain = shape in _PLAIN and not is_text(cell)
    return plain and not cell.style.get("image") and not cell.on("ellipse")


class _TreeMaker:
    def __init__(self, cells: list[DrawioCell]) -> None:
        self.tree = PageTree()
        self._cells: dict[str, DrawioCell] = {}
        self._inside: dict[str, list[DrawioCell]] = {}
        for cell in cells:
            if cell.id and cell.id not in self._cells:
                self._cells[cell.id] = cell
        root = next((c for c in self._cells.values() if not c.parent), None)
        self._root = root.id if root else ""
        sheets = [c for c in self._cells.values() if self._is_layer(c)]
        self._sheets = sheets or ([root] if root else [])
        first = self._sheets[0].id if self._sheets else ""
        for cell in self._cells.values():
            if cell.vertex or cell.edge:
                parent = cell.parent if cell.parent in self._cells else first
                if parent != cell.id:
                    self._inside.setdefault(parent, []).append(cell)

    def _is_layer(self, cell: DrawioCell) -> bool:
        return (
            cell.parent == self._root and not (cell.vertex or cell.edge) and cell.id != self._root
        )

    def walk(self) -> None:
        """Find the boxes, from the layers inwards."""
        names = _layer_names(self._sheets)
        self.tree.layers = tuple(dict.fromkeys(name for name in names if name))
        self.tree.hidden_layers = tuple(
            name
            for name, sheet in zip(names, self._sheets, strict=True)
            if name and not sheet.visible
        )
        for name, sheet in zip(names, self._sheets, strict=True):
            self._walk_in(sheet.id, name)

    def _walk_in(self, sheet: str, layer: str) -> None:
        origin = Point(0.0, 0.0)
        waiting = [(cell, sheet, origin) for cell in reversed(self._inside.get(sheet, ()))]
        while waiting:
            cell, parent, origin = waiting.pop()
            if cell.id in self.tree.vertices or cell.id in self.tree.edges or not cell.visible:
                continue
            inner = self._inside.get(cell.id, ())
            if cell.edge:
                order = len(self.tree.vertices) + len(self.tree.edges)
                corner = Box(origin.x, origin.y, 0.0, 0.0)
                self.tree.edges[cell.id] = PlacedCell(cell, corner, parent, layer, order)
                self.tree.labels[cell.id] = [c for c in inner if c.vertex and c.visible]
                continue
            placed = self._place(cell, parent, origin, layer)
            if cell.collapsed and inner:
                self._close(cell.id)
                continue
            placed.children = [c.id for c in inner if c.vertex and c.visible]
            corner_of = Point(placed.box.x, placed.box.y)
            waiting += [(c, cell.id, corner_of) for c in reversed(inner)]

    def _place(self, cell: DrawioCell, parent: str, origin: Point, layer: str) -> PlacedCell:
        said, x, y = cell.geometry, cell.geometry.x, cell.geometry.y
        outer = self.tree.vertices.get(parent)
        if said.relative and outer is not None:
            x = x * outer.box.width + said.offset.x
            y = y * outer.box.height + said.offset.y
        box = Box(origin.x + x, origin.y + y, said.width, said.height)
        order = len(self.tree.vertices) + len(self.tree.edges)
        placed = PlacedCell(cell, box, parent, layer, order)
        self.tree.vertices[cell.id] = placed
        return placed

    def _close(self, id: str) -> None:
        self.tree.closed.add(id)
        waiting, seen = [id], {id}
        while waiting:
            for cell in self._inside.get(waiting.pop(), ()):
                if cell.id not in seen:
                    seen.add(cell.id)
                    self.tree.owners[cell.id] = id
                    waiting.append(cell.id)

    # What means nothing alone

    def join_parts(self) -> None:
        """Rows of tables and classes, texts on a shape: they are drawn with what they stand on."""
        vertices = self.tree.vertices
        for id in list(vertices):
            one = vertices.get(id)
            if one is None or not one.children:
                continue
            inner = [vertices[child] for child in one.children if child in vertices]
            alone = [c for c in inner if not is_text(c.cell) and not c.children]
            if self._is_whole(one, inner):
                self.tree.take(one, one.children)
            elif _is_bare_group(one.cell) and len(alone) == 1 and len(inner) > 1:
                texts = [c.cell.id for c in inner if is_text(c.cell)]
                if len(texts) == len(inner) - 1 and not alone[0].cell.value:
                    self.tree.take(alone[0], texts)
                    one.children = [alone[0].cell.id]

    def _is_whole(self, one: PlacedCell, inner: list[PlacedCell]) -> bool:
        cell = one.cell
        if all(c.cell.geometry.relative for c in inner):
            return True
        if cell.shape == "table" or cell.says("childLayout") in _STACKS:
            return all(c.cell.shape in _ROWS or is_text(c.cell) for c in inner)
        framed = (
            cell.on("container") or cell.shape in ("swimlane", "group") or "grIcon" in cell.style
        )
        return not framed and all(is_text(c.cell) and not c.children for c in inner)

    # Clusters

    def nest(self) -> None:
        """Find the clusters: what holds others as the file has it, or on the sheet."""
        tree = self.tree
        for id, one in tree.vertices.items():
            if any(child in tree.vertices for child in one.children):
                tree.clusters.add(id)
        for id, one in tree.vertices.items():
            if one.cell.inside in tree.vertices and one.cell.inside != id:
                tree.around[id] = one.cell.inside
                tree.clusters.add(one.cell.inside)
            elif one.parent in tree.clusters:
                tree.around[id] = one.parent
            if one.cell.kind in catalogue().groups:
                tree.clusters.add(id)
        framed = [
            Framed(
                id,
                one.box,
                one.order,
                tree.around.get(id, ""),
                id in tree.clusters or is_frame(one.cell),
                one.cell.says("fillColor") == "none",
                not is_text(one.cell) or id in tree.clusters,
                one.layer,
            )
            for id, one in tree.vertices.items()
        ]
        frames = innermost_frames(framed)
        for id, frame in frames.held.items():
            tree.around[id] = frame
            tree.clusters.add(frame)
        for frame, texts in frames.texts.items():
            if frame in tree.vertices:
                tree.take(tree.vertices[frame], texts)
        title_clusters(tree)


def _is_bare_group(cell: DrawioCell) -> bool:
    return cell.shape == "group" and not cell.value


def _layer_names(sheets: list[DrawioCell]) -> list[str]:
    """How each is called; nothing for the base sheet: the only one, or a first one without a name."""
    if len(sheets) < 2:
        return [""] * len(sheets)
    taken: dict[str, int] = {}
    found = []
    for number, sheet in enumerate(sheets):
        name = " ".join(sheet.value.split())[:80]
        if not name and number:
            name = f"Layer {number + 1}"
        if name.isdigit() or name.lower() == "all":
            name = f"Layer {name}"
        if name:
            taken[name] = taken.get(name, 0) + 1
        found.append(f"{name} ({taken[name]})" if taken.get(name, 0) > 1 else name)
    return found
