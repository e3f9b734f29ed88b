"""Numbers among the arguments of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def within(least: float, most: float, kind: type[float | int]) -> Callable[[str], float]:
    """What reads an argument as a number in these limits."""

    def read(text: str) -> float:
        try:
            number = kind(text)
        except ValueError:
            number = kind(0)
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"“{text}” is not a number from {least} to {most}")
        return number

    return read
