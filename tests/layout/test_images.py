"""How large pictures are is read off their heads, whatever they would unpack to."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from app.layout.images import image_size


def _written(kind: str, mode: str = "RGB", **how: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (37, 21)).save(out, kind, **how)
    return out.getvalue()


WRITTEN = {
    "png": _written("PNG"),
    "gif": _written("GIF"),
    "bmp": _written("BMP"),
    "jpeg": _written("JPEG"),
    "progressive jpeg": _written("JPEG", progressive=True),
    "jpeg with a profile": _written("JPEG", icc_profile=b"x" * 200_000),
    "webp": _written("WEBP"),
    "lossless webp": _written("WEBP", lossless=True),
    "webp with a profile": _written("WEBP", icc_profile=b"x" * 200),
    "webp that moves": _written(
        "WEBP", save_all=True, append_images=[Image.new("RGB", (37, 21), 9)]
    ),
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_the_size_of_each_kind(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(WRITTEN[kind])
    assert image_size(str(path)) == (37.0, 21.0)


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_is_cut_off_has_a_size_or_none(tmp_path: Path, kind: str) -> None:
    for length in range(40):
        path = tmp_path / f"{length}.png"
        path.write_bytes(WRITTEN[kind][:length])
        assert image_size(str(path)) in (None, (37.0, 21.0))


@pytest.mark.parametrize(
    "content", [b"\xff\xd8" + b"\xff" * 99, b"\xff\xd8" + b"\xff\xe0\0\0" * 99, b"%!PS"]
)
def test_other_content_has_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(content)
    assert image_size(str(path)) is None
