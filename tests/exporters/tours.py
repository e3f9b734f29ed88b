"""A tour through the pair."""

from __future__ import annotations

from app.exporters.steps import StepPicture, step_pictures
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, ElementId, TourId
from app.model.tour import Step, Tour, TourStyle

WORDS = """\
A **asks** B. The traffic is shifted.

1. First `git push`
2. then [read](https://example.org/x) and [our note](#b)
   - nested <b>deep</b>

```sh
make all
```
"""


def pair_tour(*steps: Step, title: str = "A asks B") -> Tour:
    """Of the given steps, else of three: the base sheet, A alone, and A with B in a flow."""
    none, all_ = frozenset[str](), frozenset({"iam"})
    usual = (
        Step("The base sheet", "", DiagramId("pair"), none, seconds=1),
        Step("A", WORDS, DiagramId("pair"), none, (ElementId("a"),), seconds=2),
        Step(
            "A asks & <B>",
            "It answers.",
            DiagramId("pair"),
            all_,
            (ElementId("a-b"),),
            TourStyle.FLOW,
            3.5,
        ),
    )
    return Tour(TourId("pair-tour"), title, steps or usual)


def shots(layout: DiagramLayout, tour: Tour, near: bool = False) -> list[StepPicture]:
    return list(step_pictures(tour, {DiagramId("pair"): layout}, near))
