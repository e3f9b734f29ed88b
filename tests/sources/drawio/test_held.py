"""Drawings in pictures: found by name and, where a person names the file, by content; read as if they were alone."""

from __future__ import annotations

import zlib
from base64 import b64encode
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest

from app.exporters.png_chunk import chunk
from app.model.workspace import Workspace
from app.sources import formats
from app.sources.drawio import held
from app.sources.drawio.held import holds_drawing
from app.sources.file_formats import format_of, stem_of
from app.sources.workspace import load
from tests.made_png import png
from tests.sources.drawio.drawing import model, packed, read, vertex

ONE = model(vertex("a", "One"))
FILE = f'<mxfile><diagram name="first" id="p">{ONE}</diagram></mxfile>'
PACKED = f'<mxfile><diagram name="first">{packed(ONE)}</diagram></mxfile>'


def text(said: bytes) -> bytes:
    """A chunk, from its kind on."""
    return chunk(said[:4], said[4:])


def with_texts(*texts: bytes) -> bytes:
    return png(1, 1, *map(text, texts))


def svg(content: str) -> bytes:
    said = f' content="{escape(content)}"' if content else ""
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://nowhere.invalid/svg11.dtd">\n'
        f'<!-- not to be edited -->\n<svg xmlns="http://www.w3.org/2000/svg" width="1"{said}><script>1</script></svg>'
    ).encode()


def escaped(text: str) -> bytes:
    return quote(text, safe="").encode()


def bare(text: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(text) + packer.flush()


HELD = {
    "svg": svg(FILE),
    "svg, one page": svg(ONE),
    "svg, packed": svg(PACKED),
    "svg, escaped": svg(quote(FILE)),
    "svg, in base64": svg(b64encode(FILE.encode()).decode()),
    "png": with_texts(b"tEXtmxfile\0" + escaped(FILE)),
    "png, one page": with_texts(b"tEXtmxGraphModel\0" + escaped(ONE)),
    "png, other texts": with_texts(b"tEXtSoftware\0mxfile", b"tEXtmxfile\0" + escaped(FILE)),
    "png, packed": with_texts(b"zTXtmxfile\0\0" + zlib.compress(escaped(FILE))),
    "png, packed as of old": with_texts(b"zTXtmxGraphModel\0\0" + bare(escaped(ONE))),
    "png, a packed page": with_texts(b"tEXtmxfile\0" + escaped(PACKED)),
    "png, international": with_texts(b"iTXtmxfile\0\0\0\0\0" + escaped(FILE)),
    "png, international, packed": with_texts(
        b"iTXtmxfile\0\1\0en\0x\0" + zlib.compress(escaped(FILE))
    ),
}
NONE = {
    "svg": svg(""),
    "svg, of another": svg("hello"),
    "png": with_texts(),
    "png, of another": with_texts(b"tEXtSoftware\0mxfile"),
    "png, after the pixels": with_texts() + text(b"tEXtmxfile\0" + escaped(FILE)),
    "html": b'<html content="&lt;mxfile"></html>',
    "nothing": b"",
}


@pytest.mark.parametrize("raw", HELD.values(), ids=HELD)
def test_the_drawing_of_a_picture_is_read(raw: bytes) -> None:
    found = read(raw)
    assert found.problems == ()
    assert [node.attributes["label"] for node in found.graphs[0].nodes] == ["One"]
    assert holds_drawing(raw)


@pytest.mark.parametrize("raw", NONE.values(), ids=NONE)
def test_other_pictures_hold_none(raw: bytes) -> None:
    assert not holds_drawing(raw)
    assert read(raw).problems


def test_what_stands_in_a_picture_has_the_line_of_its_root_or_none() -> None:
    assert {n.place.line for n in read(svg(FILE)).graphs[0].nodes} == {4}
    for png_ in ("png", "png, a packed page"):
        assert {n.place.line for n in read(HELD[png_]).graphs[0].nodes} == {None}
    (wrong,) = read(svg("<mxfile>\n\n<diagram>")).problems
    assert (wrong.line, "no sound XML" in wrong.message) == (4, True)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (svg("%3Cmxfile%3E").replace(b"%3Cmxfile%3E", b"&boo;"), "holds no drawing"),
        (svg("x").replace(b"svg PUBLIC", b'svg [<!ENTITY a "b">] PUBLIC'), "sound XML|no drawing"),
        (svg("<!DOCTYPE a [<!ENTITY b 'c'>]><mxfile>&b;</mxfile>"), "no drawing needs"),
        (with_texts(b"zTXtmxfile\0\0no such packing"), "packed in a way"),
        (HELD["png"][:60], "no sound XML|holds no drawing"),
    ],
)
def test_what_is_wrong_with_one_is_said(raw: bytes, why: str) -> None:
    (problem,) = read(raw).problems
    assert any(part in problem.message for part in why.split("|")), problem.message


