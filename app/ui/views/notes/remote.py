"""Pictures from the web in a note's page: shown once they are fetched, until then a line that leads to each,
and one that offers to fetch those of its host."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from PySide6.QtWidgets import QCheckBox, QMessageBox, QWidget

from app.model.wording import counted
from app.sources.remote_pictures import host_of, is_elsewhere, kept
from app.ui.kit import plain
from app.ui.kit.question import question
from app.ui.services.remote_pictures import why_not

FETCH = "fetch:"  # and a host: the link that asks whether its pictures may be fetched
TOLD = 12  # addresses in the question


class PageRemote:
    """Those of one page, while it is made, in any thread. `absent` are addresses of what nobody has
    fetched."""

    def __init__(self) -> None:
        self.absent: dict[str, None] = {}
        self._offered: set[str] = set()

    def file(self, source: str) -> Path | None:
        """The picture, where it was fetched."""
        return kept(source) if host_of(source) else None

    def instead(self, source: str, alt: str) -> str | None:
        """HTML that stands in place of a picture that is not there; None where it does not lie elsewhere."""
        if not is_elsewhere(source):
            return None
        host = host_of(source)
        if not host:
            said = f"Picture: {alt}" if alt else "Picture"
            return f'<span class="caption">{html.escape(said)} (it is in no workspace)</span>'
        name = alt.strip() or PurePosixPath(urlsplit(source).path).name or host
        link = f'<a href="{html.escape(source)}">{html.escape(name)}\u202f↗</a>'
        why = why_not(source)
        if why is not None:
            return f'<span class="caption">Picture: {link} ({html.escape(why)})</span>'
        self.absent[source] = None
        offer = ""
        if host not in self._offered:
            self._offered.add(host)
            address = html.escape(f"{FETCH}{host}")
            offer = f' · <a href="{address}">Show pictures from {html.escape(host)}</a>'
        return f'<span class="caption">Picture: {link}{offer}</span>'


def ask(host: str, addresses: Sequence[str], parent: QWidget) -> QMessageBox:
    """Ask whether the pictures at these addresses may be fetched; accepted is yes. Its check box says: from
    there always."""
    one = len(addresses) == 1
    box = question(
        "Show pictures from the web",
        f"Fetch {counted(len(addresses), 'picture')} from {plain.line(host)}?",
        "Who is asked learns the address of your computer, and may lead on to others. Acetate keeps what it gets, "
        "and until it ends fetches further pictures from there without asking.",
        parent,
    )
    told = [plain.line(address, 200) for address in addresses[:TOLD]]
    if more := len(addresses) - len(told):
        told.append(f"and {more} more")
    box.setDetailedText("\n".join(told))
    yes = box.addButton(
        "Fetch the picture" if one else "Fetch pictures", QMessageBox.ButtonRole.AcceptRole
    )
    yes.setAutoDefault(False)
    box.setDefaultButton(box.addButton("Not now", QMessageBox.ButtonRole.RejectRole))
    box.setCheckBox(QCheckBox("Always from this host, without asking", box))
    return box
