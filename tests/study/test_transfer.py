from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.errors import ProgressError
from app.model.ids import CardId
from app.study import transfer
from app.study.progress import Progress
from app.study.schedule import Grade

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "progress.json"


def test_there_and_back(progress: Progress, tmp_path: Path, file: Path) -> None:
    for n in range(5):
        progress.review(CardId(f"name|d|{n % 3}"), Grade(1 + n % 4), NOW + timedelta(hours=n))
    assert transfer.export(progress, file) == 3
    with Progress(tmp_path / "other" / "p.sqlite") as other:
        assert transfer.take(other, file) == 3
        assert other.memories() == progress.memories()
        assert other.reviews() == progress.reviews()
        assert transfer.take(other, file) == 0, "a second time changes nothing"
        assert len(other.reviews()) == 5


def test_the_newest_review_wins(progress: Progress, tmp_path: Path, file: Path) -> None:
    progress.review(CardId("name|d|old"), Grade.GOOD, NOW)
    progress.review(CardId("name|d|new"), Grade.GOOD, NOW + timedelta(days=2))
    transfer.export(progress, file)
    with Progress(tmp_path / "p.sqlite") as other:
        mine, _ = other.review(CardId("name|d|old"), Grade.AGAIN, NOW + timedelta(days=1))
        other.review(CardId("name|d|new"), Grade.AGAIN, NOW)
        assert transfer.take(other, file) == 1
        assert other.memory(CardId("name|d|old")) == mine
        assert other.memory(CardId("name|d|new")) == progress.memory(CardId("name|d|new"))
        assert len(other.reviews()) == 4, "the log has them all"


def _content(progress: Progress, file: Path) -> dict[str, Any]:
    progress.review(CardId("name|d|x"), Grade.GOOD, NOW)
    transfer.export(progress, file)
    content = json.loads(file.read_text())
    assert isinstance(content, dict)
    return content


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"acetate": "session"}, "is not a progress file that Acetate exported"),
        ({"format": 2}, "has the format 2"),
        ({"cards": []}, "is damaged"),
        ({"cards": {"name|d|x": {"state": 7}}}, "is damaged"),
        ({"cards": {"": {}}}, "is damaged"),
        ({"reviews": [["name|d|x", "yesterday", 3]]}, "is damaged"),
        ({"reviews": [["name|d|x", 1, 9]]}, "is damaged"),
    ],
)
def test_what_is_no_progress_is_refused_whole(
    progress: Progress, file: Path, change: dict[str, Any], said: str
) -> None:
    content = _content(progress, file) | change
    before = progress.memories(), progress.reviews()
    file.write_text(json.dumps(content))
    with pytest.raises(ProgressError, match=said) as failed:
        transfer.take(progress, file)
    assert str(file) in str(failed.value)
    assert (progress.memories(), progress.reviews()) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [("stability", None), ("stability", 1e999), ("difficulty", 99), ("due", -1), ("step", 0)],
)
def test_a_memory_that_cannot_be_is_refused(
    progress: Progress, file: Path, field: str, value: object
) -> None:
    content = _content(progress, file)
    content["cards"]["name|d|x"] |= {"state": 2, "step": None, field: value}
    file.write_text(json.dumps(content))
    with pytest.raises(ProgressError, match="is damaged"):
        transfer.take(progress, file)


def test_a_file_that_is_none(progress: Progress, file: Path) -> None:
    with pytest.raises(ProgressError, match="cannot be read"):
        transfer.take(progress, file)
    file.write_bytes(b"\xff\xfe{")
    with pytest.raises(ProgressError, match="it is not JSON"):
        transfer.take(progress, file)
    file.write_text("[" * 100_000)
    with pytest.raises(ProgressError, match="it is not JSON"):
        transfer.take(progress, file)
