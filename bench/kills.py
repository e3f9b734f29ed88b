"""Kill what is writing, again and again, and see that nothing is torn and nothing that was told is lost.

    .venv/bin/python bench/kills.py --kills 1000

A child writes as fast as it can (a picture, a tour, a binding, settings, progress or the layers' file), tells of each
that is written, and is killed (SIGKILL) somewhere in it. Linux and macOS only.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NamedTuple, NoReturn

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from app.exporters import export  # noqa: E402
from app.exporters.exporter import PictureJob, PictureOptions  # noqa: E402
from app.layout.layout import lay_out  # noqa: E402
from app.model.diagram import Diagram, Node  # noqa: E402
from app.model.ids import CardId, DiagramId, ElementId, TourId  # noqa: E402
from app.model.layer_choice import ChosenLayer, LayerChoice  # noqa: E402
from app.model.tour import Step, Tour  # noqa: E402
from app.model.view_state import ViewState  # noqa: E402
from app.model.workspace import Workspace  # noqa: E402
from app.scene.theme import LIGHT  # noqa: E402
from app.sources.edits import editable, edits  # noqa: E402
from app.sources.layers import keeping, places, side_file  # noqa: E402
from app.sources.tours import files as tours  # noqa: E402
from app.study.progress import Progress  # noqa: E402
from app.study.schedule import Grade  # noqa: E402
from app.ui.services import settings  # noqa: E402

LONG = "x" * 60_000  # so that a file is written for a while
CARD = CardId("name|d|a")
DIAGRAM = Diagram(DiagramId("d"), "D", "d", "d.dot", nodes=(Node(ElementId("a"), "A"),))


class Kind(NamedTuple):
    """`write(folder, n)` writes what says n; `read(folder)` tells which n stands there whole, or raises.
    `begin` makes what has to be there before."""

    write: Callable[[Path, int], object]
    read: Callable[[Path], int]
    begin: Callable[[Path], object] = lambda _: None


class Told(NamedTuple):
    """`kills` there were, `writes` were told of; `torn` and `lost` are sentences."""

    kills: int
    writes: int
    torn: list[str]
    lost: list[str]


def _space(folder: Path) -> Workspace:
    return Workspace(str(folder), "W", bundled=False, diagrams=(DIAGRAM,))


def _picture(folder: Path, n: int) -> None:
    layout = replace(LAYOUT, diagram=replace(DIAGRAM, nodes=(Node(ElementId("a"), str(n)),)))
    job = PictureJob.of(layout, ViewState(DIAGRAM.id), _space(folder), PictureOptions(LIGHT))
    export(job, folder / "a.json")


def _picture_read(folder: Path) -> int:
    found = json.loads((folder / "a.json").read_bytes())
    return int(found["nodes"][0]["label"])


def _tour(n: int) -> Tour:
    return Tour(TourId("t"), str(n), (Step("One", LONG, DIAGRAM.id, frozenset()),))


def _tour_read(folder: Path) -> int:
    text = (folder / "t.md").read_text(encoding="utf-8")
    if not text.endswith(f"{LONG}\n"):
        raise ValueError("half a tour")
    return int(text.split('"', 2)[1])


def _bind(folder: Path, n: int) -> None:
    source = editable.read(str(folder), "d.dot")
    edits.apply(source.edit(f"digraph {{ a{n} }} /*{LONG}*/", 1, ""))


def _bind_read(folder: Path) -> int:
    text = (folder / "d.dot").read_text()
    if not text.endswith("*/"):
        raise ValueError("half a file")
    return int(text.split("{ a", 1)[1].split(" ", 1)[0])


def _settings(folder: Path, n: int) -> None:
    os.environ["ACETATE_SETTINGS"] = str(folder)
    settings.save(settings.Settings(step=n, screens={str(i): LONG[:4000] for i in range(9)}))


def _settings_read(folder: Path) -> int:
    os.environ["ACETATE_SETTINGS"] = str(folder)
    found = settings.load()
    if len(found.screens) != 9:
        raise ValueError("half of it")
    return found.step


def _review(folder: Path, _: int) -> None:
    with Progress(folder / "p.db") as kept:
        kept.review(CARD, Grade.GOOD)


def _reviews(folder: Path) -> int:
    with Progress(folder / "p.db") as kept:
        if set(kept.memories()) != {review.card for review in kept.reviews(whole=True)}:
            raise ValueError("a card without its review")
        return len(kept.reviews(whole=True))


def _layers(folder: Path, n: int) -> None:
    kept = LayerChoice(
        (ChosenLayer(str(n), tuple(ElementId(f"{LONG[:900]}{i}") for i in range(60))),)
    )
    keeping.keep(folder, DIAGRAM.id, kept)


def _layers_read(folder: Path) -> int:
    found = side_file.read(folder)
    if found.broken:
        raise ValueError(found.problems[0].message)
    return int(found.choices[DIAGRAM.id].layers[0].layer)


KINDS = {
    "picture": Kind(_picture, _picture_read),
    "tour": Kind(
        lambda folder, n: tours.save(folder / "t.md", _tour(n), _space(folder), None),
        _tour_read,
        lambda folder: tours.write(folder / "t.md", _tour(0), _space(folder)),
    ),
    "binding": Kind(_bind, _bind_read, lambda f: (f / "d.dot").write_text("digraph { a0 } /**/")),
    "settings": Kind(_settings, _settings_read),
    "progress": Kind(_review, _reviews),
    "layers": Kind(_layers, _layers_read, lambda folder: places.beside(folder).write_text("")),
}


def kill(kinds: dict[str, Kind], kills: int, folder: Path, seed: int = 0) -> Told:
    """So many kills in sum, each kind in turn."""
    random = Random(seed)  # noqa: S311 - a play of chance, no secret
    told = dict.fromkeys(kinds, 0)
    torn, lost, writes = list[str](), list[str](), 0
    for name, kind in kinds.items():
        (folder / name).mkdir()
        kind.begin(folder / name)
    for number in range(kills):
        name = list(kinds)[number % len(kinds)]
        began = told[name]
        try:
            told[name] = _round(kinds[name], folder / name, began, random.uniform(0, 0.012))
            stands = kinds[name].read(folder / name)
        except (ValueError, KeyError, OSError) as why:
            torn.append(f"{name}, kill {number}: {why}")
            continue
        if stands < told[name]:
            lost.append(f"{name}, kill {number}: {told[name]} was told, {stands} stands there")
        writes += told[name] - began
        told[name] = stands
    return Told(kills, writes, torn, lost)


def _round(kind: Kind, folder: Path, last: int, after: float) -> int:
    """Write on from `last`, be killed so many seconds after the first is written; the last told of."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _write(kind, folder, last, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as heard:
        select.select((heard,), (), (), 20)
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = heard.read().splitlines()
    return int(lines[-1]) if lines else last


def _write(kind: Kind, folder: Path, last: int, writing: int) -> NoReturn:
    try:
        while True:
            last += 1
            kind.write(folder, last)
            os.write(writing, b"%d\n" % last)
    finally:
        os._exit(1)


def left(folder: Path) -> int:
    """How many unfinished files lie there."""
    return sum(1 for _ in folder.rglob(".acetate-*.tmp"))


def swept(folder: Path, kinds: dict[str, Kind]) -> int:
    """How many lie there once they are old and each kind has been written again."""
    for one in folder.rglob(".acetate-*.tmp"):
        os.utime(one, (1, 1))
    for name, kind in kinds.items():
        kind.write(folder / name, kind.read(folder / name) + 1)
    return left(folder)


LAYOUT = lay_out(DIAGRAM)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told = kill(KINDS, args.kills, folder, args.seed)
        lay = left(folder)
        still = swept(folder, KINDS)
    print(f"{told.kills} kills, {told.writes} writes told of")
    print(f"{len(told.torn)} torn, {len(told.lost)} lost")
    print(f"{lay} unfinished files were left, {still} after the next write")
    print("\n".join((*told.torn, *told.lost)))
    return bool(told.torn or told.lost or still)


if __name__ == "__main__":
    raise SystemExit(main())
