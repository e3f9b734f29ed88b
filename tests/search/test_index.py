from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.ids import DiagramId, TourId
from app.model.tour import Step, Tour, TourOrigin
from app.model.workspace import Workspace
from app.search.entry import Entry, EntryKind, entries
from app.search.index import LIMIT, EntryIndex


def found(
    index: EntryIndex, typed: str, diagram: DiagramId | None = None, note: str = ""
) -> list[tuple[str, str]]:
    hits = index.search(typed, diagram, note)
    return [(h.entry.kind.value, h.entry.id) for h in hits]


def titles(index: EntryIndex, typed: str) -> list[str]:
    return [h.entry.title for h in index.search(typed)]


def test_an_address_is_one_word(index: EntryIndex) -> None:
    assert titles(index, "169.254.169.254") == ["Instance metadata"]
    assert titles(index, "169.254.16") == ["Instance metadata"]


def test_tours_are_found_by_title_and_by_what_somebody_wrote(workspace: Workspace) -> None:
    def step(text: str) -> tuple[Step, ...]:
        return (Step("Begin", text, DiagramId("vpc"), frozenset()),)

    tours = (
        Tour(TourId("way"), "The way in", step("It sets *out*."), file="tours/way.md"),
        Tour(
            TourId("vpc/layers"), "A network, layer by layer", step("sets out"), TourOrigin.LAYERS
        ),
    )
    index = EntryIndex(entries(replace(workspace, tours=tours)))
    assert set(found(index, "tour")) >= {("tour", "way"), ("tour", "vpc/layers")}
    assert found(index, "begin out")[0] == ("tour", "way")
    assert ("tour", "vpc/layers") not in found(index, "begin out")
    assert found(index, "the way in").count(("tour", "way")) == 1
    assert ("tour", "vpc/layers") not in found(index, "a network")  # it comes with its diagram
    assert found(index, "a network layers")[0] == ("tour", "vpc/layers")
    entry = index.search("way in")[0].entry
    assert (entry.place, entry.diagram, entry.file) == (
        "A network, 1 step",
        "vpc",
        "tours/way.md",
    )


def test_a_question_finds_by_its_words(index: EntryIndex) -> None:
    best = index.search("which gateway lets private instances out")[0]
    assert (best.entry.kind, best.entry.title) == (EntryKind.SECTION, "NAT gateway")


@pytest.mark.parametrize(
    "typed",
    ["capcity provider", "capc", "cpaacity", "Capasity Provder", "CAPACITY", "prov capa", "caprov"],
)
def test_typos_starts_and_letters_find_a_title(index: EntryIndex, typed: str) -> None:
    assert set(found(index, typed)[:2]) == {("component", "capacity"), ("section", "ecs-1")}


def test_what_nobody_wrote_is_not_found(index: EntryIndex) -> None:
    assert found(index, "zzyzx") == []
    assert found(index, "") == []
    assert found(index, " ?!") == []


def test_titles_come_before_texts(index: EntryIndex) -> None:
    kinds = [(h.entry.title, h.entry.kind) for h in index.search("subnet")]
    assert {t for t, _ in kinds[:2]} == {"Public subnet", "Private subnet"}
    assert ("NAT gateway", EntryKind.SECTION) in kinds[2:]


def test_a_title_that_is_the_query_comes_first(index: EntryIndex) -> None:
    assert titles(index, "vpc")[0] == "VPC"
    assert index.search("vpc")[0].score > index.search("route")[0].score > 0


def test_more_words_rank_higher_and_not_all_are_needed(index: EntryIndex) -> None:
    ranked = titles(index, "route table unheard")
    assert ranked[0] == "Private subnet"


def test_a_component_is_listed_for_each_diagram(index: EntryIndex) -> None:
    both = [("component", "nat"), ("component", "gate")]
    assert [f for f in found(index, "nat gateway") if f in both] == both
    assert [f for f in found(index, "nat gateway", DiagramId("ecs")) if f in both] == both[::-1]


