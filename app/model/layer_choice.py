"""Layers that no file names: what is proposed for a diagram, and what a person made of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.ids import ElementId


@dataclass(frozen=True, slots=True)
class LayerProposal:
    """A layer that a diagram might have. What stands in a cluster of its `elements`, and in none of
    another's, is on it too. `reason` tells people what it is proposed for: “for the cluster “Logs””."""

    layer: str
    elements: tuple[ElementId, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ChosenLayer:
    """A layer that a person gave a diagram, with what they put on it. `proposal` is the layer that it
    was proposed as; empty where it was not."""

    layer: str
    elements: tuple[ElementId, ...]
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class LayerChoice:
    """The layers that a person gave a diagram, in reading order, and the proposals (as layers) that
    they turned off."""

    layers: tuple[ChosenLayer, ...] = ()
    off: tuple[str, ...] = ()

    @property
    def settled(self) -> frozenset[str]:
        """The proposals that need not be offered any more."""
        return frozenset(
            (*self.off, *(chosen.proposal for chosen in self.layers if chosen.proposal))
        )


NOTHING_CHOSEN = LayerChoice()
