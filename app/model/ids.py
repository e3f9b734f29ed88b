"""The ids that go from room to room, each a text with a type of its own: none passes for another."""

from typing import NewType

# A script's stem, or `stem/filename` where a file holds several diagrams.
DiagramId = NewType("DiagramId", str)
# What lasts of a node, cluster or edge: cluster path, kind, label and ordinal.
ElementId = NewType("ElementId", str)
# A heading's anchor, or `file-stem/anchor` where two files share one.
SectionId = NewType("SectionId", str)
# `name|vpc|ec2:web-server`: what is asked, of which diagram, of which element.
CardId = NewType("CardId", str)
# The stem of a tour's file; of a tour that is made, what it is made of: `ecs/layers`.
TourId = NewType("TourId", str)
