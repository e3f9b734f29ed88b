"""What the layout engine reads beside what it is told: what it is made of, fonts, and how large the pictures
are that a graph names. Nothing else is in its reach where the system can hold it to that."""

from __future__ import annotations

import os
import re
import sys
from itertools import islice
from pathlib import Path

from app.bounded import opened
from app.confinement.places import OF_SYSTEM
from app.confinement.rights import Rights
from app.paths import is_file, path_of

MOST = 2000  # pictures
_PICTURE = re.compile(
    r"""["']([^"'\n]{1,4000}\.(?:png|svgz?|jpe?g|gif|bmp|webp|e?ps|pdf))["']""", re.IGNORECASE
)
_FONTS = (".fonts", ".local/share/fonts", ".config/fontconfig", ".cache/fontconfig")
_NAMED = ("LD_LIBRARY_PATH", "GVBINDIR", "DOTFONTPATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE")
_NO_ONES = "/dev/null"


def engine_rights(binary: str, source: str, folder: Path | None) -> Rights | None:
    """For a run on DOT text in a folder; None where the engine is no program but starts one, as a script
    does: what that needs nobody can tell."""
    if sys.platform != "linux" or not _is_program(binary):
        return None
    own = Path(os.path.realpath(binary)).parent
    above = [] if str(own.parent) in {"/", str(Path.home())} else [str(own.parent / "lib")]
    named = [part for name in _NAMED for part in os.environ.get(name, "").split(os.pathsep) if part]
    fonts = [str(Path.home() / fonts) for fonts in _FONTS]
    pictures = islice(dict.fromkeys(m[1] for m in _PICTURE.finditer(source)), MOST)
    base = folder or Path.cwd()
    return Rights(
        read=(
            *(*OF_SYSTEM, "/var/cache/fontconfig", *above, *named, *fonts),
            # It would wait for what is written into a pipe.
            *(str(at) for picture in pictures if is_file(at := base / path_of(picture))),
        ),
        write=(_NO_ONES,),
        run=(binary,),
    )


def _is_program(binary: str) -> bool:
    try:
        with opened(Path(binary)) as file:
            return file.read(4) == b"\x7fELF"
    except OSError:
        return False
