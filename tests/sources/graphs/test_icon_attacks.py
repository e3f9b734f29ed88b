"""Whatever a stranger's DOT names as a picture, only files of its workspace and of the package `diagrams` are
looked at, and none that would not end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from app.confinement.confine import possible
from app.layout.layout import lay_out
from app.model.picture_style import PictureStyle
from app.render.icons import Icons
from app.sources.graphs.installed import packages
from app.sources.workspace import load

HIDDEN = "#ff00ff"

WAYS = {
    "absolute": "{out}/secret.png",
    "up": "../secret.png",
    "up and down": "icons/../../secret.png",
    "up in the package": "resources/aws/../../../{out}/secret.png",
    "link": "link.png",
    "link to a link": "further.png",
    "folder that is a link": "folder/secret.png",
    "back through a folder that is a link": "folder/../secret.png",
    "other case": "FOLDER/Secret.PNG",
    "file address": "file://{out}/secret.png",
    "Windows": "..\\\\\\\\secret.png",
    "home": "~/secret.png",
    "environment": "/proc/self/environ",
    "own folder": "/proc/self/cwd/secret.png",
    "open file": "/dev/fd/0",
    "random": "/dev/urandom",
    "share": "//localhost/share/secret.png",
    "device": "device.png",
    "circle": "circle.png",
    "the folder": ".",
    "sparse": "sparse.png",
    "script": "secret.svg",
}
if possible().files:  # else the layout engine waits for it, as long as it may
    WAYS["pipe"] = "pipe.png"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose pictures lead out of it."""
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(HIDDEN))
    assert image.save(str(tmp_path / "secret.png"))
    root = tmp_path / "root"
    (root / "icons").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    try:
        (root / "link.png").symlink_to(tmp_path / "secret.png")
        (root / "further.png").symlink_to("link.png")
        (root / "folder").symlink_to(tmp_path)
        (root / "device.png").symlink_to("/dev/zero")
        (root / "circle.png").symlink_to("circle.png")
        os.mkfifo(root / "pipe.png")
    except (OSError, NotImplementedError, AttributeError):
        pytest.skip("no links or pipes here")
    with (root / "sparse.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(30 << 30)
    (root / "secret.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="40"'
        f' height="40"><image x:href="{tmp_path}/secret.png" width="40" height="40"/></svg>'
    )
    return root


FORMS = {
    "image": '[image="{name}" shape=none label=""]',
    "scaled": '[image="{name}" imagescale=true shape=box]',
    "label": '[label=<<table><tr><td><img src="{name}"/></td></tr></table>>]',
    "shape": '[shapefile="{name}" shape=custom]',
}


@pytest.mark.parametrize("form", FORMS)
def test_no_picture_of_another_place_is_shown(root: Path, form: str) -> None:
    names = [name.format(out=root.parent) for name in WAYS.values()]
    nodes = [f"n{number} {FORMS[form].format(name=name)}" for number, name in enumerate(names)]
    imagepath = f'imagepath="/:{root.parent}:.."' if form == "shape" else ""
    dot = f"digraph {{ {imagepath}\n" + "\n".join(nodes) + "}"
    (root / "a.dot").write_text(dot)
    (diagram,) = load(root).diagrams
    assert len(diagram.nodes) == len(WAYS)
    paths = {node.icon for node in diagram.nodes if node.icon}
    for style in PictureStyle:
        drawing = lay_out(diagram, style=style).drawing
        if drawing is not None:
            paths |= {i.name for one in drawing.elements.values() for i in one.images}
    for path in paths:
        real = Path(path).resolve()
        assert real.is_relative_to(root.resolve()) or real.is_relative_to(packages().resolve())
        shown = Icons().icon(path, 40)
        assert shown is None or shown.pixelColor(20, 20).name() != HIDDEN
