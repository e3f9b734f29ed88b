"""The strip over a picture that is the last good one, its file being broken now, or that shows what was
drawn until then."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.model.problem import NOT_EVALUATED, STOPPED, Problem, Severity
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.kit.elided import Elided
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.plain import Label
from app.ui.session.store import Store


def why_behind(store: Store) -> Problem | None:
    """Why the current diagram's picture is older than its file, or not all that this would draw;
    None where neither is so."""
    workspace, diagram = store.workspace, store.diagram
    if workspace is None or diagram is None or store.layout is None:
        return None
    if diagram.id not in workspace.outdated and not diagram.unfinished:
        return store.session.layout_problems.get(diagram.id)
    errors = [p for p in workspace.problems if p.severity is Severity.ERROR]
    own = (p for p in errors if p.file == diagram.source)
    return next(own, None) or next((p for p in reversed(errors) if not p.file), None)


class LastGoodStrip(QWidget):
    """Over the picture: which file broke, and where. Hidden while all is well.

    file_wanted(file, line): open the file there. trust_wanted(): ask about the scripts. turned(): it shows
    now, or it does no longer."""

    file_wanted = Signal(str, object)
    trust_wanted = Signal()
    turned = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lastGood")
        self.setAccessibleName("Last good picture")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._store = store
        self._why: Problem | None = None
        self._sign, self.step = Label(), QPushButton()
        self.text = Elided(Qt.TextElideMode.ElideRight)
        self.step.setProperty("kind", "link")
        self.step.clicked.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self.text, 1)
        row.addWidget(self.step)
        shown = Changed.WORKSPACE | Changed.DIAGRAM | Changed.TIDY | Changed.LAYOUT
        store.on(shown | Changed.PROBLEMS, self._tell)
        store.on(Changed.THEME, self._dress)
        self._dress()
        self.hide()

    def _tell(self) -> None:
        why = why_behind(self._store)
        if why == self._why:
            return
        before, self._why = self._why, why
        if why is not None:
            from app.ui.views.problem_list import LONGEST, step_text

            half = self._store.diagram is not None and self._store.diagram.unfinished
            self.text.setText(f"{'Unfinished' if half else 'Last good'} picture. {why}")
            step = step_text(why)
            self.step.setText(plain.caption(step, LONGEST))
            self.step.setVisible(bool(step))
        if (before is None) != (why is None):
            self.setVisible(why is not None)
            self.turned.emit()

    def _go(self) -> None:
        if self._why is not None and self._why.kind in (NOT_EVALUATED, STOPPED):
            self.trust_wanted.emit()
        elif self._why is not None and self._why.file:
            self.file_wanted.emit(self._why.file, self._why.line)

    def _dress(self) -> None:
        theme = self._store.theme
        self._sign.setPixmap(glyph_icon("warning", theme.error, theme.muted).pixmap(16, 16))
