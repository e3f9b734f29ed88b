"""`acetate check --frames`: what the camera makes of every step of the tours and of every card. No
Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from app.cli_load import progress
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.wording import counted
from app.model.workspace import Workspace
from app.render.camera.checked import SCREENS, Checked, checked_cards, checked_steps
from app.scene.shot import Size


def frames(workspace: Workspace, layouts: Mapping[DiagramId, DiagramLayout]) -> tuple[Checked, ...]:
    """Those of all tours, then those of all cards on diagrams that have a picture."""
    return tuple(_frames(workspace, layouts))


def _frames(workspace: Workspace, layouts: Mapping[DiagramId, DiagramLayout]) -> Iterator[Checked]:
    from app.study.card_generator import cards

    for number, tour in enumerate(workspace.tours, 1):
        progress(f"tour {number}/{len(workspace.tours)} {tour.id}")
        yield from checked_steps(tour, layouts)
    made = cards(workspace)
    for number, (id, layout) in enumerate(layouts.items(), 1):
        progress(f"cards {number}/{len(layouts)} {id}")
        yield from checked_cards(made, layout)


def print_frames(found: tuple[Checked, ...]) -> None:
    """A line for each step, with its score on each screen, and what is wrong with it below; of the
    cards those with which something is wrong."""
    print()
    print("".join(f"{_name(screen):>11}" for screen in SCREENS) + "  Step")
    for own in _grouped(f for f in found if f.step is not None):
        step = own[0].step or 0
        print(_scores(own) + f"  {own[0].of}, {step + 1}. {own[0].title}")
        _print_faults(own)
    asked = list(_grouped(f for f in found if f.step is None))
    for own in asked:
        if any(frame.faults for frame in own):
            print(_scores(own) + f"  {own[0].of}")
            _print_faults(own)
    wrong = sum(bool(frame.faults) for frame in found)
    steps = sum(1 for frame in found if frame.step is not None) // len(SCREENS)
    print(
        f"{counted(wrong, 'frame') if wrong else 'No frame'} at fault in "
        f"{counted(steps, 'step')} of tours and {counted(len(asked), 'view')} of cards, "
        f"on {len(SCREENS)} screens each."
    )


def as_json(frame: Checked) -> dict[str, Any]:
    """One frame; `scale` in px per pt, None where all of the diagram shows."""
    return {
        "tour" if frame.step is not None else "card": frame.of,
        "step": frame.step,
        "title": frame.title,
        "diagram": frame.diagram,
        "screen": [round(side) for side in frame.screen],
        "scale": None if frame.whole else round(frame.scale, 3),
        "score": frame.score,
        "faults": [{"rule": str(f.rule), "message": f.message} for f in frame.faults],
    }


def _grouped(found: Iterator[Checked]) -> Iterator[list[Checked]]:
    """By what is framed, a screen each."""
    order = sorted(found, key=lambda f: (f.step is None, f.of, f.step or 0))
    for _, own in groupby(order, key=lambda f: (f.of, f.step)):
        yield list(own)


def _scores(own: list[Checked]) -> str:
    by_screen = {frame.screen: frame for frame in own}
    return "".join(f"{by_screen[screen].score:11g}" for screen in SCREENS)


def _print_faults(own: list[Checked]) -> None:
    for frame in own:
        for fault in frame.faults:
            print(f"    {_name(frame.screen)}: {fault.message}")


def _name(screen: Size) -> str:
    return f"{screen[0]:g}×{screen[1]:g}"
