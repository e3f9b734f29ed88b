"""The question whether the scripts of what is open are trusted, and how they are run then. Who answers it later
has lost nothing: what they draw shows already, as far as that can be told without running them."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from math import ceil
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.confinement.confine import possible
from app.paths import is_file
from app.scene.theme import Theme
from app.sources.scripts.python_near import as_typed, python_near
from app.sources.scripts.script_run import LONGEST, ScriptRun
from app.ui.kit import plain
from app.ui.kit.dialog import GAP
from app.ui.kit.form import GRID, Field, fields
from app.ui.kit.number_field import NumberField
from app.ui.kit.plain import Label
from app.ui.kit.tick_box import TickBox
from app.ui.services.opening import ScriptState
from app.ui.services.settings import SavedRun

ROWS = 6
WIDTH = 520  # px
SECONDS_WIDE = 88  # px
SHORT = 48  # characters of a hint
RESTRICTED = "Restricted: what a script draws is worked out without running it. What cannot be worked out is listed among the problems."
HELD = (
    "Trusted: it runs. It can read its own folder, or the repository that this lies in, and Python's packages. It "
    "cannot change your files, start other programs or use the network."
)
LOOSE = (
    "Trusted: it runs. This system does not hold it back: it has the rights that you have, and can read, change and "
    "send your files."
)
AS_IT_IS = (
    "Trust a script only if you trust who wrote it. Your word counts for it as it is now, with the modules that it "
    "imports from beside it: once one of them changes, it is restricted again."
)
ALWAYS = "Always in this folder: changed and new scripts, too"


class TrustQuestion(QDialog):
    """Accepted: trust them all, and run them. Rejected: leave all as it is. no_longer_wanted(): trust none of
    them any more. difference_wanted(): show what has changed since some were trusted."""

    no_longer_wanted = Signal()
    difference_wanted = Signal()

    def __init__(
        self,
        folder: Path,
        scripts: Sequence[ScriptState],
        saved: SavedRun,
        theme: Theme,
        *,
        may_be_always: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.scripts = tuple(scripts)
        self._path, self._folder = saved.path, folder
        self._held = possible() == (True, True)
        self._waiting = [script for script in scripts if not script.trusted]
        self.setWindowTitle("Trust scripts")
        title = Label(_title(scripts, len(self._waiting)), kind="title")
        words = [Label(text) for text in (RESTRICTED, HELD if self._held else LOOSE, AS_IT_IS)]
        where = Label(str(folder), kind="secondary")
        for label in (title, *words, where):
            label.setWordWrap(True)
        self.difference = QPushButton("Show what has changed…")
        self.difference.setProperty("kind", "link")
        self.difference.clicked.connect(self.difference_wanted)
        self.difference.setVisible(any(script.changed for script in scripts))
        self.no_longer = QPushButton("Stop trusting")
        self.no_longer.clicked.connect(self.no_longer_wanted)
        self.no_longer.setVisible(any(script.trusted for script in scripts))
        self.leave = QPushButton("Stay restricted" if self._waiting else "Close")
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.reject)
        self.trust = QPushButton("Trust and run" if self._waiting else "Run again")
        self.trust.clicked.connect(self.accept)
        for button in (self.difference, self.no_longer, self.trust):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(10)
        for widget in (title, *words, where, self._list(scripts)):
            layout.addWidget(widget)
        if not self.difference.isHidden():
            layout.addWidget(self.difference, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._fields(saved, theme, scripts, may_be_always))
        layout.addSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.no_longer)
        row.addStretch(1)
        row.addWidget(self.trust)
        row.addWidget(self.leave)
        layout.addLayout(row)
        self.setFixedWidth(WIDTH)
        self._check()
        self.leave.setFocus()

    def how(self) -> ScriptRun:
        """What is asked for. Raises ValueError where a quotation is not closed."""
        return ScriptRun(
            self.seconds.value(), tuple(shlex.split(self.arguments.text())), self._python()
        )

    def saved(self) -> SavedRun:
        """The same, for the next time."""
        return SavedRun(
            self._path, self.arguments.text().strip(), self.seconds.value(), self._python()
        )

    def _list(self, scripts: Sequence[ScriptState]) -> QListWidget:
        names = QListWidget()
        names.setObjectName("boxed")
        names.setAccessibleName("Scripts")
        names.setSelectionMode(QListWidget.SelectionMode.NoSelection)  # there is no choice
        for script in scripts:
            inside = script.path.is_relative_to(self._folder)
            name = str(script.path.relative_to(self._folder) if inside else script.path)
            names.addItem(plain.line(f"{name}{_said(script)}", 4096))
        row_height = names.sizeHintForRow(0) if scripts else 20
        names.setFixedHeight(row_height * min(len(scripts), ROWS) + 12)
        return names

    def _fields(
        self,
        saved: SavedRun,
        theme: Theme,
        scripts: Sequence[ScriptState],
        may_be_always: bool,
    ) -> QGridLayout:
        self.arguments = QLineEdit(saved.arguments)
        self.arguments.setMaxLength(4096)
        self.arguments.setPlaceholderText("none; as on the command line")
        self.python = QLineEdit(saved.python)
        self.python.setMaxLength(4096)
        near = python_near(self._folder)
        other = as_typed(near, self._folder) if near is not None else ".venv/bin/python"
        self.python.setPlaceholderText(plain.line(f"Acetate's own, or {other}", SHORT))
        self.seconds = NumberField(int(LONGEST), theme)
        self.seconds.setMinimum(1)
        self.seconds.setValue(ceil(saved.seconds))
        self.seconds.setFixedWidth(SECONDS_WIDE)
        self.seconds.setSuffix(" s")
        self.seconds.setAccessibleName("Time limit for each, in seconds")
        self.from_now_on = TickBox("For other scripts, too", theme)
        self.from_now_on.setToolTip("Proposes this time limit from now on")
        self.seconds.valueChanged.connect(lambda _: self._offer_from_now_on(saved.seconds))
        self._offer_from_now_on(saved.seconds)
        limit = QHBoxLayout()
        limit.setSpacing(GRID)
        limit.addWidget(self.seconds)
        limit.addWidget(self.from_now_on)
        limit.addStretch(1)
        self.network = TickBox(
            f"Let {'it' if len(scripts) == 1 else 'them'} use the network", theme
        )
        self.network.setToolTip("What they read, they can then send")
        self.network.setChecked(any(script.network for script in scripts))
        self.always = TickBox(ALWAYS, theme)
        self.arguments.textChanged.connect(self._check)
        self.python.textChanged.connect(self._check)
        rows: list[Field] = [
            ("Arguments", self.arguments),
            ("Time limit for each", limit),
            ("Python", self.python),
        ]
        if self._held:
            rows.append(("Network", self.network))
        if may_be_always and self._waiting:
            rows.append(("Trust", self.always))
        return fields(rows)

    def _offer_from_now_on(self, before: float) -> None:
        """Only a limit that is another one now is to be proposed anew."""
        self.from_now_on.setVisible(self.seconds.value() != ceil(before))

    def _python(self) -> str:
        """The Python's whole path; one that is relative starts at the scripts."""
        said = self.python.text().strip()
        return str(self._folder / Path(said).expanduser()) if said else ""

    def _check(self) -> None:
        try:
            self.how()
        except ValueError:
            wrong = "A quotation mark is not closed"
        else:
            python = self._python()
            wrong = "" if not python or is_file(Path(python)) else "There is no such Python"
        self.trust.setEnabled(not wrong)
        self.trust.setToolTip(plain.tip(wrong))


def _title(scripts: Sequence[ScriptState], waiting: int) -> str:
    if not waiting:
        return "This script is trusted" if len(scripts) == 1 else "These scripts are trusted"
    return "Trust this script?" if len(scripts) == 1 else f"Trust these {len(scripts)} scripts?"


def _said(script: ScriptState) -> str:
    """What a list says behind a name."""
    if script.trusted:
        return "  (trusted)"
    return "  (changed since you trusted it)" if script.changed else ""
