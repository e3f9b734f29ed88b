"""What the dialogs that write a file have in common."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage
from PySide6.QtWidgets import QDialog, QLineEdit, QProgressBar, QPushButton, QWidget

from app.errors import ExportError, WriteError
from app.exporters.exporter import Written
from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.kit.background import Background, Work
from app.ui.kit.form import Field, fields, foot, line, set_out
from app.ui.kit.image_preview import ImagePreview

SETTLE = 60  # ms without a change until the preview is painted
BAR = 160  # px
CANCELLED = "The export was cancelled."

Tell = Callable[[int], None]  # hears how much is done; raises ExportError once that is to end


class WritingDialog(QDialog):
    """A preview, a line that says how things stand, how far it is, and the buttons. While it writes,
    Cancel stops that; else it leaves. exported(path, remark): it was written; the remark is where it
    is not what was asked for. `paint` asks for the preview, by `_paint`."""

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
        self._held: Sequence[QWidget] = ()  # cannot be used while it writes
        self.preview = ImagePreview(theme)
        self.file = QLineEdit()
        self.browse = QPushButton("Browse…")
        self.browse.setAutoDefault(False)
        self.message, self.cancel, self.go = foot("Export")
        self.cancel.clicked.connect(self.reject)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("How much is written")
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(BAR)
        self.bar.hide()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(paint)

    def _set_out(
        self, rows: Sequence[Field], size: tuple[int, int], left: QWidget | None = None
    ) -> None:
        """The preview, or what stands `left` with it in, beside a form of those rows, over the file
        and the buttons. `size` in px."""
        form = QWidget()
        form.setLayout(fields(rows))
        self._held = (form, self.file)
        file = line(self.file, self.browse)
        buttons = line(self.message, self.bar, self.cancel, self.go)
        set_out(self, left or self.preview, form, file, buttons)
        self.resize(*size)

    # The preview

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

    # Writing

    def _start(self, work: Callable[[threading.Event, Tell], Written], most: int) -> None:
        """Write in a thread; closes when all stands. `most` is what the work will have told when
        it is done."""
        background = self._background

        def run(cancelled: threading.Event) -> Written:
            def tell(done: int) -> None:
                if cancelled.is_set():
                    raise ExportError(CANCELLED)
                background.tell(cancelled, partial(self._progress, done))

            try:
                return work(cancelled, tell)
            except ExportError:
                raise
            except WriteError as why:
                raise ExportError(f"{why} Choose another place.") from why

        self._writing = background.start(run, self._written, self._failed, self)
        self.bar.setRange(0, most)
        self._set_busy(True)
        self._progress(0)

    def _progress(self, done: int) -> None:
        self.bar.setValue(done)
        most = self.bar.maximum()
        self._say(f"{done} / {most}" if most > 1 else "Writing…")

    def _set_busy(self, on: bool) -> None:
        for widget in (*self._held, self.browse, self.go):
            widget.setEnabled(not on)
        self.bar.setVisible(on and self.bar.maximum() > 1)
        if on:
            self.cancel.setFocus()

    def _written(self, written: Written) -> None:
        self._writing = None
        self.exported.emit(str(written.path), written.remark)
        self.accept()

    def _failed(self, message: str) -> None:
        self._end()
        self._say(message, bad=True)

    def _end(self) -> None:
        self._writing = None
        self._set_busy(False)
        self._check()
        self.go.setFocus()

    def _check(self) -> None:
        """Say what stands in the way, or what will be replaced."""

    def _stop(self) -> bool:
        """Give up what is being written, if anything is."""
        if self._writing is None:
            return False
        self._writing.cancel()
        self._end()
        self._say(CANCELLED)
        return True

    # Leaving

    def reject(self) -> None:
        """While it writes, that stops; else the dialog goes."""
        if not self._stop():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._settle.stop()
        self._stop_painting()
        if self._writing is not None:
            self._writing.cancel()
        super().done(result)
