"""The window shows scripts restricted, asks whether they are trusted, and keeps the word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.sources.scripts import reach
from app.sources.scripts.closure import closure_of
from app.trust.grants import Grant, grants, trust_folder, trust_scripts
from app.ui.services.saved_runs import run_as_saved
from app.ui.services.settings import SavedRun, Settings
from app.ui.shell.trust_question import TrustQuestion
from app.ui.shell.trusted_list import TrustedList
from app.ui.shell.window import MainWindow
from tests import made_script
from tests.ui.driving import window_on


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return made_script.shop(tmp_path)


@pytest.fixture
def window(qtbot: QtBot, shop: Path, warm_cache: Path) -> Iterator[MainWindow]:
    with window_on(qtbot, shop.parent) as made:
        qtbot.waitExposed(made)
        yield made


def labels(window: MainWindow) -> list[str]:
    diagram = window.store.diagram
    return [node.label for node in diagram.nodes] if diagram else []


def asked(window: MainWindow) -> TrustQuestion:
    window.status.trust.click()
    assert window.trusting.question is not None
    return window.trusting.question


def read_again(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        window.actions_table["reload"].trigger()


def test_what_is_restricted_shows_and_says_so(qtbot: QtBot, window: MainWindow) -> None:
    assert labels(window) == ["Till"]
    assert window.status.trust.isVisible()
    # Not all of it could be evaluated.
    qtbot.waitUntil(window.picture_pane.last_good.isVisible, timeout=20_000)
    assert "locale" in window.picture_pane.last_good.text.text()
    assert window.picture_pane.last_good.step.text() == "Trust shop.py…"
    window.picture_pane.last_good.step.click()
    assert window.trusting.question is not None
    window.trusting.question.reject()


def test_a_word_is_kept_until_it_is_taken_back(
    qtbot: QtBot, window: MainWindow, shop: Path
) -> None:
    question = asked(window)
    question.network.setChecked(True)
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        question.trust.click()
    assert labels(window) == ["Till", "True"]
    assert not window.status.trust.isVisible()
    assert grants().of(closure_of(shop)) == Grant(network=True)
    read_again(qtbot, window)
    assert labels(window) == ["Till", "True"]
    window.actions_table["trust_scripts"].trigger()
    again = window.trusting.question
    assert again is not None
    assert again.network.isChecked()
    again.no_longer.click()
    qtbot.waitUntil(window.status.trust.isVisible, timeout=20_000)
    assert "Last good picture." in window.picture_pane.last_good.text.text()
    assert grants().of(closure_of(shop)) is None


def test_what_was_swapped_while_one_was_asked_stays_restricted(
    qtbot: QtBot, window: MainWindow, shop: Path
) -> None:
    window.watching.close()  # type: ignore[union-attr] # nobody tells of it
    question = asked(window)
    (shop.parent / "parts.py").write_text("x = 'Stolen'\n")
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        question.trust.click()
    assert labels(window) == ["Stolen"]  # evaluated
    assert window.status.trust.isVisible()
    assert (
        "Changed while you were asked, and still restricted: shop.py." in window.status.text.text()
    )
    assert grants().scripts == ()


def test_a_folder_can_be_trusted_always(qtbot: QtBot, window: MainWindow, shop: Path) -> None:
    question = asked(window)
    question.always.setChecked(True)
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        question.trust.click()
    assert labels(window) == ["Till", "True"]
    (shop.parent / "parts.py").write_text("x = 'Bill'\n")
    qtbot.waitUntil(lambda: labels(window) == ["Bill", "True"], timeout=10_000)
    window.actions_table["trust_scripts"].trigger()
    assert window.trusting.question is not None
    window.trusting.question.no_longer.click()
    qtbot.waitUntil(window.status.trust.isVisible, timeout=20_000)
    assert grants().folders == ()


def test_a_home_folder_is_never_trusted_always(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not asked(window).always.isHidden()
    monkeypatch.setattr(reach, "holds_homes", lambda _: True)
    assert asked(window).always.parent() is None


def test_what_has_changed_is_shown_before_one_trusts_it_again(
    qtbot: QtBot, window: MainWindow, shop: Path
) -> None:
    trust_scripts([closure_of(shop)])
    read_again(qtbot, window)
    (shop.parent / "parts.py").write_text("x = 'Bill'\n")
    qtbot.waitUntil(window.status.trust.isVisible, timeout=10_000)
    assert "shop.py has changed since you trusted it" in window.status.text.text()
    question = asked(window)
    assert not question.difference.isHidden()
    question.difference.click()

    def shown() -> list[str]:
        return [text.toPlainText() for text in question.findChildren(QPlainTextEdit)]

    qtbot.waitUntil(lambda: bool(shown()), timeout=5000)
    assert "-x = 'Till'\n+x = 'Bill'" in shown()[0]


def test_all_that_is_trusted_is_listed_and_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, shop: Path, tmp_path: Path
) -> None:
    trust_folder(tmp_path / "other")
    trust_scripts([closure_of(shop)])
    window.actions_table["show_trusted"].trigger()
    listed = window.findChild(TrustedList)
    assert isinstance(listed, TrustedList)
    assert [listed.list.item(n).text() for n in range(2)] == [
        f"{tmp_path / 'other'} (always)",
        str(shop),
    ]
    listed.list.setCurrentRow(1)
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        listed.remove.click()
    assert [folder.path for folder in grants().folders] == [str(tmp_path / "other")]
    assert grants().scripts == ()
    with qtbot.waitSignal(window.jobs.opened, timeout=20_000):
        listed.remove.click()
    assert listed.list.isHidden()


def test_a_python_of_the_folder_itself_runs_only_where_the_folder_is_trusted(
    tmp_path: Path,
) -> None:
    settings, inside = Settings(), str(tmp_path / ".venv/bin/python")
    settings.keep_run(SavedRun(str(tmp_path), "--env 'a b'", 5.0, inside))
    run = run_as_saved(settings, tmp_path)
    assert (run.arguments, run.seconds, run.python) == (("--env", "a b"), 5.0, "")
    trust_folder(tmp_path)
    assert run_as_saved(settings, tmp_path).python == inside
    settings.keep_run(SavedRun(str(tmp_path), "'", 5.0, "/usr/bin/python3"))
    run = run_as_saved(settings, tmp_path)
    assert (run.arguments, run.python) == ((), "/usr/bin/python3")
