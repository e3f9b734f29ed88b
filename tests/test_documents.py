"""What the documents point to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
# In the wheel only.
BUILT = {"app/bundled/", "app/bundled"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_paths_lead_somewhere(document: Path) -> None:
    text = re.sub(r"^```.*?^```", "", document.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", re.sub(r"`[^`]*`", "", text))
    lost = [link for link in links if not (document.parent / link).exists()]
    if document.name != "CHANGELOG.md":  # which tells of what was
        named = re.findall(r"`((?:app|bench|docs|tests)/[\w./*-]+)`", text)
        lost += [path for path in named if path not in BUILT and not any(ROOT.glob(path))]
    assert lost == []
