"""One dialect for sections and page: HTML, Obsidian, and what other parsers drop."""

from __future__ import annotations

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from markdown_it import MarkdownIt

from app.model.comments import without_comments
from app.model.notes import Section
from app.sources.markdown import dialect
from app.sources.markdown.dialect import make
from app.sources.markdown.note import parse_note


def sections(text: str) -> list[tuple[str, int, int, str]]:
    def told(section: Section) -> tuple[str, int, int, str]:
        return section.title, section.level, section.line, section.text

    return [told(s) for s in parse_note(text, "a.md")[0].sections]


def blocks(text: str) -> list[str]:
    """The tokens, `/x` for the end of x, `"…"` for text."""
    names = []
    for token in dialect.make().parse(text):
        name = token.type.removesuffix("_open")
        if token.type.endswith("_close"):
            name = f"/{token.type.removesuffix('_close')}"
        names.append(f'"{token.content}"' if token.type == "inline" else name)
    return names


def test_html_headings_begin_sections() -> None:
    text = "a\n\n<h2 id=x align='center'>One <b>x</b></h2> rest\nb\n\n<div>\n<h3>\nTwo\n</h3>\nc\n</div>\n"
    assert sections(text) == [
        ("a", 0, 1, "a"),
        ("One x", 2, 3, " rest\nb\n\n<div>"),
        ("Two", 3, 7, "c\n</div>"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- <h2>no</h2> -->",
        "<h1><img src='logo.png'></h1>",
        "<script>'<h2>no</h2>'</script>",
        "words <h2>no</h2>",
        "- <h2>no</h2>",
        "> # no",
        "<h2>no",
    ],
)
def test_what_only_looks_like_one_begins_none(text: str) -> None:
    assert [s[0] for s in sections(f"# Real\n\n{text}\n")] == ["Real"]


def test_a_picture_alone_does_not_swallow_what_follows() -> None:
    for tag in ("<img src='a.png'>", "<br>", "<a id='x'/>", "</a>"):
        assert [s[0] for s in sections(f"# A\n\n{tag}\n## B\n- c\n")] == ["A", "B"]
        assert "bullet_list" in blocks(f"{tag}\n- c")


def test_sections_stand_in_details_too_and_not_in_comments() -> None:
    text = "# A\n\n<details><summary>Q</summary>\n\n## B\n\n</details>\n\n%%\n## C\n%%\n\n# D"
    assert [(s[0], s[2]) for s in sections(text)] == [("A", 1), ("B", 5), ("D", 13)]


def test_titles_are_read_as_they_are_shown() -> None:
    for text, title in {
        "# [[VPC|the network]] and [[#Parts]]": "the network and Parts",
        "# List<String> <i>x</i>": "List<String> x",
        "# ![logo](a.png) A :rocket:": "logo A 🚀",
        "# A <br> %%b%%": "A",
        "# ==A== ^name": "A",
    }.items():
        assert sections(text)[0][0] == title


def test_details_are_whole() -> None:
    whole = ["details", "summary", '"Q"', "/summary", "paragraph", '"a"', "/paragraph", "/details"]
    assert blocks("<details><summary>Q</summary>\n\na\n\n</details>") == whole
    assert blocks("<details>\n\n<summary>Q</summary>\n\na") == whole
    assert (
        blocks("</details>\n\n<details><summary>Q</summary>\n\na\n\n</details></details>") == whole
    )
    assert blocks("<details>\n\na\n\n</details>") == [*whole[:2], '"Details"', *whole[3:]]
    assert blocks("- <details><summary>Q</summary>\n\n  a\n\nb")[-6:] == [
        "/details",
        "/list_item",
        "/bullet_list",
        "paragraph",
        '"b"',
        "/paragraph",
    ]
    assert blocks("<summary>Q</summary>") == ["paragraph", '"Q"', "/paragraph"]


def test_obsidians_links() -> None:
    def links(text: str) -> list[tuple[str, str]]:
        children = dialect.make().parseInline(text)[0].children or []
        found = [i for i, c in enumerate(children) if c.type == "link_open"]
        return [(str(children[i].attrs["href"]), children[i + 1].content) for i in found]

    assert links("[[VPC]]") == [("VPC", "VPC")]
    assert links("[[My note#A part|x y]]") == [("My%20note#A%20part", "x y")]
    assert links("[[#A#B]]") == [("#B", "A > B")]
    assert links("[[vpc.py]] [[v1.2]] ![[Note]]") == [
        ("vpc.py", "vpc.py"),
        ("v1.2", "v1.2"),
        ("Note", "Note"),
    ]
    assert links("[[Note#^block]]") == [("Note#%5Eblock", "Note > ^block")]
    assert links("[[]] [[|x]] [[a\nb]] `[[code]]` \\[[x]]") == []
    assert links("[[1]](http://x.y)") == [("http://x.y", "[1]")]


