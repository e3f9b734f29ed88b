"""Everything that can be opened in a window is opened and hovered over, on a workspace whose every name is
markup: no name is more than text anywhere, and no picture that one names is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.model import problem
from app.model.workspace import Workspace
from app.session import answers, verbs
from app.sources.edits.binding import Choice
from app.trust.grants import Grants, TrustedFolder, TrustedScript
from app.ui.features.coverage.choice import BindingChoice
from app.ui.features.layering.naming import LayerNaming
from app.ui.features.search.palette import Palette
from app.ui.features.tours.choice import TourChoice
from app.ui.features.tours.question import changed, unsaved
from app.ui.services import describe, leaving
from app.ui.services.opening import ScriptState
from app.ui.services.recents import RecentMenu
from app.ui.services.settings import SavedRun
from app.ui.shell import large_question
from app.ui.shell.icons_question import IconsQuestion
from app.ui.shell.trust_difference import TrustDifference
from app.ui.shell.trust_question import TrustQuestion
from app.ui.shell.trusted_list import TrustedList
from app.ui.shell.window import MainWindow
from app.ui.views.canvas.menu import picture_menu
from app.ui.views.notes import remote
from app.ui.views.problem_list import ProblemList
from tests.ui.driving import presenting, window_on
from tests.ui.features.study.reading import wait_until_read
from tests.ui.markup import ALL, LONG, MARK, NAME, hover, plain_or_ours, unopened, workspace, wrong

LEAVES = {"quit", "full_screen", "open_bundled"}  # what is looked at
SLOW = 20_000  # ms


@pytest.fixture
def window(
    qtbot: QtBot,
    tmp_path: Path,
    warm_cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: list[str],
) -> Iterator[MainWindow]:
    """On that workspace, at the diagram that has most. The picture that its names name lies where the
    program was started."""
    picture = tmp_path / "zero.png"
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(picture))
    monkeypatch.chdir(tmp_path)
    for ask in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    with unopened(picture), window_on(qtbot, workspace(tmp_path)) as made:
        qtbot.waitExposed(made)
        store = made.store
        assert store.workspace is not None
        shop = next(d for d in store.workspace.diagrams if d.source == f"{NAME}.dot")
        store.do(verbs.show, shop.id)
        qtbot.waitUntil(lambda: store.layout is not None, timeout=SLOW)
        store.do(answers.report, problem.error(ALL, ALL, 3))
        yield made
        editor = made.commands.tours.editor
        if editor is not None and editor.draft is not None:
            editor.draft.stack.setClean()


def look(*windows: QWidget) -> None:
    """At all that there is, with the menus as they are when they are opened; hover over the windows."""
    for menu in [w for w in QApplication.allWidgets() if isinstance(w, QMenu)]:
        menu.aboutToShow.emit()
    QApplication.processEvents()
    for window in windows:
        hover(window)
    assert wrong() == []


def test_no_command_opens_what_takes_a_name_for_more(qtbot: QtBot, window: MainWindow) -> None:
    look(window)
    actions = [a for a in window.actions() if a.objectName() not in LEAVES]
    assert len(actions) > 80
    for action in actions:
        if action.isEnabled():
            action.trigger()
            QApplication.processEvents()
            tops = [w for w in QApplication.topLevelWidgets() if w is not window and w.isVisible()]
            look(*tops)
            for other in tops:
                if isValid(other):
                    other.close()
    look(window)


def test_no_element_takes_a_name_for_more(qtbot: QtBot, window: MainWindow) -> None:
    store = window.store
    diagram = store.diagram
    assert diagram is not None
    for panel in ("outline", "relations"):
        window.actions_table[panel].trigger()
    elements = [e.id for e in diagram.nodes] + [e.id for e in diagram.clusters]
    for element in (*elements, *(e.id for e in diagram.edges)):
        store.do(verbs.select, element)
        menu = picture_menu(window.canvas.surface, diagram, element)
        menu.setParent(window, menu.windowFlags())
        window.status.show_hover(describe.line(diagram, element))
        assert plain_or_ours(describe.tooltip(diagram, element))
        look(menu)
        menu.deleteLater()
    window.status.say(MARK + LONG)
    window.picture_pane.say_failed(ALL + LONG)
    look(window)


def test_no_search_takes_a_name_for_more(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_table["search"].trigger()
    palette = window.findChild(Palette)
    assert palette is not None
    for typed in ("x", "<b>", "&F", MARK, "zero.png"):
        palette.field.setText(typed)
        qtbot.wait(150)
        look(palette)


def _asked(address: str, window: MainWindow) -> QWidget:
    box = leaving.ask(address, window, lambda _: None)
    assert box is not None
    return box


QUESTIONS: dict[str, Callable[[MainWindow, Workspace, Path], QWidget]] = {
    "problems": lambda w, _s, _p: ProblemList(
        (problem.error(ALL, ALL, 3), *w.store.problems), w.store.theme, w
    ),
    "scripts": lambda w, _s, path: TrustQuestion(
        path,
        (ScriptState(path / f"{NAME}.py", False, False, True, {}),),
        SavedRun(str(path), MARK),
        w.store.theme,
        may_be_always=True,
        parent=w,
    ),
    "difference": lambda w, _s, _p: TrustDifference(ALL + LONG, w),
    "trusted": lambda w, _s, _p: TrustedList(
        Grants((TrustedScript(ALL, {ALL: MARK}),), (TrustedFolder(MARK, network=True),)), w
    ),
    "icons": lambda w, _s, _p: IconsQuestion((f"https://{MARK}/{ALL}",), w),
    "unsaved": lambda w, _s, _p: unsaved(ALL, w),
    "changed": lambda w, _s, _p: changed(ALL, w),
    "web": lambda w, _s, _p: _asked(f"https://x.example/{MARK}", w),
    "pictures": lambda w, _s, _p: remote.ask(MARK, [f"https://{MARK}/{ALL}"] * 30, w),
    "large": lambda w, space, _p: large_question.ask(space, lambda: None, w),
    "tour": lambda _w, space, _p: TourChoice(space),
    "binding": lambda w, _s, _p: BindingChoice(ALL, [Choice(ALL, MARK), Choice(LONG, LONG)], w),
    "naming": lambda w, _s, _p: LayerNaming(ALL, "Name", MARK, lambda _: ALL, w),
    "recent": lambda w, _s, _p: RecentMenu(w.settings, w.jobs.background, lambda _: None, w),
}


def test_no_question_takes_a_name_for_more(window: MainWindow, tmp_path: Path) -> None:
    space = window.store.workspace
    assert space is not None
    window.settings.enter(str(tmp_path / NAME))
    for make in QUESTIONS.values():
        made = make(window, space, tmp_path / NAME)
        made.show()
        look(made)
        made.close()


def test_no_screen_of_presenting_or_studying_takes_a_name_for_more(
    qtbot: QtBot, window: MainWindow
) -> None:
    presenter = presenting(qtbot, window)
    presenter.presentation.toggle_tour()
    look(presenter)
    presenter.close()
    window.actions_table["study"].trigger()
    room = window.commands.studying.room
    assert room is not None
    wait_until_read(qtbot, room)
    look(room)
    room.start.start.click()
    look(room)
    room.close()


def test_the_title_of_the_window_is_what_the_diagram_is_called(window: MainWindow) -> None:
    title = window.windowTitle()
    assert MARK.split(" ")[0] in title
    assert "[*]" not in title.replace("[*][*]", "")
    assert len(title) < 1000
