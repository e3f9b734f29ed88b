"""Numbers, lists and sentences."""

import pytest

from app.model.wording import in_sentences


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((), ""),
        (("", ""), ""),
        (("One", "", "two"), "One. two"),
        (("It ends itself.", "In the notes: VPC"), "It ends itself. In the notes: VPC"),
        (("Does it?", "Yes"), "Does it? Yes"),
        (("Cut short…", "More", "end"), "Cut short… More. end"),
    ],
)
def test_sentences_follow_one_another(parts: tuple[str, ...], said: str) -> None:
    assert in_sentences(parts) == said
