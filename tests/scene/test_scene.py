"""Scenes and what they are made of."""

from __future__ import annotations

from app.model.geometry import Box
from app.model.ids import ElementId
from app.scene.items import ImageItem, Later, RectItem, TextItem
from app.scene.scene import Element, Scene, Tier

BOX = Box(0, 0, 60, 60)


def test_what_belongs_to_an_element_is_found_by_its_id() -> None:
    icon = ImageItem(part="icon", path="web.png", box=BOX)
    label = TextItem(part="label", lines=("Web",), box=Box(0, 60, 60, 17), size=14, weight=600)
    canvas = RectItem(part="drawn", box=BOX, fill="canvas")
    sheet = Element(ElementId(""), "sheet", BOX, Later(lambda: ((canvas,),)))
    web = Element(
        ElementId("web"), "node", BOX, Later(lambda: ((icon,), (label,))), layers=("networking",)
    )
    scene = Scene(60, 77, (Tier((sheet,), 1), Tier((web,), 2)))
    assert scene.by_id == {"web": web}
    assert [e.id for e in scene.elements] == ["", "web"]
    assert list(web.items) == [icon, label]
    assert label.bold
