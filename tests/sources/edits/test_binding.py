"""A gap is closed by one small change; all else in the file stays to the byte."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import EditError, SourceError, WriteError
from app.model.workspace import Workspace
from app.sources.coverage import Gap, GapKind, coverage
from app.sources.edits import dot_edit, editable, edits, script_edit
from app.sources.edits.alias_edit import with_alias
from app.sources.edits.binding import Choice, choices, others, plan
from app.sources.edits.edits import Advice, Edit, Source
from app.sources.edits.picture_edit import with_image, with_picture
from app.sources.markdown.front_matter import read_front_matter
from app.sources.markdown.images import images
from app.sources.markdown.note import parse_note
from app.sources.scripts.script_run import AS_USUAL
from app.sources.workspace import load

pytestmark = pytest.mark.usefixtures("warm_cache")


def text_of(text: str, file: str = "x.py") -> Source:
    return Source(Path("/", file), file, text.encode("utf-8", "replace"), text, "utf-8", b"")


# Scripts

HEAD = "from diagrams import Cluster, Diagram\nfrom diagrams.aws import compute as c\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('c.EC2("web")', 'c.EC2("web", URL="#x")'),
        ('a = c.EC2("web",)  # é', 'a = c.EC2("web", URL="#x",)  # é'),
        ('é, b = 1, c.EC2(label="web")', 'é, b = 1, c.EC2(label="web", URL="#x")'),
        ('c.EC2("w" "eb", tooltip="t") >> c.ECS("x")', None),
        ('c.EC2(\n  "web",\n)', 'c.EC2(\n  "web", URL="#x",\n)'),
        ("c.EC2('web', **{})", ""),
        ("c.EC2('web', URL='#y')", ""),
        ("c.EC2('web', href='#y')", ""),
        ("c.EC2('web') >> c.EC2('web')", ""),
        ("c.EC2(name)", ""),
        ("helper('web')", ""),
        ("c.EC2(('web'))", ""),  # the change would land in the brackets
        ("c.EC2('web'", ""),
    ],
)
def test_a_url_in_a_nodes_call(before: str, after: str | None) -> None:
    if after is None:
        after = before.replace('"t")', '"t", URL="#x")')
    if not after:
        with pytest.raises(EditError):
            script_edit.with_url(text_of(HEAD + before), 3, "web", False, "#x")
        return
    assert script_edit.with_url(text_of(HEAD + before), 3, "web", False, "#x") == HEAD + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('with Cluster("box"): 0', 'with Cluster("box", graph_attr={"URL": "#x"}): 0'),
        (
            'with Cluster("box", graph_attr={"class": "vpc"}): 0',
            'with Cluster("box", graph_attr={"class": "vpc", "URL": "#x"}): 0',
        ),
        (
            'with Cluster("box", graph_attr={}): 0',
            'with Cluster("box", graph_attr={"URL": "#x"}): 0',
        ),
        ('with Cluster("box", "LR", {}): 0', ""),
        ('with Cluster("box", graph_attr=ATTRS): 0', ""),
        ('with Cluster("box", graph_attr={**ATTRS}): 0', ""),
        ('with Cluster("box", graph_attr={"href": "#y"}): 0', ""),
    ],
)
def test_a_url_in_a_clusters_call(before: str, after: str) -> None:
    if not after:
        with pytest.raises(EditError):
            script_edit.with_url(text_of(HEAD + before), 3, "box", True, "#x")
        return
    assert script_edit.with_url(text_of(HEAD + before), 3, "box", True, "#x") == HEAD + after


SPACE = st.sampled_from(["", " ", "  ", "\n    ", " # ,)\n ", "\t", "\\\n"])
QUOTED = st.sampled_from(['"web"', "'web'", '"""web"""', "'w' 'eb'", 'label="web"', "r'web'"])
MORE = st.sampled_from(["", 'tooltip="é, ) 😀"', "width=str(1 + (2))", 'shape=("box")', "x=[1, 2]"])
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@given(SPACE, QUOTED, SPACE, MORE, SPACE, st.booleans(), ENDS, st.sampled_from(["#x", "a.md#é"]))
def test_a_bound_script_is_the_old_one_and_a_keyword(
    before: str, label: str, after: str, more: str, last: str, comma: bool, end: str, url: str
) -> None:
    inside = f"{before}{label}{after}" + (f",{before}{more}{last}" if more else "")
    call = f"if 1:\n  é = [1, c.EC2({inside}{',' if comma else ''}{last})]\n"
    text = (HEAD + call).replace("\n", end)
    tree = ast.parse(text)
    try:
        bound = script_edit.with_url(text_of(text), 4, "web", False, url)
    except EditError:
        assert 'shape=("box")' in inside
        return
    call_node = next(
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr == "EC2"
    )
    call_node.keywords.append(ast.keyword("URL", ast.Constant(url)))
    assert ast.dump(ast.parse(bound)) == ast.dump(tree)
    added = bound.index(f'URL="{url}"')
    rest = bound[:added].removesuffix(", ") + bound[added + len(f'URL="{url}"') :]
    assert rest == text


# DOT files


@pytest.mark.parametrize(
    ("line", "label", "after"),
    [
        ("  web;", "web", '  web [URL="#x"];'),
        ('  "web"', "web", '  "web" [URL="#x"]'),
        ('  w [label="Web\\nserver", shape=box];', "Web server", None),
        ("  w []", "w", '  w [URL="#x"]'),
        ("  a -> web;", "web", ""),
        ("  web; b;", "web", ""),
        ('  web [URL="#y"]', "web", ""),
        ('  web [label="other"]', "web", ""),
        ("  node [shape=box]", "node", ""),
        ("  /* web */", "web", ""),
    ],
)
def test_a_url_in_a_dot_nodes_own_statement(line: str, label: str, after: str | None) -> None:
    source = text_of(f"digraph {{\r\n{line}\r\n}}", "x.dot")
    if after == "":
        with pytest.raises(EditError):
            dot_edit.with_url(source, 2, label, False, "#x")
        return
    after = after or line.replace("]", ', URL="#x"]')
    assert dot_edit.with_url(source, 2, label, False, "#x") == f"digraph {{\r\n{after}\r\n}}"


@pytest.mark.parametrize(
    "before",
    [
        "/* never closed",
        '"never closed',
        '"a" /* b */ "never \\" closed',
        "a [label=<never <b>closed</b>",
        "a [label=<<!-- never > closed",
        "// a\n# b\n/* never closed // here",
        "/*" * 100_000,
        '\\"' * 100_001,
    ],
)
def test_what_is_in_a_comment_or_a_text_is_no_statement(before: str) -> None:
    with pytest.raises(EditError):
        dot_edit.with_url(text_of(f"digraph {{ {before}\nweb\n}}", "x.dot"), 2, "web", False, "#x")


@pytest.mark.parametrize(
    "before",
    [
        '/* a " */',
        '"/* a" // "',
        '\n# it is a "line\n',
        "a [label=<<b>it's</b> <!-- > \"-->/*>]",
        '"a \\\\"',
    ],
)
def test_what_is_over_before_is_no_hindrance(before: str) -> None:
    source = text_of(f"digraph {{ {before}\nweb\n}}", "x.dot")
    line = 2 + before.count("\n")
    assert 'web [URL="#x"]' in dot_edit.with_url(source, line, "web", False, "#x")


def test_a_hostile_line_takes_no_time() -> None:
    line = f"web [a=b{' ' * 100_000},{' ' * 100_000}]{' ' * 100_000}x"
    with pytest.raises(EditError):
        dot_edit.with_url(text_of(f"digraph {{\n{line}\n}}", "x.dot"), 2, "web", False, "#x")


# Aliases

ALIAS = st.text(max_size=12) | st.sampled_from(["a, b", "[x]", '"', "'", "# x", "a: b", "- c"])
FRONT = st.sampled_from(
    [
        "",
        "---\ntitle: T\n---\n",
        "---\naliases: [A, 'B, C'] # these\ntitle: T\n---\n",
        "---\naliases: []\n---\n",
        "---\naliases: [A,]\n---\n",
        "---\naliases:\n- A\n\n- B # b\nother:\n  - x\n---\n",
        "---\naliases:\n    -   A\n---\n",
        "---\naliases:\n---\n",
        "---\naliases: Just one\n---\n",
        '---\naliases: "One, two"\n---\n',
        "---\nnever closed\n",
    ]
)


@given(FRONT, ALIAS, ENDS)
def test_any_alias_is_read_again_and_all_else_stays(front: str, alias: str, end: str) -> None:
    text = (front + "# Heading\n\nText.\n").replace("\n", end)

    def front_of(text: str) -> tuple[str, ...]:
        return read_front_matter(text.replace("\r\n", "\n").replace("\r", "\n"), "").aliases

    before = front_of(text)
    if alias in before:
        with pytest.raises(EditError):
            with_alias(text_of(text), alias)
        return
    changed, line = with_alias(text_of(text), alias)
    assert front_of(changed) == (*before, alias)
    assert changed.endswith(text[text.index("# Heading") :])
    assert 1 <= line <= changed.count(end)


def test_lists_keep_their_style() -> None:
    inline, _ = with_alias(text_of("---\naliases: [A, B]\n---\n"), "C d")
    assert inline == "---\naliases: [A, B, C d]\n---\n"
    block, line = with_alias(text_of("---\naliases:\n  - A\ntitle: T\n---\n"), "yes")
    assert (block, line) == ('---\naliases:\n  - A\n  - "yes"\ntitle: T\n---\n', 4)


@pytest.mark.parametrize(
    "front",
    ["---\naliases: [A, [B]]\n---\n", "---\naliases: {a: b}\n---\n", "---\naliases: A, B\n---\n"],
)
def test_what_is_not_understood_is_not_touched(front: str) -> None:
    with pytest.raises(EditError):
        with_alias(text_of(front), "C")


# Pictures


def test_an_image_gets_a_diagrams_name() -> None:
    source = text_of("a\r\n![x](./img/old.png) and `![](./img/old.png)`?\r\n![y](<./b c.png>)\r\n")
    changed = with_picture(source, 2, "./img/old.png", "new")
    assert changed == source.text.replace("(./img/old.png) and", "(./img/new.png) and")
    twice = text_of("![](a.png) ![](a.png)")
    with pytest.raises(EditError):
        with_picture(twice, 1, "a.png", "new")
    assert "(<./n%20w.png>)\r\n" in with_picture(source, 3, "./b c.png", "n w")
    wiki = text_of("![[old]] <img src='a&amp;b.png'>")
    assert with_picture(wiki, 1, "old", "new") == "![[new.png]] <img src='a&amp;b.png'>"
    assert with_picture(wiki, 1, "a&b.png", "new") == "![[old]] <img src='new.png'>"


NAMES = st.text(st.characters(exclude_characters="/\\\0\r\n"), min_size=1, max_size=8).filter(
    lambda name: name == name.strip(". ") and name.isprintable()
)


@example("`0`", "![a]({})")
@given(
    NAMES,
    st.sampled_from(["![a]({})", "![[{}]]", "<img src='{}'>", '<img src="{}">', "![a](<{}>)"]),
)
def test_any_diagrams_name_is_found_again(name: str, syntax: str) -> None:
    line = "text " + syntax.format("img/old.png") + " more\r\n"
    changed = with_picture(text_of(line), 1, "img/old.png", name)
    (image,) = images([changed.rstrip("\r\n")], 1)
    assert image.stem == name
    assert changed.endswith(" more\r\n")


# The whole way: a workspace on disk

SCRIPT = """# -*- coding: utf-8 -*-
from diagrams import Cluster, Diagram
from diagrams.aws.compute import EC2, ECS

