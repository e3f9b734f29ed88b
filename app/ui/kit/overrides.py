"""Errors in methods that Qt calls: they come back as errors, whatever Python this is.

docs/decisions/0002-errors-in-overrides.md tells why.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject

LAZY = sys.version_info < (3, 12)  # an error may be a type and a text until somebody catches it


def make_sound() -> None:
    """From now on, classes that are made of Qt's hand their errors on whole. Call it before the
    window's modules are imported."""
    if LAZY:
        QObject.__init_subclass__ = classmethod(_made)  # type: ignore[assignment, method-assign]


def _made(cls: type) -> None:
    ours = {name: f for name, f in vars(cls).items() if isinstance(f, FunctionType)}
    theirs = [vars(c) for c in cls.__mro__[1:] if c.__module__.startswith("PySide6.")]
    for name, method in ours.items():
        if not name.startswith("__") and any(name in known for known in theirs):
            setattr(cls, name, _whole(method))


def _whole(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def called(*args: Any, **named: Any) -> Any:
        try:
            return method(*args, **named)
        except BaseException:  # noqa: TRY203 - caught, it is whole
            raise

    return called
