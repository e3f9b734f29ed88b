"""What is kept: layers, progress, and how a window was left."""

from __future__ import annotations

from app.errors import AcetateError
from app.sources.layers import places, side_file
from app.study import transfer
from app.study.progress import Progress
from app.ui.services import settings, settings_file
from tests.fuzz.target import BENT, Target, folder, of_json


def layers_file(raw: bytes) -> None:
    """The file with the layers that a person gave: what is written of it says the same."""
    with folder() as place:
        places.beside(place).write_bytes(raw)
        found = side_file.read(place)
        if not found.broken:
            places.beside(place).write_text(side_file.written(found.choices), encoding="utf-8")
            again = side_file.read(place)
            assert not again.broken
            assert again.choices == found.choices


def progress(raw: bytes) -> None:
    """Progress from another machine: all of it is taken or nothing, and what is taken can be given."""
    with folder() as place:
        given, back = place / "given.json", place / "back.json"
        given.write_bytes(raw)
        with Progress(place / "progress.db") as kept:
            try:
                transfer.take(kept, given)
            except AcetateError:
                assert not kept.memories()
                assert not kept.reviews(whole=True)
                return
            transfer.export(kept, back)
            transfer.take(kept, back)


def settings_text(raw: bytes) -> None:
    """How a window was left: what is written of it says the same."""
    found = settings_file.decode(raw, settings.Settings)
    found.states()
    again = settings_file.decode(settings.encoded(found), settings.Settings)
    assert settings.encoded(again) == settings.encoded(found)


_TOML = (
    *(b"[[layer]]\n", b'diagram = "a"\n', b'name = "b"\n', b'proposal = "c"\n', b"elements = [", b'"d",', b"]\n"),
    *(b"[[off]]\n", b"layer = 1\n", b"off = [1]\n", b"# a\n", b'"\\u0000"', b"'''", b'"""', b"= ", b"[layer]\n"),
)  # fmt: skip

_PROGRESS = """{"acetate": "progress", "format": 1, "cards": {"name|a|b": {"state": 2, "step": null,
    "stability": 1.5, "difficulty": 5.0, "due": 9, "last": 9}, "name|a|c": {"state": 1, "step": 0,
    "stability": 1.5, "difficulty": 5.0, "due": 9, "last": 9}},
    "reviews": [["name|a|b", 9, 3], ["name|a|c", 9, 1]], "paused": [["name|a|b", "suspended", 9]],
    "reported": [{"card": "name|a|b", "at": 9, "reason": "r", "question": "q", "answer": "a", "diagram": "d",
        "buried": ["name|a|c"]}]}"""

_SETTINGS = """{"workspace": "/a", "diagram": "d", "theme": "dark", "left_width": 9, "views": {"d": {
    "layers": ["l"], "viewport": [1, 2, 3], "trace": {"start": "s", "way": "both", "steps": 2}, "filters":
    [{"hidden": ["h"]}, {"start": "s", "also": ["b"]}], "style": "house", "folded": ["c"], "merge": true}},
    "runs": [{"path": "/a", "seconds": 2}], "screens": {"one": "two"}, "asking": {"unasked": ["a"]},
    "recent": [{"path": "/a"}, {"path": null, "views": {"x": {}}}]}"""


TARGETS = {
    "layers-file": Target(layers_file, _TOML),
    "progress": Target(of_json(progress, _PROGRESS), BENT),
    "settings": Target(of_json(settings_text, _SETTINGS), BENT),
}
