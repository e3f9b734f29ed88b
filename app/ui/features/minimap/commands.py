"""When the minimap shows, and what switches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal

from app.model.diagram_layout import box_of
from app.model.geometry import Box, Point
from app.session.changes import Changed
from app.ui.features.minimap.placing import corner, size_in, wanted
from app.ui.kit.command import Command, fill_menu
from app.ui.views.canvas.boxes import seen_of
from app.ui.views.desk import Desk

if TYPE_CHECKING:
    from app.ui.features.minimap.minimap import Minimap

REST = 60  # ms without a change until it follows
AUTO, ON, OFF = "auto", "on", "off"
SEEN = Changed.VISIBLE | Changed.SELECTION | Changed.READING | Changed.STEP | Changed.LAYOUT
SAID = {
    AUTO: "The minimap shows where the picture is far larger than the view.",
    ON: "The minimap always shows.",
    OFF: "The minimap is off.",
}


class Minimaps(QObject):
    """The minimap of the window's canvas. turned(mode): it is to show so from now on."""

    turned = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk, self._canvas = desk, desk.canvas
        self.minimap: Minimap | None = None  # made when it is wanted first
        self._place: Box | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._follow)
        looking = self._canvas.looking
        looking.aimed.connect(self._rest.start)
        looking.camera_changed.connect(self._rest.start)
        desk.store.on(SEEN | Changed.THEME, self._rest.start)
        self._canvas.installEventFilter(self)

    @property
    def mode(self) -> str:
        """`auto`, `on` or `off`."""
        return self._desk.settings.minimap

    @property
    def shows(self) -> bool:
        return self.minimap is not None and not self.minimap.isHidden()

    def settle(self) -> bool:
        """Follow now, not soon; whether it shows."""
        self._rest.stop()
        self._follow()
        return self.shows

    def set_mode(self, mode: str) -> None:
        """Show it by itself, always or never."""
        self._desk.settings.minimap = mode
        self._follow()
        self._desk.say(SAID[mode])
        self.turned.emit(mode)

    def turn(self) -> None:
        """Hide it where it shows, else show it; by itself again where that comes to the same."""
        usual = self._by_itself()
        if self.shows:
            self.set_mode(OFF if usual else AUTO)
        else:
            self.set_mode(AUTO if usual else ON)

    def menu(self, at: QPoint) -> None:
        """What can be chosen of it, at a point of the screen."""
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self._canvas)
        fill_menu(menu, " ".join(f"minimap:{mode}" for mode in SAID), COMMANDS, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The canvas has another size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._rest.start()
        return False

    # Following

    def _by_itself(self) -> bool:
        """The picture is far larger than the view, and no tour leads the way."""
        looking = self._canvas.looking
        if self._canvas.surface.layout is None or self._desk.store.step is not None:
            return False
        seen = seen_of(looking.sheet(), looking.aim.view(looking.size))
        return wanted(seen, looking.sheet(), self.shows and self.mode == AUTO)

    def _follow(self) -> None:
        layout, looking = self._canvas.surface.layout, self._canvas.looking
        on = self.mode == ON or (self.mode == AUTO and self._by_itself())
        size = size_in(looking.size, (layout.width, layout.height)) if on and layout else None
        if size is None:
            if self.minimap is not None:
                self.minimap.leave()
            return
        if self.minimap is None:
            from app.ui.features.minimap.minimap import Minimap

            self.minimap = Minimap(self._canvas, self._canvas.viewport)
            self.minimap.menu_wanted.connect(self.menu)
            self.minimap.let_go.connect(self._rest.start)
        if self.minimap.held:
            self.minimap.renew()
            return
        now = self._place if self.shows else None
        self._place = corner(looking.size, size, self._busy(), now)
        self.minimap.appear(self._place)

    def _busy(self) -> list[Box]:
        """Where (px) is what one works on: the selection, and what has the keyboard's focus."""
        surface, looking = self._canvas.surface, self._canvas.looking
        found = []
        for id in {self._desk.store.state.selection, surface.following.focused}:
            box = box_of(surface.layout, id) if surface.layout else None
            if box is not None:
                at = looking.aim.to_view(Point(box.x, box.y), looking.size)
                scale = looking.aim.scale
                found.append(Box(*at, box.width * scale, box.height * scale))
        return found


def _choice(mode: str, text: str) -> Command[Minimaps]:
    return Command(
        f"minimap:{mode}",
        text,
        run=lambda maps: maps.set_mode(mode),
        is_on=lambda maps: maps.mode == mode,
        check=True,
        sub="Minimap",
    )


COMMANDS: tuple[Command[Minimaps], ...] = (
    Command("minimap", "Show or hide the minimap", ("Ctrl+Shift+M",), Minimaps.turn),
    _choice(AUTO, "Automatic"),
    _choice(ON, "Always"),
    _choice(OFF, "Never"),
)
