"""What was worked out once is not worked out again, as long as it is kept."""

from __future__ import annotations

from app.model.kept_answers import MOST, KeptAnswers


def test_the_last_answers_are_kept() -> None:
    kept, worked = KeptAnswers(), list[int]()

    def answer(number: int) -> int:
        def work() -> int:
            worked.append(number)
            return number * number

        return kept.of(("square", number), work)

    assert [answer(2), answer(3), answer(2)] == [4, 9, 4]
    assert worked == [2, 3]
    assert [answer(number) for number in range(2 * MOST)] == [n * n for n in range(2 * MOST)]
    worked.clear()
    assert (answer(2 * MOST - 1), worked) == ((2 * MOST - 1) ** 2, [])
    assert (answer(2), worked) == (4, [2])
