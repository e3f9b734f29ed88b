"""A word counts for what was seen, where it was seen, until it is taken back."""

from __future__ import annotations

import json
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places import data_folder
from app.sources.scripts.closure import Closure, closure_of
from app.trust import grants as kept
from app.trust.difference import difference
from app.trust.grants import Grant, Grants, grants, take_back, trust_folder, trust_scripts


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """One with a module of its own."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "parts.py").write_text("x = 1\n")
    (folder / "web.py").write_text("import parts\n")
    return folder / "web.py"


def word(script: Path) -> Grant | None:
    return grants().of(closure_of(script))


def test_nothing_is_trusted_until_somebody_says_so(script: Path) -> None:
    assert word(script) is None
    trust_scripts([closure_of(script)], network=True)
    assert word(script) == Grant(network=True)
    assert take_back(script) == 1
    assert word(script) is None
    assert take_back(script) == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda at: (at / "web.py").write_text("import parts\n#"),
        lambda at: (at / "parts.py").write_text("x = 2\n"),
        lambda at: (at / "parts.py").unlink(),
        lambda at: (at / "web.py").write_text("import parts, new\n") and (at / "new.py").touch(),
    ],
    ids=["changed", "its module changed", "its module gone", "imports more"],
)
def test_what_changes_is_not_trusted_any_more_and_what_returns_is(change, script: Path) -> None:  # type: ignore[no-untyped-def]
    before = {path: path.read_bytes() for path in script.parent.iterdir()}
    trust_scripts([closure_of(script)])
    change(script.parent)
    assert word(script) is None
    assert grants().before(script) is not None
    for path, content in before.items():
        path.write_bytes(content)
    assert word(script) == Grant()


def test_a_module_that_comes_in_under_an_imported_name_ends_the_word(script: Path) -> None:
    script.write_text("try:\n    import late\nexcept ImportError:\n    pass\n")
    trust_scripts([closure_of(script)])
    (script.parent / "late.py").write_text("x = 1")
    assert word(script) is None


def test_the_same_text_elsewhere_is_not_trusted(script: Path, tmp_path: Path) -> None:
    trust_scripts([closure_of(script)])
    other = tmp_path / "other" / "web.py"
    other.parent.mkdir()
    other.write_bytes(script.read_bytes())
    (other.parent / "parts.py").write_bytes((script.parent / "parts.py").read_bytes())
    assert word(other) is None
    link = tmp_path / "link"
    link.symlink_to(script.parent)
    assert word(link / "web.py") == Grant()  # it is the same place


def test_a_folder_is_trusted_whatever_it_holds_and_nothing_beside_it(script: Path) -> None:
    trust_folder(script.parent)
    assert word(script) == Grant(folder=True)
    script.write_text("import parts\n#")
    later = script.parent / "sub" / "later.py"
    later.parent.mkdir()
    later.touch()
    assert word(script) == word(later) == Grant(folder=True)
    beside = script.parents[1] / "theirs2" / "web.py"
    beside.parent.mkdir()
    beside.touch()
    assert word(beside) is None
    assert grants().always(later.parent)
    assert not grants().always(script.parents[1])
    assert take_back(script.parents[1]) == 1
    assert word(later) is None


def test_a_trusted_folder_brings_no_module_from_above_it(script: Path) -> None:
    (script.parents[1] / ".git").mkdir()
    (script.parents[1] / "above.py").touch()
    trust_folder(script.parent)
    script.write_text("import above")
    assert word(script) is None


def test_a_link_in_a_trusted_folder_does_not_make_another_place_trusted(
    script: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.py"
    outside.touch()
    (script.parent / "inside.py").symlink_to(outside)
    trust_folder(script.parent)
    assert (
        grants().of(Closure(script.parent / "inside.py", {script.parent / "inside.py": b""}))
        is None
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"scripts": 3}',
        b"[" * 100_000,
        b'{"scripts": [{"path": 1}]}',
    ],
)
def test_a_file_that_is_broken_trusts_nothing_and_can_be_written_again(
    content: bytes, script: Path
) -> None:
    data_folder().mkdir(parents=True, exist_ok=True)
    (data_folder() / kept.FILE).write_bytes(content)
    assert grants() == Grants()
    trust_scripts([closure_of(script)])
    assert word(script) == Grant()


@given(st.binary(max_size=200))
def test_any_bytes_can_stand_there(content: bytes) -> None:
    data_folder().mkdir(parents=True, exist_ok=True)
    (data_folder() / kept.FILE).write_bytes(content)
    assert isinstance(grants(), Grants)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_its_place_holds_nothing_up() -> None:
    data_folder().mkdir(parents=True, exist_ok=True)
    os.mkfifo(data_folder() / kept.FILE)
    assert grants() == Grants()


def test_of_two_windows_neither_loses_the_others_word(tmp_path: Path) -> None:
    scripts = [tmp_path / f"{n}.py" for n in range(12)]
    for one in scripts:
        one.touch()

    def trust(path: Path) -> None:
        trust_scripts([closure_of(path)])

    threads = [threading.Thread(target=trust, args=(path,)) for path in scripts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(word(path) for path in scripts)


def test_texts_are_kept_only_as_long_as_they_are_trusted(script: Path) -> None:
    folder = data_folder() / kept.TEXTS
    trust_scripts([closure_of(script)])
    assert len(list(folder.iterdir())) == 2
    take_back(script)
    assert list(folder.iterdir()) == []
    written = json.loads((data_folder() / kept.FILE).read_text())
    assert written == {"scripts": [], "folders": []}


def test_what_has_changed_is_shown(script: Path) -> None:
    trust_scripts([closure_of(script)])
    before = grants().before(script)
    assert before is not None
    assert difference(closure_of(script), before) == ""
    script.write_text("import parts, new\nnew.go()\n")
    (script.parent / "parts.py").unlink()
    (script.parent / "new.py").write_text("def go(): ...\n")
    said = difference(closure_of(script), before)
    assert "new.py is new." in said
    assert "+def go(): ..." in said
    assert "parts.py is gone, or is not imported any more." in said
    assert "-x = 1" in said
    assert "-import parts\n+import parts, new\n+new.go()" in said


def test_a_kept_text_that_was_tampered_with_is_not_shown_as_what_was_trusted(script: Path) -> None:
    trust_scripts([closure_of(script)])
    for text in (data_folder() / kept.TEXTS).iterdir():
        text.chmod(stat.S_IRUSR | stat.S_IWUSR)
        text.write_bytes(b"lies")
    before = grants().before(script)
    assert before is not None
    script.write_text("changed")
    said = difference(closure_of(script), before)
    assert "lies" not in said
    assert "web.py has changed. How it was is not kept any more." in said


def test_long_and_odd_texts_are_told_in_a_sentence(script: Path) -> None:
    script.write_bytes(b"x\n" * 5000)
    trust_scripts([closure_of(script)])
    before = grants().before(script)
    assert before is not None
    script.write_bytes(b"y\n" * 5000)
    assert "too long to be compared" in difference(closure_of(script), before)
    script.write_bytes(b"# coding: no-such\n\xff")
    assert difference(closure_of(script), before)
