"""A picture that a stranger made, as an icon and as a picture of a note: it shows itself and nothing else, ends
soon, and an ordinary one looks as it always did."""

from __future__ import annotations

import ast
import base64
import gzip
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QImageReader

import app
from app.exporters.png_chunk import chunk
from app.render import note_images
from app.render.icons import Icons
from app.render.pictures import apart
from app.render.pictures.door import opened
from tests.made_png import png

pytestmark = pytest.mark.qt_log_ignore("Invalid JPEG", "QSvg", "qt.svg", "link", extend=True)

HEAD = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' width="40" height="40"'
)
WHITE = '<rect width="40" height="40" fill="#ffffff"/>'
HIDDEN = "#ff00ff"
READERS: dict[str, Callable[[Path], QImage | None]] = {
    "icon": lambda path: Icons().icon(str(path), 40, "#FFFFFF"),
    "large icon": lambda path: Icons().icon(str(path), 512, "#FFFFFF"),
    "note": lambda path: note_images.read(path, 100, None, 1.0),
}


def _svg(inner: str) -> str:
    return f"<svg {HEAD}>{inner}</svg>"


def _data(content: bytes, kind: str) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A folder with a picture, a style sheet and an SVG that are none of the workspace's."""
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(HIDDEN))
    assert image.save(str(tmp_path / "secret.png"))
    (tmp_path / "secret.css").write_text(f"rect{{fill:{HIDDEN}}}")
    (tmp_path / "secret.svg").write_text(
        _svg(f'<rect id="x" width="40" height="40" fill="{HIDDEN}"/>')
    )
    return tmp_path


def _image(address: str, name: str = "xlink:href") -> str:
    return f'<image {name}="{address}" width="40" height="40"/>'


