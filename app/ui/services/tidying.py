"""Tidy: a store gets the layout of what is visible, while the switch is on or something is folded.

What is likely to be asked for next is laid out ahead, when nothing else is to do, so that the
picture can move at once.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.model import problem
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.view_state import ViewState
from app.session import answers, verbs
from app.session.changes import Change, Changed
from app.session.folding import rendering_apart, set_merge, unfold_all
from app.ui.services.layouts import Layouts
from app.ui.session.store import Store

ASKED = Changed.VISIBLE | Changed.FOLDED  # what a tidied picture depends on
REST = 300  # ms without a change until something is laid out ahead


class Tidying(QObject):
    """Keeps one store in its tidied picture."""

    def __init__(self, store: Store, layouts: Layouts) -> None:
        super().__init__(store)
        self._store, self._layouts = store, layouts
        self._ahead: list[tuple[object, int]] = []
        self._looks_ahead = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._lay_out_ahead)
        store.on(ASKED | Changed.TIDY | Changed.STYLE, self._follow)

    def renew(self) -> None:
        """Ask again: the diagram may have changed."""
        state, diagram = self._store.state, self._store.diagram
        if self._store.session.apart and diagram is not None:
            self._layouts.want(
                self,
                diagram,
                state.layers if state.tidy else None,
                partial(self._answer, state),
                partial(report_layout, self._store, diagram),
                hidden=state.hidden if state.tidy else frozenset(),
                folds=self._store.session.folds,
                rendering=rendering_apart(self._store.session),
            )

    def _answer(self, state: ViewState, layout: DiagramLayout) -> None:
        self._store.do(answers.take_tidied, state, layout)

    def look_ahead(self) -> None:
        """From now on, lay out ahead."""
        self._looks_ahead = True
        self._rest.start()

    def give_up(self) -> None:
        """Whoever cancels a tidy that has not come gets the switch back."""
        self._drop_ahead()
        if self._store.session.tidying:
            self._store.do(verbs.set_tidy, False)
            self._store.do(unfold_all)
        if self._store.session.tidying:
            self._store.do(set_merge, False)

    def stop(self) -> None:
        """Ask for nothing by itself any more."""
        self._looks_ahead = False
        self._rest.stop()

    def close(self) -> None:
        """Leave the store alone."""
        self.stop()
        self._drop_ahead()
        self._layouts.drop(self)
        self._store.off(ASKED | Changed.TIDY | Changed.STYLE, self._follow)

    def _follow(self, change: Change) -> None:
        if change.new.apart:
            self.renew()
        elif change.old.apart:
            self._layouts.drop(self)
        if change.what & ASKED and self._looks_ahead:
            self._rest.start()

    def _lay_out_ahead(self) -> None:
        """What Tidy would show now; where it is on, what one more layer on or off would."""
        state, diagram = self._store.state, self._store.diagram
        self._drop_ahead()
        if diagram is None:
            return
        likely = [state.layers]
        if state.tidy:
            likely = [state.layers ^ {layer} for layer in diagram.layers]
        self._ahead = [(self, n) for n in range(len(likely))]
        for key, layers in zip(self._ahead, likely, strict=True):
            how = rendering_apart(self._store.session)
            self._layouts.want(
                *(key, diagram, layers, _kept, _kept),
                False,
                state.hidden,
                how,
                self._store.session.folds,
            )

    def _drop_ahead(self) -> None:
        for key in self._ahead:
            self._layouts.drop(key)
        self._ahead = []


def report_layout(store: Store, diagram: Diagram, message: str) -> None:
    """Make a failed layout a problem of the diagram."""
    store.do(answers.layout_failed, diagram.id, problem.error(message, diagram.source))


def _kept(_: object) -> None:
    """The cache has it now; a failure is told when it is asked for."""
