"""Terraform's files, plans and states."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from pathlib import Path

from app.errors import AcetateError
from app.sources.infrastructure.drawing import drawn
from app.sources.infrastructure.terraform.plans import plan_stack
from app.sources.infrastructure.terraform.reading import read_terraform
from app.sources.reading import DiagramOrigin
from tests.fuzz.target import BENT, Target, of_json

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


def plan(raw: bytes) -> None:
    """A plan or a state: each module is behind the one that holds it, and each resource in one that is there."""
    stack, problems = plan_stack(raw.decode("utf-8", "replace"), "plan.json", "plan")
    if stack is None:
        assert problems
        return
    seen: set[str | None] = {None}
    for module in stack.modules:
        assert module.parent in seen
        seen.add(module.address)
    assert all(resource.module in seen for resource in stack.resources)
    with suppress(AcetateError):
        drawn(stack)


_CHANGE = {
    "actions": ["delete", "create"],
    "before": {"id": "subnet-1", "n": [{}]},
    "after": {"vpc_id": "vpc-123"},
    "after_unknown": {"id": True, "n": [{"a": True}]},
    "after_sensitive": {"vpc_id": True},
}
_SUBNET = {
    "address": "aws_subnet.s",
    "expressions": {
        "vpc_id": {"references": ["var.a"]},
        "n": [{"a": {"references": ["module.x.o", "each.key"]}}],
    },
    "for_each_expression": {"references": ["local.x"]},
    "depends_on": ["aws_subnet.s"],
}
_MODULE = {
    "expressions": {"a": {"references": ["data.aws_vpc.v.id", "var.v"]}},
    "module": {
        "outputs": {"o": {"expression": {"references": ["aws_subnet.s"]}}},
        "resources": [_SUBNET],
    },
}
_DATA = {"address": "data.aws_vpc.v", "mode": "data", "type": "aws_vpc", "name": "v"}
_STATE = {
    "resources": [{**_DATA, "values": {"id": "vpc-123"}}],
    "child_modules": [{"address": "module.m", "resources": []}],
}
_KEPT = {
    "module": "module.m",
    "mode": "managed",
    "type": "aws_vpc",
    "name": "v",
    "instances": [
        {
            "index_key": "a",
            "attributes": {"id": "vpc-123", "arn": "arn:aws:a"},
            "sensitive_attributes": [[{"type": "get_attr", "value": "id"}]],
        }
    ],
}
PLAN = json.dumps(
    {
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "version": 4,
        "lineage": "a",
        "variables": {"v": {"value": "hush"}},
        "resource_changes": [
            {
                "address": 'module.m["x"].aws_subnet.s[0]',
                "module_address": 'module.m["x"]',
                "mode": "managed",
                "type": "aws_subnet",
                "name": "s",
                "index": 0,
                "change": _CHANGE,
            }
        ],
        "prior_state": {"values": {"root_module": _STATE}},
        "configuration": {
            "root_module": {
                "variables": {"v": {"sensitive": True}},
                "module_calls": {"m": _MODULE},
            }
        },
        "resources": [_KEPT],
    }
)
TARGETS = {
    "terraform": Target(folder, HCL),
    "plan": Target(of_json(plan, PLAN), BENT),
}
