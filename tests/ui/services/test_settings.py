from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.filtering import Hide, Only
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.picture_style import PictureStyle
from app.model.tracing import Trace, Way
from app.model.view_state import Viewport, ViewState
from app.sources import handed
from app.ui.services import settings as kept
from app.ui.services import settings_file
from app.ui.services.settings import SavedRun, Settings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ACETATE_SETTINGS", str(tmp_path))
    return tmp_path


def test_a_session_comes_back(folder: Path) -> None:
    now = ViewState(
        DiagramId("vpc"),
        frozenset({"iam"}),
        ElementId("x"),
        SectionId("s"),
        Viewport(1.5, 2.5, 0.7),
        tidy=True,
    )
    path = Trace(ElementId("a"), Way.FROM, None, ElementId("c"), every=True)
    near = Only(Trace(ElementId("a"), Way.ANY, 1), frozenset({ElementId("d")}))
    now = replace(
        now, filters=(Hide(frozenset({ElementId("a"), ElementId("b")})), near, Only(path))
    )
    now = replace(now, style=PictureStyle.WRITTEN, method="circo", recolour=False, trace=path)
    left = ViewState(DiagramId("ecs"), frozenset())
    saved = Settings(workspace="/somewhere", theme="dark", left_width=300, right_shown=False)
    saved.remember(now, [left, now])
    kept.save(saved)
    found = kept.load()
    assert found == saved
    assert now in found.states()
    assert ViewState(DiagramId("ecs"), frozenset(), tidy=True) in found.states()


def test_what_an_older_session_hid_is_hidden(folder: Path) -> None:
    (folder / kept.FILE).write_text(json.dumps({"views": {"vpc": {"hidden": ["a", "b"]}}}))
    (state,) = kept.load().states()
    assert state.filters == (Hide(frozenset({ElementId("a")})), Hide(frozenset({ElementId("b")})))


def test_what_is_gone_with_the_program_does_not_come_back(folder: Path) -> None:
    saved = Settings()
    saved.enter("/somewhere")
    saved.remember(ViewState(DiagramId("vpc"), frozenset()), [])
    before = kept.encoded(saved)
    with handed.text(b"graph {}", folder) as path, handed.several([path, path]) as both:
        for one in (path, both):
            saved.enter(str(one))
            saved.remember(ViewState(DiagramId("stdin"), frozenset()), [])
        saved.tour = "stdin/layers"
        assert kept.encoded(saved) == before
        assert saved.workspace == str(both)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "\x00" * 500,
        "\x00\xff",
        "[" * 100_000,
    ],
)
def test_a_file_that_is_not_a_session_is_ignored(folder: Path, text: str) -> None:
    (folder / kept.FILE).write_bytes(text.encode("latin-1"))
    assert kept.load() == Settings()


def test_an_unknown_theme_is_the_systems(folder: Path) -> None:
    (folder / kept.FILE).write_text('{"theme": "pink", "unknown": 1}')
    assert kept.load().theme == "system"


def test_a_viewport_of_no_scale_fits(folder: Path) -> None:
    (folder / kept.FILE).write_text('{"views": {"a": {"viewport": [1, 2, 0]}}}')
    assert kept.load().states()[0].viewport is None


def test_each_workspace_keeps_its_views(folder: Path) -> None:
    one = Settings()
    one.enter(None)
    one.remember(ViewState(DiagramId("vpc"), frozenset({"iam"})), [])
    one.enter("/a")
    assert one.left("/a") == ("", ())
    one.remember(
        ViewState(DiagramId("x"), frozenset(), ElementId("server")),
        [ViewState(DiagramId("y"), frozenset())],
    )
    one.enter("/b")
    kept.save(one)
    found = kept.load()
    assert found.left("/a") == (
        "x",
        (
            ViewState(DiagramId("y"), frozenset()),
            ViewState(DiagramId("x"), frozenset(), ElementId("server")),
        ),
    )
    assert found.left(None)[0] == "vpc"
    assert found.left("/b") == ("", ())
    found.enter("/a")
    assert found.diagram == "x"
    assert found.left("/a")[0] == "x", "of the open one it is the session's"
    found.enter("/a")
    assert found.diagram == "x"


def test_ten_workspaces_are_kept_beside_the_bundled_one() -> None:
    one = Settings()
    one.remember(ViewState(DiagramId("vpc")), [])
    for n in range(15):
        one.enter(f"/{n}")
        one.remember(
            ViewState(DiagramId(f"d{n}")), [ViewState(DiagramId(f"{k}")) for k in range(500)]
        )
    one.enter("/14")
    assert one.recent_paths() == [f"/{n}" for n in range(14, 4, -1)]
    assert len(one.recent) == 11
    assert one.left(None)[0] == "vpc"
    assert one.left("/0") == ("", ())
    assert all(len(r.views) <= kept.VIEWS for r in one.recent)
    one.enter("/7")
    assert one.recent_paths()[0] == "/7"
    one.clear_recent()
    assert one.recent_paths() == []
    assert one.left(None)[0] == "vpc"


