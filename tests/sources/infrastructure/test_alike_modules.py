"""Modules that say the same again and again are one in an overview."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.source_graph import SourceGraph
from app.sources.infrastructure.stack import Module, Reference, Resource, Value
from tests.sources.infrastructure.small_stacks import lines, module, overview, resource, whole

NAMES = ("orders", "users", "payments", "stock", "mail")


def service(name: str, **more: Reference) -> tuple[Resource, ...]:
    """A function that writes to a queue of its own, with a policy."""
    said: dict[str, Value] = {"JOBS": Reference(f"{name}/Jobs"), **more}
    environment: dict[str, Value] = {"Environment": {"Variables": said}}
    function = resource(f"{name}/Work", "Lambda::Function", environment, module=name)
    return function, resource(f"{name}/Jobs", "SQS::Queue", module=name)


def modules(*names: str, source: str = "parts/service.yaml") -> tuple[Module, ...]:
    return tuple(replace(module(name), source=source) for name in names)


def labels(graph: SourceGraph) -> list[str]:
    said = [cluster.attributes["label"] for cluster in graph.clusters]
    return [*said, *(node.attributes["label"].replace("\n", " ") for node in graph.nodes)]


def alike(**more: Reference) -> tuple[Resource, ...]:
    return tuple(one for name in NAMES for one in service(name, **more))


def test_an_overview_has_one_of_them_with_their_count() -> None:
    graph = overview(*alike(), modules=modules(*NAMES))
    assert labels(graph) == ["service × 5", "Work", "Jobs"]
    assert [(e.tail.id, e.head.id) for e in graph.edges] == [("orders/Work", "orders/Jobs")]
    (details,) = (node.details for node in graph.nodes if node.id == "orders/Work")
    assert details is not None
    said = {one.name: one.value for one in details.properties}
    assert said["Stands for"] == "users, payments, stock, mail"
    assert "With it" not in said


def test_all_of_them_are_there_where_all_is_shown() -> None:
    graph = whole(*alike(), modules=modules(*NAMES))
    assert [cluster.id for cluster in graph.clusters] == list(NAMES)
    assert len(graph.nodes) == 10


def test_what_all_of_them_name_and_what_names_all_of_them_joins_the_one() -> None:
    topic = resource("Topic", "SNS::Topic")
    graph = overview(topic, *alike(Target=Reference("Topic")), modules=modules(*NAMES))
    assert "service × 5" in labels(graph)
    watched: dict[str, Value] = {f"Of{name}": Reference(f"{name}/Work") for name in NAMES}
    outer = resource("Outer", "Any::Thing", watched)
    graph = overview(outer, *alike(), modules=modules(*NAMES))
    assert ("Outer", "", "orders/Work", "") in lines(graph)


@pytest.mark.parametrize(
    "one",
    [
        service("mail", Extra=Reference("Topic")),  # goes elsewhere
        service("mail", Extra=Reference("orders/Work")),  # to another of them
        service("mail")[:1],  # holds less
    ],
)
def test_one_that_differs_stands_apart(one: tuple[Resource, ...]) -> None:
    topic = resource("Topic", "SNS::Topic")
    others = tuple(r for name in NAMES[:4] for r in service(name))
    graph = overview(topic, *others, *one, modules=modules(*NAMES))
    assert {"mail/Work"} < {node.id for node in graph.nodes}


@pytest.mark.parametrize(
    "them",
    [
        modules(*NAMES[:3]),  # few
        tuple(replace(one, source=one.name) for one in modules(*NAMES)),
        modules(*NAMES, source=""),
    ],
)
def test_few_and_those_of_other_files_stand_apart(them: tuple[Module, ...]) -> None:
    things = tuple(r for one in them for r in service(one.address))
    assert len(overview(*things, modules=them).nodes) == 2 * len(them)


def test_one_in_another_is_that_of_the_one_that_is_shown() -> None:
    outer = modules("a", "b", "c", "d", source="outer.yaml")
    inner = tuple(
        replace(one, parent=name)
        for name in "abcd"
        for one in modules(*(f"{name}.{n}" for n in "wxyz"))
    )
    things = tuple(r for one in inner for r in service(one.address))
    graph = overview(*things, modules=(*outer, *inner))
    assert sorted(node.id for node in graph.nodes) == ["a.w/Jobs", "a.w/Work"]
    assert labels(graph)[0] == "service × 4 × 4"


def test_what_stands_alone_for_its_module_has_the_count() -> None:
    buckets = tuple(resource(f"{name}/Bucket", "S3::Bucket", module=name) for name in NAMES)
    assert labels(overview(*buckets, modules=modules(*NAMES))) == ["Bucket × 5"]


def test_nested_stacks_whose_templates_are_elsewhere_are_one_too() -> None:
    url = {"TemplateURL": "https://bucket/spoke.yaml"}
    stacks = tuple(resource(name, "CloudFormation::Stack", url) for name in NAMES)
    (label,) = labels(overview(*stacks))
    assert label.startswith("spoke × 5")
