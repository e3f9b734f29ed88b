"""Where the layers that a person gave to diagrams are kept: a file in the workspace's folder, which
others have too, or one among the person's own things. Where there is one in the folder, it counts."""

from __future__ import annotations

from pathlib import Path

from app.paths import is_file, text_of
from app.places import data_folder

NAME = "acetate-layers.toml"


def beside(root: Path) -> Path:
    """The file in the workspace's folder. It need not exist."""
    return root / NAME


def own_folder() -> Path:
    """Where those are that lie in no workspace. It need not exist."""
    return data_folder().absolute() / "layers"


def own(root: Path) -> Path:
    """The person's own file for the workspace of that folder. It need not exist."""
    from app.cache import digest

    return own_folder() / f"{digest(text_of(root))[:16]}.toml"


def in_use(root: Path) -> Path:
    """The one of both that is read and written. It need not exist."""
    there = beside(root)
    return there if is_file(there) and not leads_out(there) else own(root)


def leads_out(file: Path) -> bool:
    """It is a link to a place outside its folder: neither read nor written."""
    return not file.resolve().is_relative_to(file.parent.resolve())


def is_one(file: Path) -> bool:
    """Whether it is such a file, by where it lies."""
    return file.name == NAME or file.parent == own_folder()
