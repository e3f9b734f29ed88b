"""A small picture, and how a test drives the canvas that shows it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId
from app.model.workspace import Workspace
from app.render import fonts
from app.session import answers
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

DIAGRAM = Diagram(
    DiagramId("shop"),
    "Shop",
    "shop",
    "shop.py",
    layers=("iam", "networking"),
    nodes=(
        Node(ElementId("user"), "Customer"),
        Node(
            ElementId("web"),
            "Web\nserver",
            cluster=ElementId("vpc"),
            tooltip="Answers <b>requests</b>",
        ),
        Node(ElementId("db"), "Database", cluster=ElementId("vpc")),
        Node(ElementId("role"), "Task role", layers=("iam",)),
        Node(ElementId("far"), "Archive"),
    ),
    clusters=(Cluster(ElementId("vpc"), "VPC", kind="vpc"),),
    edges=(
        Edge(
            ElementId("user-web"),
            ElementId("user"),
            ElementId("web"),
            (ElementId("user"), ElementId("web")),
            "HTTPS",
            layers=("networking",),
        ),
        Edge(
            ElementId("web-db"),
            ElementId("web"),
            ElementId("db"),
            (ElementId("web"), ElementId("db")),
        ),
        Edge(
            ElementId("role-web"),
            ElementId("role"),
            ElementId("web"),
            (ElementId("role"), ElementId("web")),
            layers=("iam",),
        ),
    ),
)
OTHER = Diagram(
    DiagramId("other"), "Other", "other", "other.py", nodes=(Node(ElementId("alone"), "Alone"),)
)


def node(x: float, y: float, *lines: str) -> NodePlace:
    icon = Box(x, y, 60, 60)
    label = Box(x - 10, y + 64, 80, 17 * len(lines))
    return NodePlace(Box(x - 10, y, 80, 64 + label.height), icon, label, lines)


def layout(shift: float = 0.0) -> DiagramLayout:
    return DiagramLayout(
        DIAGRAM,
        2000,
        600,
        {
            ElementId("user"): node(20, 160, "Customer"),
            ElementId("web"): node(260 + shift, 160, "Web", "server"),
            ElementId("db"): node(460 + shift, 160, "Database"),
            ElementId("role"): node(260, 400, "Task role"),
            ElementId("far"): node(1900, 480, "Archive"),
        },
        {
            ElementId("vpc"): ClusterPlace(
                Box(220, 80, 380 + shift, 240), Box(0, 0, 0, 0), Box(228, 86, 40, 17), ("VPC",)
            )
        },
        {
            ElementId("user-web"): EdgePlace(
                (Point(80, 190), Point(260 + shift, 190)), False, Box(140, 182, 44, 15), ("HTTPS",)
            ),
            ElementId("web-db"): EdgePlace((Point(320 + shift, 190), Point(460 + shift, 190))),
            ElementId("role-web"): EdgePlace((Point(290, 400), Point(290 + shift, 260))),
        },
        title_width=50,
    )


PICTURE = layout()
ALONE = DiagramLayout(OTHER, 100, 100, {ElementId("alone"): node(20, 10, "Alone")}, {}, {})


def shop_store() -> Store:
    """A store with both pictures."""
    fonts.load()
    store = Store()
    store.do(answers.take_workspace, Workspace("/w", "w", False, (DIAGRAM, OTHER)))
    store.do(answers.take_layout, DiagramId("shop"), PICTURE)
    store.do(answers.take_layout, DiagramId("other"), ALONE)
    return store


def shown(qtbot: QtBot, canvas: Canvas) -> Canvas:
    qtbot.addWidget(canvas)
    canvas.resize(1000, 600)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.repaint()
    return canvas


def place(canvas: Canvas, x: float, y: float) -> QPoint:
    """Where that point of the diagram (pt) stands in the widget."""
    at = canvas.looking.camera.to_view(Point(x, y), canvas.looking.size)
    return QPoint(round(at.x), round(at.y))


def on(canvas: Canvas, node: ElementId) -> QPoint:
    return place(canvas, *PICTURE.nodes[node].icon.center)


def wheel(
    canvas: Canvas,
    at: QPoint,
    notches: float = 0,
    keys: Qt.KeyboardModifier = NO_KEYS,
    pixels: QPoint | None = None,
) -> None:
    phase = Qt.ScrollPhase.ScrollUpdate if pixels else Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        QPointF(at),
        QPointF(canvas.mapToGlobal(at)),
        pixels or QPoint(),
        QPoint(0, round(notches * 120)) if not pixels else pixels * 8,
        Qt.MouseButton.NoButton,
        keys,
        phase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def drag(canvas: Canvas, start: QPoint, by: QPoint, button: Qt.MouseButton) -> None:
    QTest.mousePress(canvas, button, pos=start)
    for part in (0.1, 0.5, 1.0):
        move = start + QPoint(round(by.x() * part), round(by.y() * part))
        QTest.mouseMove(canvas, move)
    QTest.mouseRelease(canvas, button, pos=start + by)
