"""Where nothing is shown, it says what is the matter, where, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from app.model import problem
from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId
from app.model.problem import NOT_EVALUATED, NOT_FETCHED, STOPPED
from app.model.workspace import Workspace
from app.session import answers
from app.ui.shell.emptiness import EmptyState, reason
from app.ui.shell.window import MainWindow
from app.ui.views.problem_list import ProblemList, step_text
from tests.ui.driving import window_on

BROKEN = "digraph shop {\n  a;\n  a -> -> b;\n}\n"
SCRIPT = """import sys
from diagrams import Diagram, Node
with Diagram(sys.argv[2] if len(sys.argv) > 2 else "Shop"):
    Node("Till")
"""
# What cannot be evaluated decides whether there is a picture.
HIDDEN = "import locale\nif locale.getlocale:\n" + indent(SCRIPT, "    ")


# In words


def _space(*problems: problem.Problem) -> Workspace:
    return Workspace("/w", "shop", False, problems=problems)


def test_a_script_of_which_nothing_could_be_evaluated_can_be_trusted() -> None:
    beyond = problem.error("It uses the module os.", "shop.py", 2, NOT_EVALUATED)
    found = reason(_space(beyond))
    assert found is not None
    assert (found.title, found.trust_text, found.show_text) == (
        "shop.py shows no diagram",
        "Trust shop.py…",
        "Show line 2",
    )
    other = problem.error("It uses the module os.", "diagrams/two.py", 1, NOT_EVALUATED)
    found = reason(_space(beyond, other))
    assert found is not None
    assert (found.trust_text, found.more) == ("Trust 2 scripts…", 1)


def test_a_script_that_was_stopped_can_have_more_time() -> None:
    found = reason(_space(problem.error("It was stopped.", "shop.py", 5, STOPPED)))
    assert found is not None
    assert (found.title, found.trust_text, found.show_text) == (
        "shop.py shows no diagram",
        "Trust shop.py…",
        "Show line 5",
    )


def test_an_error_is_told_with_its_place_before_a_warning() -> None:
    mild = problem.warning("It defines no diagram.", "a.py")
    bad = problem.error("Syntax error in line 3", "diagrams/b.dot", 3)
    found = reason(_space(mild, bad))
    assert found is not None
    assert found.title == "b.dot shows no diagram"
    assert found.text == "Syntax error in line 3."
    assert (found.file, found.show_text, found.more) == ("diagrams/b.dot", "Show line 3", 1)
    assert found.trust_text == ""


def test_an_empty_folder_an_opening_that_failed_and_nothing_known_yet() -> None:
    found = reason(_space())
    assert found is not None
    assert (found.title, found.elsewhere) == ("No diagrams in shop", True)
    assert reason(None, failed="It is gone.") == EmptyState(
        "Nothing could be opened", "It is gone."
    )
    assert reason(None) is None


def test_a_diagram_that_is_empty_or_was_not_laid_out() -> None:
    full = Diagram(DiagramId("d"), "D", "d", "d.dot", nodes=(Node(ElementId("a"), "A"),))
    empty = Diagram(DiagramId("e"), "E", "e", "e.dot")
    failed = problem.error("It took too long.", "d.dot")
    assert reason(None, full) is None
    found, other = reason(None, empty), reason(None, full, layout=failed)
    assert found is not None
    assert other is not None
    assert (found.title, found.show_text, found.elsewhere) == ("“E” is empty", "Show e.dot", False)
    assert (other.title, other.text) == ("“D” could not be laid out", "It took too long.")


def test_what_leads_on_from_a_problem() -> None:
    assert step_text(problem.error("x")) == ""
    assert step_text(problem.error("x", "a/b.dot")) == "Show b.dot"
    assert step_text(problem.error("x", "a/b.dot", 7)) == "Show line 7"
    assert step_text(problem.error("x", "a/b.py", 7, STOPPED)) == "Trust b.py…"
    assert step_text(problem.warning("x", "a/b.py", kind=NOT_FETCHED)) == "Fetch icons…"
    assert step_text(problem.error("x", "a/b.py", 7, NOT_EVALUATED)) == "Trust b.py…"


# In the window


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the person's editor was told to open: file:line."""
    found: list[str] = []
    program = tmp_path_factory.mktemp("bin") / "code"
    program.touch(0o755)

    def start(_: str, arguments: list[str]) -> tuple[bool, int]:
        found.append(arguments[-1])
        return True, 1

    monkeypatch.setenv("VISUAL", str(program))
    monkeypatch.setattr(QProcess, "startDetached", start)
    return found


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, warm_cache: Path) -> Iterator[MainWindow]:
    (tmp_path / "start").mkdir()
    with window_on(qtbot, tmp_path / "start") as made:
        qtbot.waitExposed(made)
        yield made