STYLED = '<rect width="40" height="40"/>'
LEAVING: dict[str, Callable[[str], str]] = {
    "absolute": lambda at: _svg(WHITE + _image(f"{at}/secret.png")),
    "relative": lambda _: _svg(WHITE + _image("secret.png")),
    "up and down": lambda at: _svg(WHITE + _image(f"../{Path(at).name}/secret.png")),
    "file": lambda at: _svg(WHITE + _image(f"file://{at}/secret.png")),
    "plain href": lambda at: _svg(WHITE + _image(f"{at}/secret.png", "href")),
    "other prefix": lambda at: _svg(
        f'{WHITE}<g xmlns:y="http://www.w3.org/1999/xlink">{_image(f"{at}/secret.png", "y:href")}</g>'
    ),
    "other namespace": lambda at: _svg(
        f'{WHITE}<g xmlns:y="urn:x"><y:image xlink:href="{at}/secret.png" width="40" height="40"/></g>'
    ),
    "svg as data": lambda at: _svg(
        WHITE + _image(_data(_svg(_image(f"{at}/secret.png")).encode(), "svg+xml"))
    ),
    "svg called a png": lambda at: _svg(
        WHITE + _image(_data(_svg(_image(f"{at}/secret.png")).encode(), "png"))
    ),
    "instruction": lambda at: (
        f'<?xml version="1.0"?><?xml-stylesheet type="text/css" href="{at}/secret.css"?>{_svg(STYLED)}'
    ),
    "import": lambda at: _svg(f'<style>@import url("{at}/secret.css");</style>{STYLED}'),
    "use": lambda at: _svg(f'{WHITE}<use xlink:href="{at}/secret.svg#x"/>'),
    "filter": lambda at: _svg(
        f'{WHITE}<filter id="f"><feImage xlink:href="{at}/secret.png"/></filter>'
        '<rect width="40" height="40" filter="url(#f)" fill="#ffffff"/>'
    ),
    "fill": lambda at: _svg(
        f'{WHITE}<rect width="40" height="40" fill="url({at}/secret.svg#x) #fff"/>'
    ),
    "style": lambda at: _svg(
        f'{WHITE}<rect width="40" height="40" style="fill:url(\'{at}/secret.svg#x\')" fill="#fff"/>'
    ),
    "escaped": lambda at: _svg(
        rf'{WHITE}<rect width="40" height="40" style="fill:\75rl({at}/secret.svg#x)" fill="#fff"/>'
    ),
    "foreign": lambda at: _svg(
        f'{WHITE}<foreignObject width="40" height="40"><img xmlns="http://www.w3.org/1999/xhtml"'
        f' src="{at}/secret.png"/></foreignObject>'
    ),
    "set": lambda at: _svg(
        f'{WHITE}<image width="40" height="40"><set attributeName="href" to="{at}/secret.png"/></image>'
    ),
    "entity": lambda at: (
        f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{at}/secret.svg">]>{_svg(f"{WHITE}&a;")}'
    ),
    "parameter entity": lambda at: (
        f'<!DOCTYPE svg [<!ENTITY % a SYSTEM "{at}/secret.svg">%a;]>{_svg(WHITE)}'
    ),
    "document type": lambda at: f'<!DOCTYPE svg SYSTEM "{at}/secret.svg">{_svg(WHITE)}',
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("way", LEAVING)
def test_an_svg_shows_no_other_file(secret: Path, way: str, reader: str) -> None:
    path = secret / "stranger.svg"
    path.write_text(LEAVING[way](str(secret)))
    image = READERS[reader](path)
    assert image is None or image.pixelColor(20, 20).name() in ("#ffffff", "#000000")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
@pytest.mark.parametrize("reader", READERS)
def test_an_svg_waits_for_no_pipe(tmp_path: Path, reader: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / "stranger.svg"
    pipe = f"{tmp_path}/pipe"
    path.write_text(f'<?xml-stylesheet type="text/css" href="{pipe}"?>{_svg(WHITE + _image(pipe))}')
    image = READERS[reader](path)
    assert image is not None
    assert image.pixelColor(20, 20).name() == "#ffffff"


def _tenfold(tag: str) -> str:
    """Ten in ten in ten …: a thousand million of them in 2 KB."""
    groups = "".join(
        f'<g id="a{n + 1}">{f"<{tag} xlink:href={chr(34)}#a{n}{chr(34)}/>" * 10}</g>'
        for n in range(9)
    )
    return f'<defs><path id="a0" d="M0 0L9 9" stroke="red"/>{groups}</defs><use xlink:href="#a9"/>'


def _chained(element: str, attribute: str) -> str:
    """Each filled, masked or marked by the one before, ten times."""
    steps = "".join(
        f'<{element} id="p{n + 1}" width="9" height="9" patternUnits="userSpaceOnUse">'
        + f'<path d="M0 0L5 5L9 0" {attribute}="url(#p{n})"/>' * 10
        + f"</{element}>"
        for n in range(9)
    )
    return f'{steps}<rect width="40" height="40" {attribute}="url(#p9)"/>'


BOMBS = {
    "use": _tenfold("use"),
    "use itself": '<g id="a"><use xlink:href="#a"/></g><use xlink:href="#a"/>',
    "use each other": '<g id="a"><use xlink:href="#b"/></g><g id="b"><use xlink:href="#a"/></g>',
    "use in a row": "".join(f'<g id="a{n}"><use xlink:href="#a{n + 1}"/></g>' for n in range(5000)),
    "pattern": _chained("pattern", "fill"),
    "pattern of itself": '<pattern id="p"><rect fill="url(#p)"/></pattern><rect fill="url(#p)"/>',
    "mask": _chained("mask", "mask"),
    "marker": _chained("marker", "marker-mid"),
    "marker in a sheet": "<style>path{marker-mid:url(#m)}</style>"
    '<marker id="m"><use xlink:href="#s"/></marker>'
    f'<g id="s">{"<rect/>" * 1000}</g><path d="M0 0{"L1 1" * 3000}"/>',
    "filter": f'<filter id="f">{"<feGaussianBlur stdDeviation=" + chr(34) + "50" + chr(34) + "/>" * 1}'
    f'{"<feOffset/>" * 300}</filter><rect filter="url(#f)" width="9" height="9"/>',
    "deep": "<g>" * 200 + "</g>" * 200,
    "many": "<g/>" * 21_000,
    "text": f"<text>{'W ' * 30_000}</text>",
    "rules": "<style>"
    + "".join(f".a{n}{{fill:red}}" for n in range(1900))
    + "</style>"
    + "<g/>" * 9000,
    "two of a name": '<rect id="a9"/>' + _tenfold("use"),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_an_svg_that_is_too_much_is_refused_before_it_is_painted(kind: str) -> None:
    picture = opened(_svg(BOMBS[kind]).encode())
    assert picture is None or picture.is_quick(64, 64)


def test_an_entity_that_grows_is_refused() -> None:
    grown = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    text = f'<!DOCTYPE svg [<!ENTITY a0 "ha">{grown}]>{_svg("<text>&a9;</text>")}'
    assert opened(text.encode()) is None


def test_names_of_namespaces_may_be_entities() -> None:
    # As Illustrator writes them.
    text = (
        '<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>'
        f'<svg xmlns="&ns_svg;" width="40" height="40">{WHITE}</svg>'
    )
    picture = opened(text.encode())
    assert picture is not None
    image = picture.image(40, 40)
    assert image is not None
    assert image.pixelColor(20, 20).name() == "#ffffff"


# What there is much to paint of


def test_what_there_is_much_to_paint_of_is_painted_by_another_process() -> None:
    many = '<rect width="40" height="40" fill="#00ff00" fill-opacity=".5"/>' * 3000
    picture = opened(_svg(many + '<rect width="20" height="40" fill="#0000ff"/>').encode())
    assert picture is not None
    assert not picture.is_quick(1000, 1000)
    image = picture.image(1000, 1000)
    assert image is not None
    assert image.size() == QSize(1000, 1000)
    assert image.pixelColor(200, 500).name() == "#0000ff"
    assert image.pixelColor(800, 500).name() == "#00ff00"


def test_what_takes_too_long_there_is_none_and_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1.0)
    dashes = 'stroke="red" stroke-width="2" stroke-linecap="round" stroke-dasharray="0.01 0.01"'
    picture = opened(_svg(f'<path d="{"M0 0L40 40" * 3000}" {dashes}/>').encode())
    assert picture is not None
    assert picture.image(1000, 1000) is None
    monkeypatch.setattr(apart, "SECONDS", 0.0)  # would be an error, if it were tried
    assert picture.image(1000, 1000) is None


# Ordinary pictures

ORDINARY = {
    "gradient": '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1"'
    ' stop-color="blue" stop-opacity=".5"/></linearGradient><radialGradient id="h" xlink:href="#g"/>'
    '</defs><rect width="40" height="20" fill="url(#g)"/><circle cx="20" cy="30" r="9"'
    ' style="fill: url(#h); stroke:#123"/>',
    "sheet": "<defs><style>/* a */ .a, .b>rect{fill:#0a0;stroke-width:2px} #c{fill:none;"
    'stroke:rgb(1, 2, 3)}</style></defs><g class="b"><rect width="9" height="9"/></g>'
    '<path class="a" d="M10 10h9v9z"/><circle id="c" cx="30" cy="30" r="5"/>',
    "use": '<symbol id="s" viewBox="0 0 9 9"><path d="M0 0h9v9"/></symbol>'
    '<use xlink:href="#s" x="4" y="4" width="18" height="18" fill="teal"/>',
    "mask": '<mask id="m"><rect width="20" height="40" fill="#fff"/></mask><clipPath id="c"><circle'
    ' cx="15" cy="15" r="15"/></clipPath><g clip-path="url(#c)"><rect mask="url(#m)" width="40"'
    ' height="40" fill="purple"/></g>',
    "pattern": '<pattern id="p" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M0 0h4v4"'
    ' fill="red"/></pattern><rect width="40" height="40" fill="url(#p)"/>',
    "filter": '<filter id="f"><feGaussianBlur stdDeviation="2"/><feOffset dx="2"/></filter>'
    '<rect x="9" y="9" width="20" height="20" filter="url(#f)"/>',
    "text": '<text x="4" y="20" font-family="Inter" font-size="12">A<tspan fill="red">b</tspan> &lt;c'
    "</text><title>no</title>",
    "joins": '<path d="M8 30L20 9L32 30" fill="none" stroke="#000" stroke-width="9"'
    ' stroke-linejoin="round" stroke-linecap="round" stroke-miterlimit="3"/>'
    '<path d="M8 38h20v-9" style="fill:none;stroke:red;stroke-width:5;stroke-linejoin:bevel"/>',
    "switch": '<switch><foreignObject requiredExtensions="x"><p/></foreignObject><text y="20">T</text>'
    "</switch>",
    "editor": '<metadata xmlns:r="urn:r"><r:RDF/></metadata><i:view xmlns:i="urn:i"><i:grid/></i:view>'
    '<g i:label="x" xmlns:i="urn:i" transform="rotate(9) scale(1.1,2)"><path d="M4 4 L 30 20"'
    ' stroke="#00f" stroke-dasharray="3,2" fill="none"/></g>',
}


def _as_it_is(text: bytes, px: int) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(text))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"svg")
    reader.setScaledSize(QSize(px, px))
    return reader.read()


