"""Notes in the page, in a real browser."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.layout.layout import lay_out
from app.page.page import compose
from app.sources.workspace import load
from tests.browser.driver import Browser

STEPS = " --> ".join(f"s{n}[Step {n} of the pipeline]" for n in range(12))
COMMAND = "aws ec2 run-instances " + "--option value " * 12
NOTE = f"""# Shop

Opening words. [[#^counted]]

```mermaid
flowchart LR
  {STEPS}
```

```sh
{COMMAND}
```

> [!note]- More
> Folded words

## Till

## Stock keeping

Counted each year. ^counted
"""
SHOP = (
    """digraph shop { till [label=Till]; "stock 1" [label="Stock keeping 1"]; till -> "stock 1" }"""
)
OPEN = "document.getElementById('large').open"


@pytest.fixture
def shop(window: Browser, tmp_path: Path) -> Browser:
    """A page that shows the till's section."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "shop.dot").write_text(SHOP, encoding="utf-8")
    (folder / "notes.md").write_text(NOTE, encoding="utf-8")
    workspace = load(folder)
    made = tmp_path / "page.html"
    made.write_bytes(compose(workspace, {d.id: lay_out(d) for d in workspace.diagrams}))
    window.open(made, "#d0-0")
    return window


def said(window: Browser, id: str) -> str:
    return str(window.run(f"return document.getElementById('{id}').innerText"))


def test_the_page_says_why_a_section_opens(shop: Browser) -> None:
    assert said(shop, "why") == "It is called the same"
    shop.run("go('#n0-s0')")
    assert said(shop, "why") == ""


def test_what_is_wider_than_the_notes_opens_large_by_keys_and_escape_leaves(shop: Browser) -> None:
    fits = "return e.scrollWidth <= e.clientWidth"
    shop.run("go('#n0-s0')")
    code = "const e = document.querySelector('#paper pre');"
    assert not shop.run(code + fits)
    shop.run("document.querySelector('#paper pre + .larger').focus()")
    shop.keys("Enter")
    shop.wait(OPEN)
    alone = "const e = document.getElementById('alone');"
    assert shop.run(alone + "return e.innerText").strip() == COMMAND.strip()
    assert shop.run("return document.activeElement.id") == "alone", "arrows scroll it"
    shop.keys("Escape")
    shop.wait(f"!{OPEN}")
    assert not shop.run("return document.getElementById('notes').hidden"), "the note stays"


def test_a_wide_flowchart_can_be_read(shop: Browser) -> None:
    shop.run("go('#n0-s0')")
    letters = "[...document.querySelectorAll('#paper .still text')].map((t) => t.getBoundingClientRect().height)"
    assert shop.run(f"return Math.min(...{letters})") > 9
    assert shop.run(
        "const e = document.querySelector('.drawn'); return e.scrollWidth > e.clientWidth"
    )


def test_the_note_is_printed_whole_and_dark_on_light(shop: Browser) -> None:
    shop.media(prefers_color_scheme="dark")
    shop.run("go('#n0-s0')")
    made = base64.b64decode(shop.devtools("Page.printToPDF")["data"])
    text = " ".join(" ".join(p.extract_text() for p in PdfReader(BytesIO(made)).pages).split())
    assert "Opening words." in text
    assert "Folded words" in text
    assert text.replace(" ", "").count("optionvalue") == 12, "code is broken into lines"
    assert "Contents" not in text
    assert not shop.run("return document.querySelector('#paper details').open"), "as before"
    assert shop.run("return document.documentElement.dataset.theme") is None


def test_a_link_to_a_named_block_shows_it_and_marks_its_section(shop: Browser) -> None:
    shop.run("go('#n0-s0'); document.querySelector('#paper a[href=\"#n0-^counted\"]').click()")
    lit = "return document.querySelector('#paper .flash')?.innerText"
    assert shop.run(lit) == "Counted each year."
    assert (
        shop.run("return document.querySelector('#paper .marked h2').innerText") == "Stock keeping"
    )
    shop.wait("!document.querySelector('#paper .flash')")
