"""A template of anything: it ends with a stack whose parts fit together, or with an error that a person is told."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.errors import SourceError
from app.sources.formats.cloudformation import begins
from app.sources.infrastructure.cloudformation.reading import read_template
from app.sources.infrastructure.cloudformation.stacks import StackFiles
from app.sources.infrastructure.stack import references
from app.sources.reading import DiagramOrigin
from tests.fuzz.target import Target

PARTS = (
    *(b"Resources:\n", b"  A:\n", b"  B:\n", b"    Type: AWS::Serverless::Function\n", b"    Type: X::Y::Z\n"),
    *(b"    Properties:\n", b"      P: ", b"!Ref A\n", b"!Sub '${A.b}-${!c}${'\n", b"!If [C, !Ref A, 1]\n"),
    *(b"!Join [x, [!Ref A, y]]\n", b"!Select [0, !Split [',', a]]\n", b"!FindInMap [M, a, b]\n", b"!GetAtt A.b\n"),
    *(b"Mappings: {M: {a: {b: [1]}}}\n", b"Conditions: {C: !Not [!Condition C]}\n", b"Transform: AWS::Serverless-2016-10-31\n"),
    *(b"Parameters: {A: {Default: 'a,b', Type: CommaDelimitedList}}\n", b"  Fn::ForEach::L: [x, [a, b], {'K${x}': {Type: X::Y::Z}}]\n"),
    *(b"      Events: {E: {Type: Api, Properties: {Path: /}}}\n", b"    Condition: C\n", b"    DependsOn: [A, B]\n", b"&a ", b"*a\n"),
    *(b"      Policies: [{SQSPollerPolicy: {Q: !Ref A}}]\n", b"    Type: AWS::CloudFormation::Stack\n", b"      TemplateURL: a.yaml\n"),
    *(b'{"Resources": {"A": {"Type": "X::Y::Z"', b"}", b"]", b"[", b"{", b'"a": ', b'"\\u12', b",", b"    Metadata: {'aws:cdk:path': a/b/c}\n"),
    *(b"!Cidr [10.0.0.0/8, 9999999, 4]\n", b"!GetAZs\n", b"<<: ", b"? ", b"- ", b"|\n", b"\t", b"\xff", b"!x", b"Outputs: {O: {Value: !Ref A}}\n"),
)  # fmt: skip


def template(raw: bytes) -> None:
    """A file of that, which may nest itself."""
    begins(raw.decode("utf-8", "replace"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        path = folder / "a.yaml"
        path.write_bytes(raw)
        files = StackFiles(DiagramOrigin("a.yaml", folder, (folder,)))
        try:
            files.take_in(path)
        except SourceError:
            return
        addresses = [one.address for one in files.resources]
        addresses += [one.address for one in files.modules]
        assert len(addresses) == len(set(addresses))
        for graph in read_template(path, DiagramOrigin("a.yaml", folder, (folder,))).graphs:
            assert graph.nodes or graph.clusters
        modules = {module.address for module in files.modules}
        assert all(module.parent is None or module.parent in modules for module in files.modules)
        for resource in files.resources:
            assert resource.module is None or resource.module in modules
            assert all(reference.target for _, reference in references(resource.properties))
        last = len(raw.decode("utf-8", "replace").splitlines()) + 1
        for found in files.problems:
            assert found.file
            assert found.line is None or 1 <= found.line <= last


TARGETS = {"cloudformation": Target(template, PARTS)}
