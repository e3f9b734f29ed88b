"""Which AWS group a cluster is: by its `class`, else by how its label starts, where it holds AWS
components: a “Region” of others is none of AWS's."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from app.model.diagram import Cluster, Node, clusters_around

# AWS's group names and the short forms that diagrams use; the first that matches counts.
_LABELS: tuple[tuple[str, str], ...] = tuple(
    (kind, rf"^(?:{pattern})(?![a-z])")
    for kind, pattern in (
        ("aws-cloud", "aws cloud|aws$"),
        ("account", "(?:aws )?account"),
        ("region", "(?:aws )?region"),
        ("availability-zone", "availability zone|az"),
        ("vpc", "vpc|virtual private cloud"),
        ("public-subnet", "public subnets?"),
        ("private-subnet", "(?:private|protected|isolated) subnets?"),
        ("security-group", "security group|sg"),
        ("auto-scaling-group", "(?:ec2 )?auto ?scaling group|asg"),
        ("corporate-data-center", "corporate data cent(?:er|re)|on[- ]premises"),
        ("ecs-cluster", "(?:amazon )?ecs cluster"),
    )
)
KINDS = frozenset(kind for kind, _ in _LABELS) | {"generic"}
_GENERIC = "generic"


def kind_of_class(class_: str) -> str:
    """`vpc`, `public-subnet`, …, `generic`, or nothing. `class_` is Graphviz's attribute, words
    parted by spaces; a word that is no group's counts for nothing."""
    return next((word for word in class_.lower().split() if word in KINDS), "")


def kind_of_label(label: str) -> str:
    """As `kind_of_class`, but never nothing."""
    text = " ".join(label.lower().split())
    return next((kind for kind, pattern in _LABELS if re.search(pattern, text)), _GENERIC)


def with_kinds(clusters: Sequence[Cluster], nodes: Collection[Node]) -> list[Cluster]:
    """The clusters, those that have no kind yet with the one that their label says. Parents stand
    before their children."""
    parents = {c.id: c.parent for c in clusters} | {n.id: n.cluster for n in nodes}
    aws: set[str] = set()
    others: set[str] = set()
    for node in nodes:
        (aws if _is_aws(node) else others).update(clusters_around(node.id, parents))
    found: dict[str, Cluster] = {}
    for cluster in clusters:
        kind = cluster.kind
        if not kind:
            around = found.get(cluster.parent or "")
            # Also an empty subnet of a VPC.
            inside = around is not None and around.kind != _GENERIC and cluster.id not in others
            is_aws = cluster.id in aws or inside
            kind = kind_of_label(cluster.label) if is_aws else _GENERIC
        found[cluster.id] = replace(cluster, kind=kind)
    return list(found.values())


def _is_aws(node: Node) -> bool:
    """By its class, or by its icon, which `diagrams` keeps in a folder of the provider."""
    icon = (node.icon or "").replace("\\", "/")
    return node.kind.startswith("aws.") or "/resources/aws/" in icon
