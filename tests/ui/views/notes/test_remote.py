"""Pictures of notes that lie on the web: a line that leads there, until a person allows their host."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from app.model.ids import SectionId
from app.session import verbs
from app.sources.scripts import fetched_icons
from app.ui.services import remote_pictures
from app.ui.session.store import Store
from app.ui.views.notes.document import PICTURE
from app.ui.views.notes.panel import NotesPanel

Open = Callable[[Mapping[str, str]], tuple[NotesPanel, Store]]

NOTE = """# Shop

![the till](https://pictures.example/till.png)

<img width="40" src="https://pictures.example/gone.png">

![other](https://other.example/a.png)
"""


def test_a_host_is_allowed_once_and_its_pictures_show(open_notes: Open, qtbot: QtBot) -> None:
    panel, store = open_notes({"shop.md": NOTE})
    asked: list[str] = []

    def fetch(addresses: object, _: object) -> dict[str, str]:
        assert isinstance(addresses, list)
        asked.extend(addresses)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImage(30, 20, QImage.Format.Format_RGB32).save(buffer, "PNG")  # type: ignore[call-overload]
        good = "https://pictures.example/till.png"
        fetched_icons.keep(good, bytes(buffer.data().data()))
        return {a: "its server answered 404" for a in addresses if a != good}

    panel.showing.converting.remote.fetch = fetch
    store.do(verbs.open_section, SectionId("shop"))
    view = panel.view
    qtbot.waitUntil(lambda: "Picture: the till" in view.toPlainText())
    assert view.toPlainText().count("Show pictures from pictures.example") == 1
    assert "Show pictures from other.example" in view.toPlainText()
    assert asked == []
    panel.open_link("fetch:pictures.example")
    box = next(w for w in panel.findChildren(QMessageBox) if w.isVisible())
    assert "2 pictures from pictures.example" in box.text()
    assert not asked
    box.checkBox().setChecked(True)
    yes = next(b for b in box.buttons() if b.text().startswith("Fetch"))
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: PICTURE in view.toPlainText())
    assert "(its server answered 404)" in view.toPlainText()
    assert sorted(asked) == [
        "https://pictures.example/gone.png",
        "https://pictures.example/till.png",
    ]
    assert "Show pictures from other.example" in view.toPlainText()
    assert remote_pictures.always() == ("pictures.example",)
    assert menu_of(panel) == ["pictures.example"]
    choose(panel, "pictures.example")
    assert remote_pictures.always() == ()
    assert menu_of(panel) == []
    panel.showing.converting.remote.want(["https://pictures.example/later.png"])
    assert len(asked) == 2, "it is asked again"


def hosts_of(panel: NotesPanel) -> list[QAction]:
    """What the menu of hosts has, in the context menu of the text."""
    menu = QMenu(panel)
    panel.view.menu_asked.emit(menu, -1)
    return [a for inner in menu.findChildren(QMenu) for a in inner.actions()]


def menu_of(panel: NotesPanel) -> list[str]:
    return [a.text() for a in hosts_of(panel)]


def choose(panel: NotesPanel, host: str) -> None:
    next(a for a in hosts_of(panel) if a.text() == host).trigger()
