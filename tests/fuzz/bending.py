"""JSON that is almost as it should be: bytes say where a sound text is bent."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

MOST = 400  # values, after which none is doubled
_ODD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, 2, -1, 3, 1 << 63, 1 << 200, 0.5, -0.0, 1e308, float("nan"), float("inf")),
    *("", "a", "0", "1", "cluster", "\0", "\ud800", "|", "a" * 3000, "1,2", "e,1,2 3,4 5,6 7,8", "#ff000080"),
    *([], {}, [0], [1, 2], [[1, 2]], {"a": 1}, [None], "nan", "true", "setlinewidth(3)"),
)  # fmt: skip


def bent(sound: str, raw: bytes) -> bytes:
    """`sound` as JSON, changed in a place for each three bytes: which place, how, and what stands there
    then. What has no three bytes says nothing."""
    whole: list[Any] = [json.loads(sound)]
    for at in range(0, min(len(raw) - 2, 90), 3):
        where, how, what = raw[at : at + 3]
        spots = _spots(whole)
        holder, key = spots[where % len(spots)]
        if how % 8 == 0 and holder is not whole:
            del holder[key]
        elif how % 8 == 1 and len(spots) < MOST:
            other, name = spots[what % len(spots)]
            holder[key] = deepcopy(other[name])
        elif how % 8 == 2 and isinstance(holder, list) and len(spots) < MOST:
            holder.insert(key, deepcopy(holder[key]))
        else:
            holder[key] = deepcopy(_ODD[what % len(_ODD)])
    return json.dumps(whole[0]).encode()


def _spots(whole: list[Any]) -> list[tuple[Any, Any]]:
    """Each value's holder, and under what it stands there."""
    found: list[tuple[Any, Any]] = []
    waiting: list[Any] = [whole]
    while waiting and len(found) < MOST:
        holder = waiting.pop()
        keys = holder if isinstance(holder, dict) else range(len(holder))
        found += ((holder, key) for key in keys)
        waiting += [holder[key] for key in keys if isinstance(holder[key], dict | list)]
    return found
