"""`acetate check` and `acetate list`: what a workspace holds and what is wrong with it. No Qt."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.cli_load import laid_out, load_workspace, progress, style_asked, tell
from app.errors import LayoutError
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId
from app.model.layer import layer_name
from app.model.layer_choice import LayerProposal
from app.model.left_out import told
from app.model.picture_style import PictureStyle
from app.model.problem import Problem, Severity, distinct, error
from app.model.tour import Tour
from app.model.wording import counted
from app.model.workspace import Workspace

if TYPE_CHECKING:
    from app.model.diagram_layout import DiagramLayout

_LAYERS = {"all": "all layers", "none": "no layer"}


def check(args: argparse.Namespace) -> int:
    """Print the problems, and with `--frames` what the camera makes of tours and cards; 1 where a
    problem is an error, or something is wrong with a frame."""
    from app.cli_frames import as_json, frames, print_frames
    from app.layout.tangle import tangle

    workspace = load_workspace(args)
    style = style_asked(args)
    found = list(workspace.problems_drawn(lambda d: style or workspace.own_style(d)))
    counted_edges = []
    layouts: dict[DiagramId, DiagramLayout] = {}
    total = len(workspace.diagrams)
    for number, diagram in enumerate(workspace.diagrams, 1):
        progress(f"{number}/{total} {diagram.id}")
        seen, layout = _looked_at(diagram, args)
        found += seen
        if layout is not None:
            layouts[diagram.id] = layout
            counts = asdict(tangle(layout.edges.values()))
            counted_edges.append({"diagram": diagram.id, **counts})
    if args.coverage:
        found += _gaps(workspace)
    problems = distinct(found)
    shown = frames(workspace, layouts) if args.frames else ()
    if args.json:
        told = {
            "problems": [_as_json(p) for p in problems],
            "pictures": counted_edges,
            "proposals": [
                {"diagram": d.id, **proposed}
                for d in workspace.diagrams
                for proposed in _proposals_as_json(d)
            ],
        }
        _print_json(told | ({"frames": [as_json(f) for f in shown]} if args.frames else {}))
    else:
        for problem in problems:
            place = f"{problem.file}:{problem.line}" if problem.line else problem.file
            print(f"{place + ': ' if place else ''}{problem.severity}: {problem.message}")
        for diagram in workspace.diagrams:
            for proposal in diagram.offered:
                print(f"{diagram.source}: layer proposed: {_proposed(proposal)}")
        print(
            f"{counted(len(problems), 'problem') if problems else 'No problems'} in "
            f"{counted(len(workspace.diagrams), 'diagram')} and "
            f"{counted(len(workspace.notebook.notes), 'note')}."
        )
        if args.frames:
            print_frames(shown)
    wrong = any(p.severity is Severity.ERROR for p in problems)
    return int(wrong or any(frame.faults for frame in shown))


def _gaps(workspace: Workspace) -> Iterator[Problem]:
    """What of diagrams and notes does not meet; ambiguous and dangling links are problems of
    the workspace already."""
    from app.sources.coverage import LINKED, coverage

    return (gap.problem() for gap in coverage(workspace) if gap.kind not in LINKED)


def _looked_at(
    diagram: Diagram, args: argparse.Namespace
) -> tuple[list[Problem], DiagramLayout | None]:
    """What the picture linter finds, with all layers on, with none and with each alone; and the
    picture, None where there is none."""
    from app.render.lint import lint

    try:
        layout = laid_out(diagram, args)
        # As written it is its author's: the rules are for what we compose.
        findings = lint(layout) if layout.style is PictureStyle.HOUSE else []
    except LayoutError as why:
        return [error(str(why), diagram.source)], None
    except Exception as why:  # noqa: BLE001 - the others are looked at all the same
        from app.report import unexpected

        sentence = unexpected(f"laying out {diagram.id}", why).sentence
        return [error(sentence, diagram.source)], None
    problems = []
    elements: list[Node | Cluster | Edge] = [*_components(diagram), *diagram.edges]
    lines = {e.id: e.line for e in elements}
    for finding in findings:
        line = next((lines[e] for e in finding.elements if lines.get(e)), None)
        where = f"{diagram.id}, {_LAYERS.get(finding.layers) or finding.layers + ' alone'}"
        where += f", {finding.theme}" if finding.theme else ""
        problems.append(error(f"{where}: {finding.message}", diagram.source, line))
    return problems, layout


def list_contents(args: argparse.Namespace) -> int:
    """Print the diagrams with their components, the sections of the notes, and the tours, or with
    `--links` which section each component opens; 1 where there is none of them, or a file could
    not be read."""
    workspace = load_workspace(args)
    broken = [p for p in workspace.problems if p.severity is Severity.ERROR]
    for problem in broken:
        tell(str(problem))
    nothing = not (workspace.diagrams or workspace.notebook.notes)
    code = int(nothing or bool(broken))
    if args.links:
        from app.cli_links import print_links, print_links_as_json

        (print_links_as_json if args.json else print_links)(workspace)
        return code
    if args.json:
        _print_json(
            {
                "diagrams": [_diagram_as_json(workspace, d) for d in workspace.diagrams],
                "sections": [
                    {"id": s.id, "title": s.title, "level": s.level, "file": s.file, "line": s.line}
                    for s in workspace.notebook.sections
                ],
                "tours": [_tour_as_json(tour) for tour in workspace.tours],
                "left_out": [
                    {"why": g.why, "count": g.count, "names": g.names} for g in workspace.left_out
                ],
            }
        )
        return code
    for diagram in workspace.diagrams:
        print(f"{diagram.id}: {diagram.title}")
        layers = ", ".join(diagram.layers) or "none"
        print(f"  picture: {diagram.filename}; layers: {layers}")
        for proposal in diagram.offered:
            print(f"  layer proposed: {_proposed(proposal)}")
        for component in _components(diagram):
            link = workspace.link(diagram.id, component.id)
            section = f" → {link.section}" if link and link.section else ""
            print(f"  {' '.join(component.label.split()) or component.id}{section}")
    for note in workspace.notebook.notes:
        print(f"{note.file}: {note.title}")
        for found in note.sections:
            print(f"  {'  ' * max(found.level - 1, 0)}{found.title} ({found.id})")
    for tour in workspace.tours:
        print(f"{tour.id}: {tour.title}")
        print(f"  tour: {counted(len(tour.steps), 'step')} through {', '.join(tour.diagrams)}")
    _print_left_out(workspace)
    return code


def _print_left_out(workspace: Workspace) -> None:
    if said := told(workspace.left_out):
        print(f"{said}:")
    for group in workspace.left_out:
        more = [f"and {group.more} more"] if group.more else []
        print(f"  {group.why}: {', '.join([*group.names, *more])}")


def _proposed(proposal: LayerProposal) -> str:
    return f"{layer_name(proposal.layer)}, {proposal.reason}"


def _proposals_as_json(diagram: Diagram) -> list[dict[str, Any]]:
    return [{"layer": p.layer, "reason": p.reason, "elements": p.elements} for p in diagram.offered]


def _components(diagram: Diagram) -> list[Node | Cluster]:
    return list(diagram.components)


def _diagram_as_json(workspace: Workspace, diagram: Diagram) -> dict[str, Any]:
    links = workspace.links.get(diagram.id, {})
    return {
        "id": diagram.id,
        "title": diagram.title,
        "filename": diagram.filename,
        "layers": diagram.layers,
        "proposals": _proposals_as_json(diagram),
        "components": [
            {
                "id": component.id,
                "label": component.label,
                "kind": component.kind,
                "layers": component.layers,
                "section": links[component.id].section if component.id in links else None,
            }
            for component in _components(diagram)
        ],
    }


def _tour_as_json(tour: Tour) -> dict[str, Any]:
    return {
        "id": tour.id,
        "title": tour.title,
        "origin": tour.origin,
        "file": tour.file or None,
        "steps": [{"title": s.title, "diagram": s.diagram, "line": s.line} for s in tour.steps],
    }


def _as_json(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "message": problem.message,
        "file": problem.file,
        "line": problem.line,
        "kind": problem.kind or None,
    }


def _print_json(value: object) -> None:
    print(json.dumps(value, indent=1))
