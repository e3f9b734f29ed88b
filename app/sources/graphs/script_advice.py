"""What may help a script that cannot import what it names."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from app.errors import ScriptError
from app.model.wording import listed
from app.sources.graphs.installed import packages
from app.sources.graphs.script_reply import End

_NEAR = 3  # names that are offered
_LACKING = re.compile(r"(?:cannot import name|has no attribute) '(\w{1,100})'")
_MODULE = re.compile(r"module '(diagrams[\w.]{0,100})'")
_CLASS = re.compile(r"^(?:class (\w+)\(|(\w+) = \w+$)", re.MULTILINE)


def advice(end: End, python: str) -> str:
    """A sentence for how a script failed that this Python ran, or nothing."""
    lacking = _LACKING.search(end.text)
    module = end.module or (found[1] if (found := _MODULE.search(end.text)) else "")
    if module.partition(".")[0] == "diagrams":
        near = _near_class(module, lacking[1]) if lacking else _near_module(module)
        return f"Did you mean {listed(near, 'or')}?" if near else ""
    package = module.partition(".")[0]
    if end.type != "ModuleNotFoundError" or not package.isidentifier():
        return ""
    return (
        f"It was run by {python}, which has no such package: install what gives “{package}” there, or "
        "choose another Python when it is opened, or with --python."
    )


def _near_class(module: str, name: str) -> list[str]:
    """Where a class of that name is now, else what is called alike: nearest by module first."""
    known = _classes()
    provider = ".".join(module.split(".")[:2])

    def nearness(found: str) -> tuple[bool, bool, str]:
        return found != module, not found.startswith(f"{provider}."), found

    alike = {n.casefold(): n for n in known}
    if (same := alike.get(name.casefold())) is not None:
        return [f"{m}.{same}" for m in sorted(known[same], key=nearness)][:_NEAR]
    here = [n for n, modules in known.items() if module in modules]
    if near := get_close_matches(name, here, _NEAR):
        return near
    around = {n: m for n, ms in known.items() for m in ms if m.startswith(f"{provider}.")}
    return [f"{around[n]}.{n}" for n in get_close_matches(name, around, _NEAR)]


def _near_module(module: str) -> list[str]:
    return get_close_matches(module, {m for ms in _classes().values() for m in ms}, _NEAR)


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """By a class's name, or another one that it has, the modules of `diagrams` that have it."""
    found: dict[str, tuple[str, ...]] = {}
    try:
        folder = packages()
        for file in sorted(folder.glob("diagrams/*/*.py")):
            parts = file.relative_to(folder).with_suffix("").parts
            module = ".".join(part for part in parts if part != "__init__")
            for made, alias in _CLASS.findall(file.read_text(encoding="utf-8")):
                name = made or alias
                if not name.startswith("_"):
                    found[name] = (*found.get(name, ()), module)
    except (OSError, ValueError, ScriptError):
        return found
    return found