def test_a_note_alone_keeps_its_section() -> None:
    one = Settings(workspace="/a.md")
    one.remember(ViewState(section=SectionId("part-3")), [])
    assert one.states() == (ViewState(section=SectionId("part-3")),)


def test_what_cannot_be_written_leaves_the_old_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.save(Settings(diagram="old"))

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space"):
        kept.save(Settings(diagram="new"))
    assert kept.load().diagram == "old"
    assert [p.name for p in folder.iterdir()] == [kept.FILE]


GOOD = {
    "diagram": "vpc",
    "left_width": 300,
    "theme": "dark",
    "views": {"vpc": {"layers": ["iam"], "viewport": [1.0, 2.0, 3.0], "selection": "x"}},
    "recent": [{"path": "/a", "diagram": "d"}, {"path": None}],
}
KEPT = msgspec.convert(GOOD, Settings)
BAD: dict[str, list[object]] = {
    "workspace": [3, "a\0b", "x" * 5000, [], {"a": 1}, "\ud800"],
    "export_folder": [None, "\0", 1.5],
    "right_width": ["wide", 2**31, -(2**40), 10**30, 1e300, True, None, 0.5],
    "right_shown": ["yes", 2, None],
    "text_zoom": [0, -1, 1e308, "1", None],
    "geometry": [5, "x" * 9000],
    "reduce_motion": ["maybe", 1],
    "step": [-1, 2**40, "1", 1e400],
    "tour": [0, "\0"],
    "tidy": [[], "no"],
    "asking": [None, [], "x"],
    "unknown": [1, {"a": [None]}],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, vs in BAD.items() for v in vs])
def test_a_bad_setting_is_left_out_and_the_rest_is_kept(
    folder: Path, name: str, value: object
) -> None:
    (folder / kept.FILE).write_text(json.dumps(GOOD | {name: value}))
    assert kept.load() == KEPT


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(GOOD) + "\0\0\0",
        json.dumps(GOOD).replace('"vpc"', '"vp\0c"'),
        json.dumps(GOOD | {"step": float("nan")}),
        json.dumps(GOOD | {"theme": "pink"}).replace('"pink"', '"dark"'),
        json.dumps(GOOD).replace("300", '300, "step": 1e999'),
    ],
)
def test_what_json_does_not_allow_does_not_lose_the_rest(folder: Path, text: str) -> None:
    (folder / kept.FILE).write_text(text)
    assert kept.load() == KEPT


def test_what_is_bad_within_a_list_is_left_out_alone(folder: Path) -> None:
    views = {
        "a": {"layers": ["iam", 3, "x\0"], "viewport": [1, 2], "hidden": ["h", None]},
        "b": {"viewport": [1, 2, 2**31], "selection": "s"},
        "c": 7,
        "d\0": {},
        "e": {"viewport": [2**60, 0, 1], "style": "pink", "method": "-o"},
    }
    recent = [{"path": "/x"}, {"path": 3}, {"path": "a\0"}, {}, None, {"path": "/y", "views": []}]
    text = json.dumps({"views": views, "recent": recent})
    (folder / kept.FILE).write_text(text)
    found = kept.load()
    assert found.views == {
        "a": kept.SavedView(layers=["iam"], hidden=["h"]),
        "b": kept.SavedView(selection="s"),
        "e": kept.SavedView(),
    }
    assert found.recent == [kept.Recent("/x"), kept.Recent("/y")]


@given(
    st.dictionaries(
        st.sampled_from([f.name for f in msgspec.structs.fields(Settings)]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=5,
        ),
    )
)
def test_whatever_stands_there_a_session_comes_of_it(found: dict[str, object]) -> None:
    one = settings_file.decode(json.dumps(found).encode(), Settings)
    assert settings_file.decode(kept.encoded(one), Settings) == one
    one.states()


def test_a_file_too_large_and_a_pipe_are_none(folder: Path) -> None:
    (folder / kept.FILE).write_bytes(b" " * (settings_file.MOST + 1) + b"{}")
    assert kept.load() == Settings()
    (folder / kept.FILE).unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / kept.FILE)
        assert kept.load() == Settings()


def test_a_folder_whose_name_is_no_text_is_not_remembered(folder: Path) -> None:
    one = Settings()
    one.enter("/a")
    one.enter("/b\udcff")
    one.remember(ViewState(DiagramId("x")), [])
    kept.save(one)
    found = kept.load()
    assert (found.workspace, found.diagram, found.views) == (None, "", {})
    assert found.recent_paths() == ["/a"]
    assert one.workspace == "/b\udcff", "while it is open it is known"


def test_scripts_are_run_as_they_were_last_or_as_is_usual() -> None:
    settings = Settings(script_seconds=60)
    assert settings.run_of("/a") == SavedRun("/a", seconds=60)
    settings.keep_run(SavedRun("/a", seconds=60))
    assert settings.runs == []  # as usual
    settings.keep_run(SavedRun("/a", "--env prod", 10))
    assert settings.run_of("/a") == SavedRun("/a", "--env prod", 10)
