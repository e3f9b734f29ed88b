"""What a script that is evaluated imports: of `diagrams`, by names of the model (`resources/sandbox`); of its
own, by functions. Loaded in the evaluating child only."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from pathlib import PurePath
from types import ModuleType
from typing import Any, NamedTuple

from app.sources.scripts.import_instrument import Imports
from app.sources.scripts.instrumenting import SandboxText, function
from app.sources.scripts.recorder import as_text
from app.sources.scripts.replaying import Replay
from app.sources.scripts.stand_ins import StandIns

_MODELLED = {
    "Diagram": "_AcetateDiagram",
    "Cluster": "_AcetateCluster",
    "Node": "_AcetateNode",
    "Edge": "_AcetateEdge",
    "getdiagram": "_acetate_getdiagram",
    "getcluster": "_acetate_getcluster",
    "setdiagram": "_acetate_setdiagram",
    "setcluster": "_acetate_setcluster",
}
_OF_C4 = {"SystemBoundary": "_acetate_boundary", "Relationship": "_acetate_relationship"}


class WaitingModule(NamedTuple):
    """One that a script imports, to be fed before its first piece."""

    path: str
    piece: SandboxText


class SandboxModules:
    """What a script imports: of `diagrams`, by names of the model; of its own, by functions."""

    def __init__(self, job: dict[str, Any], replay: Replay, stand_ins: StandIns) -> None:
        self._texts: dict[str, str] = job["modules"]
        self._folders = [PurePath(folder) for folder in job["folders"]]
        self._replay, self._stand_ins = replay, stand_ins
        self.made: dict[str, tuple[str, frozenset[str]]] = {}  # by path
        self.waiting: list[WaitingModule] = []
        self._instead: dict[str, str] = job["instead"]  # texts for modules of Python's, by name
        self._searched = "sys.path" in job["text"]
        self._at = PurePath(job["script"])
        self._imports = Imports(self.expression, self.public, self.local)

    def changing(self) -> list[tuple[str, int]]:
        """See `Imports`."""
        return self._imports.changing

    def imports(self) -> Imports:
        return self._imports

    def expression(self, module: str, name: str, line: int) -> str | None:
        """See `Imports`."""
        self._replay.recorder.at = (line, 0)
        for _ in range(2):
            try:
                found = getattr(import_module(module), name)
                return _said(found, module, name)
            except AttributeError:
                with suppress(ImportError):
                    import_module(f"{module}.{name}")
                    return "module"
                why = ImportError(f"cannot import name '{name}' from '{module}'", name=module)
            except ImportError as lacking:
                why = lacking
            if not self._stand_ins.provide(why, line):
                return None
        return None

    @staticmethod
    def public(module: str) -> list[str]:
        """See `Imports`."""
        try:
            found = vars(import_module(module))
        except ImportError:
            return []
        names = found.get("__all__", [n for n in found if not n.startswith("_")])
        return [n for n in names if isinstance(found.get(n), type) or module == "diagrams.c4"]

    def local(self, module: str, line: int) -> tuple[str, frozenset[str]] | None:
        """See `Imports`."""
        path = self._path(module)
        if path is None:
            return None
        if path not in self.made:
            name = f"_acetate_module_{len(self.made)}"
            self.made[path] = (name, frozenset())  # one that imports itself in a circle has nothing
            before, self._at = self._at, PurePath(path)
            text = self._texts[path] if path in self._texts else self._instead[module]
            try:
                piece, names = function(text, name, path, self.imports(), line)
            except (SyntaxError, ValueError, RecursionError, MemoryError) as why:
                said = f"{type(why).__name__}: {as_text(why)[:200]}"
                broken = f"raise ImportError({said!r})"
                piece, names = SandboxText(broken, line, frozenset((name,))), frozenset()
            finally:
                self._at = before
            self.made[path] = (name, names)
            self.waiting.append(WaitingModule(path, piece))
        return self.made[path]

    def _path(self, module: str) -> str | None:
        if module in self._instead:
            return f"<{module}>"
        if module.partition(".")[0] in sys.stdlib_module_names:  # what is installed comes first
            return None
        dots = len(module) - len(module.lstrip("."))
        parts = [part for part in module.lstrip(".").split(".") if part]
        folders = self._folders
        if dots:
            folders = [self._at.parents[dots - 1]] if dots <= len(self._at.parents) else []
        for folder in folders:
            path = folder.joinpath(*parts)
            for file in (f"{path}.py", str(path / "__init__.py")):
                if file in self._texts and parts:
                    return file
        ends = f"/{'/'.join(parts)}.py"
        found = [file for file in self._texts if file.replace("\\", "/").endswith(ends)]
        # Elsewhere it is found by what the script adds to `sys.path`.
        return found[0] if self._searched and len(found) == 1 and parts and not dots else None


def _said(found: Any, module: str, name: str) -> str | None:
    diagrams: Any = import_module("diagrams")
    if isinstance(found, ModuleType) and found.__name__.startswith("diagrams."):
        return "module"
    for known, modelled in _MODELLED.items():
        if found is getattr(diagrams, known):
            return modelled
    if isinstance(found, type) and issubclass(found, diagrams.Node):
        # by where it is found: what stands in has that name only
        whole = f"{found.__module__}.{found.__name__}"
        if getattr(sys.modules.get(found.__module__), found.__name__, None) is not found:
            whole = f"{module}.{name}"
        return f"_acetate_class({whole!r})"
    if module == "diagrams.c4" and callable(found) and not isinstance(found, type):
        return _OF_C4.get(name, f"_acetate_class({f'{module}.{name}'!r})")
    return f"_AcetateUnknown({f'{module}.{name}'!r})"
