"""Which AWS group a cluster is: by its `class`, else by how its label starts, where it holds AWS
components: a “Region” of others is none of AWS's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from app.catalogue import GENERIC, catalogue
from app.model.diagram import Cluster, Node, clusters_around
from app.model.ids import ElementId


def kind_of_class(class_: str) -> str:
    """`vpc`, `public-subnet`, …, `generic`, or nothing. `class_` is Graphviz's attribute, words
    parted by spaces; a word that is no group's counts for nothing."""
    known = catalogue().groups
    return next((word for word in class_.lower().split() if word in known), "")


def with_kinds(clusters: Sequence[Cluster], nodes: Collection[Node]) -> list[Cluster]:
    """The clusters, those that have no kind yet with the one that their label says. Parents stand
    before their children."""
    parents = {c.id: c.parent for c in clusters} | {n.id: n.cluster for n in nodes}
    aws: set[ElementId] = set()
    others: set[ElementId] = set()
    for node in nodes:
        (aws if _is_aws(node) else others).update(clusters_around(node.id, parents))
    found: dict[ElementId, Cluster] = {}
    for cluster in clusters:
        kind = cluster.kind
        if not kind:
            around = found.get(cluster.parent or ElementId(""))
            # Also an empty subnet of a VPC.
            inside = around is not None and around.kind != GENERIC and cluster.id not in others
            is_aws = cluster.id in aws or inside
            kind = catalogue().group_of_label(cluster.label) if is_aws else GENERIC
        found[cluster.id] = replace(cluster, kind=kind)
    return list(found.values())


def _is_aws(node: Node) -> bool:
    """By its class, or by its icon, which `diagrams` keeps in a folder of the provider."""
    icon = (node.icon or "").replace("\\", "/")
    return node.kind.startswith("aws.") or "/resources/aws/" in icon
