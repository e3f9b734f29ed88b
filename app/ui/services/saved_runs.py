"""How the scripts of a workspace are run when it is opened: as they were the last time."""

from __future__ import annotations

import shlex
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.paths import text_of
from app.sources.scripts.script_run import AS_USUAL, ScriptRun

if TYPE_CHECKING:
    from app.ui.services.settings import Settings


def run_as_saved(settings: Settings, path: Path | None) -> ScriptRun:
    """Of the workspace at a path, None the bundled one. A Python that lies in the workspace came with it as its
    scripts did: it counts only where the folder is trusted whatever it holds."""
    if path is None:
        return AS_USUAL
    saved = settings.run_of(text_of(path))
    arguments = tuple[str, ...]()
    with suppress(ValueError):  # a quotation that is not closed
        arguments = tuple(shlex.split(saved.arguments))
    return ScriptRun(saved.seconds, arguments, _python(saved.python, path))


def _python(python: str, path: Path) -> str:
    if not python:
        return ""
    from app.sources.around import whole_round
    from app.trust.grants import grants

    folder = path if path.is_dir() else path.parent
    inside = Path(python).is_relative_to(whole_round(folder))
    return "" if inside and not grants().always(folder) else python