def test_inflected_and_joined_words(index: EntryIndex) -> None:
    assert "Private subnet" in titles(index, "routes")
    assert titles(index, "load balancer")[0] == "Load-balancer"
    assert titles(index, "loadbalancer")[0] == "Load-balancer"
    assert "Capacity provider" in titles(index, "utilization")


def test_accents_and_other_scripts(index: EntryIndex) -> None:
    assert titles(index, "grossen") == titles(index, "GRÖSSEN") == ["Größen"]
    assert titles(index, "hochstens") == ["Größen"]
    assert titles(index, "概要") == ["Größen"]
    assert titles(index, "こちら") == ["Größen"]


def test_hash_narrows_to_a_layer(index: EntryIndex) -> None:
    assert found(index, "#iam") == [("layer", "iam"), ("component", "role"), ("component", "task")]
    assert found(index, "#iam", DiagramId("ecs"))[1] == ("component", "task")
    assert found(index, "#IAM task")[0] == ("component", "task")
    assert found(index, "#ci/cd") == [("layer", "cicd"), ("component", "capacity")]
    assert found(index, "#net")[0] == ("layer", "networking")
    assert {kind for kind, _ in found(index, "#")} == {"layer"}
    assert found(index, "#nothing") == found(index, "#spare") == []  # nothing is on it


def test_at_and_angle_narrow_to_diagrams_and_commands(index: EntryIndex) -> None:
    assert found(index, "@") == [("diagram", "vpc"), ("diagram", "ecs")]
    assert found(index, "@cluster") == [("diagram", "ecs")]
    assert found(index, ">") == [("command", "export")]
    assert found(index, "> expotr") == [("command", "export")]
    assert found(index, "@export") == []


def test_sections_of_a_note_come_first(index: EntryIndex) -> None:
    assert found(index, "capacity", note="notes/ecs.md")[0] == ("section", "ecs-1")
    assert found(index, "vpc", note="notes/ecs.md")[0] == ("section", "vpc-0")


def test_a_note_is_found_by_its_aliases(index: EntryIndex) -> None:
    assert found(index, "fargate") == [("section", "ecs-0")]


def test_a_point_without_a_name_is_not_listed(workspace: Workspace) -> None:
    assert "point" not in {e.id for e in entries(workspace)}


def test_entries_say_where_they_are(workspace: Workspace) -> None:
    by_id = {(e.kind, e.id): e for e in entries(workspace)}
    nat = by_id[EntryKind.COMPONENT, "nat"]
    assert (nat.title, nat.place, nat.diagram, nat.file, nat.line) == (
        "NAT gateway", "A network › Public subnet", "vpc", "vpc.py", 7,
    )  # fmt: skip
    section = by_id[EntryKind.SECTION, "vpc-1"]
    assert (section.place, section.file, section.line) == ("notes/vpc.md", "notes/vpc.md", 5)
    assert set(section.around) == {"VPC", "vpc", "notes"}


def test_building_stops_when_asked(workspace: Workspace) -> None:
    assert EntryIndex(entries(workspace), stop=lambda: True).entries == []


def test_results_are_few_whatever_is_typed() -> None:
    index = EntryIndex(
        Entry(EntryKind.SECTION, str(n), f"Part {n}", text="word " * n) for n in range(400)
    )
    for typed in ("p", "part", "word", "part word", "w"):
        assert len(index.search(typed)) <= LIMIT


def test_the_bundled_notes_answer(bundled: Workspace) -> None:
    index = EntryIndex(entries(bundled))
    assert any("169.254.169.254" in h.entry.text for h in index.search("169.254.169.254"))
    first = index.search("which gateway lets private instances out")[:3]
    assert any(h.entry.title.startswith("NAT gateway") for h in first)
    assert "Capacity provider" in [h.entry.title for h in index.search("capcity provider")[:2]]
