"""The question before icons are fetched that scripts would have from the internet. The answer counts once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QPushButton, QVBoxLayout, QWidget

from app.sources.scripts.warnings import icons_at_hosts
from app.ui.kit import plain
from app.ui.kit.dialog import button_row
from app.ui.kit.plain import Label

ROWS = 6
ADDRESS, TITLE = 4096, 48  # characters


class IconsQuestion(QDialog):
    """Accepted: fetch them. Rejected: leave it. `addresses` are where they lie."""

    def __init__(self, addresses: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addresses = tuple(addresses)
        one = len(addresses) == 1
        self.setWindowTitle("Fetch icons?")
        title = Label(plain.line(f"Fetch {icons_at_hosts(addresses)}?", TITLE))
        title.setProperty("kind", "title")
        text = Label(
            f"A script would have {'this picture' if one else 'these pictures'} from the internet. "
            f"Acetate fetches {'it' if one else 'them'} in its place, keeps "
            f"{'it' if one else 'them'}, and reads the script again. Who is asked learns the address "
            "of your computer, and may lead on to others."
        )
        text.setWordWrap(True)
        names = QListWidget()
        names.setObjectName("boxed")
        names.setAccessibleName("Addresses")
        names.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        names.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for address in addresses:
            names.addItem(plain.line(address, ADDRESS))
            names.item(names.count() - 1).setToolTip(plain.tip(address))
        names.setFixedHeight(names.sizeHintForRow(0) * min(len(addresses), ROWS) + 12)
        self.fetch = QPushButton("Fetch the icon" if one else "Fetch icons")
        self.fetch.setAutoDefault(False)
        self.fetch.clicked.connect(self.accept)
        self.leave = QPushButton("Not now")
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for widget in (title, text, names):
            layout.addWidget(widget)
        layout.addSpacing(4)
        layout.addLayout(button_row(self.fetch, self.leave))
        self.setFixedWidth(480)
        self.leave.setFocus()
