"""What every test gets: Qt without a display, folders of its own, and a check that it leaves
nothing behind: no error in the log, no thread, no child process."""

from __future__ import annotations

import gc
import itertools
import logging
import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.model.ids import DiagramId

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.dont_write_bytecode:
    # The many programs that tests start would each compile all of ours: what may not lie beside the source lies
    # with what pytest keeps. Those that run what others wrote are told nothing of it.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".pytest_cache" / "bytecode")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import pytest
from hypothesis import HealthCheck, settings

from app import libraries, survivors
from app.sealing import KEY

try:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication  # noqa: F401
except ImportError as why:
    sys.exit(libraries.without_qt(str(why)))

if TYPE_CHECKING:
    from app.model.diagram_layout import DiagramLayout
    from app.model.workspace import Workspace
from app.ui.kit import overrides
from app.ui.kit.gc_control import collect

LONGEST = {"test_soak.py", "test_mashing.py", "test_rehearsal.py", "test_restricted_attacks.py"}

# How long an example takes says how busy the machine is, too.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# As in the program, and before any class of the window is made.
overrides.make_sound()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Named test files run in this process, where a debugger works and nothing has to start;
    the whole suite or a folder of it in one process a core."""
    named = [argument.partition("::")[0] for argument in config.args]
    return 0 if all(Path(name).suffix == ".py" for name in named) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that no core waits for it at the end."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


@pytest.fixture(scope="session", autouse=True)
def _application(qapp: object) -> None:
    """A QApplication before anybody makes a QGuiApplication, of which widgets would die; and the
    guard of child processes, which stays."""
    survivors.guard()


@pytest.fixture(scope="session", autouse=True)
def _no_garbage_from_threads() -> Iterator[None]:
    """As in the program, Qt's objects are destroyed in the main thread only."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _collect() -> Iterator[None]:
    """Widgets that are to be deleted later, which is when an event loop runs, are gone before the
    next test: it would style and paint them too."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    collect()


@pytest.fixture(scope="session")
def _folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders, each new, by counting: pytest looks through all that there are for each."""
    root = tmp_path_factory.mktemp("tests")
    return (root / f"{number}" for number in itertools.count())


@pytest.fixture(autouse=True)
def _own_folders(_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, cache and data start empty in each test, and no font is found but ours."""
    folder = next(_folders)
    monkeypatch.setenv("ACETATE_CACHE", str(folder / "cache"))
    monkeypatch.setenv("ACETATE_SETTINGS", str(folder / "settings"))
    monkeypatch.setenv("ACETATE_DATA", str(folder / "data"))
    monkeypatch.setenv("ACETATE_FONTS", "")
    monkeypatch.delenv("ACETATE_ENGINE", raising=False)


@pytest.fixture(scope="session")
def _warm_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache, and under `data` the data folder with the key of its seals."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        warm = tmp_path_factory.mktemp("warm")
    else:
        warm = tmp_path_factory.getbasetemp().parent / "warm"  # by all processes of this run
    _give_key(warm / "data")
    return warm


def _give_key(data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True)
    (data / KEY).write_bytes(b"the key of all tests in this run")


@pytest.fixture
def warm_cache(_warm_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One cache folder that all tests which ask for it share, so that scripts run and
    diagrams are laid out once. Answers are keyed by content: sharing changes none."""
    monkeypatch.setenv("ACETATE_CACHE", str(_warm_folder))
    _give_key(Path(os.environ["ACETATE_DATA"]))
    return _warm_folder


@pytest.fixture(scope="session")
def bundled(_warm_folder: Path) -> Workspace:
    """The bundled workspace, loaded once."""
    from app.sources.workspace import load

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACETATE_CACHE", str(_warm_folder))
        patch.setenv("ACETATE_DATA", str(_warm_folder / "data"))
        return load(None)


@pytest.fixture(scope="session")
def layouts(bundled: Workspace, _warm_folder: Path) -> dict[DiagramId, DiagramLayout]:
    """The bundled diagrams' full layouts, by diagram id."""
    from app.layout.layout import lay_out

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACETATE_CACHE", str(_warm_folder))
        patch.setenv("ACETATE_DATA", str(_warm_folder / "data"))
        return {d.id: lay_out(d) for d in bundled.diagrams}


@pytest.fixture(scope="session")
def composed(bundled: Workspace, layouts: dict[DiagramId, DiagramLayout]) -> bytes:
    """The page of the bundled workspace, put together once."""
    from app.page.page import compose
    from app.render.offscreen import ensure_application

    ensure_application()
    return compose(bundled, layouts)


@pytest.fixture
def tmp_path(_folders: Iterator[Path], request: pytest.FixtureRequest) -> Path:
    """Alone in its folder: a script finds what lies beside its folder, else that of all tests."""
    folder = next(_folders)
    alone = (
        folder.with_name(f"{folder.name}-{re.sub(r'[^A-Za-z0-9]+', '-', request.node.name)[:30]}")
        / "alone"
    )
    alone.mkdir(parents=True)
    return alone


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file with something in it that a failure must not touch."""
    path = tmp_path / "pair.png"
    path.write_bytes(b"old")
    return path


@pytest.fixture
def unforeseen(monkeypatch: pytest.MonkeyPatch) -> Path:
    """For a test of what nobody foresaw, which else may not be logged: the folder of reports."""
    monkeypatch.setattr(logging.getLogger("acetate"), "disabled", True)
    return Path(os.environ["ACETATE_DATA"], "reports")


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs an error or leaves a thread or a child process behind."""
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    threads, children = set(threading.enumerate()), _children()
    yield
    logging.getLogger().removeHandler(collector)
    left = _left(threads, children)
    deadline = time.monotonic() + 2.0
    while left and time.monotonic() < deadline:  # a pool's threads take a moment to end
        time.sleep(0.01)
        left = _left(threads, children)
    if collector.found:
        pytest.fail("logged: " + "; ".join(collector.found))
    if left:
        pytest.fail("left behind: " + ", ".join(sorted(left)))


def _left(threads: set[threading.Thread], children: set[int]) -> list[str]:
    # A thread of Qt's pool that ran Python shows as a dummy; the pool keeps it for later.
    alive = [
        t
        for t in set(threading.enumerate()) - threads
        if t.is_alive() and not isinstance(t, threading._DummyThread)
    ]
    return [
        *(f"thread {t.name}" for t in alive),
        *(f"process {pid}" for pid in _children() - children),
        *_busy_pool(),
    ]


def _busy_pool() -> list[str]:
    core = sys.modules.get("PySide6.QtCore")
    if core is None or not core.QThreadPool.globalInstance().activeThreadCount():
        return []
    return ["a job of Qt's thread pool"]


def _children() -> set[int]:
    """Process ids of our children, of any thread; empty where the system has no /proc."""
    found: set[int] = set()
    for file in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        try:
            found.update(int(pid) for pid in file.read_text().split())
        except OSError:  # the thread has just ended
            continue
    return found
