"""A small picture."""

from __future__ import annotations

import pytest

from app.model.diagram_layout import DiagramLayout
from tests.scene.sample import sample


@pytest.fixture
def layout() -> DiagramLayout:
    return sample("tile.png")
