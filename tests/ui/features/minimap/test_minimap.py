"""The minimap, as a person meets it in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.scene.theme import DARK, LIGHT
from app.session import verbs
from app.ui.features.minimap.minimap import Minimap
from app.ui.services import settings
from app.ui.shell.window import MainWindow
from app.ui.views.canvas.camera import Camera
from tests.ui.driving import presenting

LEFT = Qt.MouseButton.LeftButton


def close_up(qtbot: QtBot, window: MainWindow) -> Minimap:
    """The view shows a small part of the picture, and the minimap where that is."""
    window.canvas.looking.zoom_by(6)
    maps = window.commands.minimaps
    qtbot.waitUntil(lambda: maps.shows)
    assert maps.minimap is not None
    made = maps.minimap
    qtbot.waitUntil(lambda: made.picture.image is not None)
    return made


def frame_middle(minimap: Minimap) -> QPoint:
    """Where the frame stands in it: the middle of the pixels in about the accent's colour."""
    image = minimap.grab().toImage()
    accent = QColor(LIGHT.accent)

    def alike(x: int, y: int) -> bool:
        pixel = image.pixelColor(x, y)
        return abs(pixel.red() - accent.red()) + abs(pixel.blue() - accent.blue()) < 90

    across = [x for x in range(image.width()) if any(alike(x, y) for y in range(image.height()))]
    down = [y for y in range(image.height()) if any(alike(x, y) for x in range(image.width()))]
    return QPoint((across[0] + across[-1]) // 2, (down[0] + down[-1]) // 2)


def test_it_comes_where_the_picture_is_far_larger_than_the_view_and_goes_when_it_fits(
    qtbot: QtBot, window: MainWindow
) -> None:
    maps = window.commands.minimaps
    assert not maps.shows
    close_up(qtbot, window)
    window.canvas.looking.fit()
    qtbot.waitUntil(lambda: not maps.shows)


def test_a_click_looks_there_and_a_drag_takes_the_view_along(
    qtbot: QtBot, window: MainWindow
) -> None:
    minimap, looking = close_up(qtbot, window), window.canvas.looking
    scale, layout = looking.scale, window.canvas.shown_layout
    assert layout is not None
    third = QPoint(minimap.width() // 3, minimap.height() // 3)
    QTest.mouseClick(minimap, LEFT, pos=third)
    assert looking.camera.x == pytest.approx(layout.width / 3, rel=0.1)
    assert looking.camera.y == pytest.approx(layout.height / 3, rel=0.2)
    assert looking.scale == scale
    start = frame_middle(minimap)
    before = looking.camera
    QTest.mousePress(minimap, LEFT, pos=start)
    assert looking.camera == before, "taken where it stands, it does not jump"
    QTest.mouseMove(minimap, start + QPoint(40, 20))
    QTest.mouseRelease(minimap, LEFT, pos=start + QPoint(40, 20))
    assert looking.camera.x > before.x
    assert looking.camera.y > before.y
    assert abs(frame_middle(minimap).x() - start.x() - 40) <= 2


def test_the_wheel_on_it_zooms_about_the_middle_of_the_view(
    qtbot: QtBot, window: MainWindow
) -> None:
    minimap, looking = close_up(qtbot, window), window.canvas.looking
    before, at = looking.camera, QPointF(10, 10)
    event = QWheelEvent(
        at,
        minimap.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(minimap, event)
    assert looking.camera == Camera(before.x, before.y, pytest.approx(before.scale * 1.2))  # type: ignore[arg-type]


def test_it_tells_what_the_pointer_is_over(qtbot: QtBot, window: MainWindow) -> None:
    minimap, layout = close_up(qtbot, window), window.canvas.shown_layout
    assert layout is not None
    middle = minimap.rect().center()
    place = minimap.mapToGlobal(middle)
    QApplication.sendEvent(minimap, QHelpEvent(QEvent.Type.ToolTip, middle, place))
    qtbot.waitUntil(QToolTip.isVisible)
    said = QToolTip.text().split(" › ")
    assert said[0] in {" ".join(c.label.split()) for c in layout.diagram.clusters if not c.parent}
    assert len(said) > 1


def test_it_tells_in_which_clusters_one_looks(qtbot: QtBot, window: MainWindow) -> None:
    minimap, layout = close_up(qtbot, window), window.canvas.shown_layout
    assert layout is not None
    inner = next(c for c in layout.diagram.clusters if c.parent)
    middle = layout.clusters[inner.id].label_box.center
    window.canvas.looking.look_at(Camera(*middle, window.canvas.looking.scale), glide=False)
    name = " ".join(inner.label.split())
    qtbot.waitUntil(lambda: name in minimap.accessibleDescription())


def test_it_makes_room_for_what_is_selected(qtbot: QtBot, window: MainWindow) -> None:
    minimap, canvas = close_up(qtbot, window), window.canvas
    looking, layout = canvas.looking, canvas.shown_layout
    assert layout is not None
    node = next(iter(layout.nodes))
    place = minimap.geometry().center()
    looking.look_at(Camera(*layout.nodes[node].icon.center, looking.scale), glide=False)
    by = QPointF(place) - QPointF(*(side / 2 for side in looking.size))
    looking.pan_by(by.x(), by.y())
    canvas.surface.store.do(verbs.select, node)
    shown = canvas.viewport.place_of(layout.nodes[node].icon)
    qtbot.waitUntil(lambda: not shown.toAlignedRect().intersects(minimap.geometry()))
    assert window.commands.minimaps.shows


def test_the_key_turns_it_off_and_on_and_the_choice_is_kept(
    qtbot: QtBot, window: MainWindow
) -> None:
    maps, checked = window.commands.minimaps, window.actions_table
    close_up(qtbot, window)
    window.actions_table["minimap"].trigger()
    assert not maps.shows
    assert checked["minimap:off"].isChecked()
    assert settings.load().minimap == "auto"
    window.close()
    assert settings.load().minimap == "off"


def test_always_means_at_fit_too(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_table["minimap:on"].trigger()
    assert window.commands.minimaps.shows
    window.actions_table["minimap"].trigger()
    assert not window.commands.minimaps.shows
    assert window.settings.minimap == "auto"


def test_it_follows_layers_and_theme(qtbot: QtBot, window: MainWindow) -> None:
    minimap = close_up(qtbot, window)
    before = minimap.picture.image
    assert window.store.diagram is not None
    window.store.do(verbs.set_layers, frozenset())
    qtbot.waitUntil(lambda: minimap.picture.image not in (None, before))
    assert before is not None
    assert minimap.picture.image != before
    bare = minimap.picture.image
    window.store.set_theme(DARK)
    qtbot.waitUntil(lambda: minimap.picture.image is not bare)
    assert minimap.picture.image != bare


def test_an_audience_does_not_see_it(qtbot: QtBot, window: MainWindow, untoured: None) -> None:
    window.actions_table["minimap:on"].trigger()
    presenter = presenting(qtbot, window)
    presenter.canvas.looking.zoom_by(6)
    assert not [w for w in presenter.findChildren(QWidget) if isinstance(w, Minimap)]
