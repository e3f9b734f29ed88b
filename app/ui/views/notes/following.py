"""Following the links of notes: inside the workspace at once, to the web after asking, anywhere
else not at all."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QWidget

from app.model.ids import DiagramId, SectionId
from app.model.wording import counted
from app.session import verbs
from app.sources.remote_pictures import host_of
from app.ui.kit import plain
from app.ui.services import remote_pictures
from app.ui.services.leaving import ask
from app.ui.session.store import Store
from app.ui.views.notes import remote
from app.ui.views.notes.enlarged_block import open_block
from app.ui.views.notes.links import Target, resolve
from app.ui.views.notes.outer import OuterNotes
from app.ui.views.notes.showing import NoteShowing
from app.ui.views.notes.view import NotesView


class Following(QObject):
    """Follows the links that are clicked in the view, which shows what `showing` puts there.
    hint(text): what the link under the pointer does, what came of one, or why it leads nowhere; empty for none.
    hosts_changed(): others are allowed always to give pictures."""

    hint = Signal(str)
    hosts_changed = Signal()

    def __init__(
        self, store: Store, view: NotesView, showing: NoteShowing, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._store, self._view, self._showing, self._panel = store, view, showing, parent
        self.outer = OuterNotes(store, self)
        self.outer.failed.connect(self.hint)
        self.outer.led_to.connect(showing.lit_block.want)
        view.anchorClicked.connect(lambda url: self.follow(_href(url)))
        view.highlighted.connect(self._tell)

    def target(self, href: str) -> Target:
        """Where a link leads."""
        workspace = self._store.workspace
        return (
            resolve(href, self._showing.note(), workspace)
            if workspace
            else Target("nowhere", "", href)
        )

    def follow(self, href: str) -> None:
        target = self.target(href)
        if target.kind != "fold":  # where it leads is no longer told, once one is there
            self.hint.emit(target.hint if target.kind == "nowhere" else "")
        self.outer.stop()
        if target.kind == "section":
            self._open(SectionId(target.to), target.place)
        elif target.kind == "outer":
            note = self._showing.note()
            self.outer.go(target, note.file if note else "")
        elif target.kind == "diagram":
            self._store.do(verbs.show, DiagramId(target.to), target.component)
        elif target.kind == "place":
            self._view.go_to_place(target.to)
        elif target.kind == "web":
            ask(target.to, self._panel, self.hint.emit)
        elif target.kind == "fetch":
            self._ask_for_pictures(target.to)
        elif target.kind == "block":
            self._open_picture(target.to)

    def _open(self, section: SectionId, block: str) -> None:
        here, lit = section == self._store.state.section, self._showing.lit_block
        if block:
            lit.want(section, block)
        elif here:
            self._view.scroll_to_mark(moving=True)
        self._store.do(verbs.open_section, section)
        if here:  # else when it has come
            lit.show(section)

    def _open_picture(self, name: str) -> None:
        page = self._showing.page
        if page is not None and (layout := page.block(name)) is not None:
            open_block(self._view, layout, self._store.theme)

    def _ask_for_pictures(self, host: str) -> None:
        page = self._showing.page
        addresses = [a for a in page.remote if host_of(a) == host] if page else []
        if not addresses:
            return

        def fetch() -> None:
            if box.checkBox().isChecked():
                remote_pictures.allow_always([host])
                self.hosts_changed.emit()
            many = self._showing.converting.fetch_from(host, addresses)
            self.hint.emit(f"Fetching {counted(many, 'picture')} from {plain.line(host)}…")

        box = remote.ask(host, addresses, self._panel)
        box.accepted.connect(fetch)
        box.open()

    def forbid(self, host: str) -> None:
        """Fetch nothing from that host without a question; what was fetched stays."""
        remote_pictures.forbid(host)
        self.hosts_changed.emit()

    def _tell(self, url: QUrl) -> None:
        self.hint.emit(self.target(_href(url)).hint if not url.isEmpty() else "")


def _href(url: QUrl) -> str:
    return bytes(url.toEncoded().data()).decode("ascii")
