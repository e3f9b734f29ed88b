"""Icons, and pictures of notes."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from app.render.pictures.closed_svg import closed
from app.render.pictures.rasters import lean, may_be_decoded, raster_kind
from tests.fuzz.target import Target


def picture(raw: bytes) -> None:
    """A picture: what is kept of an SVG is all kept again, and refers to nothing outside; what is kept of a
    raster is of the same kind."""
    kind = raster_kind(raw)
    if kind:
        kept = lean(raw, kind)
        assert raster_kind(kept) == kind
        assert len(kept) <= len(raw)
        may_be_decoded(kept, kind, 9, 9)
    for text in (raw, b"<svg xmlns='http://www.w3.org/2000/svg'>" + raw + b"</svg>"):
        found = closed(text, lambda data: data[:9])
        if found is None:
            continue
        assert closed(found.text, lambda data: data) == found
        for element in ET.fromstring(found.text).iter():  # noqa: S314 - ours by now
            for name, value in element.items():
                if name.endswith("href"):
                    assert value.startswith(("#", "data:image/"))
                assert "url(" not in value.lower().replace("url(#", "").replace("url('#", "")
        assert b"<!" not in found.text
        assert b"<?" not in found.text


_PICTURE = (
    *(b"<svg xmlns='http://www.w3.org/2000/svg'>", b"</svg>", b"<g id='a'>", b"</g>", b"<g ", b"/>", b">", b"'"),
    *(b"<use href='#a'/>", b"<rect fill='url(#a)'", b" style='fill:url(", b" stroke-dasharray='1'", b"id='a'"),
    *(b"<style>.a{fill:red}", b"@import url(x);", b"@media{", b"}", b"/*", b"*/", b"</style>", b"\\75rl("),
    *(b"<image href='data:image/png;base64,iVBORw0K'/>", b"<text>a", b"</text>", b"&lt;", b"&#0;", b"<![CDATA["),
    *(b"<pattern id='p'>", b"</pattern>", b"<path d='M0 0L9 9' marker-mid='url(#a)'/>", b"<!DOCTYPE svg [", b"]>"),
    *(b"<!ENTITY a 'b'>", b"&a;", b"<?xml-stylesheet href='x'?>", b"<!--", b"-->", b"]]>", b"xmlns:x='urn:x' x:"),
    *(b"\x89PNG\r\n\x1a\n", b"\0\0\0\1zTXta\0\0\0\0", b"\0\0\0\0IDAT\0\0\0\0", b"\xff\xd8\xff", b"GIF89a", b"BM"),
)  # fmt: skip


TARGETS = {"picture": Target(picture, _PICTURE)}
