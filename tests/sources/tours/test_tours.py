"""Tours as Markdown, read and written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.filtering import Hide, near, only
from app.model.ids import DiagramId, ElementId, TourId
from app.model.layer import visible
from app.model.problem import Problem
from app.model.tour import Step, Tour, TourOrigin, TourStyle, stage_of
from app.model.workspace import Workspace
from app.sources.tours.automatic import automatic
from app.sources.tours.step_text import contained, heading
from app.sources.tours.tours import parse_tour, read_tour, says_it_is_one, with_tours, write_tour
from app.sources.workspace import load

LABELS = ("A", "A", "A, B", "x; y", 'say "hi"', "a -> b", "a --> b", "none", "", "#x", "Two\nlines")
SPACE = Workspace(
    "/w",
    "W",
    False,
    (
        Diagram(
            DiagramId("one"),
            "First one",
            "picture",
            "one.py",
            layers=("iam", "cicd"),
            nodes=tuple(Node(ElementId(f"n{i}"), label) for i, label in enumerate(LABELS)),
            clusters=(Cluster(ElementId("c"), "Group"),),
            edges=tuple(
                Edge(
                    ElementId(f"e{i}"),
                    ElementId("n0"),
                    ElementId(f"n{i}"),
                    (ElementId(""), ElementId("")),
                )
                for i in range(2, len(LABELS))
            ),
        ),
        Diagram(
            DiagramId("two/b, c"),
            "Second",
            "two",
            "two.py",
            nodes=(Node(ElementId("m"), "ECR"), Node(ElementId("l"), "ECS")),
        ),
    ),
)


def parse(text: str) -> Tour:
    tour, problems = parse_tour(text, "tours/it.md", SPACE)
    assert problems == ()
    return tour


def wrong(text: str) -> list[tuple[int | None, str]]:
    _, problems = parse_tour(text, "tours/it.md", SPACE)
    assert {p.file for p in problems} <= {"tours/it.md"}
    return [(p.line, p.message) for p in problems]


HEAD = "---\ntitle: T\ndiagram: one\n---\n\n"


def test_a_step_has_from_the_one_before_what_it_leaves_out() -> None:
    tour = parse(
        HEAD
        + "## One\n\n<!-- show: layers=cicd; focus=Group, A -> Two; style=flow; seconds=2.5 -->\n"
        "\nWords.\n\n## Two\n\nMore.\n\n## Three\n\n<!-- show: focus=none; layers=all -->\n\n"
        "## Four\n\n<!-- show: diagram=two/b, c -->\n"
    )
    one, two, three, four = tour.steps
    assert (tour.id, tour.title, tour.file, tour.origin) == (
        "it",
        "T",
        "tours/it.md",
        TourOrigin.FILE,
    )
    assert one == Step(
        "One",
        "Words.",
        DiagramId("one"),
        frozenset({"cicd"}),
        (ElementId("c"), ElementId("e10")),
        TourStyle.FLOW,
        2.5,
        6,
    )
    assert two == replace(one, title="Two", text="More.", line=12)
    assert (three.focus, sorted(three.layers), three.style) == ((), ["cicd", "iam"], TourStyle.FLOW)
    # In another diagram layers and focus begin anew, style and pace go on.
    assert (four.diagram, four.layers, four.focus) == ("two/b, c", frozenset(), ())
    assert (four.style, four.seconds) == (TourStyle.FLOW, 2.5)


def test_the_first_step_shows_all_of_the_diagram() -> None:
    (step,) = parse(HEAD + "## One\n").steps
    assert step == Step("One", "", DiagramId("one"), frozenset({"iam", "cicd"}), line=6)


@pytest.mark.parametrize("named", ["one", "picture", "PICTURE", "First one"])
def test_a_diagram_by_its_id_picture_or_title(named: str) -> None:
    assert parse(f"---\ndiagram: {named}\n---\n# It\n\nx\n").diagrams == ("one",)


def test_layers_by_their_names_as_they_are_shown() -> None:
    (step,) = parse(HEAD + "## S\n<!-- show: layers=CI/CD, IAM -->\n").steps
    assert step.layers == {"cicd", "iam"}


def test_several_comments_and_lines_of_one_are_one() -> None:
    (step,) = parse(
        HEAD + "## S\n<!-- show: layers=none\n  ; style=flow\n -->\nWords\n<!--show:seconds=3-->\n"
    ).steps
    assert (step.layers, step.style, step.seconds, step.text) == (frozenset(), "flow", 3.0, "Words")


def test_what_stands_before_the_first_step_is_its_own() -> None:
    for lead in ("<!-- show: style=flow -->\n\n", "# T\n\n<!-- show: style=flow -->\n\n"):
        (step,) = parse(HEAD + lead + "## S\n\nWords\n").steps
        assert (step.title, step.style) == ("S", TourStyle.FLOW)


def test_the_title_as_a_heading_is_no_step_unless_it_has_words() -> None:
    assert [s.title for s in parse("---\ndiagram: one\n---\n# T\n\n## A\n## B\n").steps] == [
        "A",
        "B",
    ]
    assert [s.title for s in parse("---\ndiagram: one\n---\n# T\nx\n## A\n").steps] == ["T", "A"]
    assert [s.title for s in parse(HEAD + "# T\n").steps] == ["T"]


def test_comments_in_code_are_examples() -> None:
    text = "Write:\n\n```\n<!-- show: style=flow -->\n```"
    (step,) = parse(HEAD + f"## S\n\n{text}\n").steps
    assert (step.style, step.text) == (TourStyle.BUILD, text)


def test_line_ends_of_any_system_are_the_same() -> None:
    text = HEAD + "## One\n\n<!-- show: layers=cicd;\nfocus=Grop -->\n\nWords.\n\n## Two\n"
    read = [parse_tour(text.replace("\n", end), "t.md", SPACE) for end in ("\n", "\r\n", "\r")]
    assert read[0] == read[1] == read[2]
    assert [p.line for p in read[0][1]] == [9]


def test_what_fits_nothing_is_a_problem_with_its_line_and_the_nearest_names() -> None:
    assert wrong("---\ndiagram: oen\n---\n## S\n") == [
        (1, "There is no diagram “oen”. Did you mean “one”?"),
        (
            4,
            "The tour does not say which diagram it shows: write “diagram: …” in its front matter.",
        ),
    ]
    line = 8
    for said, message in (
        ("focus=Grup", "In “First one”, nothing is called “Grup”. Did you mean “Group”?"),
        ("layers=icd", "“First one” has no layer “icd”. Did you mean “cicd”?"),
        ("style=glow", "A style is build or flow, not “glow”."),
        ("seconds=soon", "Seconds are a number from 0.1 to 3600, not “soon”."),
        ("seconds=inf", "Seconds are a number from 0.1 to 3600, not “inf”."),
        ("seconds=nan", "Seconds are a number from 0.1 to 3600, not “nan”."),
        ("diagram=three", "There is no diagram “three”."),
        (
            "colour=red",
            "A step shows layers, focus, fold, hide, only, near, style, diagram, seconds, not “colour”.",
        ),
    ):
        found = wrong(HEAD + f"## S\n\n<!-- show: {said} -->\n")
        assert [(n, m.partition("? ")[0]) for n, m in found] == [(line, message)]


def test_the_rest_of_a_step_with_a_problem_counts() -> None:
    tour, problems = parse_tour(
        HEAD + "## S\n<!-- show: focus=Group, Grop; layers=iam, x; style=flow -->\n", "t.md", SPACE
    )
    assert len(problems) == 2
    (step,) = tour.steps
    assert (step.focus, sorted(step.layers), step.style) == (("c",), ["iam"], TourStyle.FLOW)


def test_words_around_comments_stay_a_line_apart() -> None:
    said = "\n\n<!-- show: style=flow -->\n\n"
    for text, words in (
        (f"a{said}b", "a\n\nb"),
        (f"{said}a{said}{said}b\n\n\nc{said}", "a\n\nb\n\n\nc"),
        ("a <!-- show: style=flow --> b", "a  b"),
        ("a\n<!-- show: style=flow -->\nb", "a\n\nb"),
        ("a\n\n<!-- show: style=flow", "a\n\n<!-- show: style=flow"),
    ):
        assert parse(HEAD + f"## S\n\n{text}\n").steps[0].text == words


def test_a_tour_without_steps_is_told() -> None:
    assert wrong(HEAD) == [(1, "The tour has no steps: write a heading for each.")]


@given(
    st.text(
        alphabet=st.sampled_from(list("#<!-- show:=;,\"'\n\r\t>-`~ abfocus{}[]|\\\0é")), max_size=80
    )
)
def test_hostile_text_is_read_without_a_crash(text: str) -> None:
    for whole in (text, HEAD + "## S\n" + text, HEAD + f"## S\n<!-- show: {text} -->\n"):
        tour, _ = parse_tour(whole, "tours/t.md", SPACE)
        for step in tour.steps:
            assert step.diagram in {"one", "two/b, c"}


# Writing

WORDS = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            [
                "# x",
                "## y",
                "---",
                "===",
                "text",
                "",
                "```",
                "~~~ a",
                "<h2>z</h2>",
                "<!-- a",
                "-->",
                "<script>",
                "<pre>",
                "<?",
                "<![CDATA[",
                "<details>",
                "- a",
                "> b",
                "1. c",
                "    d",
                "<!-- show: style=flow -->",
                "[^1]: n",
                "%%",
                "$$",
                "| a |",
                "|-|",
                "\\# e",
                "***",
            ]
        ),
        max_size=6,
    ).map("\n".join),
)
IDS = [*(n.id for n in SPACE.diagrams[0].nodes), "c", *(e.id for e in SPACE.diagrams[0].edges)]
STEPS = st.one_of(
    st.builds(
        Step,
        st.text(max_size=20),
        WORDS,
        st.just("one"),
        st.frozensets(st.sampled_from(["iam", "cicd"])),
        st.lists(st.sampled_from(IDS), unique=True, max_size=4).map(tuple),
        st.sampled_from(TourStyle),
        st.floats(0.1, 3600),
    ),
    st.builds(Step, st.text(max_size=9), WORDS, st.just("two/b, c"), st.just(frozenset[str]())),
)


@given(st.text(max_size=20), st.lists(STEPS, min_size=1, max_size=4))
@example("two empty lines", [Step("", "a\n\n\nb", DiagramId("one"), frozenset())])
@example(
    "comments", [Step("", t, DiagramId("one"), frozenset()) for t in ("%%", "%%a%%\n> %%", "%%")]
)
@example("formulas", [Step("", "$$", DiagramId("one"), frozenset())] * 2)
@example("two in code", [Step("", "```\na\n\n\nb\n```", DiagramId("one"), frozenset())])
def test_what_is_written_reads_back_as_the_same(title: str, steps: list[Step]) -> None:
    tour = Tour(TourId("it"), title, tuple(steps), file="tours/it.md")
    text = write_tour(tour, SPACE)
    back = parse(text)
    assert len(back.steps) == len(steps)
    for was, now in zip(steps, back.steps, strict=True):
        assert now.title == " ".join(was.title.replace("\0", "").split())
        assert now.text == contained(was.text)
        assert replace(now, title="", text="", line=None) == replace(
            was, title="", text="", line=None
        )
    assert back.title == (" ".join(title.split()) or "it")
    assert write_tour(replace(back, title=title), SPACE) == text


@given(WORDS)
def test_words_stay_within_their_step(words: str) -> None:
    assert contained(contained(words)) == contained(words)


def test_plain_words_and_titles_are_written_as_they_are() -> None:
    for words in (
        "One. Two.",
        "- a\n- b",
        "a\n\nb *c* [d](#e)",
        "```\n# code\n```",
        "<b>x</b> # y",
    ):
        assert contained(words) == words
    assert heading("S3 → C# (2 of 3), “so”") == "S3 → C# (2 of 3), “so”"
    assert contained("a\n# b") == "a\n\\# b"
    assert contained("a\n---") == "a\n\\---"


def test_a_tour_reads_well_as_written() -> None:
    steps = (
        Step(
            "First",
            "Words.",
            DiagramId("one"),
            frozenset({"cicd"}),
            (ElementId("c"), ElementId("e10"), ElementId("n2")),
            TourStyle.FLOW,
        ),
        Step(
            "Second",
            "",
            DiagramId("one"),
            frozenset({"cicd"}),
            (ElementId("c"), ElementId("e10"), ElementId("n2")),
            TourStyle.FLOW,
        ),
        Step(
            "Third",
            "More.",
            DiagramId("two/b, c"),
            frozenset(),
            (ElementId("m"),),
            TourStyle.FLOW,
            4,
        ),
    )
    assert write_tour(Tour(TourId("it"), "My: tour", steps), SPACE) == (
        '---\ntitle: "My: tour"\ndiagram: "one"\n---\n\n## First\n\n'
        '<!-- show: layers=cicd; focus=Group, n0 -> Two, "A, B"; style=flow -->\n\nWords.\n\n'
        '## Second\n\n## Third\n\n<!-- show: diagram="two/b, c"; focus=ECR; seconds=4 -->\n\nMore.\n'
    )


# In a workspace


def test_tours_of_a_workspace_are_those_of_files_then_the_automatic_ones(tmp_path: Path) -> None:
    (tmp_path / "pair.dot").write_text(
        'digraph { layers="iam"; a -> b [label="1 x", layer="iam"]; b -> a [label="2 y"] }'
    )
    (tmp_path / "tours").mkdir()
    (tmp_path / "tours" / "mine.md").write_text("---\ndiagram: pair\n---\n## Only\n")
    (tmp_path / "tours" / "broken.md").write_text("---\ndiagram: pear\n---\n## Only\n")
    found = load(tmp_path)
    assert [t.id for t in found.tours] == ["mine", "pair/layers", "pair/edges"]
    assert found.tour(TourId("mine")) is found.tours[0]
    assert {(p.file, p.line) for p in found.problems} == {
        ("tours/broken.md", 1),
        ("tours/broken.md", 4),
    }
    assert found.notebook.notes == ()  # a tour is no note


def test_an_unreadable_tour_is_a_problem(tmp_path: Path) -> None:
    found = with_tours(SPACE, [(tmp_path / "no.md", "tours/no.md")])
    assert [p.file for p in found.problems] == ["tours/no.md"]
    assert all(t.origin is not TourOrigin.FILE for t in found.tours)


def test_automatic_tours_read_back_as_they_are(bundled: Workspace) -> None:
    for tour in automatic(bundled).tours:
        back, problems = parse_tour(write_tour(tour, bundled), f"tours/{tour.id}.md", bundled)
        assert problems == ()
        assert [replace(s, line=None) for s in back.steps] == list(tour.steps)


# Those that come along

BUNDLED = ("commit_to_task", "private_instance", "raw_to_dashboard", "who_may")


def test_the_bundled_tours_are_there(bundled: Workspace) -> None:
    own = [t for t in bundled.tours if t.origin is TourOrigin.FILE]
    assert sorted(t.id for t in own) == sorted(BUNDLED)
    assert {t.steps[0].diagram for t in own} == {"vpc", "ecs", "glue", "iam"}


@pytest.mark.parametrize("id", BUNDLED)
def test_a_bundled_tour_shows_what_it_speaks_of(bundled: Workspace, id: str) -> None:
    file = f"resources/tours/{id}.md"
    tour, problems = read_tour(Path(bundled.root) / file, file, bundled)
    assert problems == ()
    assert len(tour.steps) <= 13  # twelve presses after the first
    for number, step in enumerate(tour.steps):
        diagram = bundled.diagram(step.diagram)
        assert diagram is not None
        shown = visible(diagram, step.layers)
        everything = shown.nodes | shown.clusters | shown.edges
        assert everything.issuperset(step.focus), step.title
        assert stage_of(tour, number, diagram).highlighted & everything
        assert 2 <= step.text.count(". ") + step.text.count("? ") + 1 <= 4, step.title
        assert len(step.title) <= 40


def test_a_problem_is_a_warning() -> None:
    _, problems = parse_tour(HEAD + "## S\n<!-- show: x -->", "t.md", SPACE)
    assert isinstance(problems[0], Problem)
    assert problems[0].severity == "warning"


def test_a_step_folds_clusters_and_keeps_them_folded() -> None:
    tour = parse(
        "# T\n<!-- show: diagram=one; fold=group -->\n\n## A\n\n## A again\n\n## B\n<!-- show: fold=none -->\n\n"
        "## C\n<!-- show: fold=all -->\n"
    )
    folds = [sorted(step.folded) for step in tour.steps]
    assert folds == [["c"], ["c"], [], ["c"]]
    again = parse(write_tour(tour, SPACE))
    assert [sorted(step.folded) for step in again.steps] == folds
    _, problems = parse_tour("## A\n<!-- show: diagram=one; fold=Gruop -->\n", "t.md", SPACE)
    assert [p.message for p in problems] == [
        "“First one” has no cluster “Gruop”. Did you mean “Group”?"
    ]


def test_a_step_leaves_out_what_it_says_and_the_next_one_too() -> None:
    tour = parse(
        '# T\n<!-- show: diagram=one; hide="x; y"; near=Two lines -->\n\n## A\n\n## A again\n\n## B\n<!-- show: '
        "hide=none -->\n\n## C\n<!-- show: only=Group -->\n"
    )
    left = [step.filters for step in tour.steps]
    hidden = (Hide(frozenset({ElementId("n3")})), near(ElementId("n10")))
    assert left == [hidden, hidden, (), (only(ElementId("c")),)]
    assert [step.filters for step in parse(write_tour(tour, SPACE)).steps] == left
    _, problems = parse_tour("## A\n<!-- show: diagram=one; only=Gruop -->\n", "t.md", SPACE)
    assert [p.message for p in problems] == [
        "In “First one”, nothing is called “Gruop”. Did you mean “Group”?"
    ]


@pytest.mark.parametrize(
    ("beginning", "one"),
    [
        ("---\ntitle: a\ndiagram: web\n---\n", True),
        ("--- \n\ndiagram : web\n--- \n", True),
        ("# A\n\n<!-- show: focus=a -->\n", True),
        ("---\ndiagram: web\n", False),
        ("---\ntitle: diagram: a\n---\ndiagram: b\n---\n", False),
        ("diagram: web\n---\n", False),
    ],
)
def test_its_beginning_says_that_it_is_a_tour(beginning: str, one: bool) -> None:
    assert says_it_is_one(beginning) is one
