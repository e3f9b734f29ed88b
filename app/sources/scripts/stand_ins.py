"""What stands in for classes that `diagrams` does not have, so that a script written for another version
of it, or from memory, is drawn all the same. Loaded in the script's process only, by any Python from
3.9 on."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from app.sources.scripts.names import nearest

_NO_ICON = "acetate:none"  # `app.sources.graphs.icons` knows it
MOST = 100  # of a script
_LACKING = re.compile(r"(?:cannot import name|has no attribute) '(\w{1,100})'")
_MODULE = re.compile(r"module '(diagrams[\w.]{0,100})'")


class StandIns:
    """`lacking` tells of each name that was not there: `module`, `name`, `near` (names that may be
    meant), `drawn` (the class that is taken, or empty) and the script's `line`."""

    def __init__(self, packages: Path, line: Callable[[], int | None]) -> None:
        self._packages = packages
        self._line = line
        self.lacking: list[dict[str, object]] = []

    def provide(self, why: BaseException, line: int | None) -> bool:
        """Put something in the place of what a script failed for, in that line of it; whether there
        is some use in running it again."""
        if not isinstance(why, (ImportError, AttributeError)) or len(self.lacking) >= MOST:
            return False
        said = str(why)
        lacking, owner = _LACKING.search(said), _MODULE.search(said)
        module = why.name if isinstance(why, ImportError) else None
        module = module or (owner[1] if owner else "")
        if module.partition(".")[0] != "diagrams":
            return False
        if lacking is not None:
            found = sys.modules.get(module)
            name = lacking[1]
            if found is None or name[:1].islower() or name.startswith("_"):
                return False
            setattr(found, name, self._class(module, name, line))
            return True
        if not isinstance(why, ModuleNotFoundError) or module in sys.modules:
            return False
        self._module(module)
        return True

    def _module(self, name: str) -> ModuleType:
        """A module that has whatever is asked of it."""
        made = ModuleType(name)
        made.__path__ = []  # modules may be in it

        def found(asked: str) -> Any:
            if asked.startswith("_") or len(self.lacking) >= MOST:
                raise AttributeError(f"module '{name}' has no attribute '{asked}'")
            inner = asked[:1].islower()
            got: Any = (
                self._module(f"{name}.{asked}") if inner else self._class(name, asked, self._line())
            )
            setattr(made, asked, got)
            return got

        made.__getattr__ = found  # type: ignore[method-assign]
        sys.modules[name] = made
        around, _, own = name.rpartition(".")
        if around in sys.modules:
            setattr(sys.modules[around], own, made)
        return made

    def _class(self, module: str, name: str, line: int | None) -> Any:
        found = nearest(self._packages, module, name)
        taken: Any = None
        if found.meant is not None:
            there, _, meant = found.meant.rpartition(".")
            taken = getattr(import_module(there), meant, None)
        self.lacking.append(
            {
                "module": module,
                "name": name,
                "near": found.names,
                "drawn": found.meant if taken is not None else "",
                "line": line,
            }
        )
        if taken is not None:
            return taken
        node: Any = import_module("diagrams").Node

        def init(drawn: Any, label: object = "", *_: object, **named: object) -> None:
            said = {key: str(value) for key, value in named.items()}
            node.__init__(drawn, str(label), **{"shape": "none", "image": _NO_ICON, **said})

        return type(name, (node,), {"__module__": module, "__init__": init})
