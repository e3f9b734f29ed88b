"""The modules that a script imports from beside it: those of its closure, by the bytes that were handed over
with it. Loaded in the script's process, by any Python from 3.9 on: standard library only."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from importlib.abc import SourceLoader
from importlib.machinery import (
    BYTECODE_SUFFIXES,
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ModuleSpec,
    SourceFileLoader,
)
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

_SUFFIXES = (*SOURCE_SUFFIXES, *BYTECODE_SUFFIXES, *EXTENSION_SUFFIXES)
_WRITES = os.O_WRONLY | os.O_RDWR


class Neighbours:
    """`files` are the closure's, by absolute path; `copy` a folder of links to what lies in `original`, empty
    where there is none. What lies in one of the `python` folders is Python's own affair."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        python: Collection[str],
        copy: str,
        original: str,
    ) -> None:
        self.files = {os.path.realpath(path): content for path, content in files.items()}
        self._python = tuple(_within(os.path.realpath(path)) for path in python if path)
        self._copy, self._original = copy and os.path.realpath(copy), original

    def install(self, folders: Collection[str]) -> None:
        """Let these folders be looked in, after everything that is installed."""
        sys.path_hooks.insert(0, self._finder)
        sys.path_importer_cache.clear()
        sys.path += folders
        get_data = SourceFileLoader.get_data

        def handed(loader: SourceFileLoader, path: str) -> bytes:
            content = self.content(path)
            return get_data(loader, path) if content is None else content

        # Some scripts load a file of theirs by its path.
        SourceFileLoader.get_data = handed  # type: ignore[method-assign,assignment]
        sys.addaudithook(self._hear)

    def content(self, path: str) -> bytes | None:
        """The bytes of a file of the closure, wherever its path leads; None of any other."""
        return self.files.get(self.home(path))

    def home(self, path: str) -> str:
        """The real path of what may be reached by a link in the copy."""
        real = os.path.realpath(path)
        if self._copy and _within(real).startswith(_within(self._copy)):
            return os.path.realpath(
                os.path.join(self._original, os.path.relpath(real, self._copy))  # noqa: PTH118
            )
        return real

    def _finder(self, path: str) -> _ModuleFinder:
        real = self.home(path)
        if self._is_of_python(real):
            raise ImportError
        return _ModuleFinder(real, self.files)

    def _is_of_python(self, real: str) -> bool:
        return any(_within(real).startswith(folder) for folder in self._python)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """A module that was not handed over is not read as a file, either."""
        if event != "open" or not isinstance(arguments[0], (str, bytes, os.PathLike)):
            return
        path = os.fsdecode(arguments[0])
        if not path.endswith(_SUFFIXES) or (arguments[2] or 0) & _WRITES:
            return
        real = self.home(path)
        if real not in self.files and not self._is_of_python(real):
            raise PermissionError(f"{path} is not among what the script was trusted with")


class _ModuleFinder:
    """The modules of a folder."""

    def __init__(self, folder: str, files: Mapping[str, bytes]) -> None:
        self._folder, self._files = folder, files

    def find_spec(self, name: str, _target: ModuleType | None = None) -> ModuleSpec | None:
        """As `importlib` asks a finder of a path's entry."""
        inner = os.path.join(self._folder, name.rpartition(".")[2])  # noqa: PTH118
        package = os.path.join(inner, "__init__.py")  # noqa: PTH118
        if package in self._files:
            return self._spec(name, package, [inner])
        if f"{inner}.py" in self._files:
            return self._spec(name, f"{inner}.py", None)
        if any(path.startswith(_within(inner)) for path in self._files):
            spec = ModuleSpec(name, None)
            spec.submodule_search_locations = [inner]
            return spec
        return None

    def _spec(self, name: str, path: str, within: list[str] | None) -> ModuleSpec | None:
        loader = _HandedLoader(path, self._files[path])
        return spec_from_file_location(name, path, loader=loader, submodule_search_locations=within)


class _HandedLoader(SourceLoader):
    """Of bytes that were handed over. Leaves no bytecode."""

    def __init__(self, path: str, content: bytes) -> None:
        self._path, self._content = path, content

    def get_filename(self, _fullname: str) -> str:
        return self._path

    def get_data(self, path: str | bytes) -> bytes:
        """The module's text, or a file beside it, as `pkgutil.get_data` asks."""
        if os.fsdecode(path) == self._path:
            return self._content
        return Path(os.fsdecode(path)).read_bytes()


def _within(folder: str) -> str:
    return folder.rstrip(os.sep) + os.sep
