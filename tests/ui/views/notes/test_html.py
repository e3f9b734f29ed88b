"""Markdown → HTML: nothing is lost, nothing harmful passes."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QImage, QTextFormat, QTextListFormat

from app.model.notes import Note
from app.scene.theme import LIGHT
from app.sources.markdown import picture_files
from app.ui.views.notes.document import Document
from app.ui.views.notes.html import Page, Space, convert
from tests.made_png import png


def page(text: str, root: Path | str = "/nowhere", width: int = 300, **more: object) -> Page:
    note = Note("notes/a.md", "A", (), (), text, 1)
    return convert(note, Space(str(root), width, **more))  # type: ignore[arg-type]


def plain(text: str) -> str:
    return Document(page(text).html, {}, LIGHT, QFont(), 1.0).toPlainText()


def picture(path: Path, width: int = 8, height: int = 4) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(png(width, height))
    return path


# Nothing is lost

WORD = st.from_regex(r"[a-z]{4,8}", fullmatch=True)
BROKEN = st.sampled_from(
    [
        '<img src="x.png"',
        "<img src='x.png' ",
        "<img",
        "<br",
        "<br>",
        "<details>",
        "<summary>",
        "<div class='x",
        "<!-- ",
        "<script>",
        "<style>",
        "<textarea>",
        "<title>",
        "<table><tr>",
        "<td>",
        "</p>",
        "<b>",
        "<a href='x",
        '<a href="y">',
        "<svg><x ",
        "<plaintext>",
        "<iframe>",
        "`",
        "**",
        "[",
        "\n\n> ",
        "\n\n- ",
        "\n",
        "\n\n",
    ]
)


@settings(max_examples=60)
@given(st.lists(st.tuples(WORD, BROKEN), min_size=1, max_size=12), WORD)
@example([("before", '<img src="x.png"')], "after")
@example([("before", "\n\n<!-- ")], "after")
@example([("before", "\n\n<div class='x")], "after")
def test_no_word_is_swallowed(parts: list[tuple[str, str]], last: str) -> None:
    text = "".join(f"{word} {tag} " for word, tag in parts) + last
    shown = plain(text)
    for word in [*(word for word, _ in parts), last]:
        assert word in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- [ ] open\n- [x] done", "☐ open\n☑ done"),
        ("<details><summary>More</summary>\n\nhidden\n\n</details>", "▸ More\nhidden"),
        ("a<br>b", "a\nb"),
        ("<kbd>Ctrl</kbd> &amp; &lt;b&gt;", "Ctrl & <b>"),
        ("AT&T &copy; 1", "AT&T © 1"),
        ("```\none\n  two\n```", "one\n  two"),
        ("~~gone~~", "gone"),
        ("List<String> and <foo>bar</foo>", "List<String> and <foo>bar</foo>"),
        ("<mark>a</mark> <font color=red>b</font> <u>c</u>", "a b c"),
        ("```sh title here\nx\n```", "sh title here\nx"),
        (":rocket: [[VPC#Parts]] [[a|b]]", "🚀 VPC > Parts b"),
        ("> [!note] Title\n> body", "Note: Title\nbody"),
        ("a %%b%% ==c== d ^name", "a c d"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert plain(text).strip() == shown


def test_footnotes() -> None:
    html = page("Word[^1], again[^1].\n\n[^1]: The note.\n[^2]: Not cited.").html
    assert html.count('href="#footnote-1"') == 2
    assert html.count('name="footnote-1"') == 1
    for back in ("cited-1-1", "cited-1-2"):
        assert f'name="{back}"' in html
        assert f'href="#{back}"' in html
    assert "The note." in html
    assert 'name="footnote-2"></a><p>Not cited.</p>' in html.replace("\n", "")


def test_headings_are_anchored_by_line() -> None:
    note = Note("a.md", "A", (), (), "# One\n\ntext\n\n## Two\n\n> # quoted", 5)
    html = convert(note, Space("/nowhere", 300)).html
    assert '<h1><a name="line-5"></a>One</h1>' in html
    assert '<h2><a name="line-9"></a>Two</h2>' in html
    assert html.count("line-") == 2


def test_bold_lines_are_anchored_as_headings_where_the_note_says_so() -> None:
    note = Note("a.md", "A", (), (), "# One\n\n**Two**", bold_headings=True)
    assert '<h2><a name="line-3"></a>Two</h2>' in convert(note, Space("/nowhere", 300)).html


def test_code_is_coloured_and_unknown_languages_are_not() -> None:
    assert '<span class="k">import</span>' in page("```python\nimport os\n```").html
    assert "import &lt;os&gt;" in page("```nonsense\nimport <os>\n```").html


def test_cells_keep_their_side() -> None:
    html = page("| a | b |\n|--:|:-:|\n| 1 | 2 |").html
    assert '<td align="right">1</td>' in html
    assert '<td align="center">2</td>' in html


def test_bare_addresses_are_links() -> None:
    html = page("www.example.com/a and https://example.com/b. me@example.com").html
    assert 'href="http://www.example.com/a"' in html
    assert '<a href="https://example.com/b">https://example.com/b' in html
    assert ">me@example.com<" in html


def test_html_headings_are_anchored_too() -> None:
    html = page("# A\n\n<h2 id='spot' align='center'>B</h2>\n\n- <h3 id='x y'>no</h3>").html
    assert '<h2 align="center"><a name="line-3"></a>B</h2>' in html
    assert '<a name="x y"></a><h3>no</h3>' in html or "<h3>no</h3>" in html
    assert html.count("line-") == 2


# Nothing harmful passes


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <script src=x>alert(1)</script> b",
        "<style>p{color:red}</style>",
        "<p onclick='alert(1)' style='color:red'>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "[x](javascript:alert(1))",
        "<a href='file:///etc/passwd'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<a href='diagram:vpc'>x</a>",
        "<iframe src='https://example.com'></iframe>",
        "<object data='x'></object><embed src='x'><link rel=stylesheet href='x'>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>1</script></svg>",
        "<meta http-equiv=refresh content='0;url=file:///etc/passwd'><base href='file:///'>",
        "<form action=x><input value=y></form>",
        "<scr<script>ipt>alert(1)</script>",
        "<<script>script>alert(1)<</script>/script>",
    ],
)
def test_harm_is_stripped(text: str) -> None:
    html = page(text).html.lower()
    for harm in ("<script", "<style", "<iframe", "<object", "<embed", "<link", "<svg", "<meta"):
        assert harm not in html
    for harm in (' onclick="', ' onerror="', ' onload="', ' style="', "<form", "<base", "<img"):
        assert harm not in html
    for scheme in ("javascript:", "file:", "data:", "diagram:"):
        assert f'href="{scheme}' not in html


@settings(max_examples=100)
@given(st.text(alphabet="<>/=\"' \n-!abdiimgsrcpt`[]()#&;:", max_size=120))
def test_any_text_becomes_html_without_harm(text: str) -> None:
    html = page(text).html
    assert "<script" not in html
    assert "<img" not in html  # there is no file to show


def test_hostile_nesting_takes_no_time() -> None:
    for text in ('<a "' * 20_000, "<!--" * 20_000, "<a '" * 20_000, "<script>" * 5_000):
        assert page(f"<div>\n{text}").html


# Pictures


def test_a_picture_is_scaled_to_what_is_asked_and_to_the_column(tmp_path: Path) -> None:
    picture(tmp_path / "notes/images/a.png", 600, 300)
    text = """![wide](images/a.png)

