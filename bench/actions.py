"""What the program runs for a thing that a person does: `python bench/actions.py [--list]`.

Counted are calls of functions of `app` on the window's thread, and the modules that they stand in:
first until the click or key is dealt with, then until all is at rest, with the paints and what
timers do. The window is a real one on the bundled workspace, without movements. `--list` names the
functions that deal with it, most often called first. Needs no display.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Self

from app.model.ids import DiagramId, SectionId
from app.session import verbs

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow

APP = str(Path(__file__).parent.parent / "app") + os.sep
WIDTH, HEIGHT = 1280, 800  # px
REST = 600  # ms; longer than any timer that follows an action
DIAGRAM = "ecs"
FIRST, SECOND = "ECR", "Task role"  # components to click
WORDS = "instance role"  # finds one in this diagram, then in others


class Calls:
    """Counts calls of functions of the program while it is entered."""

    def __init__(self) -> None:
        self.of: Counter[CodeType] = Counter()

    def __enter__(self) -> Self:
        sys.setprofile(self._count)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _count(self, frame: FrameType, event: str, _: object) -> None:
        # What stands in brackets is no function: a comprehension, a module being imported.
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(APP) and code.co_name[0] != "<":
            self.of[code] += 1

    def __str__(self) -> str:
        modules = len({code.co_filename for code in self.of})
        return f"{self.of.total():,} calls in {modules} modules"

    def named(self) -> Iterator[str]:
        for code, times in self.of.most_common():
            yield f"{times:6}  {code.co_filename.removeprefix(APP)}  {code.co_qualname}"


def measure(window: MainWindow) -> dict[str, tuple[Calls, Calls]]:
    """By what is done: what deals with it, and all that it leads to. Each has been done once
    before, so that nothing is made for the first time."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    canvas = window.canvas

    def click(label: str) -> None:
        layout = canvas.shown_layout
        assert layout is not None
        node = next(n for n in layout.diagram.nodes if n.label == label)
        at = canvas.looking.camera.to_view(layout.nodes[node.id].box.center, canvas.looking.size)
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(at.x), round(at.y)))

    def press(key: Qt.Key) -> None:
        assert window.searching.box is not None
        QTest.keyClick(window.searching.box.field, key)

    window.store.do(verbs.show, DiagramId(DIAGRAM))
    _rest()
    found = {}
    chip = window.bar.layers.chips[0]
    chip.click()
    found["A layer off or on"] = _counted(chip.click)
    for label in (SECOND, FIRST):
        click(label)
        _read(window)
    found["A click on a component, and its note"] = _counted(lambda: click(SECOND))
    window.searching.open(note_first=False)
    assert window.searching.box is not None
    QTest.keyClicks(window.searching.box.field, WORDS)
    while not window.searching.box.results.rowCount():
        QTest.qWait(10)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        press(key)
        _rest()
    found["An arrow in the search"] = _counted(lambda: press(Qt.Key.Key_Down))
    window.searching.box.leave()
    return found


def _counted(action: Callable[[], object]) -> tuple[Calls, Calls]:
    _rest()
    handled, followed = Calls(), Calls()
    with handled:
        action()
    with followed:
        _rest()
    followed.of += handled.of
    return handled, followed


def _read(window: MainWindow) -> None:
    """Wait until the note of what is selected is there, and kept."""
    store = window.store
    section = store.workspace and store.workspace.notebook.section(
        store.state.section or SectionId("")
    )
    assert window.notes is not None
    assert section
    while window.notes.showing.file != section.file:
        _rest()
    _rest()


def _rest() -> None:
    from PySide6.QtTest import QTest

    QTest.qWait(REST)


@contextmanager
def _window() -> Iterator[MainWindow]:
    """A window on the bundled workspace, everything in it there."""
    from PySide6.QtTest import QSignalSpy, QTest
    from PySide6.QtWidgets import QApplication

    from app.render import fonts
    from app.scene.theme import LIGHT
    from app.ui.kit import style
    from app.ui.services.jobs import Jobs
    from app.ui.services.settings import Settings
    from app.ui.session.store import Store
    from app.ui.shell.window import MainWindow

    app = QApplication(sys.argv[:1])
    fonts.load()
    style.prepare(app)
    style.apply(app, LIGHT)
    store = Store()
    jobs = Jobs(store)
    window = MainWindow(store, jobs, Settings(theme="light", reduce_motion=True))
    window.resize(WIDTH, HEIGHT)
    window.complete()
    window.shown_first.connect(jobs.go_on)
    read = QSignalSpy(jobs.opened)
    jobs.open(None)
    window.show()
    while not (read.count() and store.workspace):
        QTest.qWait(10)
    while len(store.layouts) < len(store.workspace.diagrams):
        QTest.qWait(10)
    _rest()
    yield window
    window.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Count what runs for a click or a key.")
    parser.add_argument("--list", action="store_true", help="name the functions, too")
    listed = parser.parse_args().list
    with TemporaryDirectory() as folder:
        os.environ["ACETATE_SETTINGS"] = folder
        os.environ["ACETATE_DATA"] = folder
        with _window() as window:
            found = measure(window)
    for what, (handled, followed) in found.items():
        print(f"{what}: {handled}; {followed} with its paint and what follows")
        if listed:
            print(*handled.named(), sep="\n")


if __name__ == "__main__":
    main()
