"""Open, switch, reload and export in one window for as long as one likes, and see that nothing grows.

    .venv/bin/python bench/soak.py --rounds 2000

A round opens one of three folders, switches between their diagrams, changes a file and has it read again, and
exports a picture; in the one with infrastructure and a drawing it compares with the last commit, too. Each tenth also presents,
studies, searches, opens dialogs and changes how all looks. Told are, from
time to time, memory, what Python and Qt have made, threads, descriptors and children. Fails where one of the last four
has grown since the first `--warm` rounds, or memory by more than 5 %; what of it only Linux tells is 0 elsewhere. Needs no
display.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog  # noqa: E402

from app import survivors  # noqa: E402
from app.exporters import export  # noqa: E402
from app.exporters.exporter import PictureJob, PictureOptions  # noqa: E402
from app.model.diagram import Diagram  # noqa: E402
from app.render import fonts  # noqa: E402
from app.scene.theme import LIGHT  # noqa: E402
from app.session import verbs  # noqa: E402
from app.ui.kit import motion, overrides, style  # noqa: E402
from app.ui.kit.allocator import keep_little  # noqa: E402
from app.ui.kit.gc_control import GcControl  # noqa: E402
from app.ui.services.jobs import Jobs  # noqa: E402
from app.ui.services.settings import Settings  # noqa: E402
from app.ui.session.store import Store  # noqa: E402
from app.ui.shell.window import MainWindow  # noqa: E402

WARM = 200  # rounds after which nothing should grow
MOST = 1.05  # times as much memory at the end
EACH = 10  # rounds, until what takes longer is done again
SUFFIXES = "png", "svg", "pdf", "json", "jpg"
DIALOGS = "problems", "shortcuts", "about", "export", "coverage", "edit_tour"
COUNTS = "qt", "threads", "descriptors", "children"
LIMIT = 600.0  # seconds for one thing, on however busy a machine


class State(NamedTuple):
    """`memory` is what the process has alone and has written (of shared libraries the share changes with who
    else runs), in KiB; the rest are counts: `blocks` that Python has
    in use, `objects` that may be part of a circle, `qt` those that belong to a window."""

    memory: int
    blocks: int
    objects: int
    qt: int
    threads: int
    descriptors: int
    children: int


def write(folder: Path, name: str, count: int) -> None:
    """A workspace with `count` diagrams, a note, and a tour."""
    (folder / "tours").mkdir(parents=True)
    for number in range(count):
        (folder / f"{name}{number}.dot").write_text(_dot(f"{name}{number}", 0))
    lines = "".join(f"## Part {n}\n\nA line about n{n}.\n\n- **a** and `b`\n\n" for n in range(30))
    (folder / f"{name}0.md").write_text(f"# {name}\n\n{lines}### Check yourself\n\n- What? That.\n")
    (folder / "tours" / "way.md").write_text(
        f"---\ntitle: Way\ndiagram: {name}0\n---\n\n## One\n\n<!-- show: focus=n1 -->\n\n## Two\n"
    )


def _dot(name: str, round: int) -> str:
    edges = " ".join(f"n{n} -> n{(n * 7 + 3) % 24} [label=e{n}]" for n in range(24))
    nodes = " ".join(f'n{n} [label="Part {n}", layer=l{n % 3}]' for n in range(24))
    return f'digraph {name} {{ layers="l0:l1:l2"; subgraph cluster_a {{ n1 n2 n3 }} {nodes} {edges} r{round % 4} }}'


def write_infrastructure(folder: Path) -> None:
    """A workspace with a template, Terraform, a plan and a drawing, of which a commit is kept."""
    (folder / "tf").mkdir(parents=True)
    (folder / "template.yaml").write_text(_template(0))
    (folder / "tf" / "main.tf").write_text(
        "".join(
            f'resource "aws_s3_bucket" "b{n}" {{\n  bucket = "b-${{var.stage}}-{n}"\n}}\n'
            for n in range(12)
        )
        + 'variable "stage" {\n  default = "test"\n}\n'
    )
    cells = "".join(
        f'<mxCell id="c{n}" value="Part {n}" style="rounded=1;" vertex="1" parent="1">'
        f'<mxGeometry x="{n * 90}" y="40" width="80" height="40" as="geometry"/></mxCell>'
        for n in range(12)
    )
    (folder / "drawn.drawio").write_text(
        '<mxfile><diagram name="Drawn"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>'
        f"{cells}</root></mxGraphModel></diagram></mxfile>"
    )
    (folder / "notes.md").write_text("# Buckets\n\n## S3\n\nWhat is kept.\n")
    name = ("-c", "user.name=a", "-c", "user.email=a@b")
    for command in (("init", "-q"), ("add", "."), (*name, "commit", "-qm", "a")):
        subprocess.run(["git", "-C", folder, *command], check=True)


def _template(round: int) -> str:
    queues = "".join(
        f"  Queue{n}:\n    Type: AWS::SQS::Queue\n    Properties:\n      DelaySeconds: {round}\n"
        for n in range(12 + round % 3)
    )
    return f"Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n{queues}"


class Soak:
    """A window, and three folders that it goes between."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self._window, self._store, self._jobs = window, window.store, window.jobs
        self._folder = folder
        self._opened = 0
        self._spaces = folder / "one", folder / "two", folder / "stack"
        for space, count in zip(self._spaces, (2, 4), strict=False):
            write(space, space.name, count)
        write_infrastructure(self._spaces[-1])
        self._jobs.opened.connect(self._count)

    def _count(self) -> None:
        self._opened += 1

    def round(self, number: int) -> None:
        """All that belongs to one."""
        space = self._spaces[number % len(self._spaces)]
        self._read(lambda: self._jobs.open(space))
        workspace = self._store.workspace
        assert workspace is not None
        for diagram in workspace.diagrams[:3]:
            self._store.do(verbs.show, diagram.id)
            self._until(lambda: self._store.layout is not None)
            self._store.do(verbs.select, diagram.nodes[number % len(diagram.nodes)].id)
            QTest.qWait(5)
        if space.name == "stack":
            (space / "template.yaml").write_text(_template(number + 1))
        else:
            file = space / workspace.diagrams[0].source
            file.write_text(_dot(file.stem, number + 1))
        self._read(self._jobs.reload)
        self._until(lambda: self._store.layout is not None)
        if space.name == "stack":
            self._compare(next(d for d in workspace.diagrams if d.source == "template.yaml"))
        self._export(SUFFIXES[number % len(SUFFIXES)])
        if number % EACH == 0:
            self._more()

    def rest(self) -> None:
        """Where it is looked at what there is: in the same folder each time."""
        self._read(lambda: self._jobs.open(self._spaces[0]))
        self._until(lambda: self._store.layout is not None)

    def _compare(self, diagram: Diagram) -> None:
        """With the last commit, and there and back in level."""
        table, comparing = self._window.actions_table, self._window.commands.comparing
        self._store.do(verbs.show, diagram.id)
        self._until(lambda: self._store.layout is not None)
        table["compare_commit"].trigger()
        self._until(lambda: comparing.comparison is not None and self._store.layout is not None)
        for id in ("next_change", "all_resources", "leave_comparison", "all_resources"):
            table[id].trigger()
            QTest.qWait(5)

    def _export(self, suffix: str) -> None:
        store = self._store
        assert store.workspace is not None
        assert store.layout is not None
        job = PictureJob.of(store.layout, store.state, store.workspace, PictureOptions(LIGHT))
        export(job, self._folder / f"out.{suffix}")

    def _more(self) -> None:
        table = self._window.actions_table
        for id in DIALOGS:
            table[id].trigger()
            QTest.qWait(20)
            for dialog in self._window.findChildren(QDialog):
                if dialog.isVisible():
                    dialog.close()
        table["present"].trigger()
        QTest.qWait(20)
        if (presenter := self._window.commands.presenting.presenter) is not None:
            presenter.close()
        table["study"].trigger()
        QTest.qWait(50)
        if (room := self._window.commands.studying.room) is not None:
            room.close()
        table["search"].trigger()
        assert self._window.searching.box is not None
        self._window.searching.box.field.setText("part")
        QTest.qWait(200)
        self._window.searching.box.leave()
        for id in ("as_written", "tidy", "outline", "relations"):
            for _ in range(2):
                table[id].trigger()
                QTest.qWait(30)

    def _read(self, begin: Callable[[], object]) -> None:
        before = self._opened
        begin()
        self._until(lambda: self._opened > before)

    def _until(self, so: Callable[[], bool]) -> None:
        end = monotonic() + LIMIT
        while not so():
            assert monotonic() < end, "it has not come"
            QTest.qWait(2)


