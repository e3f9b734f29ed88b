"""What is said of a script that was drawn, and of what it had to go without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from app.model import problem
from app.model.problem import Problem
from app.model.wording import counted, listed
from app.sources.reading import DiagramOrigin
from app.sources.scripts.advice import of_lacking
from app.sources.scripts.reply import End

_HOSTS = 2  # that are named
_SAID, _NAMED = 2000, 100  # characters of what a script says, and of a variable's name


def warnings(end: End, origin: DiagramOrigin, tried: Mapping[str, str]) -> list[Problem]:
    """What it looked for in vain. `tried` are addresses of icons that were asked, and why they gave
    nothing."""
    file = origin.file
    found = [
        problem.warning(of_lacking(one), file, one.line, problem.MISSING_ICON)
        for one in end.lacking
    ]
    if end.asked:
        asked = listed([name[:_NAMED] for name in end.asked], "and")
        text = f"It looks up {asked} in the environment, where a script finds nothing of yours."
        found.append(problem.warning(text, file))
    for url in end.unfetched:
        text = f"It could not fetch {url[:_SAID]}, and goes on without."
        found.append(problem.warning(text, file, kind=problem.MISSING_ICON))
    for why in dict.fromkeys(tried[url] for url in end.wanted if url in tried):
        urls = [url for url in end.wanted if tried.get(url) == why]
        were = f"and {len(urls) - 1} more were" if len(urls) > 1 else "was"
        text = f"The icon {urls[0][:_SAID]} {were} not fetched: {why}."
        found.append(problem.warning(text, file, kind=problem.MISSING_ICON))
    if left := [url for url in end.wanted if url not in tried]:
        were, them = ("was", "it") if len(left) == 1 else ("were", "them")
        text = (
            f"{icons_at_hosts(left)} {were} not fetched: Acetate asks you first. Fetch {them} from "
            "the list of problems, or with --fetch-icons."
        )
        found.append(problem.warning(text, file, kind=problem.NOT_FETCHED))
    return found


def icons_at_hosts(addresses: Iterable[str]) -> str:
    """`3 icons from github.com`."""
    addresses = tuple(addresses)
    hosts = list(dict.fromkeys(host_of(address)[:_SAID] for address in addresses))
    if len(hosts) > _HOSTS:
        hosts = [hosts[0], f"{len(hosts) - 1} other servers"]
    return f"{counted(len(addresses), 'icon')} from {listed(hosts, 'and')}"


def host_of(address: str) -> str:
    """Whom it would be fetched from; empty where nobody can be."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
