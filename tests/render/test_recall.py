"""What is hidden while a card is asked, and once it is answered."""

from __future__ import annotations

from app.model.diagram_layout import DiagramLayout
from app.model.view_state import ViewState
from app.render.recall import Recall, Shown, Way, asked, shown
from app.scene.appearance import Mask
from app.study.card import Card, Kind

NAME = Card("name|sample|web", Kind.NAME, "sample", "?", "Web", about=("web",), hidden="web")
LINE = Card("c", Kind.CONNECTION, "sample", "?", "asks", about=("web", "db"), hidden="ask")
LEADS = Card("c", Kind.CONNECTION, "sample", "?", "Web", about=("user",), hidden="in",
             targets=frozenset({"web"}))  # fmt: skip
LOSS = Card("r", Kind.REACH, "sample", "?", "Database", about=("web",), targets=frozenset({"db"}))
ORDER = Card("o", Kind.ORDER, "sample", "?", "", steps=("a", "b"))
EVERY = {"user", "web", "db", "key", "outer", "inner"}


def test_hide_one(picture: DiagramLayout) -> None:
    diagram = picture.diagram
    assert shown(diagram, NAME, Way(), False) == Shown({"web": Mask.LABEL})
    assert shown(diagram, NAME, Way(), True) == Shown()
    with_more = shown(diagram, NAME, Way(icons=True, lines=True), False)
    assert with_more == Shown({"web": Mask.LABEL | Mask.ICON}, frozenset({"in", "ask"}))


def test_hide_all_and_reveal_one_or_all(picture: DiagramLayout) -> None:
    diagram = picture.diagram
    for recall in (Recall.ALL_ONE, Recall.ALL_ALL):
        assert set(shown(diagram, NAME, Way(recall), False).masked) == EVERY
    one = shown(diagram, NAME, Way(Recall.ALL_ONE), True)
    assert set(one.masked) == EVERY - {"web"}
    assert shown(diagram, NAME, Way(Recall.ALL_ALL), True) == Shown()


def test_lines(picture: DiagramLayout) -> None:
    diagram = picture.diagram
    assert shown(diagram, LINE, Way(), False).lines == {"ask"}
    assert shown(diagram, LINE, Way(Recall.ALL_ONE), False).lines == {"in", "ask", "may"}
    assert shown(diagram, LINE, Way(Recall.ALL_ONE), True).lines == {"in", "may"}
    assert shown(diagram, LEADS, Way(Recall.ALL_ONE), False).lines == {"in", "ask", "may"}
    assert shown(diagram, LOSS, Way(), False) == Shown()
    assert shown(diagram, LOSS, Way(Recall.ALL_ONE), True).lines == {"in", "may"}


def test_numbers_on_lines_do_not_tell_the_order(picture: DiagramLayout) -> None:
    assert shown(picture.diagram, ORDER, Way(), False).masked == {"ask": Mask.LABEL}
    assert shown(picture.diagram, ORDER, Way(), True) == Shown()


def test_what_is_asked_about_is_on(picture: DiagramLayout) -> None:
    card = Card("n", Kind.NAME, "sample", "?", "Key", layers=frozenset({"iam"}))
    before = ViewState("sample", frozenset({"networking"}), selection="web", section="s")
    state = asked(picture.diagram, before, card, Shown(lines=frozenset({"in"})))
    assert state == ViewState("sample", frozenset({"networking", "iam"}), hidden=frozenset({"in"}))
