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


def test_each_workspace_keeps_its_views(settings: Path) -> None:
    one = Session()
    one.enter(None)
    one.remember(ViewState("vpc", frozenset({"iam"})), [])
    one.enter("/a")
    assert one.left("/a") == ("", ())
    one.remember(ViewState("x", frozenset(), "server"), [ViewState("y", frozenset())])
    one.enter("/b")
    session.save(one)
    found = session.load()
    assert found.left("/a") == (
        "x",
        (ViewState("y", frozenset()), ViewState("x", frozenset(), "server")),
    )
    assert found.left(None)[0] == "vpc"
    assert found.left("/b") == ("", ())
    found.enter("/a")
    assert found.diagram == "x"
    assert found.left("/a")[0] == "x", "of the open one it is the session's"
    found.enter("/a")
    assert found.diagram == "x"


def test_ten_workspaces_are_kept_beside_the_bundled_one() -> None:
    one = Session()
    one.remember(ViewState("vpc"), [])
    for n in range(15):
        one.enter(f"/{n}")
        one.remember(ViewState(f"d{n}"), [ViewState(f"{k}") for k in range(500)])
    one.enter("/14")
    assert one.recent_paths() == [f"/{n}" for n in range(14, 4, -1)]
    assert len(one.recent) == 11
    assert one.left(None)[0] == "vpc"
    assert one.left("/0") == ("", ())
    assert all(len(r.views) <= session.VIEWS for r in one.recent)
    one.enter("/7")
    assert one.recent_paths()[0] == "/7"
    one.clear_recent()
    assert one.recent_paths() == []
    assert one.left(None)[0] == "vpc"


def test_a_note_alone_keeps_its_section() -> None:
    one = Session(workspace="/a.md")
    one.remember(ViewState(section="part-3"), [])
    assert one.states() == (ViewState(section="part-3"),)


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
