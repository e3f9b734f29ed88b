"""What our own files became, kept on disk: scripts need not run again until something changes.

Only the bundled files: what another's script draws may hang on more than its text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import app
from app.cache import Cache, digest
from app.model.diagram import Diagram
from app.paths import text_of
from app.sources.file_formats import beside, stem_of
from app.sources.formats.record import DiagramFormat
from app.sources.graphs.installed import packages
from app.sources.reading import DiagramOrigin, Reading

_CACHE = Cache("scripts")


def read_kept(format: DiagramFormat, path: Path, origin: DiagramOrigin) -> Reading:
    """The diagrams of a file, from the cache where it can be. Readings with problems are not kept."""
    import msgspec

    key = digest(*_parts(path))
    kept = _CACHE.get(key)
    if kept is not None:
        try:
            return Reading(msgspec.msgpack.decode(kept, type=tuple[Diagram, ...]))
        except msgspec.DecodeError:  # another version's; it is written anew
            kept = None
    from app.sources.graphs.file_diagrams import diagrams_of

    reading = diagrams_of(format.read(path, origin), origin, text_of(stem_of(path)))
    if reading.diagrams and not reading.problems:
        _CACHE.put(key, msgspec.msgpack.encode(reading.diagrams))
    return reading


def _parts(path: Path) -> Iterator[str | bytes]:
    """All that decides what a file becomes: it and its neighbours, Python, the packages, us."""
    yield str(path)
    yield sys.version
    yield app.__version__
    for file in sorted({path, *beside(path)}):
        yield file.name
        yield file.read_bytes()
    installed = packages()
    yield str(installed)
    ours = Path(app.__file__).parent
    sources = ours / "sources"
    own = (sources / "graphs", sources / "formats", sources / "layers", ours / "model")
    for folder in (installed / "diagrams", *own):
        for file in sorted(folder.glob("*.py")):
            stat = file.stat()
            yield f"{file.name} {stat.st_mtime_ns} {stat.st_size}"
