"""The words of a tour's step, for the room or under the bar."""

from __future__ import annotations

from PySide6.QtCore import QRect

from app.model.notes import Section
from app.model.view_state import ViewState
from app.ui.notes.large_note import EDGE, LargeNote
from app.ui.notes.style import MARGIN, column

PART = 0.34  # of the room's height, at most


class StepWords(LargeNote):
    """Those of the store's step. Without a heading where a bar says the title."""

    heading = "##"

    def subject(self) -> Section | None:
        tour, step = self._store.tour, self._store.step
        if tour is None or step is None:
            return None
        return Section("step", "step", step.title, 1, tour.file, step.line or 1, step.text)

    def stand(self, room: QRect, wide: int = 0, part: float = PART) -> None:
        """At the room's foot, as high as the words need, but no more than that part of it; `wide`
        px, or as their text wants."""
        wide = wide or min(column(self.font(), self.zoom) + 2 * MARGIN + 2 * EDGE, room.width())
        most = round(room.height() * part)
        self.resize(wide, most)
        self.view.resize(wide - 2 * EDGE, most - 2 * self.air)
        needed = round(self.view.document().size().height()) + 2 * self.air
        high = min(needed, most)
        left = room.x() + (room.width() - wide) // 2
        self.setGeometry(left, room.bottom() + 1 - high, wide, high)


def moved(old: ViewState, new: ViewState) -> bool:
    """Another step, another tour, or none any more."""
    return (old.tour, old.step) != (new.tour, new.step)
