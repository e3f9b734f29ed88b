"""Which AWS group a cluster is: by its `class`, else by how its label starts."""

from __future__ import annotations

import re

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


def group_kind(class_: str, label: str) -> str:
    """`vpc`, `public-subnet`, …, or `generic`. `class_` is Graphviz's attribute, words parted
    by spaces; a word that is no group's counts for nothing."""
    for word in class_.lower().split():
        if word in KINDS:
            return word
    text = " ".join(label.lower().split())
    return next((kind for kind, pattern in _LABELS if re.search(pattern, text)), _GENERIC)
