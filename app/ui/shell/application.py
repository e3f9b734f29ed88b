"""Starting the window. Qt is imported after the workspace has begun to be read."""

from __future__ import annotations

import builtins
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from app.sources.scripts.script_run import AS_USUAL, ScriptRun
from app.ui.kit.allocator import keep_little
from app.ui.shell import snapshot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.ui.services.ahead import AskingAhead
    from app.ui.services.opening import Opening
    from app.ui.services.settings import Settings
    from app.ui.shell.snapshot import Snapshot
    from app.ui.shell.window import MainWindow


def start(
    path: Path | None,
    tour: str | None = None,
    then: Callable[[MainWindow], None] | None = None,
    run: ScriptRun = AS_USUAL,
) -> int:
    """Open the window on a folder or a file, None for what was open last; in the tour of that id
    or, without one, in the one that was under way. Where how it was left is kept as an image, that shows
    first. Its scripts are run as `run` says, else as they were the last time. `then` is called with the window after its first
    frame. Returns the exit code; where Qt cannot start,
    says why on stderr and ends with 1. Raises ImportError where it cannot be loaded."""
    keep_little()
    left = snapshot.kept(path) if tour is None else None
    app, covered = _covered(left) if left is not None else (None, None)
    settings, welcome = _settings(path, tour, run)
    if path is None and settings.workspace is not None:
        from app.paths import path_of

        path = path_of(settings.workspace)
    from app.model.ids import DiagramId
    from app.ui.services.ahead import AskingAhead
    from app.ui.services.opening import Opening

    ahead = AskingAhead(settings.states)
    path = path.resolve() if path else None
    how = run if run != AS_USUAL else _run_of(settings, path)
    opening = Opening(path, DiagramId(settings.diagram), run=how, ahead=ahead)
    try:
        if opening.is_cold():
            # Loaded here, and Qt after it, so that the first script runs while Qt is loaded:
            # side by side they would hold each other up.
            import_module("app.sources.scripts.running")
        app = app or _application()
        return _run(app, settings, opening, ahead, welcome, then, covered)
    finally:
        opening.close()
        ahead.close()


def _settings(path: Path | None, tour: str | None, run: ScriptRun) -> tuple[Settings, bool]:
    """The session as it goes on with what is asked for; whether it is the very first."""
    from app.paths import text_of
    from app.ui.services import settings as kept

    settings = kept.load()
    welcome = path is None and tour is None and not settings.geometry
    if path is not None:
        settings.enter(text_of(path.resolve()))
    if path is not None and run != AS_USUAL:
        import shlex

        there = text_of(path.resolve())
        settings.keep_run(kept.SavedRun(there, shlex.join(run.arguments), run.seconds, run.python))
    if tour is not None:
        settings.tour, settings.step = tour, 0
    return settings, welcome


def _run_of(settings: Settings, path: Path | None) -> ScriptRun:
    if path is None:
        return AS_USUAL
    from app.ui.services.saved_runs import run_as_saved

    return run_as_saved(settings, path)


def _application() -> QApplication:
    _import_plainly()
    from PySide6.QtWidgets import QApplication

    from app.ui.kit import overrides
    from app.ui.shell import startup_errors

    overrides.make_sound()
    startup_errors.watch()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("acetate")
    app.setApplicationDisplayName("Acetate")
    app.setDesktopFileName("acetate")
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return app


def _import_plainly() -> None:
    """PySide6 looks into the source of all that is imported after it for a switch to other spellings
    of Qt's names (`__feature__`), which nothing here has."""
    import_module("PySide6")
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _covered(left: Snapshot) -> tuple[QApplication, MainWindow | None]:
    """A bare window that shows how it was left, where that fits."""
    app = _application()
    if not left.fits():
        return app, None
    from app.ui.shell.window import MainWindow

    window = MainWindow()
    window.show_as_left(left)
    return app, window


def _run(
    app: QApplication,
    settings: Settings,
    opening: Opening,
    ahead: AskingAhead,
    welcome: bool,
    then: Callable[[MainWindow], None] | None,
    covered: MainWindow | None,
) -> int:
    from app import report
    from app.render import fonts
    from app.session import verbs
    from app.ui.kit import style
    from app.ui.kit.gc_control import GcControl
    from app.ui.services.jobs import Jobs
    from app.ui.session.store import Store
    from app.ui.shell import first_window
    from app.ui.shell.report_bar import ReportListener
    from app.ui.shell.window import MainWindow

    gc_control = GcControl()
    fonts.load()
    style.prepare(app)
    theme = style.chosen(settings.theme)
    style.apply(app, theme)
    store = Store()
    store.set_theme(theme)
    states = settings.states()
    now = next((s for s in states if s.diagram == settings.diagram), None)
    if now is not None:
        store.do(verbs.restore, now, states)
    jobs = Jobs(store, client=ahead.hand_over())
    jobs.follow(opening)
    window = covered or MainWindow()
    window.shown_first.connect(lambda: _after_first_frame(window, welcome))
    if then is not None:
        window.shown_first.connect(lambda: then(window))
    window.furnish(store, jobs, settings)
    reports = ReportListener(store, window.column, window)
    try:
        with report.hooked("the window was open", reports.hear):
            if covered is None:
                first_window.show(window, own=opening.path is not None)
            return app.exec()
    finally:
        jobs.close()
        gc_control.close()


def _after_first_frame(window: MainWindow, welcome: bool) -> None:
    """What the first frame does not need."""
    # A thread that works hands over after 1 ms rather than 5, and the window waits less often.
    sys.setswitchinterval(0.001)
    _complete(window, welcome)


def _complete(window: MainWindow, welcome: bool) -> None:
    """One part of it now, the others each when the event loop has been round, until it is closed."""
    if window.ended:
        return
    if next(window.completing(), done := object()) is not done:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, window, lambda: _complete(window, welcome))
        return
    from app.scratch import sweep
    from app.ui.kit.app_icon import app_icon

    window.jobs.go_on()
    window.jobs.background.start(lambda _: sweep(), lambda _: None, lambda _: None)
    window.setWindowIcon(app_icon())
    if welcome:
        window.actions_table["welcome"].trigger()
    from app.ui.shell import at_leisure

    at_leisure.load(window, lambda: window.ended)
