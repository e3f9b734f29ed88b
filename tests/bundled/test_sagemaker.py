"""A model's way from notebook to prediction, as its note tells it."""

from __future__ import annotations

import pytest

from app.model.ids import DiagramId
from tests.bundled.conftest import Picture, Pictures


@pytest.fixture
def sagemaker(drawn: Pictures) -> Picture:
    return drawn[DiagramId("sagemaker")]


def test_numbers_are_only_on_the_way_of_a_model(sagemaker: Picture, drawn: Pictures) -> None:
    way = (
        ("Notebook", "Training container", "1 train"),
        ("Training container", "S3 output", "2 result"),
        ("S3 output", "Model", "3 create"),
        ("Model", "HTTPS endpoint", "4 deploy"),
        ("Application", "HTTPS endpoint", "5 predict"),
    )
    for start, end, label in way:
        assert sagemaker.labels(start, end) == [label]
        assert sagemaker.leads(start, end)
    numbered = [e for e in sagemaker.diagram.edges if e.label[:1].isdigit()]
    assert len(numbered) == len(way)
    assert "5. Applications call the endpoint" in drawn.note("sagemaker.md")


def test_what_a_training_job_needs_has_no_order(sagemaker: Picture, drawn: Pictures) -> None:
    assert sagemaker.labels("S3 input", "Training container") == ["data"]
    assert sagemaker.labels("ECR image", "Training container") == ["code"]
    assert sagemaker.around("ML instances")[0] == "Training job"
    assert "It needs four things: - the S3 address" in drawn.note("sagemaker.md")


def test_notebook_job_and_model_assume_the_role(sagemaker: Picture) -> None:
    for name in ("Notebook", "Training container", "Model"):
        assert sagemaker.leads(name, "Execution role")
    assert sagemaker.edges("Policy", "Execution role")


def test_applications_are_outside_the_region(sagemaker: Picture) -> None:
    assert sagemaker.around("Application") == []
    for name in ("Training container", "HTTPS endpoint", "S3 input"):
        assert sagemaker.kinds_around(name)[-1] == "region"