OPTIONS = {}
with Diagram("Small", filename="small"):
    with Cluster("Farm"):
        web = EC2(
            "Till"
        )
    ECS("Worker", **OPTIONS)
    web >> ECS("Twin")
""".replace("\n", "\r\n")
NOTES = {
    "shop.md": "\ufeff# Shopfront\r\nSells.\r\n## Cattle farm\r\nMany.\r\n![](smal.png)\r\n",
    "a.md": "# Twin\nA.\n",
    "b.md": "# B\nB.\n## Twin\nB.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "mine"
    root.mkdir()
    (root / "small.py").write_bytes(SCRIPT.encode())
    (root / "pair.dot").write_text("digraph {\n  Alone;\n  Alone -> Other\n}\n")
    for name, text in NOTES.items():
        (root / name).write_bytes(text.encode())
    return root


def opened(folder: Path) -> Workspace:
    return load(folder, allowed=lambda _: AS_USUAL)


def gap_of(workspace: Workspace, name: str) -> Gap:
    return next(gap for gap in coverage(workspace) if gap.name == name)


def section_choice(workspace: Workspace, gap: Gap, title: str) -> Choice:
    return next(c for c in others(workspace, gap) if c.title == title)


@pytest.mark.parametrize(
    ("name", "title", "where"),
    [
        ("Till", "Cattle farm", '"Till", URL="#cattle-farm"'),
        ("Farm", "Cattle farm", 'Cluster("Farm", graph_attr={"URL": "#cattle-farm"})'),
        ("Twin", "Twin", 'ECS("Twin", URL="#a/twin")'),
        ("Alone", "B", '  Alone [URL="#b"];'),
        ("Worker", "B", "  - Worker"),  # its call takes more from elsewhere: an alias
    ],
)
def test_binding_closes_the_gap(folder: Path, name: str, title: str, where: str) -> None:
    workspace = opened(folder)
    gap = gap_of(workspace, name)
    edit = plan(workspace, gap, section_choice(workspace, gap, title))
    assert isinstance(edit, Edit)
    edits.apply(edit)
    assert where in edit.path.read_bytes().decode()
    assert name not in [g.name for g in coverage(opened(folder)) if g.kind is gap.kind]
    edits.apply(edits.back(edit))
    assert edit.path.read_bytes() == edit.before
    assert coverage(opened(folder)) == coverage(workspace)


def test_a_section_is_bound_by_its_component_and_a_picture_by_its_diagram(folder: Path) -> None:
    workspace = opened(folder)
    gap = gap_of(workspace, "Cattle farm")
    assert gap.kind is GapKind.NOT_SHOWN
    assert [c.title for c in choices(workspace, gap)][:1] == ["Farm"]
    edit = plan(workspace, gap, choices(workspace, gap)[0])
    assert isinstance(edit, Edit)
    assert edit.file == "small.py"
    picture = gap_of(workspace, "smal.png")
    first, last = choices(workspace, picture)
    edit = plan(workspace, picture, first)
    assert isinstance(edit, Edit)
    edits.apply(edit)
    assert edit.after == NOTES["shop.md"].replace("smal.png", "small.png").encode()
    advice = plan(workspace, picture, last)
    assert isinstance(advice, Advice)
    assert advice.text == 'filename="smal"'


def test_what_cannot_be_written_is_told(folder: Path) -> None:
    workspace = opened(folder)
    gap = gap_of(workspace, "Worker")
    choice = section_choice(workspace, gap, "Cattle farm")  # no first section: no alias
    advice = plan(workspace, gap, choice)
    assert isinstance(advice, Advice)
    assert advice.text == 'URL="#cattle-farm"'
    assert str(advice) == (
        "Not written. The call takes arguments from elsewhere, perhaps a URL. "
        "Write this among the attributes of “Worker” in small.py, line 11:"
    )
    (folder / "small.py").chmod(0o444)
    gap = gap_of(workspace, "Farm")
    advice = plan(workspace, gap, section_choice(workspace, gap, "Cattle farm"))
    assert isinstance(advice, Advice)
    assert advice.text == 'graph_attr={"URL": "#cattle-farm"}'
    assert advice.why == "The file is read-only."


def test_a_file_that_changed_is_left_alone(folder: Path) -> None:
    workspace = opened(folder)
    gap = gap_of(workspace, "Alone")
    edit = plan(workspace, gap, section_choice(workspace, gap, "B"))
    assert isinstance(edit, Edit)
    edit.path.write_text("digraph { other }")
    with pytest.raises(SourceError, match="has changed in the meantime"):
        edits.apply(edit)
    assert edit.path.read_text() == "digraph { other }"


def test_a_failed_write_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = opened(folder)
    gap = gap_of(workspace, "Alone")
    edit = plan(workspace, gap, section_choice(workspace, gap, "B"))
    assert isinstance(edit, Edit)

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(WriteError, match="no space left"):
        edits.apply(edit)
    monkeypatch.undo()
    assert edit.path.read_bytes() == edit.before


def test_nothing_outside_the_workspace_or_of_an_installation_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = folder.parent / "out.md"
    outside.write_text("# Out")
    (folder / "link.md").symlink_to(outside)
    for file in ("../out.md", "link.md", "gone.md"):
        with pytest.raises(EditError):
            editable.read(str(folder), file)
    monkeypatch.setattr("app.__file__", str(folder / "__init__.py"))
    with pytest.raises(EditError, match="came with Acetate"):
        editable.read(str(folder), "a.md")


@pytest.mark.parametrize("codec", ["latin-1", "utf-16"])
def test_a_graph_behind_another_is_bound_in_its_files_encoding(folder: Path, codec: str) -> None:
    raw = "graph a { É }\r\ngraph b {\r\n É;\r\n Ü }\r\n".encode(codec)
    (folder / "pair.dot").write_bytes(raw)
    workspace = opened(folder)
    gap = next(g for g in coverage(workspace) if (g.name, g.diagram) == ("É", "pair/b"))
    edit = plan(workspace, gap, section_choice(workspace, gap, "B"))
    assert isinstance(edit, Edit)
    edits.apply(edit)
    changed = raw.decode(codec).replace(" É;", ' É [URL="#b"];')
    assert (folder / "pair.dot").read_bytes() == changed.encode(codec)


@pytest.mark.parametrize("codec", ["utf-16", "latin-1", "utf-8-sig", "utf-8"])
def test_a_notes_encoding_stays(folder: Path, codec: str) -> None:
    raw = "# Café\r\nText.\r\n".encode(codec)
    (folder / "c.md").write_bytes(raw)
    source = editable.read(str(folder), "c.md")
    text, line = with_alias(source, "日本")
    if codec == "latin-1":
        with pytest.raises(EditError, match="encoding"):
            source.edit(text, line, "")
        text, line = with_alias(source, "Kaffee")
    edit = source.edit(text, line, "")
    edits.apply(edit)
    changed = edit.path.read_bytes().decode(codec)
    assert changed.startswith("---\r\naliases:\r\n  - ")
    assert changed.endswith("# Café\r\nText.\r\n")


def test_the_line_of_a_bundled_component_is_told(bundled: Workspace) -> None:
    diagram = bundled.diagrams[0]
    node = diagram.nodes[0]
    gap = Gap(GapKind.NO_SECTION, "x", "", diagram.source, node.line, diagram.id, node.id)
    section = bundled.notebook.sections[-1]
    advice = plan(bundled, gap, Choice("", "", diagram.id, node.id, section.id))
    assert isinstance(advice, Advice)
    assert advice.text == f'URL="#{section.id}"'


def test_borrowed_diagrams_are_bound_in_the_note(tmp_path: Path) -> None:
    (tmp_path / "n.md").write_text("# Meine Wolke\nText.\n## Tiefer\nMehr.\n")
    workspace = opened(tmp_path)
    assert workspace.borrowed
    gap = gap_of(workspace, "Meine Wolke")
    choice = next(c for c in others(workspace, gap) if c.title == "AWS account")
    edit = plan(workspace, gap, choice)
    assert isinstance(edit, Edit)
    edits.apply(edit)
    assert (
        (tmp_path / "n.md").read_text().startswith("---\naliases:\n  - AWS account\n---\n# Meine")
    )
    assert "Meine Wolke" not in [g.name for g in coverage(opened(tmp_path))]
    (tmp_path / "n.md").chmod(0o444)
    advice = plan(workspace, gap, choice)
    assert isinstance(advice, Advice)
    assert advice.text == "aliases: [AWS account]"
    (tmp_path / "n.md").chmod(0o644)
    workspace = opened(tmp_path)
    gap = gap_of(workspace, "Tiefer")
    assert not choices(workspace, gap)  # an alias leads to a note's first section
    edit = plan(workspace, gap, others(workspace, gap)[0])
    assert isinstance(edit, Edit)
    edits.apply(edit)
    assert "## Tiefer\n\n![" in (tmp_path / "n.md").read_text()
    assert not [g for g in coverage(opened(tmp_path)) if g.kind is GapKind.NOT_SHOWN]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# A\nText.\n", "# A\n\n![D](d.png)\n\nText.\n"),
        ("# A\n\nText.\n", "# A\n\n![D](d.png)\n\nText.\n"),
        ("---\ntitle: T\n---\nA\n===\nText.", "---\ntitle: T\n---\nA\n===\n\n![D](d.png)\n\nText."),
        ("# A", "# A\n\n![D](d.png)\n"),
        ("# A\r\n## B\r\n", "# A\r\n\r\n![D](d.png)\r\n\r\n## B\r\n"),
        ("A\nB\n===\nText.\n", ""),  # a heading of two lines
    ],
)
def test_a_picture_is_written_under_a_heading(before: str, after: str) -> None:
    source = text_of(before, "n.md")
    section = parse_note(before, "n.md")[0].sections[0]
    if not after:
        with pytest.raises(EditError):
            with_image(source, section, "![D](d.png)")
        return
    changed, line = with_image(source, section, "![D](d.png)")
    assert changed == after
    assert changed.splitlines()[line - 1] == "![D](d.png)"
