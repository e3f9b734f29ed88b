"""How long one event keeps the window's thread where files are hostile, or only large:
`python bench/hostile_files.py [NAME …]`.

Each file is under a megabyte and made here. Told is the longest event while it is opened, as all and as an overview,
resized, hovered, selected in, searched, compared and while its menus open, as `bench/gui_thread.py` does. Needs no display.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.session import verbs
from app.ui.services.jobs import Jobs
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell import at_leisure
from app.ui.shell.window import MainWindow
from bench.gui_thread import EVERY, REST, EventClock, as_event, tell, until

SIZE = 1440, 900  # px
LIMIT = 300_000  # ms
WHOLE = 900_000  # characters


def _resources(count: int, more: Callable[[int], str] = lambda _: "") -> str:
    return "Resources:\n" + "".join(
        f"  Queue{n}:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: q{n}\n{more(n)}"
        f"  Topic{n}:\n    Type: AWS::SNS::Topic\n    Properties:\n      Subscription:\n"
        f"        - Protocol: sqs\n          Endpoint: !GetAtt Queue{n}.Arn\n"
        for n in range(count)
    )


def _plan(count: int, value: str) -> str:
    changes = [
        {
            "address": f"aws_sqs_queue.q{n}",
            "mode": "managed",
            "type": "aws_sqs_queue",
            "name": f"q{n}",
            "provider_name": "registry.terraform.io/hashicorp/aws",
            "change": {"actions": ["update"], "before": {"name": "a"}, "after": {"name": value}},
        }
        for n in range(count)
    ]
    return json.dumps(
        {"format_version": "1.2", "terraform_version": "1.9", "resource_changes": changes}
    )


def _drawing(count: int, label: str = "Part", pages: int = 1) -> str:
    cells = "".join(
        f'<mxCell id="c{n}" value="{label} {n}" style="rounded=1;" vertex="1" parent="1"><mxGeometry x="{n % 60 * 90}"'
        f' y="{n // 60 * 60}" width="80" height="40" as="geometry"/></mxCell>'
        f'<mxCell id="e{n}" edge="1" parent="1" source="c{n}" target="c{(n * 7 + 1) % count}"/>'
        for n in range(count)
    )
    page = f'<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>{cells}</root></mxGraphModel>'
    return (
        "<mxfile>"
        + "".join(f'<diagram name="P{n}">{page}</diagram>' for n in range(pages))
        + "</mxfile>"
    )


WORDS = "some words of a value that goes on "
LONG = WORDS * (WHOLE // len(WORDS))

FILES: dict[str, tuple[str, Callable[[], str]]] = {
    "an ordinary template": ("a.yaml", lambda: _resources(12)),
    "a template of 900 KB": ("a.yaml", lambda: _resources(4_000)),
    "a property of 900 KB": ("a.yaml", lambda: _resources(3, lambda _: f"      Note: '{LONG[: WHOLE // 3]}'\n")),
    "a list of 100,000": ("a.yaml", lambda: _resources(2, lambda _: "      Tags:\n" + "        - a\n" * 40_000)),
    "Terraform of 900 KB": ("main.tf", lambda: "".join(f'resource "aws_sqs_queue" "q{n}" {{\n  name = "q-{n}"\n  dlq = aws_sqs_queue.q{n // 2}.arn\n}}\n' for n in range(8_000))),
    "a heredoc of 900 KB": ("main.tf", lambda: f'resource "aws_sqs_queue" "q" {{\n  policy = <<EOT\n{LONG}\nEOT\n}}\n'),
    "a plan of 900 KB": ("plan.json", lambda: _plan(3_000, "b")),
    "a plan with a value of 900 KB": ("plan.json", lambda: _plan(2, LONG[: WHOLE // 2])),
    "a drawing of 900 KB": ("a.drawio", lambda: _drawing(3_500)),
    "a drawing with a label of 900 KB": ("a.drawio", lambda: _drawing(3, LONG[: WHOLE // 3])),
    "a drawing of 150 pages": ("a.drawio", lambda: _drawing(20, pages=150)),
    "DOT of 900 KB": ("a.dot", lambda: "digraph {" + "".join(f"part{n} -> part{n * 7 % 9000} [label=edge{n}];\n" for n in range(20_000)) + "}"),
    "a label of 900 KB": ("a.dot", lambda: f'digraph {{ a [label="{LONG}"]; a -> b }}'),
    "an edge's label of 900 KB": ("a.dot", lambda: f'digraph {{ a -> b [label="{LONG}"] }}'),
    "a tooltip of 900 KB": ("a.dot", lambda: f'digraph {{ a [tooltip="{LONG}"]; a -> b }}'),
    "20,000 nodes alone": ("a.dot", lambda: "digraph {" + " ".join(f"n{n}" for n in range(20_000)) + "}"),
    "4,000 layers": ("a.dot", lambda: 'digraph { layers="' + ":".join(f"l{n}" for n in range(4_000)) + '"' + " ".join(f"n{n} [layer=l{n}]" for n in range(4_000)) + "}"),
    "deep clusters": ("a.dot", lambda: "digraph {" + "".join(f"subgraph cluster_{n} {{ n{n} " for n in range(300)) + "}" * 301),
}  # fmt: skip


class Row:
    """One file in a window of its own."""

    def __init__(self, clock: EventClock, name: str, folder: Path) -> None:
        self._clock, self._name = clock, name
        file, text = FILES[name]
        self._old = folder / f"old-{len(name)}" / file
        self._file = folder / f"new-{len(name)}" / file
        said = text()
        for path, what in ((self._old, said.replace("7", "8")), (self._file, said)):
            path.parent.mkdir(exist_ok=True)
            path.write_text(what)
        self._store = Store()
        self._jobs = Jobs(self._store)
        self._read = False
        self._jobs.opened.connect(self._take_note)
        self._window = MainWindow(self._store, self._jobs, Settings(theme="light"))
        self._window.resize(*SIZE)
        self._window.show()
        self._window.complete()
        at_leisure.load(self._window, lambda: self._window.ended)
        QTest.qWait(REST)

    def _take_note(self) -> None:
        self._read = True

    def measure(self) -> None:
        """Print a row for each thing that is done with the file."""
        clock, name, store, window = self._clock, self._name, self._store, self._window
        with clock.told(f"Opening {name}"):
            as_event(partial(window.opening.open, self._file))
            _until(lambda: self._read)
            if store.diagram is not None:
                _until(lambda: store.layout is not None or bool(store.session.layout_problems))
        if store.layout is None:
            print(f"| {name} | shows nothing |", flush=True)
        else:
            self._look()
        for menu in window.menuBar().findChildren(QMenu):
            menu.aboutToShow.emit()
        window.close()
        self._jobs.close()
        QTest.qWait(REST)

    def _look(self) -> None:
        clock, name, store, window = self._clock, self._name, self._store, self._window
        table, canvas = window.actions_table, window.canvas
        if table["all_resources"].isEnabled():
            with clock.told(f"Level of {name}"):
                for _ in range(2):
                    as_event(table["all_resources"].trigger)
                    QTest.qWait(EVERY)
                    _until(lambda: store.layout is not None)
                    QTest.qWait(REST)
        with clock.told(f"Resizing, {name}"):
            for by in (40, -40):
                as_event(partial(window.resize, SIZE[0] + by, SIZE[1] + by))
                QTest.qWait(REST)
        with clock.told(f"Hover, {name}"):
            for at in range(0, 800, 40):
                as_event(partial(QTest.mouseMove, canvas, QPoint(at, at // 2 + 60)))
        diagram = store.diagram
        assert diagram is not None
        with clock.told(f"Selecting, {name}"):
            for node in diagram.nodes[:3]:
                as_event(partial(store.do, verbs.select, node.id))
                QTest.qWait(REST)
        with clock.told(f"Searching, {name}"):
            as_event(table["search"].trigger)
            QTest.qWait(REST)
            if (box := window.searching.box) is not None:
                for end in range(1, 6):
                    as_event(partial(box.field.setText, "queue"[:end]))
                    QTest.qWait(REST // 4)
                as_event(box.leave)
        comparing = window.commands.comparing
        with clock.told(f"Comparing, {name}"):
            window.status.text.setText("")
            as_event(partial(comparing.with_file, self._old))
            _until(lambda: comparing.comparison is not None or "…" not in window.status.text.text())
            QTest.qWait(REST)
            _until(lambda: store.layout is not None)
            as_event(table["next_change"].trigger)
        with clock.told(f"Menus, {name}"):
            for menu in window.menuBar().findChildren(QMenu):
                as_event(menu.aboutToShow.emit)


def _until(met: Callable[[], bool]) -> None:
    until(met, LIMIT)


if __name__ == "__main__":
    tell(FILES, lambda clock, name, folder: Row(clock, name, folder).measure())
