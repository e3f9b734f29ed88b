"""The half of the router that is compiled: a grid with what steps on it cost, and the search over it, in
Lua (`resources/router/search.lua`). LuaJIT runs it where there is one (not in lupa's wheels for macOS),
else Lua 5.4, some four times as slow, which counts alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from app.places import bundled_root


@dataclass(frozen=True, slots=True)
class Maze:
    """The script's functions (`grid`), and what makes an array of them of a list."""

    functions: Any
    array: Any


def load(runtime: Any) -> Maze:
    """The script in a `LuaRuntime` of lupa's. Nothing else ever runs in it."""
    made = runtime(register_eval=False, register_builtins=False)
    source = bundled_root() / "resources" / "router" / "search.lua"
    return Maze(made.execute(source.read_text(encoding="utf-8")), made.table_from)


@cache
def maze() -> Maze:
    """The script in the fastest runtime there is, loaded once."""
    try:
        from lupa.luajit21 import LuaRuntime
    except ImportError:
        from lupa.lua54 import LuaRuntime
    return load(LuaRuntime)
