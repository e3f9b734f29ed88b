"""Progress as a file that goes from one machine to another: JSON, with its version in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app import atomic
from app.bounded import beginning
from app.errors import ProgressError
from app.model.ids import CardId
from app.study.pauses import paused
from app.study.progress import Progress, Review
from app.study.reported import Reported
from app.study.schedule import Grade, Memory, moment, sound

FORMAT = 1
MOST = 256_000_000  # bytes
_FIELDS = ("state", "step", "stability", "difficulty", "due", "last")
_TEXTS = ("reason", "question", "answer", "diagram")  # of a report
_LONGEST = 2000  # of an id


def export(progress: Progress, path: Path) -> int:
    """Write all progress; returns how many cards that are. Raises WriteError and ProgressError."""
    memories, reviews = progress.memories(), progress.reviews(whole=True)
    content = {
        "acetate": "progress",
        "format": FORMAT,
        "cards": {id: {f: getattr(m, f) for f in _FIELDS} for id, m in memories.items()},
        "reviews": [[r.card, r.at, int(r.grade)] for r in reviews],
        "reported": [
            {name: getattr(r, name) for name in ("card", "at", *_TEXTS)} | {"buried": r.withheld}
            for r in progress.reports.all()
        ],
        "paused": [[p.card, str(p.how), p.at] for p in progress.pauses.kept()],
    }
    atomic.write(path, json.dumps(content, indent=0).encode())
    return len(memories)


def take(progress: Progress, path: Path) -> int:
    """Merge a file that `export` wrote: of each card the newest review counts, and what was reported
    or paused there is so here. Returns how many cards that changed. Raises ProgressError, which names the file and what is wrong; nothing is
    taken then."""
    try:
        raw = beginning(path, MOST + 1)
        if len(raw) > MOST:
            raise ProgressError(f"{path} is too large for a progress file.")
        content = json.loads(raw)
    except OSError as why:
        raise ProgressError(f"{path} cannot be read: {why.strerror or why}.") from why
    except (ValueError, RecursionError) as why:
        raise ProgressError(f"{path} is not a progress file: it is not JSON.") from why
    if not isinstance(content, dict) or content.get("acetate") != "progress":
        raise ProgressError(f"{path} is not a progress file that Acetate exported.")
    if content.get("format") != FORMAT:
        raise ProgressError(
            f"{path} has the format {content.get('format')!r}, and this Acetate reads {FORMAT}. "
            "Import it with the Acetate that wrote it, or a newer one."
        )
    try:
        memories = {_id(id): _memory(m) for id, m in content["cards"].items()}
        reviews = [Review(_id(c), moment(at), Grade(g)) for c, at, g in content["reviews"]]
        reports = [_report(r) for r in content.get("reported", ())]  # older files have none
        pauses = [paused(_id(card), how, at) for card, how, at in content.get("paused", ())]
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as why:
        raise ProgressError(f"{path} is damaged; nothing was taken from it ({why}).") from why
    changed = progress.merge(memories, reviews) + progress.reports.put(reports)
    return changed + progress.pauses.put(pauses)


def _memory(raw: Any) -> Memory:
    stability, difficulty = (float(raw[f]) for f in ("stability", "difficulty"))
    return sound(raw["state"], raw["step"], stability, difficulty, raw["due"], raw["last"])


def _report(raw: Any) -> Reported:
    texts = {field: raw[field] for field in _TEXTS}
    if not all(map(_is_text, texts.values())):
        raise ValueError("a report without its texts")
    return Reported(
        _id(raw["card"]), moment(raw["at"]), **texts, withheld=tuple(map(_id, raw["buried"]))
    )


def _id(raw: Any) -> CardId:
    if not _is_text(raw) or not 0 < len(raw) <= _LONGEST or "|" not in raw:
        raise ValueError(f"no such card: {raw!r:.80}")
    return CardId(raw)


def _is_text(raw: Any) -> bool:
    """JSON can say half a letter, which no database keeps."""
    return isinstance(raw, str) and raw == raw.encode("utf-8", "ignore").decode()
