"""What is hidden while a card is asked, and once it is answered."""

from __future__ import annotations

from app.model.diagram_layout import DiagramLayout
from app.model.ids import CardId, DiagramId, ElementId, SectionId
from app.model.view_state import ViewState
from app.render.recall import Recall, RecallOptions, Shown, asked, shown
from app.scene.appearance import Mask
from app.study.card import Card, CardKind

NAME = Card(
    CardId("name|sample|web"),
    CardKind.NAME,
    DiagramId("sample"),
    "?",
    "Web",
    about=(ElementId("web"),),
    hidden=ElementId("web"),
)
LINE = Card(
    CardId("c"),
    CardKind.CONNECTION,
    DiagramId("sample"),
    "?",
    "asks",
    about=(ElementId("web"), ElementId("db")),
    hidden=ElementId("ask"),
)
LEADS = Card(CardId("c"), CardKind.CONNECTION, DiagramId("sample"), "?", "Web", about=(ElementId("user"),), hidden=ElementId("in"),
             targets=frozenset({ElementId("web")}))  # fmt: skip
LOSS = Card(
    CardId("r"),
    CardKind.REACH,
    DiagramId("sample"),
    "?",
    "Database",
    about=(ElementId("web"),),
    targets=frozenset({ElementId("db")}),
)
ORDER = Card(CardId("o"), CardKind.ORDER, DiagramId("sample"), "?", "", steps=("a", "b"))
EVERY = {"user", "web", "db", "key", "outer", "inner"}


def test_hide_one(layout: DiagramLayout) -> None:
    diagram = layout.diagram
    assert shown(diagram, NAME, RecallOptions(), False) == Shown({ElementId("web"): Mask.LABEL})
    assert shown(diagram, NAME, RecallOptions(), True) == Shown()
    with_more = shown(diagram, NAME, RecallOptions(icons=True, lines=True), False)
    assert with_more == Shown(
        {ElementId("web"): Mask.LABEL | Mask.ICON}, frozenset({ElementId("in"), ElementId("ask")})
    )


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
    card = Card(
        CardId("n"), CardKind.NAME, DiagramId("sample"), "?", "Key", layers=frozenset({"iam"})
    )
    before = ViewState(
        DiagramId("sample"),
        frozenset({"networking"}),
        selection=ElementId("web"),
        section=SectionId("s"),
    )
    state = asked(layout.diagram, before, card, Shown(lines=frozenset({ElementId("in")})))
    assert state == ViewState(
        DiagramId("sample"), frozenset({"networking", "iam"}), hidden=frozenset({ElementId("in")})
    )
