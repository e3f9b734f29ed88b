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


def test_names_without_a_folder_are_in_that_of_the_path_before_them() -> None:
    rows = (ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines()
    lost = []
    for row in rows:
        folder = "app/**"
        for name in re.findall(r"`([\w/]+\.py)`", row):
            if "/" in name:
                folder = name.rpartition("/")[0]
            elif not any(ROOT.glob(f"{folder}/{name}")):
                lost.append(f"{folder}/{name}")
    assert lost == []