def test_a_packed_text_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "MOST", 100)
    (problem,) = read(with_texts(b"zTXtmxfile\0\0" + zlib.compress(b"<" * 5000))).problems
    assert "more than" in problem.message


def test_no_markup_of_the_picture_is_read() -> None:
    deep = "<g>" * 5000
    found = read(svg(FILE).replace(b"<script>1</script>", deep.encode()))
    assert found.problems == ()


# In folders


def workspace(folder: Path, **files: bytes) -> Workspace:
    for name, raw in files.items():
        folder.joinpath(name.replace("__", ".")).write_bytes(raw)
    return load(folder)


def test_in_a_folder_they_are_found_by_name_if_they_hold_one(tmp_path: Path) -> None:
    found = workspace(
        tmp_path,
        web__drawio__svg=HELD["svg"],
        net__drawio__png=HELD["png"],
        old__dio__png=HELD["png"],
        plain__svg=HELD["svg"],
        plain__png=HELD["png"],
        empty__drawio__svg=NONE["svg"],
        empty__drawio__png=NONE["png"],
    )
    assert [d.source for d in found.diagrams] == ["net.drawio.png", "old.dio.png", "web.drawio.svg"]
    assert [d.id for d in found.diagrams] == ["net", "old", "web"]
    assert found.problems == ()


def test_a_picture_of_a_drawing_beside_it_is_no_second_one(tmp_path: Path) -> None:
    found = workspace(
        tmp_path,
        a__drawio=FILE.encode(),
        a__drawio__svg=HELD["svg"],
        a__drawio__png=HELD["png"],
        b__drawio__svg=HELD["svg"],
        b__drawio__png=HELD["png"],
    )
    assert [d.source for d in found.diagrams] == ["a.drawio", "b.drawio.svg"]


@pytest.mark.parametrize("name", ["a.svg", "a.png", "a.drawio.svg", "a.PNG"])
def test_one_that_is_named_is_looked_into(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HELD["png" if name.lower().endswith("png") else "svg"])
    assert format_of(path) is formats.drawio.PICTURES
    assert stem_of(path) == "a"
    assert [d.source for d in load(path).diagrams] == [name]
    path.write_bytes(NONE["png"])
    if ".drawio" not in name:
        assert format_of(path) is None


def test_a_note_that_shows_one_leads_to_its_diagram(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# Web\n\n![the web](web.drawio.svg)\n", "utf-8")
    found = workspace(tmp_path, web__drawio__svg=HELD["svg"])
    (image,) = found.notebook.sections[0].images
    diagram = found.pictured(image)
    assert diagram is not None
    assert diagram.source == "web.drawio.svg"


@pytest.mark.parametrize("name", ["a.drawio", "a.xml", "a.svg", "b c.xml"])
def test_links_to_pages_lead_there_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    link = '<UserObject id="x" label="On" link="data:page/id,two"><mxCell vertex="1" parent="1"/></UserObject>'
    pages = f'<diagram name="one" id="one">{model(link)}</diagram><diagram name="two" id="two">{ONE}</diagram>'
    said = f"<mxfile>{pages}</mxfile>"
    path = tmp_path / name
    path.write_bytes(svg(said) if name.endswith(".svg") else said.encode())
    found = load(path)
    one, two = found.diagrams
    link_found = found.link(one.id, one.nodes[0].id)
    assert link_found is not None
    assert link_found.diagram == two.id


def test_links_lead_to_other_files(tmp_path: Path) -> None:
    def linked(to: str) -> bytes:
        cell = f'<UserObject id="x" label="On" link="{to}"><mxCell vertex="1" parent="1"/></UserObject>'
        return f"<mxfile><diagram>{model(cell)}</diagram></mxfile>".encode()

    found = workspace(
        tmp_path,
        a__drawio=linked("b.xml"),
        b__xml=linked("./c.drawio.svg"),
        c__drawio__svg=svg(linked("a.drawio").decode()),
    )
    inner = {d.source: found.inside(d.id, d.nodes[0].id) for d in found.diagrams}
    assert inner == {"a.drawio": "b", "b.xml": "c", "c.drawio.svg": "a"}
