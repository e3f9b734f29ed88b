"""The file that keeps which layers a person gave to diagrams whose own files name none. TOML:

    [[layer]]
    diagram = "web"                  # its id, as `acetate list` has it
    name = "monitoring"
    proposal = "monitoring"          # what it was proposed as; none where a person made it
    elements = ["grafana:metrics"]   # ids, as `acetate list --json` has them

    [[off]]                          # a proposal that is not to be made again
    diagram = "web"
    proposal = "networking"

What is wrong with an entry is a problem with its line; the others count.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app import paths
from app.bounded import read_whole
from app.errors import SourceError
from app.model import choosing, problem
from app.model.diagram import Diagram
from app.model.ids import DiagramId, ElementId
from app.model.layer_choice import NOTHING_CHOSEN, ChosenLayer, LayerChoice
from app.model.problem import Problem
from app.sources.layers import places

MOST = 4 << 20  # bytes of a file that is read
_NAMED = 3  # elements that a problem names
_LAYER, _OFF = "layer", "off"
_FIELDS = {_LAYER: {"diagram", "name", "proposal", "elements"}, _OFF: {"diagram", "proposal"}}
_LINE = re.compile(r"line (\d+)")
_HEAD = (
    "# Layers that Acetate adds to diagrams whose files name none. It writes this file anew: "
    "comments are not kept.\n"
)

Choices = Mapping[DiagramId, LayerChoice]


@dataclass(frozen=True, slots=True)
class KeptLayers:
    """What the file of a workspace says. `file` is how problems call it; `lines` are those of layers,
    by diagram and layer. It is `broken` where it is no TOML: then it says nothing."""

    path: Path
    file: str
    choices: Choices = field(default_factory=dict)
    lines: Mapping[tuple[DiagramId, str], int | None] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    broken: bool = False

    def given(self, diagram: Diagram) -> tuple[Diagram, tuple[Problem, ...]]:
        """A diagram with its layers, and what of them is not in it."""
        choice = self.choices.get(diagram.id)
        if choice is None:
            return diagram, ()
        if diagram.choice is None:
            line = next((at for (id, _), at in self.lines.items() if id == diagram.id), None)
            text = f"“{diagram.id}” names its layers in its own file: what stands here is not used."
            return diagram, (problem.warning(text, self.file, line),)
        return choosing.chosen(diagram, choice), tuple(self._missing(diagram, choice))

    def _missing(self, diagram: Diagram, choice: LayerChoice) -> Iterator[Problem]:
        for layer in choice.layers:
            gone = choosing.unknown(diagram, LayerChoice((layer,)))
            if gone:
                some = ", ".join(f"“{id}”" for id in gone[:_NAMED])
                more = f" and {len(gone) - _NAMED} more" if len(gone) > _NAMED else ""
                text = (
                    f"The diagram “{diagram.id}” has no {some}{more}, which “{layer.layer}” names."
                )
                yield problem.warning(text, self.file, self.lines.get((diagram.id, layer.layer)))


def read(root: Path) -> KeptLayers:
    """What is kept for the workspace of that folder; nothing where there is no file."""
    path = places.in_use(root)
    file = path.name if path.parent == root else paths.text_of(path)
    if not paths.is_file(path):
        return KeptLayers(path, file)
    return _read(path, file)


def _read(path: Path, file: str) -> KeptLayers:
    try:
        text = read_whole(path, MOST).decode("utf-8")
        said = tomllib.loads(text)
    except SourceError as why:
        return _broken(path, file, str(why))
    except UnicodeDecodeError:
        return _broken(path, file, "It is not UTF-8.")
    except (tomllib.TOMLDecodeError, RecursionError) as why:
        at = _LINE.search(str(why))
        end = text.count("\n") + (not text.endswith("\n"))
        reason = str(why).split(" (at ")[0] or "too deep"
        return _broken(path, file, f"It is not TOML: {reason}.", int(at[1]) if at else end)
    return _Entries(text, said, KeptLayers(path, file)).kept()


def _broken(path: Path, file: str, message: str, line: int | None = None) -> KeptLayers:
    wrong = problem.error(f"{message} No layers are taken from it.", file, line)
    return KeptLayers(path, file, problems=(wrong,), broken=True)


class _Entries:
    """Reads the entries of a file, each for itself."""

    def __init__(self, text: str, said: Mapping[str, Any], empty: KeptLayers) -> None:
        self._said, self._empty = said, empty
        self._heads = {kind: _heads(text, kind) for kind in (_LAYER, _OFF)}
        self._problems: list[Problem] = []
        self._choices: dict[DiagramId, LayerChoice] = {}
        self._lines: dict[tuple[DiagramId, str], int | None] = {}

    def kept(self) -> KeptLayers:
        for key in self._said:
            if key not in _FIELDS:
                self._wrong(f"“{key}” means nothing here.", None)
        for entry, line in self._entries(_LAYER):
            self._layer(entry, line)
        for entry, line in self._entries(_OFF):
            self._off(entry, line)
        return replace(
            self._empty,
            choices=self._choices,
            lines=self._lines,
            problems=tuple(self._problems),
        )

    def _entries(self, kind: str) -> Iterator[tuple[Mapping[str, Any], int | None]]:
        found = self._said.get(kind, [])
        if not isinstance(found, list):
            self._wrong(f"“{kind}” is to be written as [[{kind}]].", None)
            return
        for number, entry in enumerate(found):
            line = self._heads[kind][number] if number < len(self._heads[kind]) else None
            if not isinstance(entry, dict):
                self._wrong(f"“{kind}” is to be written as [[{kind}]].", line)
                continue
            for name in entry.keys() - _FIELDS[kind]:
                self._wrong(f"“{name}” means nothing in [[{kind}]].", line)
            yield entry, line

    def _layer(self, entry: Mapping[str, Any], line: int | None) -> None:
        diagram, name = entry.get("diagram"), entry.get("name")
        elements, proposal = entry.get("elements", []), entry.get("proposal", "")
        if not (isinstance(diagram, str) and isinstance(name, str)):
            self._wrong("A [[layer]] needs a “diagram” and a “name”, both texts.", line)
            return
        if not _is_texts(elements) or not isinstance(proposal, str):
            self._wrong("“elements” is to be a list of texts, and “proposal” a text.", line)
            return
        id = DiagramId(diagram)
        known = self._choices.get(id, NOTHING_CHOSEN)
        if wrong := choosing.complaint(known, name):
            self._wrong(f"The layer “{name}” is left out. {wrong}", line)
            return
        ids = tuple(dict.fromkeys(map(ElementId, elements)))
        added = ChosenLayer(name.strip(), ids, proposal)
        self._choices[id] = replace(known, layers=(*known.layers, added))
        self._lines[id, added.layer] = line

    def _off(self, entry: Mapping[str, Any], line: int | None) -> None:
        diagram, proposal = entry.get("diagram"), entry.get("proposal")
        if not (isinstance(diagram, str) and isinstance(proposal, str)):
            self._wrong("An [[off]] needs a “diagram” and a “proposal”, both texts.", line)
            return
        id = DiagramId(diagram)
        known = self._choices.get(id, NOTHING_CHOSEN)
        self._choices[id] = choosing.turned_off(known, proposal)

    def _wrong(self, message: str, line: int | None) -> None:
        self._problems.append(problem.error(message, self._empty.file, line))


def _heads(text: str, kind: str) -> list[int]:
    """The lines in which its entries begin."""
    head = re.compile(rf"\s*\[\[\s*[\"']?{kind}[\"']?\s*\]\]")
    return [number for number, line in enumerate(text.split("\n"), 1) if head.match(line)]


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def written(choices: Choices) -> str:
    """The text of a file that says that."""
    parts = [
        part
        for id, choice in sorted(choices.items())
        for part in (*_layers(id, choice), *_offs(id, choice))
    ]
    return "\n".join([_HEAD, *parts])


def _layers(id: DiagramId, choice: LayerChoice) -> Iterator[str]:
    for layer in choice.layers:
        yield (
            f"[[{_LAYER}]]\ndiagram = {_text(id)}\nname = {_text(layer.layer)}\n"
            + (f"proposal = {_text(layer.proposal)}\n" if layer.proposal else "")
            + f"elements = [\n{_list(layer.elements)}]\n"
        )


def _offs(id: DiagramId, choice: LayerChoice) -> Iterator[str]:
    for proposal in choice.off:
        yield f"[[{_OFF}]]\ndiagram = {_text(id)}\nproposal = {_text(proposal)}\n"


def _list(texts: Iterable[str]) -> str:
    return "".join(f"  {_text(text)},\n" for text in texts)


def _text(said: str) -> str:
    """A text as TOML has it."""
    short = {"\\": "\\\\", '"': '\\"'}
    return (
        '"'
        + "".join(
            short.get(c, c) if c.isprintable() or c == " " else f"\\U{ord(c):08X}" for c in said
        )
        + '"'
    )
