"""Whose ideographs a picture shows: those of a label without other letters look as its neighbours' do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from app.model.diagram import Diagram
from app.scene.items import Item, Later, TextItem
from app.scene.scene import Element, Passes, Scene, Tier


def in_language(scene: Scene, diagram: Diagram) -> Scene:
    """The scene with the language that the letters of all labels tell; the same scene where they tell
    none."""
    labels = (x.label for x in (*diagram.components, *diagram.edges))
    told = [text for text in (*diagram.title_lines, *labels) if not text.isascii()]
    language = _language(told) if told else ""
    if not language:
        return scene
    tiers = (_tier(tier, language) for tier in scene.tiers)
    return Scene(scene.width, scene.height, tuple(tiers), scene.canvas)


def _language(texts: Sequence[str]) -> str:
    from app.layout.runs import told_language

    return told_language(texts)


def _tier(tier: Tier, language: str) -> Tier:
    told = (_element(element, language) for element in tier.elements)
    return Tier(tuple(told), tier.passes, tier.apart, tier.rising)


def _element(element: Element, language: str) -> Element:
    return replace(
        element,
        drawn=Later(partial(_passes, element.drawn, language)),
        loosened=Later(partial(_items, element.loosened, language)),
    )


def _passes(drawn: Later[Passes], language: str) -> Passes:
    return tuple(_told(items, language) for items in drawn())


def _items(loosened: Later[tuple[Item, ...]], language: str) -> tuple[Item, ...]:
    return _told(loosened(), language)


def _told(items: tuple[Item, ...], language: str) -> tuple[Item, ...]:
    return tuple(
        replace(item, language=language, made={})
        if isinstance(item, TextItem) and not all(map(str.isascii, item.lines))
        else item
        for item in items
    )
