"""The About box."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.errors import LayoutError
from app.paths import text_of
from app.places import data_folder
from app.ui.kit import plain
from app.ui.kit.app_icon import app_icon
from app.ui.kit.background import Background
from app.ui.kit.plain import Label
from app.ui.services.announcer import announce
from app.ui.shell.licences import Package, packages

SOUGHT = "…"
WIDE, LOW = 560, 200  # px of the box; of the list of packages
UNKNOWN = "Acetate is not installed as a package here, so nothing says what it uses."
SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class Facts(NamedTuple):
    """What takes a moment to find."""

    system: str
    engine: str
    used: tuple[Package, ...]


def find_facts(_cancelled: threading.Event) -> Facts:
    """The system, the layout engine and the packages."""
    from platform import platform

    from app.engine import find

    try:
        engine = find()
    except LayoutError as why:
        engine = str(why)
    return Facts(platform(), engine, packages(qVersion()))


class About(QDialog):
    """Name, purpose, versions to copy, the data folder, and the licences of what it uses."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Acetate")
        python = ".".join(str(n) for n in sys.version_info[:3])
        self._facts = {
            "Version": __version__,
            "Python": python,
            "Qt": qVersion(),
            "System": SOUGHT,
            "Layout engine": SOUGHT,
        }
        self._used: tuple[Package, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._told = {what: self._add(what, value) for what, value in self._facts.items()}
        self._add_folder()
        self.copy = QPushButton("Copy versions")
        self.copy.clicked.connect(self._copy)
        self.copy.setEnabled(False)
        self.area = QScrollArea()
        self.area.setObjectName("boxed")
        self.area.setAccessibleName("Packages and their licences")
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidgetResizable(True)
        self.area.setMinimumHeight(LOW)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self.copy.setAutoDefault(False)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(self._head())
        layout.addLayout(self._grid)
        made = QVBoxLayout()
        made.setSpacing(8)
        made.addWidget(Label("Made with", kind="heading"))
        made.addWidget(self.area, 1)
        layout.addLayout(made, 1)
        layout.addWidget(buttons)
        close.setFocus()
        self.resize(WIDE, self.sizeHint().height())
        background.start(find_facts, self._take, lambda _: None, self)

    def _head(self) -> QHBoxLayout:
        picture = Label()
        picture.setPixmap(app_icon().pixmap(QSize(64, 64), self.devicePixelRatioF()))
        purpose = Label("Explore architecture diagrams, layer by layer, with their notes.")
        purpose.setProperty("kind", "muted")
        purpose.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(Label("Acetate", kind="title"))
        column.addWidget(purpose)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        return row

    def _add(self, what: str, value: str, button: QWidget | None = None) -> Label:
        row, top = self._grid.rowCount(), Qt.AlignmentFlag.AlignTop
        told = Label(plain.line(value))
        told.setWordWrap(True)
        told.setAlignment(top)
        told.setTextInteractionFlags(SELECTABLE)
        self._grid.addWidget(Label(what, kind="muted"), row, 0, top)
        self._grid.addWidget(told, row, 1)
        if button is not None:
            self._grid.addWidget(button, row, 2, top)
        return told

    def _add_folder(self) -> None:
        folder = data_folder().absolute()
        show = QPushButton("Open folder")
        show.setProperty("kind", "link")
        show.setVisible(folder.is_dir())
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        self._add("Your data", text_of(str(folder)), show)

    def _take(self, found: Facts) -> None:
        for what, value in (("System", found.system), ("Layout engine", found.engine)):
            self._facts[what] = value
            self._told[what].setText(plain.line(value))
        self._used = found.used
        self.area.setWidget(_listed(found.used) if found.used else Label(UNKNOWN, kind="muted"))
        self.copy.setEnabled(True)

    def _copy(self) -> None:
        told = [f"{what}: {value}" for what, value in self._facts.items()]
        told += [f"{package.name} {package.version}" for package in self._used]
        QGuiApplication.clipboard().setText("\n".join(told))
        self.copy.setText("Copied")
        announce(self, "Copied")


def _listed(used: Iterable[Package]) -> QWidget:
    body = QWidget()
    grid = QGridLayout(body)
    grid.setContentsMargins(12, 12, 12, 12)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(2, 1)
    top = Qt.AlignmentFlag.AlignTop
    for row, package in enumerate(used):
        licence = Label(plain.line(package.licence), kind="muted")
        licence.setWordWrap(True)
        licence.setAlignment(top)
        grid.addWidget(Label(plain.line(package.name)), row, 0, top)
        grid.addWidget(Label(plain.line(package.version)), row, 1, top)
        grid.addWidget(licence, row, 2)
    grid.setRowStretch(grid.rowCount(), 1)
    return body
