"""What a settings file says, as far as it is sound: a setting of a wrong type, out of its range, or
that no path or name can be, is left out, and the rest is kept."""

from __future__ import annotations

from typing import Any, TypeVar, get_args, get_origin

import msgspec

MOST = 16 << 20  # bytes of a file that is read
_Struct = TypeVar("_Struct", bound=msgspec.Struct)
_SUSPECT = (b"\\u0000", b"\\ud", b"\\uD")  # texts that may hold what none can


def decode(raw: bytes, kind: type[_Struct]) -> _Struct:
    """The settings in a JSON text. `kind` has a default for each of its fields, which stands where
    nothing sound does."""
    if len(raw) > MOST:
        return kind()
    try:
        if not any(part in raw for part in _SUSPECT):
            return msgspec.json.decode(raw, type=kind)
    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
        pass
    return sound(kind, _plain(raw))


def sound(kind: type[_Struct], found: object) -> _Struct:
    """The same from plain data."""
    try:
        kept: _Struct = _kept(kind, found)
    except (ValueError, RecursionError):
        return kind()
    return kept


def _plain(raw: bytes) -> object:
    """More than JSON allows: what a program that was cut off, or a careless editor, leaves."""
    import json  # here: a sound file does not need it

    text = raw.decode("utf-8", "replace").replace("\0", "")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _kept(kind: Any, found: object) -> Any:
    """`found` as that type, without what is not sound in it. Raises ValueError where nothing is
    left of it."""
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        if not isinstance(found, dict):
            raise msgspec.ValidationError("not an object")
        fields = {f.encode_name: f for f in msgspec.structs.fields(kind)}
        values = _values((k, fields[k].type, v) for k, v in found.items() if k in fields)
        if any(f.required and name not in values for name, f in fields.items()):
            raise ValueError("incomplete")
        return kind(**values)
    if origin is dict and isinstance(found, dict):
        names = ((k, arguments[1], v) for k, v in found.items() if _is_text(k))
        return _values(names)
    if origin is list and isinstance(found, list):
        return list(_values((n, arguments[0], v) for n, v in enumerate(found)).values())
    if isinstance(found, str) and not _is_text(found):
        raise ValueError("no text")
    return msgspec.convert(found, kind)


def _values(parts: Any) -> dict[Any, Any]:
    """The sound values of (key, type, value), by key."""
    kept = {}
    for key, kind, value in parts:
        try:
            kept[key] = _kept(kind, value)
        except ValueError:
            continue
    return kept


def _is_text(found: str) -> bool:
    """Some name or path can be it: no NUL, and nothing that no encoding has."""
    try:
        return "\0" not in found and bool(found.encode() or True)
    except UnicodeEncodeError:
        return False
