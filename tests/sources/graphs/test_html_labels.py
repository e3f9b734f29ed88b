"""How labels look, as their authors wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.rich_text import RichText
from app.model.source_graph import Html
from app.model.style import Dash, Font
from app.sources.graphs.html_labels import icon_of, rich_text
from tests.cost import grows_in_step


def _read(label: str) -> RichText:
    found = rich_text(label, {"N": "node"}, "", lambda name: f"/icons/{name}")
    assert found is not None
    return found


def _lines(found: RichText) -> list[tuple[str, str | None]]:
    return [("".join(p.text for p in line.pieces), line.side) for line in found.lines]


def test_lines_stand_at_their_sides() -> None:
    found = _read(r"def \N:\l  return x\lend\r\nrest")
    expected = [("def node:", "left"), ("  return x", "left"), ("end", "right")]
    assert [(t.replace("\xa0", " "), s) for t, s in _lines(found)][:3] == expected
    assert _lines(found)[-1] == ("rest", None)
    assert rich_text(r"one\ntwo", {}, "", str) is None


def test_letters_look_as_their_tags_say() -> None:
    (line,) = _read(
        Html(
            'a <B>b</B><FONT COLOR="red" POINT-SIZE="9" FACE="Courier"><I>c</I></FONT><SUB>2</SUB>'
        )
    ).lines
    plain, bold, other, low = line.pieces
    assert (plain.text, bold.text, bold.bold) == ("a ", "b", True)
    assert (other.font, other.italic) == (Font("Courier", 9.0, "#ff0000"), True)
    assert (low.text, low.raised, low.font) == ("2", -1, Font())
    assert rich_text(Html("a<BR/>b &amp; c"), {}, "", str) is None


def test_a_table_has_cells_in_rows_and_columns() -> None:
    table = _read(
        Html(
            '<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" COLOR="blue">'
            '<TR><TD ROWSPAN="2" PORT="a">1</TD><TD COLSPAN="2" BGCOLOR="red">2</TD></TR><HR/>'
            '<TR><TD STYLE="dashed" ALIGN="LEFT" BALIGN="RIGHT">3<BR/>4</TD><VR/><TD>5</TD></TR>'
            "</TABLE>"
        )
    ).table
    assert table is not None
    places = [(c.row, c.column, c.rows, c.columns) for c in table.cells]
    assert places == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]
    first, second, third, _ = table.cells
    assert (first.port, list(table.ports)) == ("a", ["a"])
    assert first.frame.colour == "#0000ff"
    assert second.frame.fill is not None
    assert second.below
    assert third.beside
    assert not first.below
    assert (third.frame.dash, third.frame.align) == (Dash.DASHED, "left")
    assert _lines(third.content) == [("3", "right"), ("4", "right")]
    assert (table.spacing, table.frame.border, third.frame.border) == (0.0, 0.0, 1.0)


def test_an_image_over_its_caption_is_an_icon() -> None:
    rows = "<TR><TD><IMG SRC='a.png'/></TD></TR><TR><TD>caption</TD></TR></TABLE>"
    assert icon_of(Html(f'<TABLE BORDER="0" CELLBORDER="0">{rows}')) == "a.png"
    assert icon_of(Html(f"<TABLE>{rows}")) == ""
    assert icon_of("<img src='a.png'/>") == ""
    assert rich_text(Html(f'<TABLE BORDER="0">{rows}'), {}, "", str) is None
    table = _read(Html(f"<TABLE>{rows}")).table
    assert table is not None
    image = table.cells[0].content.image
    assert image is not None
    assert image.path == "/icons/a.png"


@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "</table>",
                "<tr>",
                "</tr>",
                "<td rowspan='3'>",
                "</td>",
                "<td>",
                "x",
                "<b>",
                "</b>",
                "<hr/>",
                "<vr/>",
                "<br/>",
                "<img src='a'/>",
                "<font color='red'>",
                "\\l",
                "\n",
            ]
        ),
        max_size=30,
    )
)
def test_any_markup_is_read(parts: list[str]) -> None:
    rich_text(Html("".join(parts)), {}, "", str)
    rich_text("".join(parts), {}, "", str)


@pytest.mark.parametrize(
    "piece",
    ["<table>", "<td rowspan='9'>", "<hr/>"],
)
def test_the_cost_grows_in_step_with_the_label(piece: str) -> None:
    grows_in_step(lambda n: rich_text(Html("<table><tr><td>" + piece * n), {}, "", str))
