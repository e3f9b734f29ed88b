"""What a script gets where it fetches an icon. The network is asked by Acetate alone, once a person has
agreed: a script is handed what was fetched for it before, else an empty picture that stands for it.
What is no picture goes its usual way. Loaded in the script's process only, by any Python from 3.9 on."""

from __future__ import annotations

import io
import os
import sys
from base64 import b64decode
from hashlib import sha256
from importlib.util import find_spec, spec_from_loader
from pathlib import Path, PurePosixPath
from tempfile import mkstemp
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp")
MOST = 60  # addresses of a script
# One clear pixel, as PNG: what opens it goes on.
EMPTY = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
_GITHUB = ("github.com", "raw.githubusercontent.com")
_LONGEST = 2000  # characters of an address
_FETCHING, _SENDING = "urllib.request", "requests.sessions"


def file_name(address: str) -> str:
    """What the file of an address is called among those that were fetched."""
    return sha256(address.encode("utf-8", "replace")).hexdigest()


class Fetching:
    """`wanted` are the addresses of icons that nobody has fetched yet, `unfetched` those of other
    files that could not be had."""

    def __init__(self, fetched: Path, packages: Path) -> None:
        self._fetched, self._packages = fetched, packages
        self.wanted: dict[str, None] = {}
        self.unfetched: dict[str, None] = {}

    def install(self) -> None:
        """Wait for the script to import what it fetches files with."""
        sys.meta_path.insert(0, _Hook(self))
        sys.meta_path.append(_Spare(self))  # after all that is installed

    def picture(self, address: object) -> bytes:
        """The content of the picture that lies there, as far as it was fetched."""
        url = str(address)
        try:
            own = _of_diagrams(url)
            path = self._packages.joinpath(*own) if own else self._fetched / file_name(url)
            return path.read_bytes()
        except OSError:
            if len(self.wanted) < MOST:
                self.wanted[_text(url)] = None
            return EMPTY

    def retrieved(self, address: str, into: str, there: bool) -> bytes | None:
        """What `urlretrieve` gets for a script that is evaluated: None where it is no picture, which
        is noted, or one that lies there by now."""
        if _is_picture(address, into):
            return None if there else self.picture(address)
        if _is_of_web(address) and len(self.unfetched) < MOST:
            self.unfetched[_text(address)] = None
        return None

    def into_urllib(self, module: Any) -> None:
        """Replace what of `urllib.request` fetches a file."""
        from email.message import Message  # as slow as the rest, and seldom wanted

        retrieve, open_url = module.urlretrieve, module.urlopen

        def urlretrieve(url: Any, filename: Any = None, *rest: Any, **named: Any) -> Any:
            if _is_picture(url, filename):
                # One that lies there was fetched before, or is kept beside the script.
                if filename is None or not Path(filename).is_file():
                    filename = _written(self.picture(url), url, filename)
                return filename, Message()
            try:
                return retrieve(url, filename, *rest, **named)
            except OSError:
                if not _is_of_web(url):
                    raise
                if len(self.unfetched) < MOST:
                    self.unfetched[_text(url)] = None
                return filename or "", Message()

        def urlopen(url: Any, data: Any = None, *rest: Any, **named: Any) -> Any:
            address = getattr(url, "full_url", url)
            sends = data is not None or getattr(url, "data", None) is not None
            if sends or not _is_picture(address):
                return open_url(url, data, *rest, **named)
            from urllib.response import addinfourl

            return addinfourl(io.BytesIO(self.picture(address)), Message(), str(address), 200)

        module.urlretrieve, module.urlopen = urlretrieve, urlopen

    def into_requests(self, module: Any) -> None:
        """Replace what of `requests.sessions` fetches a file."""
        request = module.Session.request

        def answering(session: Any, method: Any, url: Any, *rest: Any, **named: Any) -> Any:
            if str(method).upper() != "GET" or not _is_picture(url):
                return request(session, method, url, *rest, **named)
            found = self.picture(url)
            answer = module.Response()
            answer.status_code, answer.reason, answer.url = 200, "OK", str(url)
            answer._content, answer.raw = found, io.BytesIO(found)  # noqa: SLF001
            return answer

        module.Session.request = answering


