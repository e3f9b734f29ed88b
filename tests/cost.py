"""How a cost grows, told by ratios, so that it does not hang on the machine."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

LEAST = 0.008  # seconds that a measured call takes
MOST = 9.0  # a cost in step grows fourfold, a quadratic one sixteenfold
TRIES = 5
ENOUGH = 100_000  # pieces
BURDEN = 0.05  # seconds


def grows_in_step(work: Callable[[int], object], size: int = 500) -> None:
    """Fails where `work` at four times the size costs as if it grew with the square. What is
    measured is the least of several, and long enough for the clock; what takes no time at `ENOUGH` does not grow
    with the square, and beyond that one would measure the memory."""
    while (small := _cost(work, size)) < LEAST and size < ENOUGH:
        size *= 2 if 4 * small > LEAST else 4
    large = _cost(work, 4 * size)
    for _ in range(TRIES):
        small = min(small, _cost(work, size))
        large = min(large, _cost(work, 4 * size))
        ratio = large / max(small, 1e-6)
        if ratio < MOST:
            return
    raise AssertionError(f"at four times the size {size} the cost is {ratio:.0f} times as high")


def _cost(work: Callable[[int], object], size: int) -> float:
    start = process_time()
    work(size)
    return process_time() - start


def takes_by_length(
    read: Callable[[str], object], before: str, part: str, after: str, length: int
) -> None:
    """Fails where what is read of `length` letters, `part` again and again between two others, costs
    over ten times as much as of a quarter of them. What takes no time is no burden."""

    def cost(size: int) -> float:
        text = before + part * (size // len(part)) + after
        began = process_time()
        read(text)
        return process_time() - began

    cost(0)  # what is loaded at first use is no part of it
    large = cost(length)
    for _ in range(TRIES):
        if large < BURDEN:
            return
        small = min(cost(length // 4) for _ in range(2))
        large = min(large, cost(length))
        if large < 10 * small:
            return
    raise AssertionError(f"{length} letters cost {large / small:.0f} times as much as a quarter")
