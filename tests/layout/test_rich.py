"""Labels that are more than plain text: large enough for what is in them."""

from __future__ import annotations

import itertools

from app.layout import records, rich
from app.layout.rich import LabelFont, PlacedFrame, PlacedPiece, placed, size_of
from app.layout.shapes import Silhouette
from app.model.diagram_layout import NodePlace
from app.model.elements import Node
from app.model.geometry import Box
from app.model.ids import ElementId
from app.model.rich_text import RichText
from app.model.source_graph import Html
from app.model.style import Shape, Style
from app.sources.graphs.html_labels import rich_text

FONT = LabelFont(14.0, 14.0, False)
TABLE = (
    '<TABLE CELLSPACING="0" CELLBORDER="1" BORDER="0">'
    '<TR><TD COLSPAN="2">a rather long heading</TD></TR>'
    '<TR><TD PORT="p">id</TD><TD PORT="q">number</TD></TR>'
    '<TR><TD PORT="r">name</TD><TD><TABLE><TR><TD>in</TD></TR></TABLE></TD></TR></TABLE>'
)


def _rich(label: str) -> RichText:
    found = rich_text(Html(label), {}, "", str)
    assert found is not None
    return found


def test_all_of_a_table_stands_in_its_cells_and_fills_its_box() -> None:
    table = _rich(TABLE)
    wide, high = size_of(table, FONT)
    box = Box(10, 20, wide + 30, high + 9)
    found = list(placed(table, FONT, box))
    frames = [one.box for one in found if isinstance(one, PlacedFrame)]
    assert frames[0] == box
    assert all(box.inflated(1e-6).holds(frame) for frame in frames)
    pieces = [one for one in found if isinstance(one, PlacedPiece)]
    assert [one.words for one in pieces] == ["a rather long heading", "id", "number", "name", "in"]
    for piece in pieces:
        assert any(frame.inflated(1e-6).holds(piece.box) for frame in frames[1:])
    cells = frames[1:6]
    assert not any(a.inflated(-1e-6).intersects(b) for a in cells for b in cells if a is not b)


def test_letters_of_a_line_stand_on_one_base_line_beside_each_other() -> None:
    text = _rich('one <FONT POINT-SIZE="28">two</FONT> <B>three</B>')
    wide, high = size_of(text, FONT)
    pieces = [p for p in placed(text, FONT, Box(0, 0, wide, high)) if isinstance(p, PlacedPiece)]
    assert len({round(p.baseline, 6) for p in pieces}) == 1
    assert all(a.box.right <= b.box.x for a, b in itertools.pairwise(pieces))
    assert pieces[-1].box.right <= wide + 1e-6
    assert pieces[1].size == 28
    assert pieces[2].face.bold


def test_lines_break_at_spaces_and_again_at_the_same_places() -> None:
    text = _rich("<B>several words</B> that are <I>rather</I> long for one line")
    once = rich.wrapped(text, FONT, 80)
    wide, high = size_of(once, FONT)
    assert wide <= 80
    assert len(once.lines) > 2
    assert rich.wrapped(text, FONT, wide) == once
    words = ["".join(piece.text for piece in line.pieces) for line in once.lines]
    assert " ".join(words) == "several words that are rather long for one line"
    assert high == len(words) * size_of(_rich("<B>x</B>"), FONT)[1]


def test_pieces_of_a_line_that_is_read_leftward_stand_from_right_to_left() -> None:
    def seen(label: str) -> list[str]:
        text = _rich(label)
        wide, high = size_of(text, FONT)
        found = placed(text, FONT, Box(0, 0, wide, high))
        pieces = [p for p in found if isinstance(p, PlacedPiece)]
        assert all(a.box.x != b.box.x for a, b in itertools.pairwise(pieces))
        ordered = sorted(pieces, key=lambda p: p.box.x)
        assert all(a.box.right < b.box.x for a, b in itertools.pairwise(ordered))
        return [p.words for p in ordered]

    assert seen("לקוח <B>הזמנה</B> <I>API</I> v2") == ["API", "v2", "הזמנה", "לקוח"]
    assert seen("API <B>לקוח</B> <I>הזמנה</I> v2") == ["API", "הזמנה", "לקוח", "v2"]


def test_lines_break_between_ideographs_and_at_joints() -> None:
    text = rich.wrapped(_rich("<B>注文受付サーバー</B>本番 OrderProcessingStateMachine"), FONT, 80)
    lines = ["".join(piece.text for piece in line.pieces) for line in text.lines]
    assert lines == ["注文受付", "サーバー本", "番 Order", "Processing", "StateMachine"]


def test_edges_end_beside_the_cell_that_they_name() -> None:
    table = _rich(TABLE)
    wide, high = size_of(table, FONT)
    box = Box(0, 0, wide, high)
    node = Node(ElementId("n"), "x", style=Style(shape=Shape("plain")), rich=table)
    place = NodePlace(box, box, box, ("x",))

    def at(port: str) -> tuple[Silhouette, str]:
        return records.at_port(node, place, Silhouette(box), port, "lrtb")

    cell, sides = at("p")
    assert sides == "l"
    assert (cell.box.x, cell.box.height < high / 2) == (0, True)
    assert at("q")[1] == "r"
    assert at("r")[1] == "lr"
    assert at("r:s")[1] == "b"
    assert at("none") == (Silhouette(box), "lrtb")
