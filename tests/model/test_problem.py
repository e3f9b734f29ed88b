"""Problems as values."""

from app.model.problem import distinct, error, warning


def test_the_same_finding_at_the_same_place_is_one_and_the_worst_of_it() -> None:
    first, second = warning("Odd", "a.py", 3), warning("Odd", "a.py", 4)
    worse, nowhere = error("Odd", "a.py", 3), error("Odd")
    assert distinct((first, second, first, worse, nowhere, nowhere)) == (worse, second, nowhere)
