"""What tools work on: the picture in its viewport, and what a person wants of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.model.diagram_layout import DiagramLayout
from app.model.ids import ElementId
from app.session import verbs
from app.ui.session.store import Store
from app.ui.views.canvas.following import PictureFollowing
from app.ui.views.canvas.framing import Framing
from app.ui.views.canvas.looking import Looking
from app.ui.views.canvas.manner import Manner
from app.ui.views.canvas.targets import Targets
from app.ui.views.canvas.viewport import CanvasViewport


class CanvasSurface(QObject):
    """A canvas as its tools know it: they know neither it nor each other but where they must.

    told(id): of that element, or with None of none, the status line is to tell. said(text): or that.
    opened(id): a component's note is wanted, as it has no diagram to go into.
    export_requested(id): a picture of that component, or of everything where it is empty.
    edit_requested(id): the script where it makes that component.
    link_wanted(address): out of the workspace.
    layer_wanted(layer, ids): those elements on that layer (`layer_menu`). Only with `layering`.
    """

    told = Signal(object)
    said = Signal(str)
    opened = Signal(str)
    copy_picture_requested = Signal()
    export_requested = Signal(str)
    edit_requested = Signal(str)
    link_wanted = Signal(str)
    layer_wanted = Signal(str, object)

    widget: QWidget
    """What it is painted in, whose cursor, focus and menus its tools use."""
    store: Store
    following: PictureFollowing
    viewport: CanvasViewport
    framing: Framing
    looking: Looking
    targets: Targets

    def __init__(self, widget: QWidget, store: Store, manner: Manner | None) -> None:
        super().__init__(widget)
        self.widget, self.store = widget, store
        self.layering = False  # somebody listens
        self.following = PictureFollowing(store, widget, manner)
        self.viewport, self.framing = self.following.view, self.following.framing
        self.looking = self.viewport.looking
        self.targets = Targets(self.following)

    @property
    def layout(self) -> DiagramLayout | None:
        """What is shown, or is being gone over to."""
        return self.viewport.layout

    def select(self, component: ElementId | None) -> None:
        """With None nothing is selected any more."""
        if component != self.store.state.selection:
            self.framing.tell()
            self.store.do(verbs.select, component)

    def open_note(self, component: ElementId) -> None:
        """Select it, and ask for its note."""
        self.select(component)
        self.opened.emit(component)

    def go_in(self, component: ElementId) -> bool:
        """Into its diagram; False where it has none."""
        if self.store.session.inside(component) is None:
            return False
        self.framing.tell()
        self.store.do(verbs.go_in, component)
        return True
