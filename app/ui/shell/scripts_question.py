"""The question before scripts of an opened folder run, and how. The answer is kept nowhere; how they
were run is, for the next time."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from math import ceil
from pathlib import Path

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
from app.ui.kit.dialog import button_row
from app.ui.kit.form import GRID, fields
from app.ui.kit.number_field import NumberField
from app.ui.kit.plain import Label
from app.ui.kit.tick_box import TickBox
from app.ui.services.settings import SavedRun

ROWS = 6
SECONDS_WIDE = 88  # px
SHORT = 48  # characters of a hint
HELD = (
    "Scripts are programs. These can read their own folder, or the repository that it lies in, and "
    "Python's packages. They cannot change your files, start other programs or use the network. "
)
LOOSE = (
    "Scripts are programs, and this system does not hold them back: they have the rights that you have, and "
    "can read, change and send your files. "
)
OF_FILE = "It runs again when it changes."
OF_FOLDER = "They run again when they change; scripts that are added later do not."


class ScriptsQuestion(QDialog):
    """Accepted: run them. Rejected: open without. Neither is done before it is answered."""

    def __init__(
        self,
        path: Path,
        scripts: Sequence[Path],
        saved: SavedRun,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._path = saved.path
        self._held = possible() == (True, True)
        self._folder = path if path.is_dir() else path.parent
        self.setWindowTitle("Run scripts?")
        one = len(scripts) == 1
        title = Label("Run this script?" if one else f"Run these {len(scripts)} scripts?")
        title.setProperty("kind", "title")
        text = Label(
            (HELD if self._held else LOOSE)
            + "Run them only if you trust who wrote them. "
            + (OF_FOLDER if path.is_dir() else OF_FILE)
        )
        text.setWordWrap(True)
        where = Label(str(path))
        where.setProperty("kind", "secondary")
        where.setWordWrap(True)
        names = QListWidget()
        names.setObjectName("boxed")
        names.setAccessibleName("Scripts")
        names.setSelectionMode(QListWidget.SelectionMode.NoSelection)  # there is no choice
        folder = self._folder
        for script in scripts:
            inside = script.is_relative_to(folder)
            names.addItem(plain.line(str(script.relative_to(folder) if inside else script), 4096))
        row_height = names.sizeHintForRow(0) if scripts else 20
        names.setFixedHeight(row_height * min(len(scripts), ROWS) + 12)
        self.without = QPushButton("Open without running")
        self.without.setDefault(True)
        self.run = QPushButton("Run the script" if one else "Run scripts")
        self.run.setAutoDefault(False)
        self.run.clicked.connect(self.accept)
        self.without.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for widget in (title, text, where, names):
            layout.addWidget(widget)
        layout.addLayout(self._fields(saved, theme))
        layout.addSpacing(4)
        layout.addLayout(button_row(self.run, self.without))
        self.setFixedWidth(480)
        self._check()
        self.without.setFocus()

    def how(self) -> ScriptRun:
        """What is asked for. Raises ValueError where a quotation is not closed."""
        return ScriptRun(
            self.seconds.value(),
            tuple(shlex.split(self.arguments.text())),
            self._python(),
            network=self.network.isChecked(),
        )

    def saved(self) -> SavedRun:
        """The same, for the next time."""
        return SavedRun(
            self._path, self.arguments.text().strip(), self.seconds.value(), self._python()
        )

    def _fields(self, saved: SavedRun, theme: Theme) -> QGridLayout:
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
        self.network = TickBox("Let them use the network", theme)
        self.network.setToolTip("What they read, they can then send")
        rows = (
            ("Arguments", self.arguments),
            ("Time limit for each", limit),
            ("Python", self.python),
        )
        self.arguments.textChanged.connect(self._check)
        self.python.textChanged.connect(self._check)
        return fields((*rows, ("Network", self.network)) if self._held else rows)

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
        self.run.setEnabled(not wrong)
        self.run.setToolTip(plain.tip(wrong))
