"""What there is to say now: the step's words, or the open section where there is no step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.notes import Note
from app.session.changes import Changed
from app.ui.session.store import Store
from app.ui.views.notes.large_note import alone, show_text
from app.ui.views.notes.view import NotesView

SAID = Changed.DIAGRAM | Changed.STEP | Changed.SECTION | Changed.SELECTION | Changed.READING
LARGEST, SMALLEST = 3.4, 1.0  # zoom
ROOM = 290  # px of width for text of the size of the design
STEP = 1.15  # one step larger


def words(store: Store) -> Note | None:
    """A step's words until something is selected or read; None where there is nothing to say."""
    workspace, step, state = store.workspace, store.step, store.state
    if workspace is None:
        return None
    if step is not None and state.selection is None and state.reading is None:
        file = store.tour.file if store.tour else ""
        return Note(file, step.title, (), (), step.text)  # its title stands over the picture
    section = workspace.notebook.section(state.section)
    return alone(section) if section else None


class Words(QWidget):
    """The words, large; `zoom_by` makes them larger or smaller."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._shown: tuple[Note | None, float, int, bool] | None = None
        self._factor = 1.0  # as the person wants it
        self.view = NotesView(str)
        self.view.setAccessibleName("What to say")
        self.view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view.zoom_asked.connect(self.zoom_by)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        store.on(SAID | Changed.WORKSPACE | Changed.THEME, self.renew)

    @property
    def zoom(self) -> float:
        """Times the size of the design: more where there is more room."""
        return min(max(self.width() / ROOM * self._factor, SMALLEST), LARGEST)

    def zoom_by(self, steps: int) -> None:
        """One step larger or smaller, within reason."""
        before, factor = self.zoom, self._factor
        self._factor = factor * STEP**steps
        if self.zoom == before:
            self._factor = factor
        self.renew()

    def renew(self) -> None:
        """Show what there is to say now; where that is what is shown, it stays as it was read."""
        workspace, theme = self._store.workspace, self._store.theme
        note = words(self._store)
        wanted = (note, self.zoom, self.view.width(), theme.dark)
        if wanted == self._shown or workspace is None:
            return
        self._shown = wanted
        if note is None:
            title = self._store.diagram.title if self._store.diagram else ""
            hint = "There are no notes for this. Click a component in the picture to read its note."
            note = Note("", title, (), (), hint)
        show_text(self.view, note, self._store, self.zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.renew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._shown = None
            self.renew()