def _open(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        window.jobs.open(path)


def _texts(window: MainWindow) -> str:
    card = window.picture_pane.card
    assert card is not None
    return "\n".join(label.text() for label in card.findChildren(QLabel))


def _press(qtbot: QtBot, window: MainWindow, text: str) -> None:
    card = window.picture_pane.card
    assert card is not None
    found = next(b for b in card.findChildren(QAbstractButton) if b.text() == text)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_a_syntax_error_leads_to_its_line(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, opened: list[str]
) -> None:
    file = tmp_path / "broken.dot"
    file.write_text(BROKEN)
    _open(qtbot, window, file)
    assert "broken.dot shows no diagram\nSyntax error in line 3" in _texts(window)
    assert "failed" not in _texts(window)
    _press(qtbot, window, "Show line 3")
    assert opened == [f"{file}:3"]
    file.write_text("digraph { a }")
    qtbot.waitUntil(lambda: window.picture_pane.card is None, timeout=10_000)


@pytest.mark.parametrize("content", ["", " \n\t\n", "\ufeff", "\0\0"])
def test_an_empty_file_is_said_to_be_empty(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, content: str
) -> None:
    (tmp_path / "e.dot").write_text(content, encoding="utf-8")
    _open(qtbot, window, tmp_path / "e.dot")
    assert "e.dot shows no diagram\nThe file is empty" in _texts(window)


def test_a_script_that_shows_nothing_can_be_trusted_from_the_card(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "shop.py").write_text(HIDDEN)
    _open(qtbot, window, tmp_path / "shop.py")
    assert "shop.py shows no diagram\nIt uses the module locale" in _texts(window)
    _press(qtbot, window, "Trust shop.py…")
    question = window.trusting.question
    assert question is not None
    question.arguments.setText("--name 'The shop")
    assert not question.trust.isEnabled()  # as long as a quotation is open
    question.arguments.setText("--name 'The shop'")
    question.seconds.setValue(30)
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        question.trust.click()
    assert window.picture_pane.card is None
    assert window.store.diagram is not None
    assert window.store.diagram.title == "The shop"
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        window.actions_table["reload"].trigger()
    assert window.store.diagram.title == "The shop"
    window.actions_table["trust_scripts"].trigger()
    again = window.trusting.question
    assert again is not None
    assert (again.arguments.text(), again.seconds.value()) == ("--name 'The shop'", 30)
    again.reject()


def test_a_layout_that_failed_is_said_until_there_is_one(window: MainWindow) -> None:
    shown = Diagram(DiagramId("d"), "D", "d", "d.dot", nodes=(Node(ElementId("a"), "A"),))
    window.store.do(answers.take_workspace, Workspace("/other", "W", False, (shown,)))
    assert window.picture_pane.card is None
    window.store.do(
        answers.layout_failed, DiagramId("d"), problem.error("It took too long.", "d.dot")
    )
    assert "“D” could not be laid out" in _texts(window)
    assert window.picture_pane.card is not None
    assert [b.text() for b in window.picture_pane.card.buttons] == ["Show d.dot"]


def test_the_list_of_problems_leads_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, opened: list[str]
) -> None:
    (tmp_path / "broken.dot").write_text(BROKEN)
    (tmp_path / "shop.py").write_text(HIDDEN)
    _open(qtbot, window, tmp_path)
    _press(qtbot, window, "Show line 3")
    window.actions_table["problems"].trigger()
    listed = window.status.popup
    assert isinstance(listed, ProblemList)
    assert listed.step.text() == "Show line 3"
    listed.step.click()
    assert len(opened) == 2
    window.actions_table["problems"].trigger()
    listed = window.status.popup
    assert isinstance(listed, ProblemList)
    listed.list.setCurrentRow(1)
    assert listed.step.text() == "Trust shop.py…"
    listed.step.click()
    assert window.trusting.question is not None
    window.trusting.question.reject()
