"""What cells say, in Graphviz's words: labels, shapes, colours, lines, links."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from app.model.details import Details, Property
from app.model.style import CLEAR, Dash
from app.sources.drawio.cells import DrawioCell
from app.sources.drawio.colours import colour_of
from app.sources.drawio.drawn import (
    EDGE_SIZE,
    VERTEX_SIZE,
    cell_label,
    fill_of,
    letter_size,
    pen_of,
    stroke_of,
)
from app.sources.drawio.heads import head_name
from app.sources.drawio.labels import CellLabel, graphviz_label, joined, label_of
from app.sources.drawio.outlines import shape_name
from app.sources.drawio.tree import PlacedCell, is_text

PAGE = "data:page/id,"  # how a link to another page begins
_MOST_PROPERTIES, _LONGEST = 60, 400
_SHAPES: Mapping[str, str] = {
    **dict.fromkeys(("ellipse", "startState", "lollipop"), "ellipse"),
    **dict.fromkeys(("doubleEllipse", "endState"), "doublecircle"),
    "rhombus": "diamond",
    "triangle": "triangle",
    "hexagon": "hexagon",
    "parallelogram": "parallelogram",
    "trapezoid": "trapezium",
    **dict.fromkeys(("cylinder", "cylinder2", "cylinder3", "datastore"), "cylinder"),
    **dict.fromkeys(("note", "note2", "document", "card"), "note"),
    "step": "rarrow",
    "singleArrow": "rarrow",
    **dict.fromkeys(("cube", "isoCube", "isoCube2"), "box3d"),
    "folder": "folder",
    **dict.fromkeys(("component", "module"), "component"),
    "offPageConnector": "invhouse",
    **dict.fromkeys(("text", "line", "link", "group", "none", "curlyBracket"), "plaintext"),
}
_WIDE = 0.02  # inches of what cannot be seen


class PageLinks:
    """Where links to pages lead: `file` is the name of the drawing's file, `names` are those of its pages'
    pictures by id."""

    def __init__(self, file: str, names: Mapping[str, str]) -> None:
        self._file, self._names = file, names

    def url(self, link: str) -> str:
        """The address that a link says; empty where it leads nowhere that can be shown."""
        link = link.strip()
        if link.startswith(PAGE):
            name = self._names.get(link.removeprefix(PAGE).split(",")[0])
            return f"{quote(self._file)}#{quote(name)}" if name else ""
        return "" if link.lower().startswith(("data:", "javascript:")) else link


def node_attributes(placed: PlacedCell, icon: str, links: PageLinks) -> dict[str, str]:
    """`icon` is the name of its picture, where it has one."""
    cell, said = placed.cell, _of_vertex(placed, links)
    if icon:
        return said | {"image": icon}
    said["shape"] = "plaintext" if is_text(cell) else _SHAPES.get(shape_name(cell), "box")
    return said if said["shape"] == "plaintext" else said | _outline(cell, filled=True)


def cluster_attributes(placed: PlacedCell, group: str | None, links: PageLinks) -> dict[str, str]:
    """`group` is the kind of group that its frame says, None where it is none of AWS's."""
    cell, said = placed.cell, _of_vertex(placed, links)
    if group:
        return said | {"class": group}
    fill, seen = fill_of(cell), stroke_of(cell)
    if fill == CLEAR and seen == CLEAR and not said["label"]:
        return said | {"style": "invis"}
    return said | _outline(cell, filled=cell.shape != "swimlane")


def _of_vertex(placed: PlacedCell, links: PageLinks) -> dict[str, str]:
    label = whole_label(placed)
    said = {"label": graphviz_label(label), **_common(placed.cell, label, links)}
    return said | {"fontsize": f"{letter_size(placed.cell, VERTEX_SIZE):g}"}


def _outline(cell: DrawioCell, *, filled: bool) -> dict[str, str]:
    """What fills it, where it may be, its corners and its line."""
    said: dict[str, str] = {}
    styles = []
    fill = fill_of(cell)
    if filled and fill not in (CLEAR, "#ffffff"):
        styles.append("filled")
        said["fillcolor"] = fill
    if cell.on("rounded"):
        styles.append("rounded")
    styles += _line(cell, said)
    return said | ({"style": ",".join(styles)} if styles else {})


def edge_attributes(cell: DrawioCell, labels: list[DrawioCell], links: PageLinks) -> dict[str, str]:
    """`labels` are the cells that stand on it."""
    ends: dict[str, list[CellLabel]] = {
        "taillabel": [],
        "label": [cell_label(cell)],
        "headlabel": [],
    }
    for one in labels:
        at = one.geometry.x if one.geometry.relative else 0.0
        ends["taillabel" if at < -0.6 else "headlabel" if at > 0.6 else "label"].append(
            cell_label(one)
        )
    said = {
        name: graphviz_label(label) for name, one in ends.items() if (label := joined(one)).text
    }
    said |= _common(cell, joined(ends["label"]), links)
    said["fontsize"] = f"{letter_size(cell, EDGE_SIZE):g}"
    tail, head = head_name(cell, "start"), head_name(cell, "end")
    said["dir"] = _DIRECTIONS[tail != "none", head != "none"]
    if tail not in ("none", "normal"):
        said["arrowtail"] = tail
    if head not in ("none", "normal"):
        said["arrowhead"] = head
    if styles := _line(cell, said):
        said["style"] = ",".join(styles)
    return said


_DIRECTIONS = {
    (False, True): "forward",
    (True, False): "back",
    (True, True): "both",
    (False, False): "none",
}


def details_of(cell: DrawioCell, kind: str, file: str) -> Details | None:
    """A person's own properties of a cell; None where it has none."""
    if not cell.properties:
        return None
    found = (Property(n, v[:_LONGEST]) for n, v in cell.properties[:_MOST_PROPERTIES])
    return Details(kind or cell.shape or "shape", cell.id, file, cell.line, tuple(found))


def whole_label(placed: PlacedCell) -> CellLabel:
    """Its own label with those of its parts below."""
    parts = sorted(placed.parts, key=lambda part: (round(part.box.y), part.box.x))
    return joined([cell_label(placed.cell), *(cell_label(part.cell) for part in parts)])


def _common(cell: DrawioCell, label: CellLabel, links: PageLinks) -> dict[str, str]:
    said = {}
    addresses = (links.url(link) for link in (cell.link, *label.urls) if link)
    if url := next(filter(None, addresses), ""):
        said["URL"] = url
    if tip := label_of(cell.tooltip, html=True, base=VERTEX_SIZE).text:
        said["tooltip"] = tip.replace("\\", "\\\\")
    tint = colour_of(cell.style.get("fontColor", ""))
    if tint not in ("", CLEAR, "#000000"):
        said["fontcolor"] = tint
    return said


def _line(cell: DrawioCell, said: dict[str, str]) -> list[str]:
    """The styles of its line; its colour and width are said there."""
    pen = pen_of(cell)
    if pen is None:
        said["color"] = "transparent"
        return []
    if pen.paint != "#000000":
        said["color"] = str(pen.paint)
    if pen.width != 1:
        said["penwidth"] = f"{pen.width:g}"
    return [] if pen.dash is Dash.SOLID else [str(pen.dash)]


def hanging_attributes() -> dict[str, str]:
    """Of a point at which a line ends that joins nothing there."""
    return {
        "label": "",
        "shape": "point",
        "style": "invis",
        "width": f"{_WIDE}",
        "height": f"{_WIDE}",
    }