def test_obsidians_pictures() -> None:
    def picture(text: str) -> dict[str, str | int | float]:
        children = dialect.make().parseInline(text)[0].children or []
        return next(c.attrs | {"alt": c.content} for c in children if c.type == "image")

    embed = {"class": "embed"}
    assert picture("![[my a.png]]") == {"src": "my%20a.png", "alt": "", **embed}
    assert picture("![[a.png|300]]") == {"src": "a.png", "alt": "", "width": "300", **embed}
    assert picture("![[a.png|300x20]]")["width"] == "300"
    assert picture("![[a.png|the alt|300]]")["alt"] == "the alt"
    assert picture("![[a.png|the alt]]")["alt"] == "the alt"


def test_callouts() -> None:
    assert blocks("> [!note]\n> body") == [
        *("blockquote", "callout", '"Note"', "/callout"),
        *("paragraph", '"body"', "/paragraph", "/blockquote"),
    ]
    assert blocks("> [!warning]- Costs\n> body")[:5] == [
        *("blockquote", "details", "summary", '"Warning: Costs"', "/summary"),
    ]
    assert blocks("> [!tip]") == ["blockquote", "callout", '"Tip"', "/callout", "/blockquote"]
    assert blocks("> plain [!note]")[1] == "paragraph"


BOLD = "# A\n\n**One**\n\ntext **two**\n\n__Three__:\n\n## B\n\n**Four: `x`**\n\n- **no**\n\n**a** **b**"


def test_bold_lines_are_headings_where_the_note_says_so() -> None:
    assert [s[0] for s in sections(BOLD)] == ["A", "B"]
    said = sections(f"---\nheadings: bold\n---\n{BOLD}")
    told = [("A", 1), ("One", 2), ("Three", 2), ("B", 2), ("Four: x", 3)]
    assert [s[:2] for s in said] == told
    assert [s[2] for s in said] == [4, 6, 10, 12, 14]
    assert sections("---\nheadings: [x\n---\n**A**") == [("a", 0, 4, "**A**")]


def test_an_anchor_is_githubs_where_a_title_names_an_emoji() -> None:
    assert parse_note("# A :rocket:", "a.md")[0].sections[0].anchor == "a-rocket"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a %%b\nc%% d", "a \n d"),
        ("%%\na\n\n```\n%%\n\nb", "\n\n\n\n\n\nb"),
        ("> %%a%%\n> b", "> \n> b"),
        ("%% never closed\n\na", "%% never closed\n\na"),
        ("a %% of it\n\nb %% of it", "a %% of it\n\nb %% of it"),
        ("5%% to 6%%, \\%%a%%", "5%% to 6%%, \\%%a%%"),
        ("`%%a%%` %%b%%", "`%%a%%` "),
        ("```\n%%a%%\n```\n%%b%%", "```\n%%a%%\n```\n"),
        ("    > ~~~\n%%a%%", "    > ~~~\n%%a%%"),
    ],
)
def test_comments_are_nowhere_and_lines_keep_their_numbers(text: str, left: str) -> None:
    assert without_comments(text) == left


def told(text: str) -> list[tuple[str, str]]:
    children = dialect.make().parse(text)[1].children or []
    return [(c.type, c.content) for c in children if c.type != "text" or c.content]


def test_marks_but_no_comparisons() -> None:
    marked = [("mark_open", ""), ("text", "b "), ("strong_open", ""), ("text", "c")]
    ends = [("strong_close", ""), ("mark_close", "")]
    assert told("a ==b **c**==") == [("text", "a "), *marked, *ends]
    for text in ("a == b == c", "a==b==c", "==a", "=== a ===", "==a `==`", "a ==b c", "== =="):
        assert all(kind != "mark_open" for kind, _ in told(text)), text


def test_emoji_by_name_but_not_within_words() -> None:
    assert told("go :rocket:, :+1:") == [
        *(("text", "go "), ("emoji", "🚀"), ("text", ", "), ("emoji", "👍"))
    ]
    for text in ("arn:aws:us:x", "10:it:3", ":nobody:", "`:rocket:`", "a::us::b"):
        assert all(kind != "emoji" for kind, _ in told(text)), text


