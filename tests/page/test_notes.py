"""Notes as plain HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from app.model.diagram import Diagram, Node
from app.model.diagram_layout import DiagramLayout, NodePlace
from app.model.geometry import Box
from app.model.ids import DiagramId, ElementId
from app.model.notes import Link
from app.model.workspace import Workspace
from app.page import embedded
from app.page.live import LivePictures
from app.page.notes import Notes
from app.page.places import Places
from app.sources.markdown.note import notebook, read_note

BOX = Box(0, 0, 60, 60)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path


def article(folder: Path, markdown: str, names: Sequence[str] = ("shop",)) -> str:
    """The page's HTML of a note in a workspace with the diagram `shop`, and others of such names, of one
    component."""
    (folder / "note.md").write_text(markdown, encoding="utf-8")
    note, _ = read_note(folder / "note.md", "note.md")
    book = notebook([note])
    till = ElementId("till")
    diagrams = tuple(
        Diagram(DiagramId(name), f"The {name}", name, f"{name}.py", nodes=(Node(till, "Till"),))
        for name in names
    )
    layouts = {
        diagram.id: DiagramLayout(
            diagram, 60, 60, {till: NodePlace(BOX, BOX, BOX, ("Till",))}, {}, {}
        )
        for diagram in diagrams
    }
    links = {d.id: {till: Link(till, book.sections[0].id, "label")} for d in diagrams}
    workspace = Workspace(str(folder), "Work", False, diagrams, book, links)
    places = Places(workspace, layouts)
    return Notes(places, LivePictures(places.layers)).article(0, book.notes[0])


def test_sections_have_their_ids_also_in_what_folds(page: Path) -> None:
    html = article(
        page,
        "# One\n\ntext\n\n<details><summary>More</summary>\n\n## Two\n\n</details>\n\n## Three\n",
    )
    assert '<section id="n0-s0" tabindex="-1"><h1>One</h1>' in html
    assert "<details><summary>More</summary>" in html
    assert '<h2><a id="n0-s1"></a>Two</h2>' in html
    assert '<section id="n0-s2"' in html
    assert html.count("<section") == html.count("</section>") == 2


def test_a_section_says_where_it_is_on_a_picture(page: Path) -> None:
    html = article(page, "# Till\n")
    assert '<p class="shown">Shown in <a href="#d0-0" title="Show Till">The shop</a></p>' in html
    more = article(page, "# Till\n", ("shop", "stall", "fair"))
    assert ">The shop</a> and 2 more</summary><p><a" in more
    assert ">The stall</a>, <a" in more


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[a](#two)", '<a href="#n0-s1">a</a>'),
        ("[a](note.md#two)", '<a href="#n0-s1">a</a>'),
        ("[[note#Two|a]]", '<a href="#n0-s1">a</a>'),
        ("[a](shop.py)", '<a href="#d0">a</a>'),
        (
            "[a](https://example.org/?a=1&b=2)",
            'href="https://example.org/?a=1&amp;b=2" class="web" target="_blank" rel="noopener noreferrer">a</a>',
        ),
        ("[a](gone.md)", '<a class="nowhere" title="This link leads nowhere on this page">a</a>'),
        ('<a href="#two">a</a>', '<a href="#n0-s1">a</a>'),
        ("[a](../../etc/passwd)", 'class="nowhere"'),
    ],
)
def test_links(page: Path, markdown: str, html: str) -> None:
    assert html in article(page, f"# One\n\n{markdown}\n\n## Two\n")


def test_a_missing_picture_of_a_diagram_is_shown_live(page: Path) -> None:
    html = article(page, "# One\n\n![How it runs](images/shop.png)\n")
    assert '<a class="live" href="#d0" aria-label="Show the diagram The shop">' in html
    assert '<use href="#p0-all"/>' in html
    assert '<span class="caption">How it runs</span>' in html


def test_pictures_inside_the_workspace_are_embedded_and_others_are_not(page: Path) -> None:
    inside = page / "in"
    inside.mkdir()
    for file in (inside / "own.png", page / "secret.png"):
        image = QImage(4, 3, QImage.Format.Format_RGB32)
        image.fill(QColor("red"))
        image.save(str(file))
    html = article(
        inside, "# One\n\n![a](own.png) ![b](../secret.png) ![c](https://x.example/y.png)\n"
    )
    assert html.count("<img") == html.count("data:image/png;base64,") == 1
    assert 'alt="a" width="4" height="3"' in html
    assert "Picture: b (../secret.png not found)" in html
    assert ">c</a>" in html[html.index('href="https://x.example/y.png"') :]


def test_pictures_that_are_too_much_together_are_left_out(page: Path) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    image.save(str(page / "0.png"))
    padded = (page / "0.png").read_bytes().ljust(embedded.MOST, b"\0")  # after the image's end
    fit = embedded.ALL // embedded.MOST
    for name in range(fit + 1):
        (page / f"{name}.png").write_bytes(padded)
    html = article(page, "# One\n\n" + "".join(f"![a]({n}.png)\n" for n in range(fit + 1)))
    assert html.count("data:image/png;base64,") == fit
    assert f"{fit}.png is too large for the page" in html


def test_a_flowchart_is_drawn_and_what_is_not_read_stays_code_with_a_line(page: Path) -> None:
    html = article(
        page,
        "# One\n\n```mermaid\nflowchart LR\n  a[Till] -->|sells| b[(Stock)]\n```\n\n"
        "```dot\ndigraph { till -> stock }\n```\n\n"
        "```mermaid\nsequenceDiagram\n  a->>b: hi\n```\n",
    )
    first, second = re.findall(r'<svg class="still".*?</svg>', html)
    assert all(word in first for word in (">Till<", ">sells<", ">Stock<"))
    assert ">stock<" in second
    assert html.count("<pre>") == 1
    assert "only flowcharts are drawn, and this is a sequence diagram." in html


def test_formulas_are_mathml_and_what_cannot_be_read_stays_as_it_is_written(page: Path) -> None:
    html = article(page, "# One\n\nSo $x_1$ and $\\frac{$.\n\n$$\nE = m\n$$\n")
    assert '<math display="inline">' in html
    assert '<math display="block">' in html
    assert "<code>$\\frac{$</code>" in html


def test_code_tables_tasks_and_footnotes_are_what_html_has_for_them(page: Path) -> None:
    html = article(
        page,
        "# One\n\n```python\nreturn 1\n```\n\n| a | b |\n| - | -: |\n| 1 | 2 |\n\n"
        "- [x] done\n\nSee[^1].\n\n[^1]: There.\n",
    )
    assert '<p class="language">python</p><pre><code><span class="k">return</span>' in html
    assert '<th align="right" scope="col">b</th>' in html
    assert '<ul class="tasks">' in html
    assert '<a id="n0-cited-1-1" href="#n0-footnote-1">1</a>' in html
    assert '<li><a id="n0-footnote-1"></a>' in html


def test_what_is_left_open_swallows_nothing(page: Path) -> None:
    html = article(page, "# One\n\n<b>bold <img src=x\n\nnext\n\n<div>\n\n## Two\n\nend\n")
    assert "<p>next</p>" in html
    assert '<section id="n0-s1" tabindex="-1"><h2>Two</h2>' in html
    assert "end" in html


def test_what_obsidian_adds_is_what_html_has_for_it(page: Path) -> None:
    html = article(
        page,
        "# One\n\n==marked== :rocket: %%gone%% ^name\n\n> [!warning] Mind\n> it\n\n![[#Two]]\n\n"
        "## Two\n\nText[^1]. [[#^name]] ^two\n\n[^1]: There.\n",
    )
    assert "<mark>marked</mark> 🚀" in html
    assert html.count('<a id="n0-^name"></a>') == html.count('<a id="n0-^two"></a>') == 1
    assert '<a href="#n0-^name">' in html
    assert '<blockquote class="warning">' in html
    embedded = html.partition('<blockquote class="embed">')[2].partition("</blockquote>")[0]
    assert '<p class="from"><a href="#n0-s1">One › Two</a></p>' in embedded
    assert "<h2>Two</h2>" in embedded
    assert 'href="#n0-footnote-' in html
    assert "gone" not in html


def test_bold_lines_are_sections_where_the_note_says_so(page: Path) -> None:
    html = article(page, "---\nheadings: bold\n---\n# One\n\n**Two**\n\ntext\n")
    assert '<section id="n0-s1" tabindex="-1"><h2>Two</h2>' in html