class _Hook:
    """Replaces parts of a module when it is imported."""

    def __init__(self, fetching: Fetching) -> None:
        self._replace = {
            _FETCHING: fetching.into_urllib,
            _SENDING: fetching.into_requests,
        }

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> Any:
        replace = self._replace.pop(name, None)  # once; and it is not to find itself
        if replace is None:
            return None
        spec = find_spec(name)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def exec_module(module: ModuleType) -> None:
                execute(module)
                replace(module)

            spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


class _Spare:
    """`requests`, for a script whose Python lacks it, as far as it gets pictures."""

    def __init__(self, fetching: Fetching) -> None:
        self._fetching = fetching

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> Any:
        return spec_from_loader(name, self) if name == "requests" else None  # type: ignore[arg-type]

    def create_module(self, _spec: object) -> None:
        return None

    def exec_module(self, module: Any) -> None:
        fetching = self._fetching

        def lacking(name: str = "") -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            raise ModuleNotFoundError("No module named 'requests'", name="requests")

        def get(url: object, **_named: object) -> _FetchedPicture:
            return (
                _FetchedPicture(str(url), fetching.picture(url)) if _is_picture(url) else lacking()
            )

        class Session:
            def __init__(self) -> None:
                self.headers: dict[str, str] = {}

            def __enter__(self) -> Any:
                return self

            def __exit__(self, *_: object) -> None:
                return None

            def get(self, url: object, **_named: object) -> _FetchedPicture:
                return get(url)

        module.get, module.Session = get, Session
        module.RequestException = module.HTTPError = module.ConnectionError = OSError
        module.Timeout = TimeoutError
        module.exceptions = sys.modules["requests.exceptions"] = module
        module.__getattr__ = lacking


class _FetchedPicture:
    """What `requests` answers with."""

    status_code, ok, reason, encoding = 200, True, "OK", None

    def __init__(self, url: str, content: bytes) -> None:
        self.url, self.content = url, content
        self.raw = io.BytesIO(content)
        self.headers: dict[str, str] = {}

    def iter_content(self, chunk_size: int | None = 1, **_named: object) -> Any:
        size = chunk_size or len(self.content) or 1
        return (self.content[at : at + size] for at in range(0, len(self.content), size))

    def raise_for_status(self) -> None:
        """It is well."""

    def close(self) -> None:
        """Nothing is open."""

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def _is_of_web(address: object) -> bool:
    return str(address).lower().startswith(("http:", "https:"))


def _is_picture(address: object, into: object = None) -> bool:
    """Whether a picture lies there, by its name or that of the file that it is for."""
    try:
        parts = urlsplit(str(address))
    except ValueError:
        return False
    names = (parts.path, parts.query, str(into or ""))
    short = len(str(address)) <= _LONGEST
    return _is_of_web(address) and short and any(n.lower().endswith(PICTURES) for n in names)


def _of_diagrams(address: str) -> tuple[str, ...]:
    """Of an icon in the repository of `diagrams` its path in the package; nothing of another."""
    parts = urlsplit(address)
    path = PurePosixPath(parts.path).parts
    there = parts.hostname in _GITHUB and path[1:3] == ("mingrammer", "diagrams")
    if not there or "resources" not in path or ".." in path:
        return ()
    return path[path.index("resources") :]


def _written(content: bytes, address: object, into: Any) -> Any:
    """The file, a new one where none is named."""
    if into is None:
        suffix = PurePosixPath(urlsplit(str(address)).path).suffix
        handle, into = mkstemp(suffix=suffix)
        os.close(handle)
    Path(into).write_bytes(content)
    return into


def _text(address: object) -> str:
    """As text that UTF-8 can hold."""
    return str(address).encode("utf-8", "replace").decode()[:_LONGEST]
