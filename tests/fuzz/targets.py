"""What reads other people's bytes, each as a function of bytes: it ends with an answer or with an error
that a person is told, and what it read holds together.

`test_targets.py` calls them with texts made of what means something there, `__main__.py` for as long as
one likes.
"""

from __future__ import annotations

from tests.fuzz import (
    of_children,
    of_cloudformation,
    of_graphs,
    of_kept,
    of_notes,
    of_pictures,
    of_terraform,
)

_KINDS = (
    *(of_children, of_graphs, of_notes, of_pictures),
    *(of_cloudformation, of_terraform, of_kept),
)

TARGETS = {name: target for kind in _KINDS for name, target in kind.TARGETS.items()}
