"""What is hidden while a card is asked, and once it is answered."""

from __future__ import annotations

from app.model.diagram_layout import DiagramLayout
from app.model.view_state import ViewState
from app.render.recall import Recall, RecallOptions, Shown, asked, shown
from app.scene.appearance import Mask
from app.study.card import Card, CardKind

NAME = Card("name|sample|web", CardKind.NAME, "sample", "?", "Web", about=("web",), hidden="web")
LINE = Card("c", CardKind.CONNECTION, "sample", "?", "asks", about=("web", "db"), hidden="ask")
LEADS = Card("c", CardKind.CONNECTION, "sample", "?", "Web", about=("user",), hidden="in",
             targets=frozenset({"web"}))  # fmt: skip
LOSS = Card(
    "r", CardKind.REACH, "sample", "?", "Database", about=("web",), targets=frozenset({"db"})
)
ORDER = Card("o", CardKind.ORDER, "sample", "?", "", steps=("a", "b"))
EVERY = {"user", "web", "db", "key", "outer", "inner"}


def test_hide_one(layout: DiagramLayout) -> None:
    diagram = layout.diagram
    assert shown(diagram, NAME, RecallOptions(), False) == Shown({"web": Mask.LABEL})
    assert shown(diagram, NAME, RecallOptions(), True) == Shown()
    with_more = shown(diagram, NAME, RecallOptions(icons=True, lines=True), False)
    assert with_more == Shown({"web": Mask.LABEL | Mask.ICON}, frozenset({"in", "ask"}))


def test_hide_all_and_reveal_one_or_all(layout: DiagramLayout) -> None:
    diagram = layout.diagram
    for recall in (Recall.ALL_ONE, Recall.ALL_ALL):
        assert set(shown(diagram, NAME, RecallOptions(recall), False).masked) == EVERY
    one = shown(diagram, NAME, RecallOptions(Recall.ALL_ONE), True)
    assert set(one.masked) == EVERY - {"web"}
    assert shown(diagram, NAME, RecallOptions(Recall.ALL_ALL), True) == Shown()


def test_lines(layout: DiagramLayout) -> None:
    diagram = layout.diagram
    assert shown(diagram, LINE, RecallOptions(), False).lines == {"ask"}
    assert shown(diagram, LINE, RecallOptions(Recall.ALL_ONE), False).lines == {"in", "ask", "may"}
    assert shown(diagram, LINE, RecallOptions(Recall.ALL_ONE), True).lines == {"in", "may"}
    assert shown(diagram, LEADS, RecallOptions(Recall.ALL_ONE), False).lines == {"in", "ask", "may"}
    assert shown(diagram, LOSS, RecallOptions(), False) == Shown()
    assert shown(diagram, LOSS, RecallOptions(Recall.ALL_ONE), True).lines == {"in", "may"}


def test_numbers_on_lines_do_not_tell_the_order(layout: DiagramLayout) -> None:
    assert shown(layout.diagram, ORDER, RecallOptions(), False).masked == {"ask": Mask.LABEL}
    assert shown(layout.diagram, ORDER, RecallOptions(), True) == Shown()


def test_what_is_asked_about_is_on(layout: DiagramLayout) -> None:
    card = Card("n", CardKind.NAME, "sample", "?", "Key", layers=frozenset({"iam"}))
    before = ViewState("sample", frozenset({"networking"}), selection="web", section="s")
    state = asked(layout.diagram, before, card, Shown(lines=frozenset({"in"})))
    assert state == ViewState("sample", frozenset({"networking", "iam"}), hidden=frozenset({"in"}))
