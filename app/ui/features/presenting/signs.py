"""What stands small over the audience's picture: where one is, what the step is called, how far
autoplay is, and a toast."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.model.geometry import Point
from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.kit.plain import Label

TOAST = 2600  # ms that it stays
MARGIN, AIR = 24, 12  # px: at the window's edges; round a toast
LINE = 4  # px, of the line that tells how far autoplay is
BADGE, TOAST_TEXT, LEAST_TEXT = 26, 18, 16  # px, on a screen 1080 px high; least on any


class Signs:
    """Children of the audience's window, which places them where it has room."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.badge, self.caption = Label(parent=window), Label(parent=window)
        self.badge.setObjectName("badge")
        self.caption.setObjectName("caption")
        self.line = QWidget(window)
        self.line.setObjectName("progress")
        self.line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line.hide()
        self.toast = Label(parent=window)
        self.toast.setObjectName("toast")
        self.toast.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toast.hide()
        self._foot = 0
        self._gone = QTimer(window)
        self._gone.setSingleShot(True)
        self._gone.setInterval(TOAST)
        self._gone.timeout.connect(self.toast.hide)

    def sheet(self, theme: Theme) -> str:
        """Their part of the window's style sheet."""
        t, part = theme, self._window.height() / 1080
        size, toast = (max(round(x * part), LEAST_TEXT) for x in (BADGE, TOAST_TEXT))
        return (
            f"#badge {{ color: {t.muted}; background: {t.canvas}; font-size: {size}px;"
            f" border-radius: 6px; padding: 2px 6px; }}"
            f"#caption {{ color: {t.text}; font-size: {size}px; padding: 2px 6px; }}"
            f"#progress {{ background: {t.accent}; }}"
            f"#toast {{ color: {t.canvas}; background: {t.text}; font-size: {toast}px;"
            f" border-radius: 8px; padding: 10px 16px; }}"
        )

    def name(self, place: str, title: str) -> None:
        """Where one is, as `3 / 12`, and the step's title, empty where there is no tour."""
        self.badge.setText(place)
        self.badge.setAccessibleName(f"Step {place}, {plain.line(title)}" if title else place)
        self.caption.setText(title)

    def progress(self, part: float, shown: bool) -> None:
        """How far autoplay is, 0..1."""
        window = self._window
        self.line.setVisible(shown)
        self.line.setGeometry(0, window.height() - LINE, round(window.width() * part), LINE)

    def say(self, text: str, lasting: bool = False) -> None:
        """A toast, for a moment or until `hush`."""
        self.toast.setText(text)
        self._place_toast()
        self.toast.show()
        self.toast.raise_()
        self._gone.stop()
        if not lasting:
            self._gone.start()

    def hush(self) -> None:
        """No toast."""
        self._gone.stop()
        self.toast.hide()

    def place(self, title: Point, foot: int) -> None:
        """The badge right in the head, the caption beside it as far as the picture's title, which
        ends at that point (px), lets it; the toast over the lowest `foot` px."""
        self.badge.adjustSize()
        said, high = self.caption.sizeHint(), max(round(title.y) - self.badge.height() // 2, 0)
        self.badge.move(self._window.width() - MARGIN - self.badge.width(), high)
        room = round(self.badge.x() - 16 - title.x)
        self.caption.resize(max(min(said.width(), room), 0), said.height())
        self.caption.move(self.badge.x() - 16 - self.caption.width(), high)
        self._foot = foot
        self._place_toast()

    def _place_toast(self) -> None:
        window, toast = self._window, self.toast
        toast.setWordWrap(False)
        wide = min(toast.sizeHint().width(), window.width() - 2 * MARGIN)
        toast.setWordWrap(wide < toast.sizeHint().width())
        high = toast.heightForWidth(wide) if toast.wordWrap() else toast.sizeHint().height()
        toast.resize(wide, high)
        left, low = (window.width() - wide) // 2, window.height() - self._foot - AIR
        toast.move(left, max(low - high, 0))

    def close(self) -> None:
        self._gone.stop()
