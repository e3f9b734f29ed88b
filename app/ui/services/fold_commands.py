"""Folding clusters, whichever menu it is chosen from."""

from __future__ import annotations

from collections.abc import Callable

from app.model.diagram import Cluster
from app.model.folding import DEEPEST, fold_of, line_of
from app.model.ids import ElementId
from app.model.parallels import lines
from app.model.picture_style import PictureStyle
from app.session import folding
from app.ui.kit.command import Command
from app.ui.session.store import Store


def shares_line(store: Store, element: ElementId | None) -> bool:
    """It is an edge that is, or could be, one line with others."""
    diagram = store.diagram
    if diagram is None or element is None or element not in diagram.index.edges:
        return False
    return line_of(diagram, store.session.folds, element) is not None


def is_folded(store: Store, element: ElementId | None) -> bool:
    """It is a folded cluster, or stands in one."""
    diagram, now = store.diagram, store.state.folded
    if diagram is None or element is None or not now:
        return False
    return element in now or fold_of(diagram, now, element) is not None


def can_turn(store: Store, element: ElementId | None) -> bool:
    """It is a cluster, which can be folded, something in a folded one, or an edge beside others."""
    diagram = store.diagram
    if diagram is None or element is None:
        return False
    return (
        shares_line(store, element)
        or isinstance(diagram.index.elements.get(element), Cluster)
        or is_folded(store, element)
    )


def turn(store: Store, element: ElementId) -> None:
    """Fold that cluster, or unfold it with those that it stands in; draw all edges of a line, or one."""
    store.do(folding.turn, element)


def turn_name(store: Store, element: ElementId) -> str:
    """What doing so is called in a menu."""
    diagram = store.diagram
    if diagram is not None and shares_line(store, element):
        line = line_of(diagram, store.session.folds, element)
        return "Draw as one line" if line in store.state.spread else "Draw each edge"
    return "Unfold" if is_folded(store, element) else "Fold into one component"


def _clusters(store: Store) -> bool:
    return store.diagram is not None and bool(store.diagram.clusters)


def _to(depth: int) -> Callable[[Store], None]:
    return lambda store: store.do(folding.fold_to, depth)


def _turn(store: Store) -> None:
    if store.state.selection is not None:
        turn(store, store.state.selection)


def merges(store: Store) -> bool:
    """Edges that run alike are drawn as one line somewhere."""
    diagram, folds = store.diagram, store.session.folds
    return diagram is not None and any(lines(diagram, folds.merge, folds.spread))


def _can_merge(store: Store) -> bool:
    diagram = store.diagram
    house = store.session.style is PictureStyle.HOUSE or bool(store.state.folded)
    return diagram is not None and house and any(lines(diagram, True, frozenset()))


UNFOLD_ALL: Command[Store] = Command(
    "unfold_all",
    "Unfold all clusters",
    ("Ctrl+Alt+Shift+U",),
    lambda store: store.do(folding.unfold_all),
    enabled=lambda store: bool(store.state.folded),
)
COMMANDS: tuple[Command[Store], ...] = (
    Command(
        "fold",
        "Fold or unfold the selection",
        ("Ctrl+U",),
        _turn,
        enabled=lambda store: can_turn(store, store.state.selection),
    ),
    Command("fold_all", "Fold all clusters", ("Ctrl+Alt+U",), _to(0), enabled=_clusters),
    *(
        Command(
            f"fold_to:{depth}",
            "1 level stays open" if depth == 1 else f"{depth} levels stay open",
            run=_to(depth),
            enabled=_clusters,
            sub="Fold to depth",
        )
        for depth in range(1, DEEPEST + 1)
    ),
    UNFOLD_ALL,
    Command(
        "merge_edges",
        "Merge parallel edges",
        run=lambda store: store.do(folding.set_merge, not merges(store)),
        enabled=_can_merge,
        check=True,
    ),
)