@pytest.mark.parametrize("kind", ORDINARY)
def test_an_ordinary_svg_looks_as_it_is(kind: str) -> None:
    text = _svg(ORDINARY[kind]).encode()
    picture = opened(text)
    assert picture is not None
    image = picture.image(160, 160)
    assert image == _as_it_is(text, 160)
    assert len({image.pixel(x, y) for x in range(160) for y in range(160)}) > 1


def test_an_svg_may_have_pictures_in_it(secret: Path) -> None:
    content = (secret / "secret.png").read_bytes()
    picture = opened(_svg(WHITE + _image(_data(content, "png"))).encode())
    assert picture is not None
    image = picture.image(40, 40)
    assert image is not None
    assert image.pixelColor(20, 20).name() == HIDDEN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_an_svg_may_be_packed_and_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    declared = "ISO-8859-1" if encoding == "latin-1" else encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<!-- é -->{_svg(WHITE)}'.encode(encoding)
    for content in (text, gzip.compress(text)):
        path = tmp_path / "a.svgz"
        path.write_bytes(content)
        for read in READERS.values():
            image = read(path)
            assert image is not None
            assert image.pixelColor(20, 20).name() == "#ffffff"


def test_a_packed_svg_that_grows_is_refused() -> None:
    assert opened(gzip.compress(_svg("<!--" + "x" * 50_000_000 + "-->").encode())) is None
    assert opened(gzip.compress(b"<svg/>")[:-10]) is None


