"""Icons that scripts would fetch, fetched by us once a person has agreed: pictures only, from public
addresses only, so many bytes and so long at most. They are kept, so that nobody is asked twice."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from app.sources.scripts.fetched_icons import LARGEST, keep

EACH, ALL = 15.0, 60.0  # seconds for an icon, and for those of a script
_SILENCE = 5.0  # seconds until a server is given up that says nothing
_REDIRECTS = 5
_CHUNK = 1 << 16
_PORTS = {"http": 80, "https": 443}
_HEADERS = {"User-Agent": "Acetate", "Accept": "image/*", "Accept-Encoding": "identity"}
_AS_IS = "%/:=&?~#+!$,;'@()*[]"  # characters of an address
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM")
_TEXT = 4096  # bytes in which an SVG says that it is one


class _NotFetchedError(Exception):
    """Its text says why, as part of a sentence."""


def fetch(
    addresses: Iterable[str],
    cancel: threading.Event | None = None,
    *,
    may_ask: Callable[[str], bool] | None = None,
) -> dict[str, str]:
    """Fetch what lies at these addresses; why not, by the address of each that could not be had.
    `may_ask` says of a server's number whether it may be asked; only public ones may."""
    until = time.monotonic() + ALL
    failed: dict[str, str] = {}
    for address in addresses:
        end = min(until, time.monotonic() + EACH)
        try:
            _keep(address, _content(address, end, cancel, may_ask or _is_public))
        except _NotFetchedError as why:
            failed[address] = str(why)
        except TimeoutError:
            failed[address] = "it took too long"
        except ssl.SSLError:
            failed[address] = "its server cannot prove who it is"
        except (OSError, HTTPException, ValueError):
            failed[address] = "its server cannot be reached"
    return failed


def _content(
    address: str, end: float, cancel: threading.Event | None, may_ask: Callable[[str], bool]
) -> bytes:
    """What lies there. Raises _NotFetchedError, OSError, HTTPException, ValueError."""
    for _ in range(_REDIRECTS + 1):
        parts = urlsplit(address)
        if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None:
            raise _NotFetchedError("its address cannot be used")
        with closing(_connected(parts, end, may_ask)) as connection:
            what = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", quote(what, safe=_AS_IS), headers=_HEADERS)
            answer = connection.getresponse()
            if answer.status == 200:
                return _read(answer, end, cancel)
            further = answer.headers.get("Location")
        if answer.status not in (301, 302, 303, 307, 308) or not further:
            raise _NotFetchedError(f"its server answered {answer.status}")
        before, address = address, urljoin(address, further)
        if before.startswith("https:") and not address.startswith("https:"):
            raise _NotFetchedError("its server leads to one that is not secure")
    raise _NotFetchedError("its server leads on and on")


def _connected(parts: SplitResult, end: float, may_ask: Callable[[str], bool]) -> HTTPConnection:
    """A connection to a number that may be asked: the one that was looked at, whatever the name says
    the next time."""
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not numbers or not all(may_ask(number) for number in numbers):
        raise _NotFetchedError("it is no public address")
    reached = _reached(numbers, port, end)
    if parts.scheme == "https":
        try:
            reached = ssl.create_default_context().wrap_socket(reached, server_hostname=host)
        except OSError:
            reached.close()
            raise
    connection = HTTPConnection(host, port)
    connection.default_port = port  # it is not to be named
    connection.sock = reached
    return connection


def _reached(numbers: list[str], port: int, end: float) -> socket.socket:
    """The first of them that answers. Raises OSError."""
    for number in numbers[:-1]:
        with suppress(OSError):
            return socket.create_connection((number, port), _left(end))
    return socket.create_connection((numbers[-1], port), _left(end))


def _read(answer: HTTPResponse, end: float, cancel: threading.Event | None) -> bytes:
    content = bytearray()
    while chunk := answer.read1(_CHUNK):
        content += chunk
        if len(content) > LARGEST:
            raise _NotFetchedError(f"it is larger than {LARGEST >> 20} MiB")
        if cancel is not None and cancel.is_set():
            raise _NotFetchedError("it was cancelled")
        _left(end)
    return bytes(content)


def _left(end: float) -> float:
    """Seconds that a server may be silent. Raises TimeoutError."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(left, _SILENCE)


def _is_public(number: str) -> bool:
    return ipaddress.ip_address(number.partition("%")[0]).is_global


def _is_picture(content: bytes) -> bool:
    """By how it begins."""
    if content.startswith(_BEGINNINGS) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return True
    start = content[:_TEXT].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"<?xml", b"<svg", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in start


def _keep(address: str, content: bytes) -> None:
    """Raises _NotFetchedError, OSError."""
    if not _is_picture(content):
        raise _NotFetchedError("it is no picture")
    keep(address, content)
