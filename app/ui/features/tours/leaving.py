"""What is unsaved of a draft is asked about before it would be lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.features.tours.draft import Draft
from app.ui.features.tours.question import Question, unsaved

Act = Callable[[], object]


class Leaving(QObject):
    """Of the window of an editor, which comes forward with `appear` where something is asked in it.
    `save` begins to write the draft, and gives False where it cannot; how that ended is told to
    `saved` or `not_saved`."""

    def __init__(self, window: QWidget, appear: Act, save: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._appear, self._save = window, appear, save
        self._then: Act | None = None
        self._question: Question | None = None

    def ask_then(self, draft: Draft | None, then: Act) -> None:
        """Do it, once nothing is unsaved: what is, is saved or dropped as the person says."""
        if draft is None or not draft.dirty:
            then()
            return
        if self._question is not None:
            self._question.close()
        self._appear()
        self._question = question = unsaved(draft.content.title, self._window)
        question.save.connect(partial(self._save_then, then))
        question.discard.connect(partial(self._drop_then, draft, then))
        question.finished.connect(self._answered)
        question.open()

    def saved(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def not_saved(self) -> None:
        self._then = None

    def _answered(self) -> None:
        self._question = None

    def _save_then(self, then: Act) -> None:
        self._then = then
        if not self._save():
            self._then = None

    def _drop_then(self, draft: Draft, then: Act) -> None:
        draft.stack.setClean()
        then()
