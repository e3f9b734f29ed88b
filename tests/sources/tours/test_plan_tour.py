"""A plan is told by what it destroys, replaces, changes and creates."""

from __future__ import annotations

import json
from pathlib import Path

from app.model.tour import TourOrigin
from app.sources.tours.plan_tour import TOLD, by_plan
from app.sources.workspace import load
from tests.sources.infrastructure.terraform.small_plans import changed, plan


def test_first_all_of_it_then_each_kind_of_change(tmp_path: Path) -> None:
    made = [changed(f"aws_sqs_queue.q{n}", "create", after={}) for n in range(TOLD + 2)]
    said = plan(
        *made,
        changed("aws_sns_topic.old", "delete", before={}),
        changed("aws_sns_topic.same", "no-op", after={}),
        changed("aws_s3_bucket.b", "update", before={"x": 1}, after={"x": 2}),
    )
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(said))
    (tour,) = (t for t in load(path).tours if t.origin is TourOrigin.PLAN)
    assert (tour.id, tour.title) == ("plan/plan", "plan: what this plan does")
    assert [step.title for step in tour.steps] == [
        "What this plan does",
        "What is destroyed",
        "What is changed",
        "What is created",
    ]
    first, gone, _, new = tour.steps
    assert first.text == "1 component destroyed, 1 component changed, 18 components created."
    assert (gone.text, len(gone.focus)) == ("- old", 1)
    assert len(new.focus) == TOLD + 2
    assert new.text.endswith("- and 2 more")


def test_where_nothing_changes_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan(changed("aws_sqs_queue.q", "no-op", after={}))))
    (diagram,) = load(path).diagrams
    assert by_plan(diagram) is None
