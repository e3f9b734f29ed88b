"""What a component is about: the subjects of the catalogue that its label and its class mean."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from app.model.diagram import Cluster, Node
from app.subjects import pieces, squeezed, subjects

# What tells one of several, at a label's end: “Private subnet A”, “user1”, “VPC 10.0.0.0/16”.
_DETAIL = re.compile(r"(?:\s+(?:[A-Z]?\d+|[A-Z]\d?|[\d./:%]+\S*))+$|\d+$")
_BEFORE = re.compile(r"\s(?:for|to|of|in|on|from|with|per|by|at|that|which)\s")


def of_label(label: str, context: Collection[str]) -> tuple[list[str], list[str]]:
    """The subjects that a label is, and the one that it ends with, or else begins with, where its
    surroundings are about `context`."""
    known = subjects()
    whole: list[str] = []
    within: list[str] = []
    for form in _forms(label):
        for _, atoms in pieces(form):
            meant = [known.meant(atom, context) for atom in atoms]
            if len(atoms) == 1 and meant[0]:
                whole.append(meant[0])
            elif not _BEFORE.search(form) and not within:  # the first line comes first
                within += [name for name in (meant[-1], meant[0]) if name][:1]
    return list(dict.fromkeys(whole)), within


@lru_cache(maxsize=4096)
def _forms(label: str) -> tuple[str, ...]:
    """A label's first line, all of it, both without details, and what stands before “for” or “of”."""
    lines = label.strip().partition("\n")[0], " ".join(label.split())
    forms = ((text, _DETAIL.sub("", text), _BEFORE.split(text, maxsplit=1)[0]) for text in lines)
    return tuple(dict.fromkeys(form for found in forms for form in found))


def is_common(label: str) -> bool:
    """Whether a label, or its first line, is a word for anything: “Application”, “no”."""
    lines = (" ".join(label.split()), label.strip().partition("\n")[0])
    return any(map(subjects().is_common, lines))


def is_people(component: Node | Cluster) -> bool:
    """Whether it stands for somebody, or for a thing of theirs, outside of what is drawn."""
    return isinstance(component, Node) and subjects().is_people(component.kind)


def subject_named(name: str) -> str:
    """The subject that a name says by itself; empty for none."""
    known = subjects().phrases.get(squeezed(name), ())
    return next((subject for subject, inside in known if not inside), "")


def related(name: str, others: Collection[str]) -> bool:
    """Whether one of the others is a part of it, or of what it is a part of."""
    known = subjects()
    family = {name, *known.above(name)}
    return any(family & {other, *known.above(other)} for other in others)
