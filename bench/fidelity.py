"""How far pictures *as written* are from what Graphviz itself draws: `python bench/fidelity.py`.

Each file of a corpus of our own, or each DOT file at the paths given, is opened and exported as
written, and drawn by Graphviz as SVG. Both SVG files are compared mark by mark, and as pictures.
Where a `dot` is installed it is Graphviz, else graphviz-pure is.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageColor

from bench.fidelity_corpus import corpus
from bench.svg_marks import X11, Mark, Marks, as_seen, marks_of

if TYPE_CHECKING:
    from app.model.diagram import Diagram

NEAR = 0.7  # pt that a mark may be away
THICK = 0.06  # pt that a line or a text's size may differ by
MOST = 4_000_000  # pixels of a picture that is compared
SECONDS = 60
SUFFIXES = (".dot", ".gv", ".gv.txt")


@dataclass(slots=True)
class Found:
    """Of a file: what is wrong, the least similarity of its pictures, seconds of both."""

    name: str
    wrong: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)
    similarity: float = 1.0
    ours: float = 0.0
    theirs: float = 0.0

    @property
    def missing(self) -> int:
        """Texts and shapes that are not there."""
        return sum(n for what, n in self.wrong.items() if what.startswith(("missing", "not")))

    def told(self) -> dict[str, Any]:
        """For JSON."""
        return {name: getattr(self, name) for name in self.__slots__}

    def say(self, what: str, detail: str = "") -> None:
        """Note something that is wrong."""
        self.wrong[what] += 1
        if detail and len(self.details) < 40:
            self.details.append(f"{what}: {detail}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("paths", nargs="*", type=Path, help="DOT files, or folders of them")
    parser.add_argument("--only", default="", help="files whose names hold this")
    parser.add_argument("--save", type=Path, help="a folder for both pictures of each file")
    parser.add_argument("--json", action="store_true", help="print one JSON object a file")
    parser.add_argument("--details", action="store_true", help="print each mark that differs")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for part in ("CACHE", "DATA", "SETTINGS"):
            os.environ[f"ACETATE_{part}"] = str(Path(scratch, part))
        found = []
        for path in _files(args.paths, Path(scratch)):
            if args.only in path.name:
                one = _compared(path, args.save)
                if one is not None:
                    found.append(one)
                    if args.json:
                        print(json.dumps(one.told()), flush=True)
                    elif args.details and one.wrong:
                        print(one.name, *one.details, sep="\n    ", flush=True)
    if not args.json:
        _tell(found)


def _files(paths: list[Path], scratch: Path) -> Iterator[Path]:
    if not paths:
        folder = scratch / "corpus"
        folder.mkdir()
        Image.new("RGB", (40, 20), "red").save(folder / "wide.png")
        Image.new("RGB", (20, 40), "blue").save(folder / "high.png")
        for name, dot in corpus():
            path = folder / f"{name}.gv"
            path.write_text(dot, encoding="latin-1" if "charset=latin1" in dot else "utf-8")
            yield path
        return
    for path in paths:
        if path.is_file():
            yield path
        else:
            yield from sorted(p for p in path.rglob("*") if p.name.endswith(SUFFIXES))


def _compared(path: Path, save: Path | None) -> Found | None:
    """None where Graphviz itself draws nothing of it."""
    from app.engine import find
    from app.layout.stand_ins import LetterStandIns

    engine = "dot" if shutil.which("dot") else None
    said = path.read_bytes()
    others = LetterStandIns("")
    if engine is None:  # which does not know how wide most letters are
        with suppress(UnicodeDecodeError):
            others = LetterStandIns(said.decode())
            said = others.dot.encode()
    start = perf_counter()
    try:
        answer = subprocess.run(
            [find(engine), "-Tsvg"],
            input=said,
            capture_output=True,
            check=False,
            cwd=path.parent,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return None
    theirs = perf_counter() - start
    drawn = others.taken_back(answer.stdout.decode("utf-8", "replace"))
    reference = [f"<svg{part}" for part in drawn.split("<svg")[1:]]
    if not reference:
        return None
    reference = [part[: part.rindex("</svg>") + 6] for part in reference if "</svg>" in part]
    found = Found(path.name, theirs=theirs)
    start = perf_counter()
    try:
        pictures = list(_exported(path, engine))
    except Exception as why:  # noqa: BLE001 whatever it is, it is what is wrong with that file
        found.say("not opened", repr(why))
        return found
    found.ours = perf_counter() - start
    if len(pictures) != len(reference):
        found.say("not as many graphs", f"{len(pictures)} of {len(reference)}")
    for number, ((_diagram, ours), svg) in enumerate(zip(pictures, reference, strict=False)):
        try:
            _compare(marks_of(ours), marks_of(svg, path.parent), found)
        except Exception as why:  # noqa: BLE001
            found.say("not compared", repr(why))
            continue
        images = _painted(ours, path.parent), _painted(as_seen(svg, path.parent), path.parent)
        if images[0] is not None and images[1] is not None:
            from bench.similarity import similarity

            found.similarity = min(found.similarity, similarity(images[0], images[1]))
        if save is not None:
            save.mkdir(parents=True, exist_ok=True)
            name = f"{path.name}.{number}"
            for what, text, image in zip(("ours", "theirs"), (ours, svg), images, strict=True):
                (save / f"{name}.{what}.svg").write_text(text, encoding="utf-8")
                if image is not None:
                    image.save(save / f"{name}.{what}.png")
    return found


def _exported(path: Path, engine: str | None) -> Iterator[tuple[Diagram, str]]:
    """The file's diagrams, each with its picture as SVG, made anew."""
    from app.exporters.exporter import PictureOptions, PictureShown
    from app.exporters.svg_sheet import sheet
    from app.layout.layout import lay_out
    from app.model.picture_style import PictureStyle
    from app.model.view_state import ViewState
    from app.render.offscreen import ensure_application
    from app.scene.theme import THEMES
    from app.sources.workspace import load

    ensure_application()
    options = PictureOptions(THEMES["light"], title=False, legend=False)
    for diagram in load(path).diagrams:
        layout = lay_out(diagram, style=PictureStyle.WRITTEN, engine=engine)
        state = ViewState(diagram.id, frozenset(diagram.layers))
        yield diagram, sheet(PictureShown(layout, state), options).decode()


