"""The middle of the window: the way in, the canvas, or what to do without a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QWidget,
)

from app.session.changes import Changed
from app.ui.services.actions import Actions
from app.ui.session.store import Store
from app.ui.shell.breadcrumb import Breadcrumb
from app.ui.shell.last_good import LastGoodStrip
from app.ui.shell.zoom_bar import ZoomBar
from app.ui.views.canvas.canvas import Canvas

if TYPE_CHECKING:
    from app.ui.features.comparing.bar import ChangeBar
    from app.ui.features.levels.bar import LevelBar
    from app.ui.features.relations.edge_bar import EdgeBar
    from app.ui.features.tours.bar import TourBar
    from app.ui.features.tracing.bar import TraceBar
    from app.ui.features.tracing.filter_bar import FilterBar
    from app.ui.shell.emptiness import EmptyState
    from app.ui.shell.empty_card import EmptyCard

MARGIN = 16  # px
OFFERED = 5  # workspaces that were open lately


class PicturePane(QWidget):
    """Holds the canvas and what floats over it; `zoom`, its control, stands in the status line.
    recent_chosen(path): open that workspace. file_wanted(file, line): open a file of the workspace
    there. all_wanted(): read the rest of an over-large folder."""

    recent_chosen = Signal(object)
    file_wanted = Signal(str, object)
    all_wanted = Signal()

    def __init__(self, store: Store, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self._store, self._actions = store, actions
        self.canvas = Canvas(store, self)
        self.breadcrumb = Breadcrumb(store)
        self.breadcrumb.setParent(self)
        self.breadcrumb.turned.connect(self._place_canvas)
        self.tour_bar: TourBar | None = None
        self.trace_bar: TraceBar | None = None
        self.filter_bar: FilterBar | None = None
        self.level_bar: LevelBar | None = None
        self.change_bar: ChangeBar | None = None
        self.edge_bar: EdgeBar | None = None
        self.zoom = ZoomBar(actions)
        self.last_good = LastGoodStrip(store, self)
        self.last_good.file_wanted.connect(self.file_wanted)
        self.last_good.trust_wanted.connect(actions["trust_scripts"].trigger)
        self.last_good.turned.connect(self._place_canvas)
        self.card: EmptyCard | None = None
        self._failed = ""
        self.recent: Callable[[], list[str]] = list  # workspaces to offer, the last first
        self._tell_zoom()  # it may look at a picture by now
        self.canvas.looking.scale_changed.connect(self._tell_zoom)
        self.canvas.following.replaced.connect(self._tell_zoom)
        shown = Changed.WORKSPACE | Changed.DIAGRAM | Changed.LAYOUT
        store.on(shown | Changed.PROBLEMS, self._offer)
        self.zoom.dress(store.theme)
        store.on(Changed.THEME, self._dress)

    def complete(self) -> None:
        """Make what the first frame goes without, but the tour's bar."""
        from app.ui.features.comparing.bar import ChangeBar
        from app.ui.features.levels.bar import LevelBar
        from app.ui.features.relations.edge_bar import EdgeBar
        from app.ui.features.tracing.bar import TraceBar
        from app.ui.features.tracing.filter_bar import FilterBar

        self.trace_bar = TraceBar(self._store, self.canvas, self)
        self.trace_bar.turned.connect(self._place_canvas)
        self.filter_bar = FilterBar(self._store, self.canvas, self)
        self.filter_bar.turned.connect(self._place_canvas)
        self.level_bar = LevelBar(self._store, self.canvas, self)
        self.level_bar.turned.connect(self._place_canvas)
        self.change_bar = ChangeBar(self._store, self.canvas, self._actions, self)
        self.change_bar.turned.connect(self._place_canvas)
        self.edge_bar = EdgeBar(self._store, self.canvas, self)
        self._place_canvas()

    def add_tour_bar(self) -> TourBar:
        """Make it; it shows in a tour."""
        from app.ui.features.tours.bar import TourBar

        self.tour_bar = TourBar(self._store, self.canvas, self._actions, self)
        self.tour_bar.turned.connect(self._place_canvas)
        self._place_canvas()
        return self.tour_bar

    def _tell_zoom(self) -> None:
        shows = self.canvas.shown_layout is not None
        self.zoom.show_percent(self.canvas.looking.scale * 100 if shows else None)

    def say_failed(self, message: str) -> None:
        """Opening failed; where nothing else is shown, say so and what to do."""
        self._failed = message
        self._offer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_canvas()
        self._place_card()
        if self.edge_bar is not None:
            self.edge_bar.place()

    def _place_canvas(self) -> None:
        """Under the way in, the tour's bar and what is said of the picture, where they show."""
        crumb = self.breadcrumb
        high = 0 if crumb.isHidden() else crumb.sizeHint().height()
        crumb.setGeometry(0, 0, self.width(), high)
        bars = (self.tour_bar, self.level_bar, self.change_bar, self.trace_bar, self.filter_bar)
        for bar in bars:
            if bar is not None:
                bar.resize(self.width(), bar.height())  # on which its height hangs
                bar.setGeometry(0, high, self.width(), max(bar.high, 1))
                high += bar.high
        strip = self.last_good
        if not strip.isHidden():
            strip.setGeometry(0, high, self.width(), strip.sizeHint().height())
            high += strip.height()
        self.canvas.setGeometry(0, high, self.width(), self.height() - high)

    def _offer(self) -> None:
        """Where no picture is: a card that says why, and what to do."""
        reason = self._reason()
        if self.card is not None and (reason is None or reason != self.card.reason):
            self.card.deleteLater()
            self.card = None
        self.zoom.setVisible(reason is None)
        if reason is not None and self.card is None:
            from app.ui.shell.empty_card import EmptyCard

            recent = self.recent()[:OFFERED] if reason.elsewhere else []
            self.card = card = EmptyCard(reason, recent, self._actions, self)
            card.chosen.connect(self.recent_chosen)
            card.trust_wanted.connect(self._actions["trust_scripts"].trigger)
            card.file_wanted.connect(self.file_wanted)
            card.all_wanted.connect(self.all_wanted)
            card.problems_wanted.connect(self._actions["problems"].trigger)
            self._place_card()
            card.show()

    def _reason(self) -> EmptyState | None:
        store = self._store
        workspace, diagram = store.workspace, store.diagram
        if workspace is not None and workspace.diagrams:
            self._failed = ""
        layout = None if store.layout else store.session.layout_problems.get(store.state.diagram)
        full = diagram is not None and bool(diagram.nodes or diagram.clusters)
        if (full and layout is None) or (workspace is None and not self._failed):
            return None  # as at each start, which does not wait for the words
        if workspace is not None and workspace.growing and diagram is None:
            return None
        from app.ui.shell.emptiness import reason

        return reason(workspace, diagram, self._failed, layout)

    def _dress(self) -> None:
        self.zoom.dress(self._store.theme)

    def _place_card(self) -> None:
        if self.card is not None:
            from app.ui.shell.empty_card import WIDTH

            wide = min(WIDTH, max(self.width() - 2 * MARGIN, 200))
            layout = self.card.layout()
            high = layout.totalHeightForWidth(wide) if layout else 200
            self.card.setGeometry(
                (self.width() - wide) // 2, max((self.height() - high) // 2, MARGIN), wide, high
            )