def state() -> State:
    """As it is once what is to go has gone."""
    for _ in range(3):
        QTest.qWait(20)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.unfreeze()
        gc.collect()
    memory = _memory()
    tasks = Path("/proc/self/task")
    on_linux = tasks.is_dir()
    return State(
        memory,
        sys.getallocatedblocks(),
        len(gc.get_objects()),
        sum(1 + len(w.findChildren(QObject)) for w in QApplication.topLevelWidgets()),
        len(list(tasks.iterdir())) if on_linux else threading.active_count(),
        len(list(Path("/proc/self/fd").iterdir())) if on_linux else 0,
        sum(len((t / "children").read_text().split()) for t in tasks.iterdir()) if on_linux else 0,
    )


def _memory() -> int:
    """What the process takes, once what it has given back has gone."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    with suppress(OSError):
        for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
            if line.startswith("Private_Dirty:"):
                return int(line.split()[1])
    return 0


def kinds() -> Counter[str]:
    """How many there are of each type that Python looks after."""
    return Counter(f"{type(o).__module__}.{type(o).__qualname__}" for o in gc.get_objects())


@contextmanager
def window(folder: Path) -> Iterator[MainWindow]:
    """One with nothing in it yet."""
    for name in ("SETTINGS", "DATA", "CACHE"):
        os.environ[f"ACETATE_{name}"] = str(folder / name.lower())
    keep_little()
    overrides.make_sound()
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    fonts.load()
    style.prepare(app)
    style.apply(app, LIGHT)
    survivors.guard()
    control = GcControl()
    store = Store()
    made = MainWindow(store, Jobs(store), Settings(theme="light", reduce_motion=True))
    made.resize(1280, 800)
    made.complete()
    made.show()
    yield made
    made.close()
    motion.set_reduced(None)
    control.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2000)
    parser.add_argument("--warm", type=int, default=WARM)
    parser.add_argument("--kinds", action="store_true", help="name what there is more of")
    parser.add_argument("--counts", action="store_true", help="fail for counts alone, not memory")
    args = parser.parse_args()
    every = max((args.rounds - args.warm) // 9, 1)
    told: list[State] = []
    before: Counter[str] = Counter()
    with TemporaryDirectory() as name, window(Path(name)) as made:
        soak = Soak(made, Path(name))
        print("rounds", *State._fields, sep="\t")
        for number in range(1, args.rounds + 1):
            soak.round(number)
            if number >= args.warm and (number - args.warm) % every == 0:
                soak.rest()
                told.append(state())
                before = before or kinds()
                print(number, *told[-1], sep="\t", flush=True)
        if args.kinds:
            for kind, more in (kinds() - before).most_common(40):
                print(f"{more:+}\t{kind}")
    first, last = told[0], told[-1]
    grown = last.memory / max(first.memory, 1)
    print(f"memory grew to {100 * grown:.1f} % of what it was after {args.warm} rounds")
    grew = [f for f in COUNTS if getattr(last, f) > getattr(first, f)]
    print(f"more: {', '.join(grew) or 'nothing'}")
    return bool(grew or (grown > MOST and not args.counts))


if __name__ == "__main__":
    raise SystemExit(main())
