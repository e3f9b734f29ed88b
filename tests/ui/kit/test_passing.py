from __future__ import annotations

import weakref

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.kit.passing import Passing


class Room(Passing):
    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        self.left = 0

    def let_go(self) -> None:
        self.left += 1


def _destroy() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_however_often_it_is_closed_it_ends_once(qtbot: QtBot) -> None:
    room, heard = Room(), []
    room.closed.connect(lambda: heard.append(room.left))
    room.show()
    for _ in range(3):
        room.close()
    assert heard == [1]
    assert room.left == 1
    assert not room.isVisible()


def test_what_is_closed_hears_no_key_any_more(qtbot: QtBot) -> None:
    room = Room()
    room.show()
    qtbot.keyClicks(room.field, "a")
    room.close()
    qtbot.keyClicks(room.field, "b")
    assert room.field.text() == "a"


def test_the_event_loop_destroys_it_also_where_nobody_holds_it(qtbot: QtBot) -> None:
    room = Room()
    known = weakref.ref(room)
    room.show()
    room.close()
    del room
    held = known()
    assert held is not None
    assert shiboken6.isValid(held), "it may be at work yet"
    _destroy()
    assert not shiboken6.isValid(held)
    del held
    assert known() is None, "nothing holds what is destroyed"


def test_what_destroys_it_at_once_is_heard_of_too(qtbot: QtBot) -> None:
    room = Room()
    room.close()
    shiboken6.delete(room)
    known = weakref.ref(room)
    del room
    assert known() is None
