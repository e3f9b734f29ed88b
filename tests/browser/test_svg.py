"""An SVG file in a browser: as the painter paints the picture, with text to find and no complaints."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.exporters import export, render_image
from app.exporters.exporter import PictureJob, PictureOptions
from app.model.diagram_layout import DiagramLayout
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.render.offscreen import ensure_application
from app.scene.theme import THEMES
from tests.browser.driver import Browser
from tests.svg.pixels import distance


@pytest.mark.parametrize(("id", "theme"), [("ecs", "light"), ("vpc", "dark"), ("glue", "light")])
def test_it_is_the_painters_picture(
    window: Browser,
    bundled: Workspace,
    pictures: dict[str, DiagramLayout],
    tmp_path: Path,
    id: str,
    theme: str,
) -> None:
    ensure_application()
    layout, file = pictures[id], tmp_path / f"{id}.svg"
    state = ViewState(id, frozenset(layout.diagram.layers))
    options = PictureOptions(THEMES[theme], scale=2.0)
    painted = render_image(layout, state, options)
    export(PictureJob.of(layout, state, bundled, options), file)
    window.resize(painted.width(), painted.height())
    window.open(file)
    window.run(
        "for (const side of ['width', 'height'])"
        " document.documentElement.setAttribute(side, 2 * document.documentElement.getAttribute(side))"
    )
    window.wait('document.fonts.status === "loaded"')
    assert distance(QImage.fromData(window.picture()), painted) < 1.5
    words = window.run("return [...document.querySelectorAll('text')].map((t) => t.textContent)")
    said = {" ".join(word.split()) for word in words}
    assert {" ".join(c.label.split()) for c in layout.diagram.components if c.label} <= said
