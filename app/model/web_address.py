"""Addresses that lead out of a workspace: to the web, or to a mailbox."""

from urllib.parse import quote, urlsplit

SCHEMES = ("http", "https", "mailto")
LONGEST = 2000  # characters; browsers take no more for sure
_KEPT = "!#$%&'()*+,/:;=?@[]~"


def web_address(url: str | None) -> str | None:
    """The address in ASCII, as other programs take it; None where it is not one of the SCHEMES, names no
    host or mailbox, or holds what no address has."""
    if url is None or len(url) > LONGEST or not url.isprintable() or url != url.strip():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or not (
        parts.path if parts.scheme == "mailto" else parts.netloc
    ):
        return None
    return quote(url.encode("utf-8", "replace"), safe=_KEPT)
