"""What stands in a file of slides beside them: how many there are, their shape, a thumbnail; and no
time at which it was made."""

from __future__ import annotations

import zipfile
from io import BytesIO

from PySide6.QtGui import QImage

ABOUT, THUMBNAIL = "docProps/app.xml", "docProps/thumbnail.jpeg"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Acetate</Application><PresentationFormat>Widescreen</PresentationFormat>"
    "<Slides>{slides}</Slides><Notes>{notes}</Notes></Properties>"
)


def finished(file: BytesIO, slides: int, notes: int, first: QImage) -> bytes:
    """The archive that the library wrote, with what its template says of other slides replaced.
    `first` is the first slide, small."""
    told = {
        ABOUT: _PROPERTIES.format(slides=slides, notes=notes).encode(),
        THUMBNAIL: _jpeg(first),
    }
    out = BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            packed = name.endswith((".png", ".jpeg"))  # these are compressed already
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            new.writestr(entry, told.get(name) or old.read(name))
    return out.getvalue()


def _jpeg(image: QImage) -> bytes:
    from PIL.Image import frombuffer

    flat = image.convertToFormat(QImage.Format.Format_RGB888)
    size, stride = (flat.width(), flat.height()), flat.bytesPerLine()
    out = BytesIO()
    frombuffer("RGB", size, bytes(flat.constBits()), "raw", "RGB", stride, 1).save(
        out, "JPEG", quality=85
    )
    return out.getvalue()
