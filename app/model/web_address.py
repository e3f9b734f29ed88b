"""Addresses that lead out of a workspace: to the web, or to a mailbox."""

from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, urlsplit

SCHEMES = ("http", "https", "mailto")
LONGEST = 2000  # characters; browsers take no more for sure
WHOLE, TAIL = 48, 16  # characters of an address, and of a longer one's end, that are spelt
_KEPT = "!#$%&'()*+,/:;=?@[]~"
# What a letter may begin with; some mail programs would attach files, too.
_FIELDS = {"to", "cc", "bcc", "subject", "body"}


def web_address(url: str | None) -> str | None:
    """The address in ASCII, as other programs take it; None where it is not one of the SCHEMES, names no
    host or mailbox, or holds what no address has. No host passes for another: one in other letters
    reads `xn--…`, and none has a user's name before it."""
    if url is None or len(url) > LONGEST or not url.isprintable() or url != url.strip():
        return None
    try:
        parts = urlsplit(url)
        if parts.scheme == "mailto":
            fields = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=len(_FIELDS))
            if not parts.path or any(name.lower() not in _FIELDS for name, _ in fields):
                return None
        elif parts.scheme not in SCHEMES or not parts.hostname:
            return None
        else:
            url = url.replace(parts.netloc, _in_ascii(parts.netloc), 1)
    except ValueError:
        return None
    return quote(url.encode("utf-8", "replace"), safe=_KEPT)


def web_addresses(urls: Iterable[str]) -> tuple[str, ...]:
    """The addresses that there are among URLs, each once."""
    return tuple(dict.fromkeys(address for url in urls if (address := web_address(url))))


def is_mail(address: str) -> bool:
    """Whether an address of `web_address` leads to a mailbox."""
    return urlsplit(address).scheme == "mailto"


def destination(address: str) -> str:
    """The host, or the mailbox, that an address of `web_address` leads to."""
    parts = urlsplit(address)
    return parts.netloc or parts.path


def spelt(address: str) -> str:
    """An address of `web_address` without its scheme, enough of it to tell it from others: of a
    long one `destination` and the end."""
    whole = address.partition(":")[2].lstrip("/")
    return whole if len(whole) <= WHOLE else f"{destination(address)}/…{whole[-TAIL:]}"


def _in_ascii(place: str) -> str:
    """Host and port as the net knows them. Raises ValueError where it cannot know them."""
    if any(sign in place for sign in "@\\%"):
        raise ValueError(place)
    if place.isascii():
        return place
    host, colon, port = place.partition(":")
    return f"{host.encode('idna').decode('ascii')}{colon}{port}"
