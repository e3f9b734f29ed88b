"""HCL's text is read as Terraform reads it, and what is wrong with it is said where it is."""

from __future__ import annotations

import pytest

from app.sources.infrastructure.terraform.hcl import read_hcl
from app.sources.infrastructure.terraform.syntax import Body, written
from tests.cost import grows_in_step


def body(text: str) -> Body:
    found, problems = read_hcl(text)
    assert problems == ()
    return found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.5e3", "1500.0"),
        ("-var.a + 2 * (3 - 4) % 5", "-var.a + 2 * 3 - 4 % 5"),
        ("a && !b || c == null", "a && !b || c == null"),
        ("aws_subnet.a[0].id", "aws_subnet.a[0].id"),
        ("aws_subnet.a.0.id", "aws_subnet.a[0].id"),
        ("aws_subnet.a[*].id", "aws_subnet.a[*].id"),
        ("aws_subnet.a.*.id", "aws_subnet.a[*].id"),
        ('aws_subnet.a["x-${var.b}"].id', 'aws_subnet.a["x-${var.b}"].id'),
        ('"a \\"quoted\\" \\u00e4 $${no} %%{no}"', '"a "quoted" ä ${no} %{no}"'),
        ('"${~ var.a ~}-${"in ${var.b}"}"', '"${var.a}-${"in ${var.b}"}"'),
        ('"%{ if var.a ~}yes%{ endif }"', '"${"${var.a}"}yes"'),
        ("var.a ? [1, 2,] : []", "var.a ? [1, 2] : []"),
        ("[\n  1, # one\n  2\n]", "[1, 2]"),
        ("concat(\n  a,\n  b...\n)", "concat(a, b)"),
        ("provider::aws::arn_parse(a)", "provider::aws::arn_parse(a)"),
        ("[for i, s in var.a : s.id if s.b]", "for i, s in var.a"),
        ("{ for k, v in var.a : k => v... if v != null }", "for k, v in var.a"),
        ('{ a = 1, "b" : 2\n (var.c) = 3 }', "{…}"),
        ("(\n  a\n  && b\n)", "a && b"),
        ("a /* no\n line */ + 1", "a + 1"),
    ],
)
def test_expressions(text: str, said: str) -> None:
    value = body(f"x = {text}\n").value("x")
    assert value is not None
    assert written(value) == said


def test_a_text_over_lines_is_kept_with_what_stands_in_it() -> None:
    value = body('x = <<-EOT\n    a ${var.b}\n    $c "d" \\n\n    EOT\ny = 1').value("x")
    assert value is not None
    assert written(value) == '"    a ${var.b}\n    $c "d" \\n\n"'


def test_blocks_have_labels_and_places() -> None:
    found = body('# first\n\n  resource "aws_vpc" main { cidr = "10.0.0.0/16" }\nlocals {}\n')
    assert [(b.type, b.labels, b.line, b.column) for b in found.blocks] == [
        ("resource", ("aws_vpc", "main"), 3, 3),
        ("locals", (), 4, 1),
    ]


@pytest.mark.parametrize(
    ("broken", "line", "column", "said"),
    [
        ("a =\n", 1, 4, "A value is missing"),
        ('a = "x\n', 1, 5, "not closed"),
        ("a = <<EOT\nx\n", 1, 5, "lacks its end “EOT”"),
        ("a = 1 b = 2\n", 1, 7, "line of its own"),
        ("a {\n  b = 1\n", 1, 3, "never closed"),
        ("a = [1, 2\n", 2, 1, "“]” is missing"),
        ("a = b ? c\n", 2, 1, "colon is missing"),
        ("a = {\n  b 1\n}\n", 2, 5, "“=” and a value"),
        ("a = 1\na = 2\n", 2, 1, "given twice"),
        ('a = "${b"\n', 1, 9, "“}” is missing"),
        ('a = "\\x"\n', 1, 6, "written twice"),
        ("/* a\n", 1, 1, "comment that begins here"),
        ("a {\n  = 1\n}\n", 2, 3, "name of an argument"),
        ("a = b.\n", 1, 7, "behind the dot"),
        ('a = "%{ when }"\n', 1, 8, "endfor is missing"),
        ("a = " + "[" * 100 + "\n", 1, 45, "nested too deeply"),
        ("a {" * 100 + "\n", 1, 76, "nested too deeply"),
        ("a = 1" + " + 1" * 100 + "\n", 1, 247, "too long"),
    ],
)
def test_what_is_broken_is_said_with_its_place(
    broken: str, line: int, column: int, said: str
) -> None:
    _, problems = read_hcl(f'{broken}resource "aws_vpc" "main" {{\n}}\n')
    assert (problems[0].line, problems[0].column) == (line, column)
    assert said in problems[0].message


def test_a_broken_resource_leaves_those_behind_it() -> None:
    found, (problem,) = read_hcl(
        'resource "aws_a" "a" {\n  x = [1,\n}\nresource "aws_b" "b" {\n}\nresource "aws_c" "c" {}\n'
    )
    assert [block.labels[1] for block in found.blocks] == ["b", "c"]
    assert problem.line == 3


@pytest.mark.parametrize(
    "part",
    [
        'resource "a" "b" { x = "${a.b[0]}-c" }\n',
        "a {\n",
        "a = [",
        'a = "${',
        "a = <<X\n",
        "a = <<X\nb\n X\n",
        "a = b.c.d ? e : ",
        "/*",
        "a = -",
        "a = (1 + ",
        "$",
        "\n",
    ],
)
def test_reading_takes_by_length(part: str) -> None:
    grows_in_step(lambda size: read_hcl(part * size))
