"""The picture follows the view state: which one, how it appears, what is said of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from app.model.diagram_layout import DiagramLayout, same
from app.model.folding import stand_ins
from app.model.ids import ElementId
from app.model.layer import Visible
from app.model.problem import Severity
from app.model.wording import in_sentences
from app.render.painter import Appearance, appearance
from app.scene.appearance import through
from app.session.changes import Change, Changed
from app.ui.kit import plain
from app.ui.services import describe
from app.ui.session.store import Store
from app.ui.views.canvas.boxes import left_of
from app.ui.views.canvas.framing import Framing
from app.ui.views.canvas.manner import Manner
from app.ui.views.canvas.trace_framing import TraceFraming
from app.ui.views.canvas.transition import turned
from app.ui.views.canvas.viewport import CanvasViewport

SEEN = Changed.STATE & ~(Changed.TRAIL | Changed.TIDY)  # of a state, what a picture shows
STYLED = (
    Changed.LAYERS
    | Changed.HIDDEN
    | Changed.TRACE
    | Changed.SELECTION
    | Changed.READING
    | Changed.STEP
)


class PictureFollowing(QObject):
    """Shows in a viewport of the widget what the store's view state says.

    replaced(): another picture, or none, has come in.
    """

    replaced = Signal()

    def __init__(
        self,
        store: Store,
        widget: QWidget,
        manner: Manner | None = None,
        like: Framing | None = None,
    ) -> None:
        super().__init__(widget)
        self._store, self._widget, self._manner = store, widget, manner or Manner()
        self.view = CanvasViewport(widget)
        self.framing = Framing(store, self.view, self._manner, like)
        self._tracing = TraceFraming(store, self.framing)
        self.framing.shot_changed.connect(self.dress)
        self._left: tuple[Visible, DiagramLayout] | tuple[()] = ()  # what `looking.left` is of
        self.focused: ElementId | None = None  # what has the keyboard's focus; it is spoken of, too
        store.on(SEEN, self._follow_state)
        store.on(Changed.LAYOUT, self._follow_picture)
        store.on(Changed.THEME, self._follow_theme)
        store.on(Changed.PROBLEMS, self._follow_words)
        store.on(Changed.WORKSPACE, self._follow_workspace)
        widget.setAccessibleName("Diagram")
        self._follow_theme()
        self._follow_picture()

    @property
    def visible(self) -> Visible:
        """What shows, or is about to."""
        return self.view.appearance.shown

    def _follow_picture(self) -> None:
        view, framing = self.view, self.framing
        layout, shown = self._store.layout, view.layout
        if layout is shown:
            return
        if layout is not None and shown is not None and layout.diagram.id == shown.diagram.id:
            self.dress(fade=True)
            if same(layout, shown):
                view.show_layout(layout)
            else:
                framed = framing.framed
                view.glide_layout(layout, turned(shown, layout), self._store.state.selection)
                if framed:
                    framing.go_to(None)
            self._name()
            return
        if shown is not None:
            framing.leave(shown.diagram.id)
        view.show_layout(layout)
        self.dress(fade=False)
        self._name()
        framing.come_to(layout)

    def _name(self) -> None:
        """Another picture, or none, has come in."""
        title = self.view.layout.diagram.title if self.view.layout else ""
        self._widget.setAccessibleName(f"Diagram: {plain.line(title)}" if title else "Diagram")
        self.describe()
        self.replaced.emit()

    def describe(self) -> None:
        """Tell a screen reader what there is to see."""
        layout = self.view.layout
        said = self._manner.spoken(self._shows(layout)) if layout else self.words()
        self._widget.setAccessibleDescription(plain.line(said, 4 * plain.LINE))

    def _shows(self, layout: DiagramLayout) -> str:
        """What has the keyboard's focus, what is selected, how much shows."""
        diagram = layout.diagram
        focused = describe.line(diagram, self.focused) if self.focused else ""
        whole = describe.picture(diagram, self.visible, self._store.state)
        return in_sentences((focused, whole))

    def _follow_state(self, change: Change) -> None:
        old, new, layout = change.old.state, change.new.state, self.view.layout
        framing = self.framing
        if layout is None or layout.diagram.id != new.diagram:
            framing.rest.stop()  # the viewport is another diagram's
            return
        stepped = Changed.STEP in change.what
        if change.what & STYLED:
            if stepped:
                self.view.painting.shot = None
            self.dress(fade=True)
            if QAccessible.isActive():  # else nobody asks; who does gives it the focus first
                self.describe()
        if old.selection is None and new.selection is not None:
            framing.selecting()
        if framing.told(new.viewport, stepped):
            return
        if Changed.HIDDEN in change.what and not new.tour and new.selection == old.selection:
            self.view.looking.fit_again()
        if self._tracing.follow(old, new):
            return
        if framing.selected(old.selection, new.selection):
            return
        if new.reading == new.section != old.section:
            framing.bring_in_highlighted()

    def _follow_theme(self) -> None:
        self.dress(fade=False)

    def dress(self, fade: bool) -> None:
        """All shows as strongly as the view state says, and the shot that one looks at."""
        store, view = self._store, self.view
        state, layout, theme = store.state, store.layout, store.theme
        if layout is None:
            self._put(Appearance(theme, {}), fade=False)
            return
        highlighted = store.session.highlighted
        plain = appearance(layout, state, theme, also=highlighted, tour=store.tour)
        step, shot = store.step, view.painting.shot
        if shot is not None and step is not None and state.layers != step.layers:
            from app.render.camera import with_appearance

            shot = with_appearance(shot, layout, plain, step, view.looking.room())
        self._put(through(plain, shot), fade)
        # What is laid out by itself is all of the picture.
        if not state.hidden or state.tidy:
            view.looking.left, self._left = None, ()
        elif not (self._left and self._left[0] is self.visible and self._left[1] is layout):
            view.looking.left, self._left = left_of(layout, self.visible), (self.visible, layout)
        view.set_highlighted(stand_ins(layout.diagram, highlighted))

    def _put(self, appearance: Appearance, fade: bool) -> None:
        self.view.set_appearance(self._manner.dress(appearance), fade)

    def _follow_workspace(self) -> None:
        self._follow_words()
        if self._store.state.tour:  # its steps may have been written anew
            framed = self.framing.framed
            self.dress(fade=True)
            if framed:
                self.framing.go_to(None)

    def _follow_words(self) -> None:
        if self.view.layout is None:
            self._widget.update()

    def words(self) -> str:
        """What stands in place of a picture."""
        diagram, workspace = self._store.diagram, self._store.workspace
        if workspace is None or (diagram is None and workspace.growing):
            return "Opening…"
        if diagram is None:
            return ""
        for problem in self._store.problems:
            if problem.severity is Severity.ERROR and problem.file == diagram.source:
                return str(problem)
        return "Laying out…"