def _compare(ours: Marks, theirs: Marks, found: Found) -> None:
    for side in ("width", "height"):
        mine, other = getattr(ours, side), getattr(theirs, side)
        if abs(mine - other) > 1.01:  # they write whole pt
            found.say("size", f"{side} {mine:g} for {other:g}")
    if theirs.ground not in ("#ffffff", "") and not _same(ours.ground, theirs.ground):
        found.say("ground", f"{ours.ground} for {theirs.ground}")
    for link in theirs.links:
        if link.startswith(("http", "mailto")) and link not in ours.links:
            found.say("missing link", link)
    left = list(filter(_seen, ours.marks))
    for mark in filter(_seen, theirs.marks):
        match = _nearest(mark, left)
        if match is None:
            found.say(f"missing {mark.kind}", _told(mark))
        else:
            left.remove(match)
            _look(match, mark, found)
    rules = sum(mark.lines for mark in theirs.marks)
    for mark in left:
        if rules > 0 and mark.kind == "shape" and not mark.fill:
            rules -= 1  # a line at a text
        else:
            found.say(f"more: {mark.kind}", _told(mark))


def _look(ours: Mark, theirs: Mark, found: Found) -> None:
    for what in ("fill", "stroke", "dashed"):
        mine, other = getattr(ours, what), getattr(theirs, what)
        if not _same(mine, other):
            found.say(what, f"{mine} for {other}: {_told(theirs)}")
    if abs(ours.width - theirs.width) > THICK:
        found.say("width", f"{ours.width:g} for {theirs.width:g}: {_told(theirs)}")


def _same(ours: str, theirs: str) -> bool:
    return ours == theirs or _IN_X11.get(theirs) == ours


def _seen(mark: Mark) -> bool:
    return bool(mark.fill or (mark.stroke and mark.width) or mark.kind == "image")


def _nearest(mark: Mark, left: Iterable[Mark]) -> Mark | None:
    """The likeliest to be the same."""
    best: tuple[float, Mark] | None = None
    for other in left:
        if other.kind != mark.kind or other.text != mark.text:
            continue
        away = max(abs(a - b) for a, b in zip(other.box, mark.box, strict=True))
        if away > (mark.width if mark.raised else NEAR):
            continue
        away += abs(other.width - mark.width)
        away += sum(getattr(other, what) != getattr(mark, what) for what in ("fill", "stroke"))
        if best is None or away < best[0]:
            best = (away, other)
    return best and best[1]


def _told(mark: Mark) -> str:
    box = " ".join(f"{side:.1f}" for side in mark.box)
    return f"{mark.kind} {mark.text[:40]!r} at {box}, fill {mark.fill}, stroke {mark.stroke}"


_IN_X11 = {
    "#{:02x}{:02x}{:02x}".format(*ImageColor.getrgb(name)): found for name, found in X11.items()
}


def _painted(svg: str, folder: Path) -> Image.Image | None:
    """By Qt, a pixel a pt, on white; None where it is too large."""
    from PySide6.QtCore import QByteArray, QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    from app.exporters.raster import to_pillow

    found = marks_of(svg)
    wide, high = max(round(found.width), 1), max(round(found.height), 1)
    if wide * high > MOST:
        return None
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    here = Path.cwd()
    try:
        os.chdir(folder)  # images are looked for there
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, wide, high))
    finally:
        os.chdir(here)
        painter.end()
    return to_pillow(image)


def _tell(found: list[Found]) -> None:
    """The worst ten, and the whole in numbers."""
    if not found:
        print("Graphviz drew none of these files.")
        return
    worst = sorted(found, key=lambda f: (-f.missing, -f.wrong.total(), f.similarity))
    print("| file | texts and shapes missing | other differences | similarity |")
    print("| --- | --- | --- | --- |")
    for one in worst[:10]:
        others = ", ".join(f"{w} ({n})" for w, n in one.wrong.most_common(4)) or "none"
        print(f"| {one.name} | {one.missing} | {others} | {one.similarity:.3f} |")
    alike = sorted(one.similarity for one in found)
    kinds = sum((one.wrong for one in found), Counter[str]())
    print(
        f"\n{len(found)} files, {sum(not one.wrong for one in found)} without a difference; "
        f"similarity {statistics.median(alike):.3f} (median), {alike[len(alike) // 20]:.3f} (5 %), "
        f"{alike[0]:.3f} (least)."
    )
    print("Differences:", ", ".join(f"{w} {n}" for w, n in kinds.most_common()) or "none")
    over = sorted(one.ours - 2 * one.theirs for one in found)
    print(
        f"Seconds beyond twice Graphviz's: {statistics.median(over):.3f} (median), "
        f"{over[min(len(over) * 19 // 20, len(over) - 1)]:.3f} (95 %), {over[-1]:.3f} (most)."
    )


if __name__ == "__main__":
    main()
