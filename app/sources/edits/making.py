"""A new script for a section that no diagram shows: how it is called, where it lies, what stands in it.

What the notes say gets into it as quoted strings only: it is a program, and is run.
"""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from app import atomic
from app.errors import EditError, ScriptError
from app.model.notes import Section
from app.model.workspace import Workspace
from app.paths import path_of, text_of
from app.places import came_with_us
from app.sources.coverage import provided
from app.sources.edits.binding import url_of
from app.sources.finding import place
from app.sources.graphs.identity import slug
from app.sources.graphs.installed import packages
from app.sources.scripts.names import classes
from app.sources.section_index import SectionIndex

LONGEST = 60  # characters of a file's name
LABEL = 24  # characters in a line of a label
MOST = 99  # files of one name
WORDS = 4  # of a title that may together be the name of a class
_PLAIN = re.compile(r"\w[\w .&()+,-]*")  # a name that every system takes
_TAKEN = frozenset({"diagrams", "graphviz", "jinja2"})  # what a script imports
_ICON = ("diagrams.aws.general", "General")
_SUFFIX = ".py"


@dataclass(frozen=True, slots=True)
class NewScript:
    """`path` is absolute, `file` as the workspace names it; `line` is the section's component."""

    path: Path
    file: str
    text: str
    line: int


def plan(workspace: Workspace, section: Section) -> NewScript:
    """The script, beside the section's note, called as the picture that the section lacks, else as
    its title. Raises EditError where there is no place for one."""
    root, name = place(workspace, section.file)
    folder = (root / path_of(name)).parent
    if came_with_us(folder):
        raise EditError("These notes came with Acetate, which never changes its own files.")
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise EditError(f"Nothing can be written into {text_of(folder)}.")
    filename = _missing_picture(workspace, section) or slug(section.title)[:LONGEST] or "diagram"
    path = _free(folder, filename)
    text, line = _script(section.title, filename, url_of(section, SectionIndex(workspace.notebook)))
    above = name.rpartition("/")[0]
    return NewScript(path, f"{above}/{path.name}" if above else path.name, text, line)


def write(script: NewScript) -> None:
    """Make the file. Raises WriteError."""
    atomic.write(script.path, script.text.encode("utf-8"))


def _missing_picture(workspace: Workspace, section: Section) -> str:
    for image in section.images:
        plain = _PLAIN.fullmatch(image.stem) and len(image.stem) <= LONGEST
        if plain and not provided(workspace, section.file, image):
            return image.stem
    return ""


def _free(folder: Path, filename: str) -> Path:
    """A file that is not there yet, and that no script takes for what it imports."""
    stem = filename
    if stem in _TAKEN or stem in sys.stdlib_module_names:
        stem = f"{stem}-diagram"
    names = [stem, *(f"{stem}-{number}" for number in range(2, MOST + 1))]
    found = next((p for n in names if not os.path.lexists(p := folder / f"{n}{_SUFFIX}")), None)
    if found is None:
        raise EditError(f"There are {MOST} files called {stem}{_SUFFIX} already.")
    return found


def _script(title: str, filename: str, url: str) -> tuple[str, int]:
    """What stands in it, and on which line its component is."""
    bare = " ".join(re.sub(r"[<>\\]", " ", title).split()) or filename
    module, icon = _icon_of(bare)
    imports = {"diagrams": {"Cluster", "Diagram"}, "diagrams.aws.general": {"User"}}
    imports.setdefault(module, set()).add(icon)
    label = "\n".join(wrap(bare, LABEL)) or bare
    lines = [
        "# Change it and save: Acetate shows each change.",
        "# All icons: https://diagrams.mingrammer.com/docs/nodes/aws",
        "",
        *(f"from {m} import {', '.join(sorted(imports[m]))}" for m in sorted(imports)),
        "",
        f"with Diagram({_quoted(bare)}, filename={_quoted(filename)}, show=False):",
        '    user = User("User")',
        "",
        '    with Cluster("AWS Cloud"):',
        f"        subject = {icon}({_quoted(label)}, URL={_quoted(url)})",
        "",
        "    user >> subject",
    ]
    return "\n".join(lines) + "\n", len(lines) - 2


def _quoted(text: str) -> str:
    """As a string of Python's."""
    return json.dumps(text, ensure_ascii=False)


def _icon_of(title: str) -> tuple[str, str]:
    """Module and name of the class of AWS that the title names, the most words of it; else of one
    that stands for anything."""
    try:
        known = classes(packages())
    except ScriptError:
        return _ICON
    by_name = {
        name.casefold(): (module, name)
        for name, modules in known.items()
        for module in modules
        if module.startswith("diagrams.aws.")
    }
    words = re.findall(r"[^\W_]+", title.casefold())
    for count in range(min(WORDS, len(words)), 0, -1):
        for start in range(len(words) - count + 1):
            if found := by_name.get("".join(words[start : start + count])):
                return found
    return _ICON
