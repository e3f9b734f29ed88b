"""What our own scripts drew, kept on disk: they need not run again until something changes.

Only the bundled scripts: what another's script draws may hang on more than its text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import app
from app.cache import Cache, digest
from app.model.diagram import Diagram
from app.paths import text_of
from app.sources.graphs.installed import packages
from app.sources.reading import Origin, Reading

_CACHE = Cache("scripts")


def read_kept_script(path: Path, origin: Origin) -> Reading:
    """The diagrams of a script, from the cache where it can be. Readings with problems are not kept."""
    import msgspec

    key = digest(*_parts(path))
    kept = _CACHE.get(key)
    if kept is not None:
        try:
            return Reading(msgspec.msgpack.decode(kept, type=tuple[Diagram, ...]))
        except msgspec.DecodeError:  # another version's; it is written anew
            kept = None
    from app.sources.graphs.file_diagrams import diagrams_of
    from app.sources.graphs.script import read_script

    reading = diagrams_of(read_script(path, origin), origin, text_of(path.stem))
    if reading.diagrams and not reading.problems:
        _CACHE.put(key, msgspec.msgpack.encode(reading.diagrams))
    return reading


def _parts(path: Path) -> Iterator[str | bytes]:
    """All that decides what a script draws: it and its neighbours, Python, the packages, us."""
    yield str(path)
    yield sys.version
    yield app.__version__
    for script in sorted(path.parent.glob("*.py")):
        yield script.name
        yield script.read_bytes()
    installed = packages()
    yield str(installed)
    ours = Path(app.__file__).parent
    for folder in (installed / "diagrams", ours / "sources" / "graphs", ours / "model"):
        for file in sorted(folder.glob("*.py")):
            stat = file.stat()
            yield f"{file.name} {stat.st_mtime_ns} {stat.st_size}"
