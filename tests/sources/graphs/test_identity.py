"""Ids are unique, readable and depend on nothing but what a person wrote."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.model.ids import ElementId
from app.sources.graphs.identity import Ids, slug


def test_ids_read_well() -> None:
    ids = Ids()
    vpc = ids.cluster(None, "VPC 10.0.0.0/16")
    assert vpc == "vpc-10-0-0-0-16"
    assert ids.node(vpc, "aws.compute.EC2", "Web\nserver") == "vpc-10-0-0-0-16/ec2:web-server"
    assert ids.node(vpc, "aws.compute.EC2", "Web server") == "vpc-10-0-0-0-16/ec2:web-server~2"
    assert ids.node(None, "box", "") == "box:"
    assert ids.edge(ElementId("a"), ElementId("b")) == "a->b"
    assert ids.edge(ElementId("a"), ElementId("b")) == "a->b~2"
    assert ids.edge(ElementId("a"), ElementId("b~2")) == "a->b~2~2"


ELEMENT = st.tuples(st.sampled_from("cne"), st.text(max_size=6), st.text("ab~2/:->", max_size=6))


@given(st.lists(ELEMENT, max_size=30))
def test_ids_never_meet(elements: list[tuple[str, str, str]]) -> None:
    ids = Ids()
    holders: list[ElementId | None] = [None]
    found: list[ElementId] = []
    for what, first, second in elements:
        holder = holders[len(first) % len(holders)]
        if what == "c":
            found.append(ids.cluster(holder, second))
            holders.append(found[-1])
        elif what == "n":
            found.append(ids.node(holder, first, second))
        elif found:
            found.append(ids.edge(found[0], found[-1]))
    assert len(set(found)) == len(found)


@given(st.text())
def test_slugs_hold_no_mark_of_ours_and_are_their_own_slug(text: str) -> None:
    made = slug(text)
    assert not set(made) & set("/:~> \n")
    assert slug(made) == made