def test_names_of_blocks_are_places_and_not_text() -> None:
    assert told("Lifts. ^lift-1") == [("block_name", ""), ("text", "Lifts.")]
    assert told("Lifts. ^370661") == [("block_name", ""), ("text", "Lifts.")]
    assert told("x = 2 ^3") == [("text", "x = 2 ^3")]
    assert blocks("- a\n\n^list")[-1] == "/bullet_list"


def test_a_table_of_contents_is_made_of_the_headings() -> None:
    text = "# A\n\n[toc]\n\n## B\n\n#### C\n\n## D :rocket:\n\n> ## E"
    tokens = dialect.make().parse(text)
    links = [
        (str(child.attrs["href"]), token.content)
        for token in tokens
        for child in token.children or []
        if child.type == "link_open"
    ]
    assert links == [("#b", "B"), ("#c", "C"), ("#d-rocket", "D 🚀")]
    assert sum(token.nesting for token in tokens) == 0
    assert "[toc]" not in "".join(blocks(text))
    assert '"see [toc]"' in blocks("see [toc]\n\n# A")


def test_notes_that_stand_in_the_text_itself() -> None:
    shown = blocks("a^[said *so*] b[^1]\n\n[^1]: c")
    assert shown[3:] == [
        *("footnote_block", "footnote", "paragraph", '"said *so*"', "footnote_anchor"),
        *("/paragraph", "/footnote", "footnote", "paragraph", '"c"', "footnote_anchor"),
        *("/paragraph", "/footnote", "/footnote_block"),
    ]


def test_footnotes_that_nothing_cites_stay() -> None:
    tokens = dialect.make().parse(
        "b[^2] a[^1] b[^2]\n\n[^1]: one\n[^2]: two\n[^2]: again\n[^3]: three"
    )
    opened = [t.meta for t in tokens if t.type == "footnote_open"]
    assert opened == [
        {"number": 1, "cited": 2},
        {"number": 2, "cited": 1},
        {"number": 3, "cited": 0},
        {"number": 4, "cited": 0},
    ]
    texts = [t.content for t in tokens if t.type == "inline"][1:]
    assert texts == ["two", "one", "again", "three"]


def test_cells_beyond_the_head_stay() -> None:
    text = "| a |\n|---|\n| 1 | 2 | `3\\|4` |\n| 5 |\n6 | 7\n"
    cells = [t.content for t in dialect.make().parse(text) if t.type == "inline"]
    assert cells == ["a", "1", "2", "`3|4`", "5", "6", "7"]


def test_tasks() -> None:
    assert blocks("- [ ] a\n- [X] b\n- [y] c")[3::5] == ['"☐ a"', '"☑ b"', '"[y] c"']


def test_top_groups_keep_open_html_together() -> None:
    tokens = dialect.make().parse(
        "a\n\n<table><tr><td>\n\nb\n\n</td></tr></table>\n\nc\n\n<b>\n\nd"
    )
    groups = [[t.content for t in group if t.content] for group in dialect.top_groups(tokens)]
    assert groups[0] == ["a"]
    assert [len(g) for g in groups[1:]] == [3, 1, 1, 1]


@pytest.mark.parametrize(
    "text", ["<!--", "<h2>", "<h2", "<details>", "<summary>", "[[", "%%a ", "%%\n"]
)
def test_hostile_repetition_takes_no_time(text: str) -> None:
    started = time.perf_counter()
    parse_note("<div>\n" + text * 5_000, "a.md")
    parse_note(text * 5_000, "a.md")
    assert time.perf_counter() - started < 5


def test_threads_that_share_a_parser_find_all_its_rules_from_the_first_text_on() -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        found: set[str] = set()
        for _ in range(60):
            md, start = make(), threading.Barrier(4)

            def first(md: MarkdownIt = md, start: threading.Barrier = start) -> str:
                start.wait()
                return str(md.render("one <b>two</b> *three*"))

            with ThreadPoolExecutor(4) as pool:
                found |= {one.result() for one in [pool.submit(first) for _ in range(4)]}
    finally:
        sys.setswitchinterval(before)
    assert found == {"<p>one <b>two</b> <em>three</em></p>\n"}


def test_a_section_is_called_by_the_beginning_of_a_heading_that_never_ends() -> None:
    (found,) = dialect.headings(dialect.blocks("# " + "word " * 10_000))
    assert found.title.startswith("word word")
    assert len(found.title) <= dialect.TITLE
