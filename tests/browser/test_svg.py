"""An SVG file in a browser: as the painter paints the picture, with text to find and no complaints."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.exporters import export, render_image
from app.exporters.exporter import PictureJob, PictureOptions
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
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
    layouts: dict[DiagramId, DiagramLayout],
    tmp_path: Path,
    id: DiagramId,
    theme: str,
) -> None:
    ensure_application()
    layout, file = layouts[id], tmp_path / f"{id}.svg"
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


def test_it_takes_every_one(
    window: Browser, bundled: Workspace, layouts: dict[DiagramId, DiagramLayout], tmp_path: Path
) -> None:
    ensure_application()
    for number, layout in enumerate(layouts.values()):
        state = ViewState(layout.diagram.id, frozenset(layout.diagram.layers))
        job = PictureJob.of(layout, state, bundled, PictureOptions(THEMES["light"]))
        export(job, tmp_path / f"{number}.svg")
    shown = "".join(f'<img src="{number}.svg">' for number in range(len(layouts)))
    (tmp_path / "all.html").write_text(f"<!DOCTYPE html><meta charset=utf-8>{shown}")
    window.open(tmp_path / "all.html")
    window.wait("[...document.images].every((i) => i.complete)")
    wide = window.run("return [...document.images].map((i) => i.naturalWidth)")
    assert all(round(w) >= layout.width for w, layout in zip(wide, layouts.values(), strict=True))
