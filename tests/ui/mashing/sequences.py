"""Keys as somebody mashes them: every action that opens or closes something after every other."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from itertools import product

# How often each test mashes, each time in another order: `ACETATE_MASH=200 pytest tests/ui/mashing`.
ROUNDS = int(os.environ.get("ACETATE_MASH", "1"))

SLOW = 12  # ms
Mashed = tuple[list[list[str]], int]  # groups of actions that come at once, ms between two

DOT = """digraph G {
    label="Two"; layers="one:two";
    a [label="A", layer="one", URL="#a"]; b [label="B", URL="#b"]; c [label="C"];
    a -> b [label="asks"]; b -> c;
}
"""
NOTES = "# Two\n\n## A\n\nIt is the first.\n\n## B\n\nThe second.\n\n### Check yourself\n\n- Which is first?\n"
TOUR = "---\ntitle: Way\ndiagram: two\n---\n\n## A\n\n<!-- show: focus=A -->\n\nHere.\n\n## B\n\n<!-- show: focus=B -->\n\nThere.\n"
FILES = {"two.dot": DOT, "other.dot": DOT.replace("Two", "Other"), "two.md": NOTES}


def walk(actions: Sequence[str], seed: int) -> list[str]:
    """Actions in an order in which each comes once right after each, itself too."""
    chance = random.Random(seed)  # noqa: S311 - an order, not a secret
    after = {action: chance.sample(list(actions), len(actions)) for action in actions}
    way, found = [actions[0]], []  # an Eulerian circuit, after Hierholzer
    while way:
        if left := after[way[-1]]:
            way.append(left.pop())
        else:
            found.append(way.pop())
    return found[::-1]


def at_once(actions: Sequence[str], most: int, seed: int) -> list[list[str]]:
    """The same in groups of 1 to `most` that come at once."""
    chance, rest = random.Random(seed), list(actions)  # noqa: S311 - no secret
    found = []
    while rest:
        size = chance.randint(1, most)
        found.append(rest[:size])
        rest = rest[size:]
    return found


def pairs(opening: Sequence[str], actions: Sequence[str], seed: int) -> list[Mashed]:
    """Each that opens something, then each action three times, as under a finger that shakes, and
    one more; at one of four speeds. Four seeds are all pairs at all speeds."""
    chance, found = random.Random(seed), []  # noqa: S311 - no secret
    for n, (first, second) in enumerate(product(opening, actions)):
        last = chance.choice(actions)
        by_speed: tuple[Mashed, ...] = (
            ([[first, second, second, second, last]], 0),
            ([[first], [second, second, second, last]], 0),
            ([[first], [second], [second], [second], [last]], 0),
            ([[first], [second], [second], [second], [last]], SLOW),
        )
        found.append(by_speed[(n + n // len(actions) + seed) % len(by_speed)])
    chance.shuffle(found)
    return found


# For a real window, with the ms between two keys.
KNOWN = (
    (20, ["F5", "F6", "Escape", "Escape", "F5", "v", "b", "Escape", "Escape", "Escape"]),
    (8, ["F5", "v", "Escape", "v", "Escape", "F5", "v", "Escape", "Escape", "Escape"]),
    (60, ["F5", "v", "Escape", "v", "Escape", "F5", "v", "Escape", "Escape", "Escape"]),
)
KEYS = (
    "F5",
    "v",
    "g",
    "z",
    "question",
    "Escape",
    "F6",
    "ctrl+k",
    "ctrl+e",
    "ctrl+shift+e",
    "F1",
    "ctrl+o",
    "b",
)
MASHED = 14  # keys at a time


def mashed(seed: int) -> list[tuple[int, list[str]]]:
    """Some of the pairs, at several speeds."""
    found, chance = walk(KEYS, seed), random.Random(seed)  # noqa: S311 - no secret
    at = chance.randrange(len(found) - 3 * MASHED)
    return [
        (pause, found[at + n * MASHED : at + (n + 1) * MASHED])
        for n, pause in enumerate((8, 20, 50))
    ]
