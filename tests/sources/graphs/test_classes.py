"""Names of classes, also of those that only a file claims."""

from __future__ import annotations

import pytest

from app.sources.graphs.classes import class_names


def test_a_class_has_its_short_names() -> None:
    assert set(class_names("aws.compute.ElasticContainerService")) == {
        "ElasticContainerService",
        "ECS",
    }
    assert class_names("ellipse") == ("ellipse",)


@pytest.mark.parametrize("kind", ["/.x", "..x", "a\0b.x", "../../etc/passwd.x", "a" * 5000 + ".x"])
def test_no_class_is_looked_for_outside(kind: str) -> None:
    assert class_names(kind) == ("x",)
