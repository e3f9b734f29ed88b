"""An engine of the tests' own, for what the usual one cannot be made to do."""

from __future__ import annotations

from pathlib import Path

from app.engine import find


def engine_that(folder: Path, does: str) -> str:
    """The path of one that does so; `$ENGINE` is the usual one. A shell script, which Windows has not."""
    file = folder / "engine"
    file.write_text(f"#!/bin/sh\nENGINE={find()}\n{does}\n", "utf-8")
    file.chmod(0o755)
    return str(file)
