"""What is told, on the status line or to a screen reader, when something has changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.model import folding
from app.model.diagram import Diagram
from app.model.filtering import Hide, described
from app.model.ids import ElementId
from app.model.picture_style import PictureStyle
from app.model.view_state import ViewState
from app.model.wording import counted
from app.session.changes import Change, Changed
from app.ui.kit import plain
from app.ui.kit.command import keys_text
from app.ui.services import describe
from app.ui.session.store import Store

UNDO = "Ctrl+Z"
FOLD = "Ctrl+U"


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say it when it has finished what it says now."""
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(
            QAccessibleAnnouncementEvent(widget, plain.line(text, 4 * plain.LINE))
        )


class Announcer(QObject):
    """Follows the store: says what was selected, hidden or folded. `say` is the status line's."""

    def __init__(self, store: Store, canvas: QWidget, say: Callable[[str], None]) -> None:
        super().__init__(canvas)
        self._store, self._canvas, self._say = store, canvas, say
        store.on(Changed.HIDDEN | Changed.FOLDED | Changed.SELECTION, self._follow)

    def _follow(self, change: Change) -> None:
        old, new = change.old.state, change.new.state
        diagram = self._store.diagram
        if diagram is None or Changed.DIAGRAM in change.what:
            return
        if new.hidden != old.hidden:
            self._say(self._only(old, new) or self._hidden(old.hidden, new.hidden))
        if new.folded != old.folded:
            self._say(self._folded(old.folded, new.folded))
        elif new.folds != old.folds:
            self._say(_lines(diagram, old, new))
        elif new.selection not in (None, old.selection):
            self._say_fold(diagram, new)
        if not QAccessible.isActive():
            return
        if new.selection not in (None, old.selection) and not self._is_read():
            announce(
                self._canvas, f"Selected: {describe.line(diagram, new.selection or ElementId(''))}"
            )

    def _only(self, old: ViewState, new: ViewState) -> str:
        """What all else was left out for; nothing where that is not so."""
        diagram, one = self._store.diagram, new.filters[-1:]
        if diagram is None or len(new.filters) <= len(old.filters) or isinstance(one[0], Hide):
            return ""
        return f"{described(diagram, one[0])}. {keys_text(UNDO)} brings the rest back."

    def _hidden(self, old: frozenset[ElementId], new: frozenset[ElementId]) -> str:
        """What was hidden, and how it comes back; or that it is there again."""
        diagram = self._store.diagram
        gone, back = new - old, old - new
        if not new:
            return "Everything is shown again."
        if diagram is None or len(gone) + len(back) > 1:
            return f"{len(new)} hidden. {keys_text(UNDO)} undoes that."
        if gone:
            name = describe.name(diagram, next(iter(gone)))
            return f"Hid “{name}”. {keys_text(UNDO)} brings it back."
        return f"“{describe.name(diagram, next(iter(back)))}” is shown again."

    def _folded(self, old: frozenset[ElementId], new: frozenset[ElementId]) -> str:
        """What was folded, or is open again."""
        diagram, written = self._store.diagram, self._store.session.style is PictureStyle.WRITTEN
        if not new:
            return (
                "Everything is unfolded again, as written."
                if written
                else "Everything is unfolded again."
            )
        changed = old ^ new
        if diagram is None or len(changed) > 1:
            return f"{len(new)} folded. {keys_text(UNDO)} undoes that."
        cluster = next(iter(changed))
        name = describe.name(diagram, cluster)
        if cluster in new:
            held = counted(folding.held(diagram, cluster), "component")
            how = ", in Acetate’s own style" if written and not old else ""
            return f"Folded “{name}”, {held}{how}. {keys_text(UNDO)} undoes that."
        return f"Unfolded “{name}”."

    def _say_fold(self, diagram: Diagram, now: ViewState) -> None:
        """What was selected is in a folded cluster, which shows in its place."""
        if now.selection is None or not now.folded:
            return
        fold = folding.fold_of(diagram, now.folded, now.selection)
        if fold is not None:
            name, around = (describe.name(diagram, id) for id in (now.selection, fold))
            self._say(f"“{name}” is in “{around}”, which is folded. {keys_text(FOLD)} unfolds it.")

    def _is_read(self) -> bool:
        """The row of it is read out anyway."""
        focused = QApplication.focusWidget()
        return focused is not None and focused.objectName() == "outline"


def _lines(diagram: Diagram, old: ViewState, new: ViewState) -> str:
    """What has become of edges that run alike."""
    undo = f"{keys_text(UNDO)} undoes that."
    changed = old.spread ^ new.spread
    if new.merge != old.merge or len(changed) != 1:
        return f"Each edge is drawn. {undo}" if new.merge is False else f"Edges are merged. {undo}"
    line = next(iter(changed))
    name = describe.name(diagram, line)
    return (
        f"Each edge of “{name}” is drawn. {undo}"
        if line in new.spread
        else f"“{name}” is one line."
    )