# Rasters


def test_texts_of_a_png_are_not_unpacked(tmp_path: Path) -> None:
    grown = zlib.compress(b"\0" * 7_900_000, 9)
    texts = chunk(b"zTXt", b"a\0\0" + grown) * 200 + chunk(b"iCCP", b"a\0\0" + grown)
    plain, bomb = png(4, 4), png(4, 4, texts)
    inside = _svg(_image(_data(bomb, "png"))).encode()
    for number, content in enumerate((bomb, inside)):
        path = tmp_path / f"{number}.png"
        path.write_bytes(content)
        for read in READERS.values():
            image = read(path)
            assert image is not None
            assert image.pixelColor(1, 1).name() in ("#4080c0", "#ffffff")
    assert [found and found.data for found in (opened(bomb), opened(plain))] == [plain, plain]


def _huge(kind: str) -> bytes:
    """A small file that says it is 60,000 px wide and high."""
    if kind == "png":
        return png(1, 1).replace(struct.pack(">II", 1, 1), struct.pack(">II", 60_000, 60_000))
    if kind == "gif":
        return b"GIF89a" + struct.pack("<HHBBB", 60_000, 60_000, 0, 0, 0) + b";"
    if kind == "bmp":
        return b"BM" + struct.pack(
            "<IHHIIiiHHIIiiII", 70, 0, 0, 54, 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0
        )
    if kind == "webp":
        bits = 16_382 | 16_382 << 14
        body = b"VP8L" + struct.pack("<I", 10) + b"\x2f" + struct.pack("<I", bits) + b"\0" * 5
        return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
    frame = struct.pack(">HBHHB", 11, 8, 60_000, 60_000, 1) + b"\x01\x11\0"
    return b"\xff\xd8\xff\xc0" + frame + b"\xff\xd9"