<img style='width: 100px' src="./images/a.png" />

<img src="images/a.png" width="50%">
"""
    found = page(text, tmp_path)
    sizes = [i.deviceIndependentSize().toSize().toTuple() for i in found.images.values()]
    assert sizes == [(300, 150), (100, 50), (150, 75)]
    for width, height in sizes:
        assert f'width="{width}" height="{height}"' in found.html


def test_an_embedded_picture_is_found_by_its_name(tmp_path: Path) -> None:
    picture(tmp_path / "attachments/deep/my pic.png", 100, 50)
    picture(tmp_path / ".trash/gone.png")
    (size,) = (
        i.deviceIndependentSize().toSize().toTuple()
        for i in page("![[my pic.png|40]]", tmp_path).images.values()
    )
    assert size == (40, 20)
    for text in ("![x](my%20pic.png)", "![[gone.png]]", "![[../my pic.png]]", "![[none.png]]"):
        assert not page(text, tmp_path).images


def test_an_embedded_name_leads_nowhere_else(tmp_path: Path) -> None:
    picture(tmp_path / "secret.png")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link.png").symlink_to(tmp_path / "secret.png")
    (root / "out").symlink_to(tmp_path)
    for name in ("secret.png", "link.png", "../secret.png", str(tmp_path / "secret.png")):
        assert picture_files.find(str(root), "note.md", name, True) is None


def test_a_missing_picture_is_a_line_of_text(tmp_path: Path) -> None:
    found = page("![the alt](images/x.png)", tmp_path)
    assert not found.images
    assert "Picture: the alt (images/x.png not found)" in found.html


@pytest.mark.parametrize(
    "source",
    [
        "../../secret.png",
        "..%2F..%2Fsecret.png",
        "images/../../../secret.png",
        "/secret.png",
        "file:///secret.png",
        "\\\\host\\share\\secret.png",
        "%5C%5Chost%5Cshare%5Csecret.png",
        "//host/share/secret.png",
        "https://example.com/secret.png",
        "C:/secret.png",
        "C:secret.png",
        "link.png",
        "linked/secret.png",
        "loop.png",
        "secret.txt",
        "a\0.png",
        "",
        "a" * 5000 + ".png",
    ],
)
def test_a_picture_from_elsewhere_is_never_opened(
    tmp_path: Path, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture(tmp_path / "secret.png")
    notes = tmp_path / "root/notes"
    notes.mkdir(parents=True)
    (notes / "secret.txt").write_text("secret")
    (notes / "link.png").symlink_to(tmp_path / "secret.png")
    (notes / "linked").symlink_to(tmp_path)
    (notes / "loop.png").symlink_to(notes / "loop.png")
    monkeypatch.setattr(Path, "open", pytest.fail)
    assert picture_files.find(str(tmp_path / "root"), "notes/a.md", source) is None
    for text in (f"![x](<{source}>)", f'<img src="{source}">'):
        found = page(text, tmp_path / "root")
        assert not found.images
        assert "<img" not in found.html


def test_a_huge_or_broken_picture_is_not_decoded(tmp_path: Path) -> None:
    bomb = picture(tmp_path / "notes/bomb.png")
    data = bytearray(bomb.read_bytes())
    data[16:24] = struct.pack(">II", 60_000, 60_000)
    bomb.write_bytes(bytes(data))
    (tmp_path / "notes/broken.png").write_bytes(b"no picture")
    for name in ("bomb", "broken"):
        found = page(f"![x]({name}.png)", tmp_path)
        assert not found.images
        assert "cannot be read" in found.html


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "bmp", "svg"])
@pytest.mark.parametrize("suffix", ["png", "jpg", "svg", "gif"])
def test_a_picture_is_what_its_content_says(tmp_path: Path, kind: str, suffix: str) -> None:
    file = tmp_path / f"notes/a.{suffix}"
    file.parent.mkdir()
    if kind == "svg":
        file.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"/>')
    else:
        image = QImage(8, 4, QImage.Format.Format_RGB32)
        image.fill(0x4080C0)
        assert image.save(str(file), kind.upper())  # type: ignore[call-overload]
    (shown,) = page(f"![x](a.{suffix})", tmp_path).images.values()
    assert shown.size().toTuple() == (8, 4)


def test_an_svg_reaches_no_other_file(tmp_path: Path) -> None:
    picture(tmp_path / "notes/inner.png", 40, 40)
    svg = tmp_path / "notes/a.svg"
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"'
    svg.write_text(
        f'<svg {space} width="40" height="40"><rect width="40" height="40" fill="#ffffff"/>'
        '<image x:href="inner.png" width="40" height="40"/></svg>'
    )
    (image,) = page("![x](a.svg)", tmp_path).images.values()
    assert image.pixelColor(20, 20).name() == "#ffffff"
    svg.write_text('<!DOCTYPE svg [<!ENTITY a SYSTEM "inner.png">]><svg>&a;</svg>')
    assert not page("![x](a.svg)", tmp_path).images


def test_a_diagram_stands_in_for_its_missing_picture() -> None:
    sizes = {"vpc": ("vpc", (300, 150)), "glue": ("glue", None)}
    found = page("![All of it](images/vpc.png) ![g](images/glue.png)", diagrams=sizes)
    assert found.diagrams == {"diagram-0": ("vpc", 300, 150)}
    assert found.awaited == {"glue"}
    assert '<a href="diagram:vpc"><img src="diagram-0" width="300" height="150"' in found.html
    assert "being drawn" in found.html


def test_a_picture_that_was_exported_opens_its_diagram_too(tmp_path: Path) -> None:
    picture(tmp_path / "notes/images/vpc.png")
    picture(tmp_path / "notes/images/own.png")
    known = {"vpc": ("vpc", (300, 150))}
    found = page("![](images/vpc.png)\n\n![](images/own.png)", tmp_path, diagrams=known)
    assert '<a href="diagram:vpc"><img src="picture-0"' in found.html
    assert '<p><img src="picture-1"' in found.html


def test_numbers_inside_of_bullets_stay_numbers() -> None:
    text = "- bullet\n  1. number\n     - bullet\n- [x] task\n  1. number\n"
    document = Document(page(text).html, {}, LIGHT, QFont(), 1.0)
    block, painted = document.begin(), []
    while block.isValid():
        if block.text().strip() == "number":
            painted.append(block.blockFormat().property(QTextFormat.Property.ListStyle))
        block = block.next()
    assert painted == [QTextListFormat.Style.ListDecimal.value] * 2, "it overrules the list's own"
