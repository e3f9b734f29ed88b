"""Opening a file of the workspace in the person's editor, at a line where it takes one.

`$VISUAL`, else `$EDITOR`, where it names an editor with a window of its own; else whatever the
desktop opens text with. Never a shell, and never a way that could run a script.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from app.model.workspace import Workspace
from app.paths import path_of
from app.places import came_with_us
from app.sources.file_formats import is_program
from app.sources.finding import place

# Arguments for a file at a line, by program.
_JETBRAINS = ("idea", "idea64", "pycharm", "pycharm64", "webstorm", "clion", "goland", "rider")
_VSCODE = ("code", "code-insiders", "code-oss", "codium", "vscodium", "cursor", "windsurf")
_PLUS = ("gedit", "xed", "pluma", "geany", "gvim", "mvim", "bbedit", "emacs")
_ARGUMENTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_VSCODE, ("-g", "{file}:{line}")),
    **dict.fromkeys(
        ("subl", "sublime_text", "zed", "zeditor", "atom", "pulsar"), ("{file}:{line}",)
    ),
    **dict.fromkeys(("kate", "kwrite", "mate"), ("-l", "{line}", "{file}")),
    **dict.fromkeys(_PLUS, ("+{line}", "{file}")),
    "emacsclient": ("-n", "+{line}", "{file}"),
    "notepad++": ("-n{line}", "{file}"),
    **dict.fromkeys(_JETBRAINS, ("--line", "{line}", "{file}")),
}
_WAITS = {"--wait", "-w", "--block", "-b", "-f", "--nofork"}  # nobody waits for it here
_IN_TERMINAL = {"-nw", "-t", "-tty", "--tty", "--no-window-system"}

Which = Callable[[str], str | None]


def command(
    environment: Mapping[str, str], file: Path, line: int, which: Which = shutil.which
) -> list[str] | None:
    """What starts the editor on that line (1-based); None where none is named, it is not
    installed, runs in a terminal or is not known to take a line."""
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = [w.strip('"') for w in shlex.split(named, posix=os.name != "nt")]
    except ValueError:  # a quote that is not closed
        return None
    program = which(words[0]) if words else None
    # A batch file would be run by a shell.
    if program is None or program.lower().endswith((".cmd", ".bat")):
        return None
    name = Path(words[0].replace("\\", "/")).name.lower().removesuffix(".exe")
    if name not in _ARGUMENTS or _IN_TERMINAL & set(words):
        return None
    said = [w for w in words[1:] if w not in _WAITS]
    return [program, *said, *(a.format(file=file, line=line) for a in _ARGUMENTS[name])]


def edit(root: str, name: str, line: int | None, what: str) -> str:
    """Open a file of a workspace (`name` relative to `root`, with `/`). Returns a sentence for
    the status line; `what` stands on that line: “the section”."""
    file = path_of(root) / path_of(name)
    try:
        inside = file.resolve(strict=True)
        if not inside.is_relative_to(path_of(root).resolve()):
            return f"{name} is a link to a place outside the workspace; it was not opened."
    except (OSError, RuntimeError):
        return f"{name} is no longer there."
    warning = "" if os.access(file, os.W_OK) else " It can only be read, not saved."
    if came_with_us(inside):
        warning = " It came with Acetate, and an update replaces it. File → Copy the bundled diagrams… makes a copy to change."
    started = command(os.environ, inside, line or 1)
    if started is not None and QProcess.startDetached(started[0], started[1:])[0]:
        return f"Opened {file.name} in {Path(started[0]).stem}.{warning}"
    if not _open_as_text(inside):
        return f"There is no program to open {inside}. Set VISUAL to your editor, such as code or kate."
    where = f"; {what} is on line {line}" if line and what else ""
    return f"Opened {file.name}{where}.{warning}"


def edit_place(workspace: Workspace, file: str, line: int | None, what: str) -> str:
    """Open a file as the workspace names it; else as `edit`."""
    root, name = place(workspace, file)
    return edit(str(root), name, line, what)


def _open_as_text(file: Path) -> bool:
    """With the desktop's program for text. Windows' own for a script would run it."""
    if sys.platform == "darwin":
        return bool(QProcess.startDetached("/usr/bin/open", ["-t", str(file)])[0])
    if sys.platform == "win32" and is_program(file):
        return bool(QProcess.startDetached("notepad.exe", [str(file)])[0])
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
