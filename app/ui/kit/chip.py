"""A layer's chip and the switch: two small buttons that paint themselves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from app.model.layer import layer_name
from app.model.wording import counted
from app.scene.theme import EDGE_WIDTH, EDGE_WIDTHS, Theme, layer_dashes
from app.ui.kit import plain, style
from app.ui.kit.carried import unpacked
from app.ui.kit.command import Command, fill_menu, press
from app.ui.kit.glyphs import draw_glyph

PAD, GAP, ICON, SAMPLE = 10, 6, 14, 22  # px
LONGEST = 40  # characters of a layer's name
AWAY = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class ChipButton(QAbstractButton):
    """One that can be switched, and shows that it has the focus where the keyboard is used: after
    a click a ring would look like the switch being on.

    given(ids): components were put on it, where it `takes` any; it is `lit` while some are over it.
    `by_keyboard`: it got its focus, or its last press, so."""

    given = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.takes = self.lit = False
        self.by_keyboard = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def shows_focus(self) -> bool:
        return self.hasFocus() and self.by_keyboard

    def take(self, on: bool) -> None:
        """Components can be put on it."""
        self.takes = on
        self.setAcceptDrops(on)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if unpacked(event.mimeData()):
            event.acceptProposedAction()
            self.light(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.light(False)
        event.acceptProposedAction()
        ids = unpacked(event.mimeData())
        # Once it is over: who hears of it may put another chip in its place.
        QTimer.singleShot(0, self, lambda: self.given.emit(ids))

    def light(self, on: bool) -> None:
        """Components are over it, or are no more."""
        self.lit = on
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in AWAY:  # coming back, it is as it was
            self.by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_keyboard = True
        self.update()
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.by_keyboard = False
        super().mousePressEvent(event)


class Chip(ChipButton):
    """A layer: icon, line sample, name and count. Checked: the layer is on. Shift+click, or
    the context menu, asks for it alone: window managers take Alt+click for themselves. Where it
    `takes` components it is a person's own: naming(layer), removed(layer).

    `brevity` is what it does without where there is little room: 1 the line sample, 2 the count
    too, 3 the icon too, 4 all but the icon; its tooltip says the rest."""

    alone = Signal(str)
    naming = Signal(str)
    removed = Signal(str)
    BRIEFEST = 4

    def __init__(
        self, layer: str, count: int, digit: int, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self.layer, self.count = layer, count
        self.brevity = 0
        self.name = plain.line(layer_name(layer), LONGEST)
        self.setText(plain.caption(layer_name(layer), LONGEST))
        elements = counted(count, "element")
        self.setAccessibleName(f"Layer {self.name}, {elements}")
        key = f"{digit} switches it on or off, " if digit <= 9 else ""
        tip = f"{self.name}: {elements}. {key}Shift+click shows it alone, as does a right-click's menu."
        self.setToolTip(plain.tip(tip))
        self.setAccessibleDescription(tip)

    def sizeHint(self) -> QSize:
        return self.size_at(0)

    def size_at(self, brevity: int) -> QSize:
        metrics = QFontMetrics(self.font())
        name = metrics.horizontalAdvance(self.name)
        count = metrics.horizontalAdvance(str(self.count))
        widths = (name, ICON, count, SAMPLE)[: self.BRIEFEST - brevity] or (ICON,)
        return QSize(2 * PAD + sum(widths) + (len(widths) - 1) * GAP, style.HIT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if held and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            if self.hitButton(event.position().toPoint()):
                self.alone.emit(self.layer)
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(MENU, self, event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        fill_menu(menu, "alone turn rename remove", MENU, self)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, on = self.theme, self.isChecked()
        own = t.layer(self.layer)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        over = 0.06 if self.underMouse() else 0.0
        tint = style.mixed(own, t.canvas, 0.14 + over) if on else style.mixed(t.text, t.panel, over)
        painter.setBrush(QColor(tint))
        border = style.mixed(own, t.panel, 0.9) if on else t.hairline
        painter.setPen(QPen(QColor(t.accent if self.lit else border), 2 if self.lit else 1))
        painter.drawRoundedRect(box, style.CHIP, style.CHIP)
        middle = self.height() / 2
        colour = QColor(own if on else t.muted)
        x, brevity = PAD, self.brevity
        if brevity != 3:
            draw_glyph(painter, self.layer, QRectF(x, middle - ICON / 2, ICON, ICON), colour)
            x += ICON + GAP
        if brevity < 1:
            pen = QPen(colour, EDGE_WIDTHS.get(self.layer, EDGE_WIDTH) * 1.2)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if dashes := layer_dashes(self.layer):
                pen.setDashPattern(list(dashes))
            painter.setPen(pen)
            painter.drawLine(x, int(middle), x + SAMPLE, int(middle))
            x += SAMPLE + GAP
        metrics = painter.fontMetrics()
        base = round(middle + (metrics.ascent() - metrics.descent()) / 2)
        struck = (PAD - 2, PAD + ICON + 2)
        if brevity < self.BRIEFEST:
            painter.setPen(QColor(t.text if on else t.muted))
            painter.drawText(x, base, self.name)
            struck = (x, x + metrics.horizontalAdvance(self.name))
        if brevity < 2:
            painter.setPen(QColor(style.mixed(t.text, t.muted, 0.4) if on else t.muted))
            painter.drawText(struck[1] + GAP, base, str(self.count))
        if not on:  # also told without colour: the name, or the icon, is struck through
            painter.setPen(QPen(QColor(t.muted), 1))
            line = base - metrics.xHeight() // 2
            painter.drawLine(struck[0], line, struck[1], line)
        if self.shows_focus:
            draw_focus(painter, box, style.CHIP, t)
        painter.end()


MENU: tuple[Command[Chip], ...] = (
    Command(
        "alone",
        "Show alone",
        run=lambda chip: chip.alone.emit(chip.layer),
        named=lambda chip: f"Show {chip.name} alone",
    ),
    Command(
        "turn",
        "Hide or show",
        run=Chip.click,
        named=lambda chip: "Hide" if chip.isChecked() else "Show",
    ),
    Command(
        "rename",
        "Rename…",
        ("F2",),
        run=lambda chip: chip.naming.emit(chip.layer),
        enabled=lambda chip: chip.takes,
        offered=lambda chip: chip.takes,
    ),
    Command(
        "remove",
        "Remove layer",
        ("Del",),
        run=lambda chip: chip.removed.emit(chip.layer),
        enabled=lambda chip: chip.takes,
        offered=lambda chip: chip.takes,
    ),
)


class Switch(ChipButton):
    """A label with a sliding switch before it."""

    WIDE, HIGH = 30, 18

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setText(text)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(self.WIDE + 8 + text + 8, style.HIT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, on = self.theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        middle = self.height() / 2
        track = QRectF(4.5, middle - self.HIGH / 2 + 0.5, self.WIDE - 1, self.HIGH - 1)
        off = style.mixed(t.text, t.panel, 0.12 if self.underMouse() else 0.06)
        painter.setBrush(QColor(t.accent if on else off))
        painter.setPen(QPen(QColor(t.accent if on else t.muted), 1))
        painter.drawRoundedRect(track, self.HIGH / 2, self.HIGH / 2)
        knob = self.HIGH - 7.0
        x = track.right() - knob - 3 if on else track.left() + 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.on_accent(t) if on else t.muted))
        painter.drawEllipse(QRectF(x, middle - knob / 2, knob, knob))
        metrics = painter.fontMetrics()
        base = round(middle + (metrics.ascent() - metrics.descent()) / 2)
        painter.setPen(QColor(t.text if self.isEnabled() else t.muted))
        painter.drawText(self.WIDE + 12, base, self.text())
        if self.shows_focus:
            whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            draw_focus(painter, whole, style.CHIP, t)
        painter.end()


def draw_focus(painter: QPainter, box: QRectF, radius: float, theme: Theme) -> None:
    """The focus ring: 2 px of accent inside the box."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.accent), 2))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
