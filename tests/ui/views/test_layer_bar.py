from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.model.layer import counts
from app.session import verbs
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from app.ui.views.layer_bar import LayerBar


def _bar(qtbot: QtBot, store: Store, width: int = 1000) -> LayerBar:
    bar = LayerBar(store)
    qtbot.addWidget(bar)
    bar.resize(width, bar.heightForWidth(width))
    bar.show()
    return bar


def test_a_chip_for_each_layer_with_its_count(qtbot: QtBot, filled: Store) -> None:
    bar = _bar(qtbot, filled)
    assert filled.diagram is not None
    assert {c.layer: c.count for c in bar.chips} == counts(filled.diagram)
    assert all(c.isChecked() and c.accessibleName() and c.toolTip() for c in bar.chips)


def test_a_click_toggles_and_shift_click_shows_alone(qtbot: QtBot, filled: Store) -> None:
    bar = _bar(qtbot, filled)
    chip, other = bar.chips[:2]
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(chip, left)
    assert chip.layer not in filled.state.layers
    assert not chip.isChecked()
    qtbot.mouseClick(chip, left)
    qtbot.mouseClick(chip, left, shift)
    assert filled.state.layers == {chip.layer}
    assert not other.isChecked()
    qtbot.mouseClick(chip, left, shift)
    assert other.isChecked(), "alone already: all of them again"


def test_what_a_click_switches_off_has_no_frame_that_the_keyboard_gives_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    bar = window.bar.layers
    chip = bar.chips[0]
    for button in (chip, bar.tidy):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert button.hasFocus()
        assert not button.shows_focus
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert button.shows_focus, "it is the keyboard that acts now"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.keyClick(chip, Qt.Key.Key_Tab)
    assert bar.chips[1].shows_focus


def test_a_chip_that_is_off_has_no_colour_of_its_layer_round_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    chip = window.bar.layers.chips[0]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    image = chip.grab().toImage()
    middle = image.height() // 2
    for x in (0, 3, image.width() - 4, image.width() - 1):
        seen = image.pixelColor(x, middle)
        assert (
            max(seen.red(), seen.green(), seen.blue()) - min(seen.red(), seen.green(), seen.blue())
            < 20
        ), "grey"


def test_chips_work_by_keyboard(qtbot: QtBot, filled: Store) -> None:
    bar = _bar(qtbot, filled)
    chip = bar.chips[0]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert chip.layer not in filled.state.layers


def test_all_and_none(qtbot: QtBot, filled: Store) -> None:
    bar = _bar(qtbot, filled)
    assert not bar.all_button.isEnabled()
    bar.none_button.click()
    assert not filled.state.layers
    assert not bar.none_button.isEnabled()
    bar.all_button.click()
    assert filled.diagram is not None
    assert filled.state.layers == set(filled.diagram.layers)


def test_a_narrow_bar_is_brief_and_then_wraps_and_cuts_nothing(qtbot: QtBot, filled: Store) -> None:
    found = []
    for width in (1400, 700, 600, 500, 400, 300, 220):
        bar = _bar(qtbot, filled, width)
        parts = (*bar.chips, bar.all_button, bar.none_button)
        (brevity,) = {chip.brevity for chip in bar.chips}
        middles = sorted(part.y() + part.height() / 2 for part in parts)  # odd heights: half a px
        rows = 1 + sum(below - above > 2 for above, below in pairwise(middles))
        found.append((brevity, rows))
        for chip in bar.chips:
            assert chip.size() == chip.size_at(brevity)
            assert bar.rect().contains(chip.mapTo(bar, chip.rect().topLeft()))
            assert bar.rect().contains(chip.mapTo(bar, chip.rect().bottomRight()))
    assert found == sorted(found)
    assert found[0] == (0, 1)
    assert found[-1] == (4, 2)
    assert {brevity for brevity, rows in found if rows > 1} == {4}, "it wraps last of all"
    assert len({brevity for brevity, _ in found}) >= 3


def test_tidy_is_a_switch(qtbot: QtBot, filled: Store) -> None:
    bar = _bar(qtbot, filled)
    qtbot.mouseClick(bar.tidy, Qt.MouseButton.LeftButton)
    assert filled.state.tidy
    filled.do(verbs.set_tidy, False)
    assert not bar.tidy.isChecked()


def test_the_chips_follow_the_diagram(window: MainWindow) -> None:
    bar, store = window.bar.layers, window.store
    for diagram in store.workspace.diagrams if store.workspace else ():
        store.do(verbs.show, diagram.id)
        assert [c.layer for c in bar.chips] == list(diagram.layers)
        QApplication.processEvents()
        ends = [(w.x(), w.geometry().right()) for w in (*bar.chips, bar.all_button)]
        assert all(a[1] < b[0] for a, b in pairwise(ends)), "side by side"


def test_alt_digit_shows_a_layer_alone(qtbot: QtBot, window: MainWindow) -> None:
    store = window.store
    assert store.diagram is not None
    qtbot.keyClick(window.canvas, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert store.state.layers == {store.diagram.layers[1]}
