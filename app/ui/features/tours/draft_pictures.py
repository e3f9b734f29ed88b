"""Pictures of a draft's steps, as the audience will see them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from app.model.ids import TourId
from app.model.tour import Step, Tour
from app.session.changes import Changed
from app.ui.features.tours.draft import Draft
from app.ui.features.tours.step_list import HIGH, WIDE
from app.ui.kit.background import Background
from app.ui.session.store import Store
from app.ui.views.steps.step_pictures import Shots, StepPictures

FINE = 3  # a small picture is painted so many times its size, or all that is thin would be lost
CLEAR = 2  # and a large one, or names would be left out
REST = 120  # ms after a change until pictures are made anew

Key = tuple[Hashable, ...]


class DraftPictures(QObject):
    """changed(): one was made. Until a step's picture is made anew, another one of what it shows
    stands in for it."""

    changed = Signal()

    def __init__(self, store: Store, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._window = store, window
        self._draft: Draft | None = None
        shots = Shots()
        self._small_ones = StepPictures(background, self, shots)
        self._large_one = StepPictures(background, self, shots)
        self._tour = Tour(TourId("draft"), "", ())  # what shows of it
        self._made_of: tuple[Key, ...] = ()
        self._small: dict[int, QPixmap] = {}
        self._alike: dict[Key, QPixmap] = {}
        self._large: tuple[int, QPixmap] | None = None
        self._room: tuple[int, int] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._make)
        self._small_ones.made.connect(self._take_small)
        self._large_one.made.connect(self._take_large)
        store.on(Changed.LAYOUTS | Changed.THEME, self._forget)

    def follow(self, draft: Draft | None) -> None:
        """Make pictures of its steps; None ends it."""
        other = draft is not self._draft
        self._draft = draft
        if other:
            self._alike.clear()
            self._forget()
        elif self._stale():
            self._rest.start()

    def small(self, row: int) -> QPixmap | None:
        """Of a step."""
        steps = self._draft.content.steps if self._draft else ()
        if not 0 <= row < len(steps):
            return None
        return self._small.get(row) or self._alike.get(_key(steps[row]))

    @property
    def large(self) -> QPixmap | None:
        """Of the current step."""
        row = self._draft.content.row if self._draft else -1
        return self._large[1] if self._large and self._large[0] == row else None

    def want_large(self, room: QSize | None) -> None:
        """As wide and high as 16:9 fits into so many px; None: there is no need of one."""
        self._large = self._room = None
        fit = min(room.width(), room.height() * 16 // 9) if room is not None else 0
        if fit > 0:
            clear = CLEAR * self._window.devicePixelRatioF()
            self._room = round(clear * fit), round(clear * fit * 9 / 16)
            self._rest.start()

    def _stale(self) -> bool:
        return self._made_of != self._keys() or (self._room is not None and self.large is None)

    def _keys(self) -> tuple[Key, ...]:
        return tuple(map(_key, self._draft.content.steps)) if self._draft else ()

    def _forget(self) -> None:
        """All is to be made anew."""
        self._rest.stop()
        for maker in (self._small_ones, self._large_one):
            maker.stop()
        self._made_of, self._large = (), None
        self._small.clear()
        if self._draft is not None:
            self._rest.start()

    def _make(self) -> None:
        draft, layouts, theme = self._draft, self._store.layouts, self._store.theme
        if draft is None or not draft.content.steps or not self._window.isVisible():
            return
        row, keys = draft.content.row, self._keys()
        if keys != self._made_of:
            for number, key in enumerate(self._made_of):
                if picture := self._small.get(number):
                    self._alike[key] = picture
            self._made_of, self._large = keys, None
            self._small.clear()
            bare = (replace(s, title="", text="", line=None) for s in draft.content.steps)
            self._tour = replace(self._tour, steps=tuple(bare))
            order = sorted(range(len(keys)), key=lambda n: abs(n - row))
            self._small_ones.make(self._tour, layouts, order, (FINE * WIDE, FINE * HIGH), theme)
        if self._room is not None and self.large is None and row >= 0:
            self._large_one.make(self._tour, layouts, (row,), self._room, theme)

    def _take_small(self, row: int, image: QImage) -> None:
        self._small[row] = QPixmap.fromImage(image)
        self.changed.emit()

    def _take_large(self, row: int, image: QImage) -> None:
        self._large = row, QPixmap.fromImage(image)
        self.changed.emit()


def _key(step: Step) -> Key:
    """All of a step that its picture shows."""
    return step.diagram, step.layers, step.focus, step.style, step.folded, step.filters
