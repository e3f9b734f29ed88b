"""Starting the window. Qt is imported after the workspace has begun to be read."""

from __future__ import annotations

import shlex
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from app.model.ids import DiagramId
from app.paths import path_of, text_of
from app.session import verbs
from app.sources.script_run import AS_USUAL, ScriptRun
from app.ui.services import settings as kept
from app.ui.services.opening import Opening

if TYPE_CHECKING:
    from app.ui.shell.window import MainWindow


def start(
    path: Path | None,
    tour: str | None = None,
    then: Callable[[MainWindow], None] | None = None,
    run: ScriptRun = AS_USUAL,
) -> int:
    """Open the window on a folder or a file, None for what was open last; in the tour of that id
    or, without one, in the one that was under way. What `run` says is
    proposed for its scripts. `then` is called with the window after its first
    frame. Returns the exit code; where Qt cannot start,
    says why on stderr and ends with 1. Raises ImportError where it cannot be loaded."""
    settings = kept.load()
    welcome = path is None and tour is None and not settings.geometry
    if path is None and settings.workspace is not None:
        path = path_of(settings.workspace)
    elif path is not None:
        settings.enter(text_of(path.resolve()))
    if path is not None and run != AS_USUAL:
        there = text_of(path.resolve())
        settings.keep_run(kept.SavedRun(there, shlex.join(run.arguments), run.seconds, run.python))
    if tour is not None:
        settings.tour, settings.step = tour, 0
    opening = Opening(path.resolve() if path else None, DiagramId(settings.diagram))
    try:
        if opening.is_cold():
            # Loaded here, and Qt after it, so that the first script runs while Qt is loaded:
            # side by side they would hold each other up.
            import_module("app.sources.graphs.script")
        return _run(settings, opening, welcome, then)
    finally:
        opening.close()


def _run(
    settings: kept.Settings,
    opening: Opening,
    welcome: bool,
    then: Callable[[MainWindow], None] | None,
) -> int:
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

    from app import report
    from app.render import fonts
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
    jobs = Jobs(store)
    jobs.follow(opening)
    window = MainWindow(store, jobs, settings)
    window.shown_first.connect(lambda: _after_first_frame(window, welcome))
    if then is not None:
        window.shown_first.connect(lambda: then(window))
    reports = ReportListener(store, window.column, window)
    try:
        with report.hooked("the window was open", reports.hear):
            first_window.show(window)
            return app.exec()
    finally:
        jobs.close()
        gc_control.close()


def _after_first_frame(window: MainWindow, welcome: bool) -> None:
    """What the first frame does not need."""
    from app.ui.kit.app_icon import app_icon

    # A thread that works hands over after 1 ms rather than 5, and the window waits less often.
    sys.setswitchinterval(0.001)
    window.complete()
    window.jobs.go_on()
    window.setWindowIcon(app_icon())
    if welcome:
        window.actions_table["welcome"].trigger()
