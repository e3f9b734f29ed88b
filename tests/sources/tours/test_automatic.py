"""Tours that nobody wrote."""

from __future__ import annotations

from dataclasses import replace

from app.model.diagram import Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Link, Note, Notebook
from app.model.style import HEADS, Shape, Style
from app.model.tour import TourOrigin, TourStyle
from app.model.workspace import Workspace
from app.sources.markdown.note import parse_note
from app.sources.tours.automatic import automatic, by_edges, by_layers, by_lists


def diagram(
    *edges: tuple[str, str, str], layers: tuple[str, ...] = (), arrows: str = "forward"
) -> Diagram:
    nodes = (
        Node(ElementId("a"), "Crawler"),
        Node(ElementId("b"), "ETL\njob", layers=("iam",)),
        Node(ElementId("c"), "Athena"),
    )
    made = tuple(
        Edge(
            ElementId(f"{tail}{head}{n}"),
            ElementId(tail),
            ElementId(head),
            (ElementId(tail), ElementId(head)),
            label,
            style=Style(heads=HEADS[arrows]),
        )
        for n, (tail, head, label) in enumerate(edges)
    )
    return Diagram(DiagramId("d"), "Data", "data", "d.py", layers=layers, nodes=nodes, edges=made)


def workspace(shown: Diagram, text: str) -> Workspace:
    note, _ = parse_note(text, "glue.md")
    return Workspace("/w", "W", False, (shown,), Notebook((note,)))


def test_layers_are_added_one_by_one() -> None:
    shown = diagram(("a", "b", "x"), ("b", "c", "y"), layers=("iam", "data", "empty"))
    edges = (shown.edges[0], replace(shown.edges[1], layers=("data",)))
    tour = by_layers(replace(shown, edges=edges))
    assert tour is not None
    assert (tour.id, tour.origin, tour.file) == ("d/layers", TourOrigin.LAYERS, "")
    assert [sorted(s.layers) for s in tour.steps] == [[], ["iam"], ["data", "iam"]]
    assert [(s.title, s.text) for s in tour.steps] == [
        ("The base sheet", "Crawler, Athena"),
        ("IAM", "ETL job"),
        ("Data", "ETL job → Athena"),
    ]
    assert by_layers(diagram()) is None
    assert by_layers(diagram(layers=("empty",))) is None
    on = tuple(replace(n, layers=("iam",)) for n in shown.nodes)
    assert by_layers(replace(diagram(layers=("iam",)), nodes=on)) is None, "it is one step"


def test_numbered_edges_are_steps_in_their_order() -> None:
    tour = by_edges(
        diagram(("b", "c", "2. write"), ("a", "b", "1 read"), ("a", "c", "1 look"), ("c", "a", "x"))
    )
    assert tour is not None
    assert [(s.title, s.text, s.focus) for s in tour.steps] == [
        ("Read, look", "Crawler → ETL job; Crawler → Athena", ("ab1", "ac2")),
        ("Write", "ETL job → Athena", ("bc0",)),
    ]
    assert {s.style for s in tour.steps} == {TourStyle.FLOW}


def test_edges_are_told_as_their_arrows_are_drawn() -> None:
    tour = by_edges(diagram(("a", "b", "1"), ("b", "c", "2"), arrows="back"))
    assert tour is not None
    assert [s.title for s in tour.steps] == ["ETL job → Crawler", "Athena → ETL job"]


def test_a_way_through_a_point_is_told() -> None:
    data = diagram(("a", "b", "1"), ("b", "c", "2"))
    nodes = tuple(
        replace(n, label="", style=Style(shape=Shape("point"))) if n.id == "b" else n
        for n in data.nodes
    )
    tour = by_edges(replace(data, nodes=nodes))
    assert tour is not None
    assert [s.text for s in tour.steps] == ["Crawler → …", "… → Athena"]


def test_ports_and_single_numbers_are_no_steps() -> None:
    for labels in (("22", "80"), ("1 only", "x"), ("1", "50"), ("90 days", "91 days")):
        first, second = labels
        assert by_edges(diagram(("a", "b", first), ("b", "c", second))) is None


