"""What nobody foresaw is told in a sentence and kept in a file."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import report


def _raised(error: Exception) -> Exception:
    def throw() -> None:
        raise error

    try:
        throw()
    except Exception as caught:  # noqa: BLE001 - with its traceback
        return caught
    return error


def _elsewhere(depth: int) -> Exception:
    try:
        return _elsewhere(depth - 1) if depth else _raised(ValueError("deep"))
    except RecursionError as caught:
        return caught


class UnspeakableError(Exception):
    def __str__(self) -> str:
        raise ValueError("no words")


@pytest.mark.usefixtures("unforeseen")
@pytest.mark.parametrize(
    "error",
    [
        KeyError("place"),
        UnicodeEncodeError("utf-8", "\udce9", 0, 1, "surrogates not allowed"),
        ValueError("\ud800 \0 <b>" + "x" * 1_000_000),
        UnspeakableError(),
        MemoryError(),
        OSError(13, "Permission denied", "caf\udce9"),
        ExceptionGroup("two", [KeyError("a"), UnspeakableError()]),
    ],
)
def test_the_sentence_names_the_file_with_the_details(error: Exception) -> None:
    found = report.unexpected("laying out vpc", _raised(error))
    assert "laying out vpc" in found.sentence
    assert found.path is not None
    assert str(found.path) in found.sentence
    details = found.path.read_text(encoding="utf-8")
    assert type(error).__name__ in details
    assert "test_report.py" in details
    assert len(details) <= report.SIZE + 100


def test_one_file_for_an_error_however_often_it_comes(unforeseen: Path) -> None:
    heard: list[report.Report] = []
    with report.hooked("waiting", heard.append):
        for number in range(5):
            report.unexpected(f"counting {number}", _raised(KeyError(number)))
        report.unexpected("counting", _raised(IndexError()))
    assert len(list(unforeseen.iterdir())) == 2
    assert len(heard) == 2


def test_the_oldest_files_go(unforeseen: Path) -> None:
    for number in range(report.MOST + 5):
        report.unexpected("counting", report.ChildError(f"it ended with {number}", "its words"))
    assert len(list(unforeseen.iterdir())) == report.MOST
    assert "its words" in next(unforeseen.iterdir()).read_text()


@pytest.mark.usefixtures("unforeseen")
def test_nowhere_to_write_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ACETATE_DATA", str(tmp_path / "file"))
    found = report.unexpected("laying out vpc", _raised(KeyError()))
    assert found.path is None
    assert "--debug" in found.sentence
    assert "KeyError" in found.text


@pytest.mark.usefixtures("unforeseen")
def test_what_came_before_stands_in_the_report() -> None:
    report.note("layout: the ruler broke\n" * 200)
    text = report.unexpected("drawing", _raised(KeyError("before"))).text
    assert 0 < text.count("the ruler broke") <= report.NOTES


@pytest.mark.usefixtures("unforeseen")
@pytest.mark.parametrize("depth", [0, 10_000])
def test_a_deep_stack(depth: int) -> None:
    found = report.unexpected("digging", _elsewhere(depth))
    assert ("RecursionError" if depth else "ValueError") in found.text
    assert len(found.text) <= report.SIZE + 100


@pytest.mark.usefixtures("unforeseen")
def test_errors_that_only_hooks_see_become_reports() -> None:
    heard: list[str] = []

    class Mortal:
        def __del__(self) -> None:
            raise LookupError("at the end")

    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    with report.hooked("waiting", lambda found: heard.append(found.text)):
        thread = threading.Thread(target=[].pop)
        thread.start()
        thread.join()
        Mortal()
        error = _raised(KeyError("in a slot"))
        sys.excepthook(type(error), error, error.__traceback__)
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
    assert [
        next(n for n in ("IndexError", "LookupError", "KeyError") if n in t) for t in heard
    ] == [
        "IndexError",
        "LookupError",
        "KeyError",
    ]


@pytest.mark.usefixtures("unforeseen")
def test_a_listener_that_fails_is_no_error() -> None:
    def listener(_: report.Report) -> None:
        raise RuntimeError("gone")

    with report.hooked("waiting", listener):
        assert "KeyError" in report.unexpected("drawing", _raised(KeyError("listened"))).text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=())), st.text())
@pytest.mark.usefixtures("unforeseen")
def test_nothing_raises(said: str, doing: str) -> None:
    assert report.unexpected(doing, report.ChildError(said, said)).text
