"""What the dialogs that write a file have in common."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.exporters.exporter import Written
from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.kit.background import Background, Work
from app.ui.kit.form import foot
from app.ui.kit.image_preview import Preview

SETTLE = 60  # ms without a change until the preview is painted


class WritingDialog(QDialog):
    """A preview, a line that says how things stand, and the buttons; what works for it ends with
    it. exported(path, remark): it was written; the remark is where it is not what was asked for. `paint` asks for the preview, by `_paint`."""

    exported = Signal(str, str)

    def __init__(
        self,
        title: str,
        theme: Theme,
        background: Background,
        paint: Callable[[], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(plain.window_title(title))
        self._theme, self._background = theme, background
        self._painting: Work | None = None
        self._writing: Work | None = None
        self.preview = Preview(theme)
        self.browse = QPushButton("Browse…")
        self.browse.setAutoDefault(False)
        self.message, self.cancel, self.go = foot("Export")
        self.cancel.clicked.connect(self.reject)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(paint)

    def _paint(self, work: Callable[[threading.Event], QImage], transparent: bool) -> None:
        """Show what `work`, which runs in a thread, paints in the screen's pixels."""
        self._stop_painting()
        self._painting = self._background.start(
            work,
            partial(self._show, self.devicePixelRatioF(), transparent),
            partial(self._say, bad=True),
            self,
        )

    def _stop_painting(self) -> None:
        if self._painting is not None:
            self._painting.cancel()

    def _show(self, ratio: float, transparent: bool, image: QImage) -> None:
        image.setDevicePixelRatio(ratio)
        self.preview.show_image(image, transparent)

    def _say(self, text: str, bad: bool = False) -> None:
        self.message.setStyleSheet(f"color: {self._theme.error if bad else self._theme.muted}")
        self.message.setText(text)

    def _written(self, written: Written) -> None:
        self._writing = None
        self.exported.emit(str(written.path), written.remark)
        self.accept()

    def done(self, result: int) -> None:
        self._settle.stop()
        self._stop_painting()
        if self._writing is not None:
            self._writing.cancel()
        super().done(result)
