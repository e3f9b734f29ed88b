"""A laid-out diagram: where each element stands, in points, y down, origin top left.

What has no layout cannot be drawn: the painter takes only this type.
"""

from dataclasses import dataclass, field, replace

from app.model.diagram import Diagram
from app.model.drawing import Drawing
from app.model.geometry import Box, Point, bounding_box, union
from app.model.ids import ElementId
from app.model.picture_style import PictureStyle, Rendering


@dataclass(frozen=True, slots=True)
class NodePlace:
    """Boxes are in pt of the layout; `box` holds icon and label. `lines` is the wrapped label. The
    `icon` of a node without one is its whole shape, with the label inside. `font_size` is the
    label's, in pt."""

    box: Box
    icon: Box
    label_box: Box
    lines: tuple[str, ...]
    font_size: float = 14.0

    @property
    def foot(self) -> Box | None:
        """Its label, where that stands below the icon."""
        below = self.lines and self.label_box.y >= self.icon.bottom
        return self.label_box if below else None


@dataclass(frozen=True, slots=True)
class ClusterPlace:
    """Boxes are in pt of the layout; `label_box` is the title's text, of `font_size` pt; `icon` the
    group's icon in the top left corner, zero-sized where the kind has none."""

    box: Box
    icon: Box
    label_box: Box
    lines: tuple[str, ...]
    font_size: float = 14.0


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """A wrapped label of an edge, of `font_size` pt, and its box in pt of the layout. Where it is not
    the edge's own, `end` says of which end it is, or that it stands `aside`."""

    box: Box
    lines: tuple[str, ...]
    font_size: float = 13.5
    end: str = ""


@dataclass(frozen=True, slots=True)
class EdgePlace:
    """`points` (pt) run from tail to head: two or more, else ValueError is raised. A polyline, or
    where `curved` a chain of cubic Bézier segments (1 + 3n points). Its label is of `font_size` pt;
    `more` are those besides: those of its ends, and what stands beside it."""

    points: tuple[Point, ...]
    curved: bool = False
    label_box: Box | None = None
    lines: tuple[str, ...] = ()
    font_size: float = 13.5
    more: tuple[LabelPlace, ...] = ()

    def __post_init__(self) -> None:
        if len(self.points) < 2:
            raise ValueError("an edge without a way")

    @property
    def labels(self) -> tuple[LabelPlace, ...]:
        """Its own, and those besides."""
        if self.label_box is None or not self.lines:
            return self.more
        return (LabelPlace(self.label_box, self.lines, self.font_size), *self.more)

    @property
    def box(self) -> Box:
        """Round its points and its labels."""
        way = bounding_box(self.points)
        if self.more:
            way = union((way, *(label.box for label in self.more)))
        return union((way, self.label_box)) if self.label_box else way


@dataclass(frozen=True, slots=True)
class DiagramLayout:
    """Places by element id: of all nodes, clusters and edges that were laid out, but for invisible
    edges, which are never drawn. `width` and `height` (pt) hold all of them.

    `title_width` and `legend_widths` (by layer) are the widths (pt) of the texts that frame the
    picture, measured with the canvas font, so that who draws or checks need not measure again.
    `placer` and `routers` say who has made it: the latter by name with how many edges each has
    drawn. `digest` is the same for the same layout of the same diagram, empty where nobody has
    worked it out. `drawing` is what the engine draws there: then it is laid out as written.
    `remark` is a line for a person, where it could not be laid out as usual.
    """

    diagram: Diagram
    width: float
    height: float
    nodes: dict[ElementId, NodePlace]
    clusters: dict[ElementId, ClusterPlace]
    edges: dict[ElementId, EdgePlace]
    title_width: float = 0.0
    legend_widths: dict[str, float] = field(default_factory=dict)
    placer: str = ""
    routers: dict[str, int] = field(default_factory=dict)
    digest: str = field(default="", compare=False)
    drawing: Drawing | None = None
    remark: str = ""

    @property
    def style(self) -> PictureStyle:
        return self.rendering.style

    @property
    def rendering(self) -> Rendering:
        """In which style it is laid out, and how."""
        if self.drawing is None:
            return Rendering(PictureStyle.HOUSE)
        return Rendering(PictureStyle.WRITTEN, self.drawing.method)


def recoloured(layout: DiagramLayout, recolour: bool | None) -> DiagramLayout:
    """As written, with that said of what a dark theme does to it."""
    drawing = layout.drawing
    if drawing is None or drawing.recolour is recolour:
        return layout
    digest = layout.digest.partition(" ")[0]
    digest += f" {recolour}" if digest and recolour is not None else ""
    return replace(layout, drawing=replace(drawing, recolour=recolour), digest=digest)


def same(one: DiagramLayout | None, other: DiagramLayout | None) -> bool:
    """Whether two show the same; told by their digests where they have any, at no cost."""
    if one is None or other is None:
        return one is other
    if one.digest and other.digest:
        return one.digest == other.digest
    return one == other


def box_of(layout: DiagramLayout, component: ElementId | None) -> Box | None:
    """Where a node or cluster stands, with its label, in pt; None for what has no place."""
    place = layout.nodes.get(component or ElementId("")) or layout.clusters.get(
        component or ElementId("")
    )
    return place.box if place else None