@pytest.mark.parametrize("kind", ["png", "gif", "bmp", "webp", "jpeg"])
def test_a_raster_that_is_too_large_is_not_decoded(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"huge.{kind}"
    path.write_bytes(_huge(kind))
    assert [read(path) for read in READERS.values()] == [None] * len(READERS)
    assert opened(_svg(WHITE + _image(_data(_huge(kind), kind))).encode()) is not None


def test_a_jpeg_of_a_thousand_passes_is_not_decoded(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "passes.jpg"
    Image.new("RGB", (4000, 3000), "#4080c0").save(path, progressive=True)
    whole = path.read_bytes()
    assert opened(whole) is not None
    last, end = whole.rindex(b"\xff\xda"), whole.rindex(b"\xff\xd9")
    assert opened(whole[:last] + whole[last:end] * 1000 + whole[end:]) is None


@pytest.mark.parametrize(
    "content",
    [
        b'/* XPM */ static char *x[] = {"1 1 1 1", "a c #f00", "a"};',
        b"P6 1 1 255 abc",
        b"II*\0\x08\0\0\0\0\0",
        b"MM\0*\0\0\0\x08\0\0",
        b"\0\0\x01\0\x01\0" + b"\0" * 40,
        b"\0\0\x02\0" + b"\0" * 40,
        b"icns" + b"\0" * 40,
        b"#define x_width 8\n#define x_height 1\nstatic char x_bits[] = {0};",
        b"%PDF-1.4",
        b"",
        b"<",
        b"<html/>",
        b"\x1f\x8b",
    ],
)
def test_other_kinds_are_not_decoded(content: bytes) -> None:
    assert opened(content) is None


# Who decodes pictures

_DECODES = {
    "render/pictures/door.py": "the door",
    "render/pictures/painting.py": "what the door has closed, in a process of its own",
    "ui/views/notes/formulas.py": "formulas, which the door has closed",
    "ui/shell/snapshot.py": "the window as it was left, out of the sealed cache",
}
_NAMES = {"QSvgRenderer", "QSvgWidget", "QImageReader", "QMovie"}
_CALLS = {"fromData", "loadFromData"}


def test_nothing_else_decodes_pictures() -> None:
    ours = Path(app.__file__).parent
    found = set()
    for path in ours.rglob("*.py"):
        text = path.read_text("utf-8")
        if not any(name in text for name in (*_NAMES, *_CALLS, "QtSvgWidgets", "Image.open")):
            continue  # quicker to see
        for node in ast.walk(ast.parse(text)):
            named = isinstance(node, ast.Name) and node.id in _NAMES
            imported = isinstance(node, ast.alias) and node.name in {*_NAMES, "QtSvgWidgets"}
            called = isinstance(node, ast.Attribute) and node.attr in _CALLS
            from_pil = (
                isinstance(node, ast.Attribute)
                and node.attr == "open"
                and isinstance(node.value, ast.Name)
                and node.value.id == "Image"
            )
            if named or imported or called or from_pil:
                found.add(path.relative_to(ours).as_posix())
    assert found == set(_DECODES)
