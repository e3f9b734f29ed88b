"""The file that keeps the layers that a person gave to diagrams whose own files name none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import WriteError
from app.model.ids import DiagramId, ElementId
from app.model.layer_choice import ChosenLayer, LayerChoice
from app.model.problem import Problem
from app.sources.layers import places, side_file
from app.sources.layers.keeping import keep, move_beside
from app.sources.stamps import stamps
from app.sources.workspace import load

SHOP = 'digraph { a -> b -> c -> d -> e; subgraph cluster_m { label="Monitoring"; m } }'
ON_A = LayerChoice((ChosenLayer("Front", (ElementId("ellipse:a"),)),), ("monitoring",))
SHOP_ID = DiagramId("shop")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one diagram; the person's own things lie beside it."""
    monkeypatch.setenv("ACETATE_DATA", str(tmp_path / "data"))
    root = tmp_path / "work"
    root.mkdir()
    (root / "shop.dot").write_text(SHOP)
    return root


def read(folder: Path) -> tuple[LayerChoice | None, tuple[Problem, ...]]:
    workspace = load(folder)
    return workspace.diagrams[0].choice, workspace.problems


def told(folder: Path, text: str) -> list[tuple[str, int | None]]:
    places.beside(folder).write_text(text)
    return [(p.message, p.line) for p in read(folder)[1] if p.file == places.NAME]


def test_what_was_chosen_is_kept_among_the_persons_things_until_they_say_otherwise(
    folder: Path,
) -> None:
    before = stamps(folder)
    file = keep(folder, SHOP_ID, ON_A)
    assert read(folder) == (ON_A, ())
    assert [p.name for p in folder.iterdir()] == ["shop.dot"]
    assert stamps(folder) != before
    assert move_beside(folder) == places.beside(folder)
    assert not file.exists()
    assert read(folder) == (ON_A, ())
    keep(folder, DiagramId("other"), ON_A)
    keep(folder, SHOP_ID, LayerChoice())
    text = places.beside(folder).read_text()
    assert 'diagram = "other"' in text
    assert "shop" not in text


def test_the_elements_of_a_layer_and_what_they_hold_are_on_it(folder: Path) -> None:
    keep(folder, SHOP_ID, LayerChoice((ChosenLayer("monitoring", (ElementId("monitoring"),)),)))
    shop = load(folder).diagrams[0]
    assert shop.layers == shop.named_layers == ("monitoring",)
    on = {element.id for element in shop.index.on_layer("monitoring")}
    assert on == {"monitoring", "monitoring/ellipse:m"}


def test_what_is_wrong_in_it_is_told_with_its_line_and_the_rest_counts(folder: Path) -> None:
    assert told(folder, 'x = 1\n[[layer]]\ndiagram = "shop\n') == [
        ("It is not TOML: Illegal character '\\n'. No layers are taken from it.", 3)
    ]
    with pytest.raises(WriteError, match="mend it first, line 3"):
        keep(folder, SHOP_ID, ON_A)
    entry = '[[layer]]\ndiagram = "shop"\nname = "{}"\nelements = {}\n'
    wrong = told(
        folder,
        entry.format("a:b", "[]")
        + entry.format("Fine", '["ellipse:a", "ellipse:z"]')
        + entry.format("Fine", "[]")
        + entry.format("Odd", "[1]")
        + "[[layer]]\nlook = 3\n",
    )
    assert [line for _, line in wrong] == [1, 9, 13, 17, 17, 5]
    assert wrong[-1][0] == "The diagram “shop” has no “ellipse:z”, which “Fine” names."
    choice, _ = read(folder)
    assert choice is not None
    assert [layer.layer for layer in choice.layers] == ["Fine"]
    assert told(folder, "[[off]]\ndiagram = 1\n[layers]\n[[off]]\n")[0][1] is None


def test_a_file_that_names_its_layers_itself_keeps_them(folder: Path) -> None:
    (folder / "shop.dot").write_text('digraph { layers="iam"; a [layer=iam]; b }')
    keep(folder, SHOP_ID, ON_A)
    workspace = load(folder)
    assert (workspace.diagrams[0].layers, workspace.diagrams[0].choice) == (("iam",), None)
    assert "names its layers in its own file" in workspace.problems[0].message


def test_a_link_out_of_the_workspace_is_neither_read_nor_written(
    folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "settings.toml"
    outside.write_text("[[off]]\n")
    places.beside(folder).symlink_to(outside)
    keep(folder, SHOP_ID, ON_A)
    assert read(folder) == (ON_A, ())
    assert outside.read_text() == "[[off]]\n"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=3, unique=True)), max_size=3), TEXTS)
def test_any_choice_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, list[str]]], off: str
) -> None:
    layers = tuple(
        ChosenLayer(
            f"L{n} {off.strip()}"[:20] if off.isalpha() else f"L{n}",
            tuple(map(ElementId, ids)),
            name,
        )
        for n, (name, ids) in enumerate(said)
    )
    choice = LayerChoice(layers, (off,))
    root = tmp_path_factory.mktemp("any")
    places.beside(root).write_bytes(side_file.written({DiagramId(off): choice}).encode())
    kept = side_file.read(root)
    assert (dict(kept.choices), kept.problems) == ({DiagramId(off): choice}, ())
