"""Which sentences of a note are shown beside an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.diagram import Dependence, Dependent, Diagram
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Link
from app.model.workspace import Workspace
from app.sources.markdown.note import notebook, parse_note
from app.study.card import Reason
from app.study.sentences import Explained, sentences
from tests.cost import grows_in_step

NOTE = """# The shop's network

It has one zone. A web server asks the database over SQL.

## NAT gateway

![It lets out](images/nat.png)

It lets **private** servers reach the [internet](#internet). Nobody gets in.

- A fixed address, which is [paid](x.md) by the hour.
- short one.

## Database

| a table | of cells. |
|---|---|

The database holds the orders, e.g. those of today. Without the database, the web server
answers nothing.

```
It is code and no sentence.
```
"""


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("One two three four. Five six seven eight!", 2),
        ("One two three four", 0),
        ("Too short.", 0),
        ("What is this one here?", 0),
        ("See *the* `code` in [that](x) file.", 1),
        ("# A heading that ends in a dot.", 0),
        ("```\\nOne two three four.\\n```", 0),
        ("- One two three four.\\n- Five six seven eight.", 2),
        ("One two,\\nthree four.", 1),
        ("One two three four. (Five six seven eight.) Nine ten and on.", 3),
        ("A word " * 100 + ".", 0),
    ],
)
def test_whole_sentences_that_tell_something(markdown: str, found: int) -> None:
    assert len(sentences(markdown.replace("\\n", "\n"))) == found


@pytest.mark.parametrize(
    ("markdown", "last"),
    [
        ("One two three four. [A: source](x) Five six seven eight.", "Five six seven eight."),
        ("One two three four. [Five](x) six seven eight.", "Five six seven eight."),
        ("One two three four. [A: source](x), [B: source](y)", "One two three four."),
        ("One two three four. (Five six seven eight.) [A: source](x)", "(Five six seven eight.)"),
    ],
)
def test_a_source_is_no_part_of_a_sentence(markdown: str, last: str) -> None:
    assert sentences(markdown)[-1] == last


def test_marks_and_links_are_left_out() -> None:
    assert sentences("See *the* `code` in [that](x) file.") == ("See the code in that file.",)


def test_a_sentence_keeps_the_quotation_mark_that_it_ends_with() -> None:
    said = ("It says to them “no, never.”", "They ask it again.", "It stays so (as before.)")
    assert sentences(" ".join(said)) == said


@pytest.fixture
def explained(workspace: Workspace, shop: Diagram) -> Explained:
    links: dict[ElementId, Link] = {
        ElementId("vpc/nat:nat-gateway"): Link(
            ElementId("vpc/nat:nat-gateway"), SectionId("nat-gateway"), "label"
        ),
        ElementId("vpc/rds:db"): Link(ElementId("vpc/rds:db"), SectionId("database"), "label"),
        ElementId("vpc/ec2:web"): Link(
            ElementId("vpc/ec2:web"), SectionId("the-shops-network"), "URL"
        ),
        ElementId("vpc"): Link(ElementId("vpc"), SectionId("nowhere"), "URL"),
    }
    book = notebook([parse_note(NOTE, "notes/shop.md")[0]])
    return Explained(shop, replace(workspace, notebook=book, links={DiagramId("shop"): links}))


def test_a_component_is_explained_by_the_first_sentence_of_its_section(
    explained: Explained,
) -> None:
    assert explained.component(ElementId("vpc/nat:nat-gateway")) == (
        Reason("It lets private servers reach the internet.", SectionId("nat-gateway")),
    )


def test_of_a_section_about_more_it_is_the_first_that_names_it(explained: Explained) -> None:
    assert explained.component(ElementId("vpc/ec2:web")) == (
        Reason("A web server asks the database over SQL.", SectionId("the-shops-network")),
    )


def test_what_no_note_speaks_of_has_no_reason(explained: Explained) -> None:
    assert explained.component(ElementId("user:users")) == ()
    assert explained.component(ElementId("vpc")) == ()


def test_an_edge_is_explained_by_a_sentence_about_both_ends(
    explained: Explained, shop: Diagram
) -> None:
    asks, lets_out, may = (
        next(e for e in shop.edges if e.head == head and e.tail == tail)
        for tail, head in (
            ("vpc/ec2:web", "vpc/rds:db"),
            ("vpc/ec2:web", "vpc/nat:nat-gateway"),
            ("user:users", "vpc/elb:balancer"),
        )
    )
    assert [r.text for r in explained.edge(asks)] == ["A web server asks the database over SQL."], (
        "it says what the edge says, too"
    )
    assert [r.section for r in explained.edge(lets_out)] == ["nat-gateway"]
    assert explained.edge(may) == ()


def test_where_no_sentence_is_about_both_ends_it_is_about_the_one_asked_for(
    explained: Explained, shop: Diagram
) -> None:
    edge = next(
        e for e in shop.edges if e.tail == "vpc/ec2:web" and e.head == "vpc/nat:nat-gateway"
    )
    for end, section in ((edge.tail, "the-shops-network"), (edge.head, "nat-gateway")):
        assert [r.section for r in explained.edge(edge, end)] == [section]


def test_what_an_author_states_is_looked_up_in_the_notes(
    explained: Explained, shop: Diagram
) -> None:
    said = "Without the database, the web server answers nothing."
    edges = [
        replace(shop.edges[2], depends=Dependence(Dependent.TAIL, text))
        for text in (said, said, "So it is.", "")
    ]
    assert explained.stated(edges) == (Reason(said, SectionId("database")), Reason("So it is."))


def test_of_several_components_the_sentence_that_names_most(explained: Explained) -> None:
    found = explained.all_of(
        (ElementId("vpc/rds:db"), ElementId("vpc/ec2:web")), SectionId("the-shops-network")
    )
    assert [r.text for r in found] == ["A web server asks the database over SQL."]


@pytest.mark.parametrize("piece", ["word. ", "[", "*a ", "- x\n", "<details ", "` ", "> "])
def test_the_cost_grows_with_the_length(piece: str) -> None:
    grows_in_step(lambda n: sentences.__wrapped__(piece * n))