LIST = """# Glue

1. The [crawler](#crawler) reads,
   and describes.
2. The **ETL job** writes.

3. [Athena](athena.md) asks.

- Athena
- Crawler

```
1. Crawler
2. Athena
```
"""


def test_a_numbered_list_that_names_components_is_a_tour() -> None:
    shown = diagram(layers=("iam",))
    (tour,) = by_lists(workspace(shown, LIST).notebook.notes[0], workspace(shown, LIST))
    assert (tour.id, tour.title, tour.origin) == ("glue/list", "Glue", TourOrigin.LIST)
    assert [(s.title, s.text, s.focus) for s in tour.steps] == [
        ("Crawler", "The crawler reads, and describes.", ("a",)),
        ("ETL job", "The **ETL job** writes.", ("b",)),
        ("Athena", "Athena asks.", ("c",)),
    ]


def test_two_lists_of_a_section_are_two_tours_and_others_none() -> None:
    text = (
        "# L\n\n1. Crawler\n2. Athena\n\nand\n\n1. Athena\n2. ETL job\n\n# M\n\n1. This\n2. That\n"
    )
    found = workspace(diagram(), text)
    assert [t.id for t in by_lists(found.notebook.notes[0], found)] == ["l/list", "l/list-2"]


def test_links_to_sections_name_what_opens_them() -> None:
    text = "# L\n\n1. [It](#crawling) goes.\n2. [That](#crawling) too.\n\n## Crawling\n"
    note, _ = parse_note(text, "l.md")
    links: dict[DiagramId, dict[ElementId, Link]] = {
        DiagramId("d"): {ElementId("c"): Link(ElementId("c"), SectionId("crawling"), "URL")}
    }
    found = Workspace("/w", "W", False, (diagram(),), Notebook((note,)), links)
    (tour,) = by_lists(note, found)
    assert [s.focus for s in tour.steps] == [("c",), ("c",)]


def test_a_list_is_about_the_diagram_that_its_section_shows() -> None:
    shown, other = diagram(), Diagram(DiagramId("o"), "O", "o", "o.py", nodes=diagram().nodes)
    text = "# L\n\n![x](images/data.png)\n\n1. Crawler\n2. Athena\n"
    note, _ = parse_note(text, "l.md")
    found = Workspace("/w", "W", False, (other, shown), Notebook((note,)))
    (tour,) = by_lists(note, found)
    assert tour.diagrams == ("d",)


def test_those_of_the_bundled_workspace_name_what_is_there(bundled: Workspace) -> None:
    tours = automatic(bundled).tours
    assert {t.id for t in tours} >= {"vpc/layers", "glue/edges", "lazy-loading/list"}
    assert len({t.id for t in tours}) == len(tours)
    for tour in tours:
        for step in tour.steps:
            shown = bundled.diagram(step.diagram)
            assert shown is not None
            known = {e.id for e in (*shown.components, *shown.edges)}
            assert known.issuperset(step.focus)
            assert step.title


def test_a_note_without_diagrams_has_none() -> None:
    note, _ = parse_note("# L\n\n1. Crawler\n2. Athena\n", "l.md")
    book = Notebook((Note("n.md", "N", (), (), ""), note))
    assert automatic(Workspace("/w", "W", False, (), book)) == ((), ())


def test_a_list_is_offered_where_every_step_says_something() -> None:
    joined = diagram(("a", "b", ""), ("b", "c", ""))

    def made(*items: str, before: str = "") -> tuple[list[str], list[str]]:
        items_said = "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1))
        found = automatic(workspace(joined, f"# L\n\n{before}\n\n{items_said}\n"))
        return [t.id for t in found.tours], [t.id for t in found.orders]

    assert made("Crawler and ETL job", "Athena") == (["l/list"], []), "an edge leads to Athena"
    assert made("Crawler", "ETL job") == ([], []), "it begins with one component alone"
    assert made("Crawler, ETL job", "This", "Athena") == ([], []), "a step shows nothing"
    told = made("Crawler", "ETL job", "Athena", before="Step by step:")
    assert told == ([], ["l/list"]), "its order can be studied all the same"
