"""What is unsaved of a draft is asked about before it would be lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.features.tours.question import Question, unsaved

if TYPE_CHECKING:
    from app.ui.features.tours.editor import TourEditor

Act = Callable[[], object]


class Leaving(QObject):
    """Of the editor. Once it has saved, or could not, it says so."""

    def __init__(self, editor: TourEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._then: Act | None = None
        self._question: Question | None = None

    def ask_then(self, then: Act) -> None:
        """Do it, once nothing is unsaved: what is, is saved or dropped as the person says."""
        editor, draft = self._editor, self._editor.draft
        if draft is None or not draft.dirty:
            then()
            return
        if self._question is not None:
            self._question.close()
        editor.appear()
        self._question = question = unsaved(draft.content.title, editor)
        question.save.connect(partial(self._save_then, then))
        question.discard.connect(partial(self._drop_then, then))
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
        if not self._editor.save_tour():
            self._then = None

    def _drop_then(self, then: Act) -> None:
        if self._editor.draft is not None:
            self._editor.draft.stack.setClean()
        then()
