"""Small drawings, as draw.io writes them."""

from __future__ import annotations

import zlib
from base64 import b64encode
from html import escape
from pathlib import Path
from urllib.parse import quote

from app.model.diagram import Diagram
from app.model.source_graph import SourceGraph
from app.sources.drawio.reader import read_drawio_bytes
from app.sources.graphs.file_diagrams import diagrams_of
from app.sources.reading import DiagramOrigin, Reading, SourceReading

FOLDER = Path(__file__).parent / "drawings"
ORIGIN = DiagramOrigin("a.drawio", FOLDER, (FOLDER,))


def vertex(
    id: str,
    value: str = "",
    style: str = "html=1;",
    box: tuple[float, float, float, float] = (0, 0, 80, 40),
    parent: str = "1",
) -> str:
    x, y, wide, high = box
    return (
        f'<mxCell id="{id}" value="{escape(value)}" style="{style}" vertex="1" parent="{parent}">'
        f'<mxGeometry x="{x}" y="{y}" width="{wide}" height="{high}" as="geometry"/></mxCell>'
    )


def edge(
    id: str, source: str = "", target: str = "", style: str = "", value: str = "", points: str = ""
) -> str:
    """`points` is what stands in its geometry."""
    return (
        f'<mxCell id="{id}" value="{escape(value)}" style="{style}" edge="1" parent="1" '
        f'source="{source}" target="{target}"><mxGeometry relative="1" as="geometry">{points}'
        "</mxGeometry></mxCell>"
    )


def model(*cells: str) -> str:
    return (
        '<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>'
        f"{''.join(cells)}</root></mxGraphModel>"
    )


def packed(text: str) -> str:
    """As draw.io packs a page."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    raw = packer.compress(quote(text, safe="").encode()) + packer.flush()
    return b64encode(raw).decode()


def read(text: str | bytes) -> SourceReading:
    raw = text.encode() if isinstance(text, str) else text
    return read_drawio_bytes(raw, ORIGIN)


def graph(*cells: str) -> SourceGraph:
    return read(model(*cells)).graphs[0]


def reading(text: str | bytes) -> Reading:
    return diagrams_of(read(text), ORIGIN, "a")


def diagram(*cells: str) -> Diagram:
    return reading(model(*cells)).diagrams[0]
