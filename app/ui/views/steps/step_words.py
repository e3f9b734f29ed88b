"""The words of a tour's step, for the room or under the bar."""

from __future__ import annotations

from PySide6.QtCore import QRect

from app.model.notes import Section
from app.ui.views.notes.large_note import EDGE, LargeNote
from app.ui.views.notes.step_card import step_section
from app.ui.views.notes.style import MARGIN, column

PART = 0.34  # of the room's height, at most
INSIDE, LEFT = 10, 6  # px: round words under a title; left of that


class StepWords(LargeNote):
    """Those of the store's step. Without a heading where a bar says the title."""

    heading = "##"

    def subject(self) -> Section | None:
        return step_section(self._store)

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


class WordsUnderTitle(StepWords):
    """Under the bar that says the step's title, from its left edge on."""

    heading = ""

    def stand_under(self, top: int, wide: int, most: int) -> None:
        """From `top` px on, that wide and as high as the words need, but no more than `most`."""
        layout, widest = self.layout(), column(self.font(), self.zoom) + 2 * INSIDE
        spare = max(0, wide - LEFT - widest)
        if layout is not None:
            layout.setContentsMargins(LEFT, 0, spare, 0)
        self.resize(wide, most)
        self.view.resize(wide - LEFT - spare, most)
        self.fill()
        self.view.document().setDocumentMargin(INSIDE)
        needed = round(self.view.document().size().height())
        self.setGeometry(0, top, wide, min(needed, most))
