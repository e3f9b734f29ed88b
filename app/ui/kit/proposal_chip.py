"""A chip of a layer that is only proposed: without a colour and with a dashed border, since nothing in
the picture hangs on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QWidget

from app.model.layer import layer_name
from app.scene.theme import Theme
from app.ui.kit import plain, style
from app.ui.kit.chip import GAP, ICON, LONGEST, PAD, Chip, ChipButton, draw_focus
from app.ui.kit.command import Command, fill_menu, press
from app.ui.kit.glyphs import draw_glyph

DASHES = [3.0, 2.5]  # of its border, in px


class ProposalChip(ChipButton):
    """accepted(layer), naming(layer): it is to be accepted under another name. turned_off(layer).
    A click accepts it. `reason` is what it is proposed for; `brevity` as a layer's chip has it."""

    accepted = Signal(str)
    naming = Signal(str)
    turned_off = Signal(str)

    def __init__(
        self, layer: str, reason: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self.setCheckable(False)
        self.layer, self.reason = layer, reason
        self.brevity = 0
        self.name = plain.line(layer_name(layer), LONGEST)
        self.setText(plain.caption(layer_name(layer), LONGEST))
        self.setAccessibleName(plain.line(f"Proposed layer {self.name}, {reason}"))
        said = f"A layer “{self.name}” is proposed {reason}."
        how = "A click accepts it, a right-click’s menu renames it or turns it off."
        self.setToolTip(plain.tip(f"{said}\n{how}"))
        self.setAccessibleDescription(
            plain.line(f"{said} Enter accepts it, F2 renames it, Delete turns it off.")
        )
        self.clicked.connect(lambda: self.accepted.emit(self.layer))

    def sizeHint(self) -> QSize:
        return self.size_at(0)

    def size_at(self, brevity: int) -> QSize:
        """With what is left of it where there is so little room."""
        name = QFontMetrics(self.font()).horizontalAdvance(self.name)
        widths = (ICON,) if brevity == Chip.BRIEFEST else (ICON, name)
        return QSize(2 * PAD + sum(widths) + (len(widths) - 1) * GAP, style.HIT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif not press(MENU, self, event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        fill_menu(menu, "accept accept_as | turn_off", MENU, self)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        over = self.underMouse() or self.lit
        painter.setBrush(QColor(style.mixed(t.text, t.panel, 0.06 if over else 0.0)))
        pen = QPen(QColor(t.accent if self.lit else t.muted), 1)
        pen.setDashPattern(DASHES)
        painter.setPen(pen)
        painter.drawRoundedRect(box, style.CHIP, style.CHIP)
        middle = self.height() / 2
        colour = QColor(t.text if over else t.muted)
        glyph = "plus" if self.brevity < Chip.BRIEFEST else self.layer
        draw_glyph(painter, glyph, QRectF(PAD, middle - ICON / 2, ICON, ICON), colour)
        if self.brevity < Chip.BRIEFEST:
            metrics = painter.fontMetrics()
            base = round(middle + (metrics.ascent() - metrics.descent()) / 2)
            painter.setPen(colour)
            painter.drawText(PAD + ICON + GAP, base, self.name)
        if self.shows_focus:
            draw_focus(painter, box, style.CHIP, t)
        painter.end()


MENU: tuple[Command[ProposalChip], ...] = (
    Command("accept", "Accept", run=lambda chip: chip.click()),
    Command("accept_as", "Accept as…", ("F2",), run=lambda chip: chip.naming.emit(chip.layer)),
    Command("turn_off", "Turn off", ("Del",), run=lambda chip: chip.turned_off.emit(chip.layer)),
)
