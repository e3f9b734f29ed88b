from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.model.view_state import Viewport, ViewState
from app.ui import session
from app.ui.session import Session


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ACETATE_SETTINGS", str(tmp_path))
    return tmp_path


def test_a_session_comes_back(settings: Path) -> None:
    now = ViewState("vpc", frozenset({"iam"}), "x", "s", Viewport(1.5, 2.5, 0.7), tidy=True)
    now = replace(now, hidden=frozenset({"a", "b"}))
    left = ViewState("ecs", frozenset())
    saved = Session(workspace="/somewhere", theme="dark", left_width=300, right_shown=False)
    saved.remember(now, [left, now])
    session.save(saved)
    found = session.load()
    assert found == saved
    assert now in found.states()
    assert ViewState("ecs", frozenset(), tidy=True) in found.states()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"left_width": "wide"}',
        '{"views": {"vpc": {"viewport": [1, 2]}}}',
        "\x00\xff",
        "[" * 100_000,
    ],
)
def test_a_file_that_is_not_a_session_is_ignored(settings: Path, text: str) -> None:
    (settings / session.FILE).write_bytes(text.encode("latin-1"))
    assert session.load() == Session()


def test_an_unknown_theme_is_the_systems(settings: Path) -> None:
    (settings / session.FILE).write_text('{"theme": "pink", "unknown": 1}')
    assert session.load().theme == "system"


def test_a_viewport_of_no_scale_fits(settings: Path) -> None:
    (settings / session.FILE).write_text('{"views": {"a": {"viewport": [1, 2, 0]}}}')
    assert session.load().states()[0].viewport is None


def test_what_cannot_be_written_leaves_the_old_file(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.save(Session(diagram="old"))

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space"):
        session.save(Session(diagram="new"))
    assert session.load().diagram == "old"
    assert [p.name for p in settings.iterdir()] == [session.FILE]
