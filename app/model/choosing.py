"""What a person does to the layers of a diagram whose file names none; what of it they see.

A choice says which elements are on a layer. Like a file, it hands what a cluster is on to what that
holds, unless that is on another one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.model.layer import NAMES, layer_name
from app.model.layer_choice import NOTHING_CHOSEN, ChosenLayer, LayerChoice, LayerProposal

LONGEST = 60  # characters of a layer's name
PARTING = ",;:="  # what parts layers where they are listed
RESERVED = frozenset({"all", "none"})  # what says all of them, and none


def chosen(diagram: Diagram, choice: LayerChoice) -> Diagram:
    """The diagram with these layers and no others; as it is where its file names them itself. What
    is not in it any more counts for nothing."""
    if diagram.choice is None:
        return diagram
    own: dict[ElementId, tuple[str, ...]] = {}
    for layer in choice.layers:
        for id in layer.elements:
            own[id] = (*own.get(id, ()), layer.layer)
    on = dict(own)
    for cluster in diagram.clusters:  # parents stand before their children
        on.setdefault(cluster.id, on[cluster.parent] if cluster.parent else ())
    return replace(
        diagram,
        choice=choice,
        layers=tuple(layer.layer for layer in choice.layers),
        clusters=tuple(replace(c, layers=on[c.id]) for c in diagram.clusters),
        nodes=tuple(
            replace(n, layers=own.get(n.id, on[n.cluster] if n.cluster else ()))
            for n in diagram.nodes
        ),
        edges=tuple(replace(e, layers=own.get(e.id, ())) for e in diagram.edges),
    )


def unlayered(diagram: Diagram) -> Diagram:
    """The diagram as its file says it, without what a person chose and might choose: how it is laid
    out does not hang on that."""
    if diagram.choice is None:
        return diagram
    bare = chosen(diagram, NOTHING_CHOSEN) if diagram.choice.layers else diagram
    return replace(bare, choice=NOTHING_CHOSEN, proposals=())


def unknown(diagram: Diagram, choice: LayerChoice) -> tuple[ElementId, ...]:
    """What the choice names that is not in the diagram."""
    known = diagram.index.elements
    return tuple(id for layer in choice.layers for id in layer.elements if id not in known)


def accepted(choice: LayerChoice, proposal: LayerProposal, name: str = "") -> LayerChoice:
    """With a proposed layer, called so; what is already on another layer stays there."""
    layer = name or proposal.layer
    taken = {id for known in choice.layers for id in known.elements}
    elements = tuple(id for id in proposal.elements if id not in taken)
    off = tuple(other for other in choice.off if other != proposal.layer)
    if any(known.layer == layer for known in choice.layers):
        return replace(_put(choice, layer, elements), off=off)
    added = ChosenLayer(layer, elements, proposal.layer)
    return LayerChoice((*choice.layers, added), off)


def turned_off(choice: LayerChoice, proposal: str) -> LayerChoice:
    """A proposal is not to be made any more."""
    return replace(choice, off=tuple(dict.fromkeys((*choice.off, proposal))))


def offered_again(choice: LayerChoice) -> LayerChoice:
    """Nothing that is proposed is turned off."""
    return replace(choice, off=())


def renamed(choice: LayerChoice, layer: str, name: str) -> LayerChoice:
    """A layer is called otherwise."""
    return replace(
        choice,
        layers=tuple(replace(x, layer=name) if x.layer == layer else x for x in choice.layers),
    )


def removed(choice: LayerChoice, layer: str) -> LayerChoice:
    """Without a layer; what it was proposed as may be proposed again."""
    return replace(choice, layers=tuple(x for x in choice.layers if x.layer != layer))


def put(diagram: Diagram, layer: str, elements: Iterable[ElementId]) -> LayerChoice:
    """The diagram's choice with these elements on that layer, and on none besides; it is made where
    there is none. What they hold goes with them."""
    choice = diagram.choice or NOTHING_CHOSEN
    moved = tuple(dict.fromkeys(elements))
    left = _without(choice, frozenset(diagram.index.inside(moved)))
    if not any(known.layer == layer for known in left.layers):
        left = replace(left, layers=(*left.layers, ChosenLayer(layer, ())))
    return _pruned(_put(left, layer, moved))


def taken_off(diagram: Diagram, elements: Iterable[ElementId]) -> LayerChoice:
    """The diagram's choice with these elements, and what they hold, on the base sheet. A cluster that
    was on a layer with all it holds leaves the rest of that there."""
    choice = diagram.choice or NOTHING_CHOSEN
    gone = frozenset(diagram.index.inside(elements))
    for id in elements:
        around = list(diagram.index.around(id))
        at = next((n for n, cluster in enumerate(around) if _layers_of(choice, cluster)), None)
        if at is not None and not _layers_of(choice, id):
            choice = _split(diagram, choice, (id, *around[: at + 1]))
    return _pruned(_without(choice, gone))


def complaint(choice: LayerChoice, name: str, now: str = "") -> str:
    """What is wrong with a new name for a layer that is called `now`; empty where nothing is."""
    said = name.strip()
    if not said:
        return "Type a name."
    if len(said) > LONGEST:
        return f"A name has at most {LONGEST} characters."
    if any(sign in said for sign in PARTING) or not said.isprintable():
        return f"A name has none of {' '.join(PARTING)} in it."
    if said.casefold() in RESERVED:
        return f"“{said}” says which layers are shown: choose another name."
    others = {n for x in choice.layers if x.layer != now for n in (x.layer, layer_name(x.layer))}
    taken = {other.casefold() for other in others}
    return f"There is a layer “{said}” already." if said.casefold() in taken else ""


def id_of(name: str) -> str:
    """The layer that is called so: its own word where it is one that is known, else the name with a
    capital, which is then shown as it is."""
    said = " ".join(name.split())
    known = (id for id, shown in NAMES.items() if shown.casefold() == said.casefold())
    return next(known, said[:1].upper() + said[1:])


def _split(diagram: Diagram, choice: LayerChoice, way: tuple[ElementId, ...]) -> LayerChoice:
    """The last of a way out of clusters is on its layers no more, but all that it holds is, save
    what is on the way."""
    outer = way[-1]
    kept = [
        child
        for cluster in way[1:]
        for child in diagram.index.children(cluster)
        if child not in way
    ]
    layers = _layers_of(choice, outer)
    free = [child for child in kept if not _layers_of(choice, child)]
    choice = _without(choice, frozenset({outer}))
    for layer in layers:
        choice = _put(choice, layer, free)
    return choice


def _layers_of(choice: LayerChoice, id: ElementId) -> tuple[str, ...]:
    return tuple(layer.layer for layer in choice.layers if id in layer.elements)


def _put(choice: LayerChoice, layer: str, elements: Iterable[ElementId]) -> LayerChoice:
    return replace(
        choice,
        layers=tuple(
            replace(x, elements=tuple(dict.fromkeys((*x.elements, *elements))))
            if x.layer == layer
            else x
            for x in choice.layers
        ),
    )


def _without(choice: LayerChoice, elements: frozenset[ElementId]) -> LayerChoice:
    return replace(
        choice,
        layers=tuple(
            replace(x, elements=tuple(id for id in x.elements if id not in elements))
            for x in choice.layers
        ),
    )


def _pruned(choice: LayerChoice) -> LayerChoice:
    """Without layers that nothing is on."""
    return replace(choice, layers=tuple(x for x in choice.layers if x.elements))
