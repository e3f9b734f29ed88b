"""How long one event keeps the window's thread: `python bench/gui_thread.py [NODES …]`.

Told is the longest event of each action, in ms of that thread's own processor time, which the load of
the machine hardly changes, and how long all events of the action took together. The window is a real
one; layouts come from the cache. Needs no display.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.layout.keeping import keep, key_of
from app.layout.layout import shown_part
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Point
from app.model.workspace import Workspace
from app.render import fonts
from app.scene.theme import LIGHT
from app.session import answers, verbs
from app.sources.workspace import load
from app.ui.kit import style
from app.ui.kit.gc_control import GcControl
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from bench.drawing import LAYERS, drawing
from bench.frames import SIZE, drags, moves, play, wheel

COUNTS = (1000, 3000, 10_000)
REST = 800  # ms; longer than any timer that follows an action
LIMIT = 20_000  # ms
EVERY = 10  # ms
NEARER = 10.0  # pt
FEWER = frozenset(LAYERS[1:])  # what Tidy is asked for


class EventClock(QApplication):
    """An application that knows how long each event took, in ms of the thread's time."""

    def __init__(self) -> None:
        super().__init__(sys.argv[:1])
        self.times: list[tuple[float, str]] = []
        self._deep = False

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Every event comes through here, those that another one sets off from inside it."""
        if self._deep:
            return super().notify(receiver, event)
        self._deep = True
        kind = f"{event.type().name} of {type(receiver).__name__}"
        start = thread_time()
        done = super().notify(receiver, event)
        self.times.append(((thread_time() - start) * 1000, kind))
        self._deep = False
        return done

    @contextmanager
    def told(self, what: str) -> Iterator[None]:
        """Print what the events cost while it is entered, and until all is at rest."""
        self.times.clear()
        yield
        QTest.qWait(REST)
        longest, kind = max(self.times)
        whole = sum(time for time, _ in self.times)
        print(f"| {what} | {longest:.1f} | {kind} | {whole:.0f} |", flush=True)


def measure(clock: EventClock, bundled: Workspace, count: int) -> None:
    """Print a row for each action."""
    layout = drawing(count, bundled)
    diagram = layout.diagram
    diagram.index.fill()  # as who reads files does
    keep(key_of(diagram, None), layout, diagram)
    keep(key_of(diagram, FEWER), _tidied(layout), diagram)
    store = Store()
    jobs = Jobs(store)
    window = MainWindow(store, jobs, Settings(theme="light"))
    window.resize(*SIZE)
    window.show()
    window.complete()
    QTest.qWait(REST)
    canvas = window.canvas
    of = f"{count:,} nodes"
    with clock.told(f"Opening, {of}"):
        space = Workspace("/", "bench", False, (diagram,))
        as_event(partial(store.do, answers.take_workspace, space))
        _until(lambda: canvas.shown_layout is not None)
    with clock.told(f"Layer off and on, {of}"):
        for _ in range(2):
            as_event(partial(store.do, verbs.toggle_layer, LAYERS[0]))
            QTest.qWait(REST)
    with clock.told(f"Hover, {of}"):
        play(moves(canvas))
    with clock.told(f"Click, {of}"):
        _click(window)
    with clock.told(f"Tidy, {of}"):
        as_event(partial(store.do, verbs.set_layers, FEWER))
        as_event(partial(store.do, verbs.set_tidy, True))
        _until(lambda: canvas.shown_layout is not None and canvas.shown_layout.width < layout.width)
    with clock.told(f"Tidy off, {of}"):
        as_event(partial(store.do, verbs.set_tidy, False))
    with clock.told(f"Zoom, {of}"):
        play(wheel(canvas))
    with clock.told(f"Pan, {of}"):
        play(drags(canvas))
    window.close()
    jobs.close()
    QTest.qWait(REST)


def _tidied(layout: DiagramLayout) -> DiagramLayout:
    """As the engine might answer for fewer layers: what these show, a little further left."""
    part, by = shown_part(layout.diagram, FEWER), -NEARER
    nodes = {}
    for node in part.nodes:
        old = layout.nodes[node.id]
        box, icon, label = (b.moved(by, 0) for b in (old.box, old.icon, old.label_box))
        nodes[node.id] = replace(old, box=box, icon=icon, label_box=label)
    edges = {}
    for edge in part.edges:
        way = layout.edges[edge.id]
        edges[edge.id] = replace(way, points=tuple(Point(x + by, y) for x, y in way.points))
    clusters = {cluster.id: layout.clusters[cluster.id] for cluster in part.clusters}
    return replace(layout, width=layout.width + by, nodes=nodes, clusters=clusters, edges=edges)


def _click(window: MainWindow) -> None:
    """On ten components, one after the other."""
    canvas = window.canvas
    layout = canvas.shown_layout
    assert layout is not None
    for node in layout.diagram.nodes[::37][:10]:
        looking = canvas.looking
        at = looking.camera.to_view(layout.nodes[node.id].icon.center, looking.size)
        pos = QPoint(round(at.x), round(at.y))
        as_event(partial(QTest.mouseClick, canvas, Qt.MouseButton.LeftButton, pos=pos))
        QTest.qWait(REST)


def as_event(action: Callable[[], object]) -> None:
    """From the event loop, as what a person does comes."""
    QTimer.singleShot(0, action)
    QTest.qWait(EVERY)


def until(met: Callable[[], bool], limit: int = LIMIT) -> bool:
    """Wait, so many ms at most; False, and told, where it has not come."""
    for _ in range(limit // EVERY):
        if met():
            return True
        QTest.qWait(EVERY)
    print("what was asked for has not come")
    return False


def _until(met: Callable[[], bool]) -> None:
    if not until(met):
        raise RuntimeError("it cannot be measured")


def tell(kinds: Iterable[str], measure: Callable[[EventClock, str, Path], object]) -> None:
    """Measure the kinds that the command line names, else all, and print them as a table."""
    parser = argparse.ArgumentParser(description="Measure how long one event takes.")
    parser.add_argument("names", metavar="NAME", nargs="*", default=list(kinds))
    names = parser.parse_args().names
    with as_in_the_program() as (clock, folder):
        print("| what | longest event, ms | which | all events, ms |\n| --- | --- | --- | --- |")
        for name in names:
            measure(clock, name, Path(folder))


@contextmanager
def as_in_the_program() -> Iterator[tuple[EventClock, str]]:
    """An application dressed and kept clean as the program's is; with a folder that is gone afterwards, in which
    all lies that it keeps."""
    with TemporaryDirectory() as folder:
        for name in ("CACHE", "DATA", "SETTINGS"):
            os.environ[f"ACETATE_{name}"] = f"{folder}/{name.lower()}"
        clock = EventClock()
        collecting = GcControl()
        fonts.load()
        style.prepare(clock)
        style.apply(clock, LIGHT)
        yield clock, folder
        collecting.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how long one event takes.")
    parser.add_argument("counts", metavar="NODES", type=int, nargs="*", default=COUNTS)
    counts = parser.parse_args().counts
    with as_in_the_program() as (clock, _):
        bundled = load(None)
        print("| what | longest event, ms | which | all events, ms |\n| --- | --- | --- | --- |")
        for count in counts:
            measure(clock, bundled, count)


if __name__ == "__main__":
    main()
