"""What a file says of the selected component stands over the note."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from pytestqt.qtbot import QtBot

from app.model.details import ChangeKind, Details, Property
from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId
from app.session import answers, verbs
from app.ui.kit.wrapped import Wrapped
from app.ui.session.store import Store
from app.ui.views.notes.details_card import FEW, MOST, DetailsCard
from app.ui.views.notes.panel import NotesPanel

Open = Callable[[Mapping[str, str]], tuple[NotesPanel, Store]]
NODE = Node(ElementId("orders"), "Orders", "aws.compute.Lambda")
DETAILS = Details(
    "AWS::Lambda::Function",
    "OrdersFunction",
    "shop/template.yaml",
    42,
    (Property("Runtime", "python3.12"), Property("MemorySize", "1024", "512")),
)


def shown(open_notes: Open, node: Node) -> tuple[DetailsCard, Store]:
    panel, store = open_notes({"a.md": "# Lambda\n\nRuns.\n"})
    diagram = Diagram(DiagramId("shop"), "Shop", "shop", "shop/template.yaml", nodes=(node,))
    assert store.workspace is not None
    store.do(answers.take_workspace, replace(store.workspace, diagrams=(diagram,)))
    store.do(verbs.show, diagram.id)
    store.do(verbs.select, node.id)
    return panel.details, store


def rows(card: DetailsCard) -> list[tuple[str, str]]:
    """Name and value of each property that shows."""
    texts = [text.said() for text in card.findChildren(Wrapped)]
    return list(zip(texts[::2], texts[1::2], strict=True))


def test_it_says_what_the_file_says(open_notes: Open) -> None:
    card, store = shown(open_notes, replace(NODE, details=DETAILS))
    assert not card.isHidden()
    assert card.type.text() == "AWS::Lambda::Function"
    assert card.place.text() == "OrdersFunction · shop/template.yaml, line 42"
    assert rows(card) == [("Runtime", "python3.12"), ("MemorySize", "512 → 1024")]
    assert card.more.isHidden()
    assert card.change.isHidden()
    store.do(verbs.select, None)
    assert card.isHidden()


def test_without_details_there_is_none(open_notes: Open) -> None:
    card, _ = shown(open_notes, NODE)
    assert card.isHidden()


def test_a_change_is_said(open_notes: Open) -> None:
    card, _ = shown(open_notes, replace(NODE, details=DETAILS, change=ChangeKind.REPLACED))
    assert card.change.text() == "Replaced: it is destroyed and made anew"


def test_many_properties_unfold(open_notes: Open, qtbot: QtBot) -> None:
    many = tuple(Property(f"P{n}", str(n)) for n in range(100))
    card, _ = shown(open_notes, replace(NODE, details=replace(DETAILS, properties=many)))
    assert len(rows(card)) == FEW
    assert card.more.text() == "94 more"
    card.more.click()
    assert len(rows(card)) == MOST
    card.more.click()
    assert len(rows(card)) == FEW


def test_edit_asks_for_the_component(open_notes: Open, qtbot: QtBot) -> None:
    card, _ = shown(open_notes, replace(NODE, details=DETAILS))
    with qtbot.waitSignal(card.edit_requested) as asked:
        card.edit.click()
    assert asked.args == ["orders"]
    assert card.edit.accessibleName() == "Edit shop/template.yaml, line 42"


def test_it_takes_no_more_than_a_part_of_the_panel(open_notes: Open) -> None:
    long = tuple(Property(f"P{n}", "a value of many words " * 12) for n in range(60))
    card, _ = shown(open_notes, replace(NODE, details=replace(DETAILS, properties=long)))
    card.more.click()
    panel = card.parentWidget()
    assert panel is not None
    assert card.sizeHint().height() < 0.7 * panel.height()


def test_markup_stays_text(open_notes: Open) -> None:
    said = "<img src=/dev/zero>"
    marked = Details(said, said, said, 1, (Property(said, said, said),))
    card, _ = shown(open_notes, replace(NODE, details=marked))
    assert rows(card) == [(said, f"{said} → {said}")]
    assert card.type.text() == said


def test_long_values_without_spaces_stay_in_their_column(open_notes: Open, qtbot: QtBot) -> None:
    arn = "arn:aws:states:eu-central-1:123456789012:stateMachine:" + "OrderProcessing" * 4
    many = (Property("StreamSpecification.StreamViewType", arn), Property("Name", "orders"))
    card, _ = shown(open_notes, replace(NODE, details=replace(DETAILS, properties=many)))
    panel = card.window()
    panel.resize(300, 700)
    panel.show()
    qtbot.waitExposed(panel)
    texts = card.findChildren(Wrapped)
    assert [text.said() for text in texts][1] == arn
    for text in texts:
        assert text.mapTo(card, text.rect().bottomRight()).x() < card.width()
        assert text.document().idealWidth() <= text.width()
        assert text.height() == text.heightForWidth(text.width())
