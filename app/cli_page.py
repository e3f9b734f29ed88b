"""`acetate page`: a workspace as one HTML file that needs no network."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from app import atomic
from app.cli_load import Tries, laid_out, load_workspace, nothing_in, progress, tell
from app.errors import AcetateError, UsageError
from app.exporters import exporter, suffixes
from app.exporters.exporter import WorkspaceExporter
from app.exporters.whole import all_diagrams
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.problem import Severity
from app.model.workspace import Workspace
from app.paths import path_of


def page(args: argparse.Namespace) -> int:
    """Write the page; 1 when a file could not be read or a diagram could not be laid out, which
    then is left out. Raises UsageError where the output names no page, AcetateError where there is
    nothing to write."""
    output = path_of(args.output)
    if exporter(WorkspaceExporter, output.suffix) is None:
        raise UsageError(
            f"“{output}” does not say what to write. End its name in {suffixes(WorkspaceExporter)}."
        )
    atomic.expect(output)
    workspace = load_workspace(args)
    broken = [p for p in workspace.problems if p.severity is Severity.ERROR]
    for problem in broken:
        tell(str(problem))
    chosen = all_diagrams(workspace)
    if not chosen and not workspace.notebook.notes:
        raise AcetateError(nothing_in("diagram or note", workspace, args))
    return max(write_page(workspace, chosen, args), int(bool(broken)))


def write_page(workspace: Workspace, chosen: Sequence[Diagram], args: argparse.Namespace) -> int:
    """Write these of its diagrams and its notes; 1 when one could not be laid out."""
    output = path_of(args.output)
    into = exporter(WorkspaceExporter, output.suffix)
    if into is None:
        raise UsageError(f"“{output}” is no page.")
    from app.render.offscreen import ensure_application

    ensure_application()
    tries = Tries()
    layouts: dict[DiagramId, DiagramLayout] = {}
    for number, diagram in enumerate(chosen, 1):
        progress(f"{number}/{len(chosen)} {diagram.id}")
        with tries.of(diagram.id, f"laying out {diagram.id}"):
            layouts[diagram.id] = laid_out(diagram, args)
    content = into.encode(workspace, layouts, args.title)
    atomic.write(output, content)
    progress(f"{output}, {len(content) / 1e6:.1f} MB")
    return int(tries.failed)
