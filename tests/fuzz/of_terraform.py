"""Terraform's files, plans and states, as `targets.py` calls what reads them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.sources.infrastructure.terraform.reading import read_terraform
from app.sources.reading import DiagramOrigin

HCL = (
    *(b'resource "aws_vpc" "a" {\n', b'module "m" {\n', b"locals {\n", b'variable "v" {\n'),
    *(
        b"count = ",
        b"for_each = ",
        b'source = "./"\n',
        b"a = ",
        b"default = ",
        b"dynamic ",
        b"content {\n",
    ),
    *(
        b"local.a",
        b"var.v",
        b"aws_vpc.a",
        b"module.m",
        b"each.value",
        b"[*]",
        b"[0]",
        b".id",
        b".*",
    ),
    *(b'"${', b"}", b'"', b"%{ if ", b"%{ endif }", b"<<EOT\n", b"\nEOT\n", b"<<-A\n", b"\\u00e4"),
    *(
        b"[for a in ",
        b"{for a, b in ",
        b" : ",
        b" => ",
        b"...",
        b" ? ",
        b"(",
        b")",
        b"[",
        b"]",
        b"{",
    ),
    *(
        b"merge(",
        b"concat(",
        b"length(",
        b'format("%s%05d",',
        b'cidrsubnet("10.0.0.0/8",',
        b"range(",
    ),
    *(b"jsonencode(", b"flatten(", b"/*", b"*/", b"#", b"\n", b",", b"=", b"-", b"!", b"1e9", b"7"),
)


def folder(raw: bytes) -> None:
    """A folder with one file."""
    with tempfile.TemporaryDirectory() as made:
        path = Path(made, "main.tf")
        path.write_bytes(raw)
        reading = read_terraform(
            path, DiagramOrigin("main.tf", Path(made), (Path(made).resolve(),))
        )
    assert all(problem.line is None or problem.line > 0 for problem in reading.problems)
    for graph in reading.graphs:
        clusters = {cluster.id for cluster in graph.clusters}
        assert all(n.cluster is None or n.cluster in clusters for n in graph.nodes)
