"""How long a picture of what runs takes, from the start of the program to the PNG.

    python -m bench.stacks [RESOURCES…]

Of made templates, functions with their roles, tables and queues, of 40 and of 500 resources: processor time in s of the
program and its engine, the least of three runs, with nothing kept of layouts before, at both levels. The program's modules
are compiled, as those of an installed one are.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SIZES = (40, 500)
RUNS = 3
EACH = 5  # resources of a function


def template(resources: int) -> dict[str, Any]:
    """One of so many resources."""
    found: dict[str, Any] = {}
    for number in range(resources // EACH):
        found |= function(number, resources // EACH)
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": found}


def function(number: int, of: int) -> dict[str, Any]:
    """A function that a queue triggers, with what it writes to and what it may do."""
    table, role, queue = f"Table{number}", f"Role{number}", f"Queue{number}"
    arn = {"Fn::GetAtt": [table, "Arn"]}
    allowed = {"Effect": "Allow", "Action": ["dynamodb:PutItem"], "Resource": arn}
    policy = {"PolicyName": "write", "PolicyDocument": {"Statement": [allowed]}}
    said = {"Role": {"Fn::GetAtt": [role, "Arn"]}, "Runtime": "python3.12", "Handler": "a.b"}
    source = {"Fn::GetAtt": [f"Queue{number * 7 % of}", "Arn"]}
    events = {"FunctionName": {"Ref": f"Function{number}"}, "EventSourceArn": source}
    return {
        f"Function{number}": {"Type": "AWS::Lambda::Function", "Properties": said},
        role: {"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy]}},
        table: {"Type": "AWS::DynamoDB::Table", "Properties": {}},
        queue: {"Type": "AWS::SQS::Queue"},
        f"Events{number}": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": events},
    }


def seconds(file: Path, diagram: str) -> float:
    """Of one export."""
    with tempfile.TemporaryDirectory() as kept:
        places = {f"ACETATE_{name}": f"{kept}/{name}" for name in ("CACHE", "DATA", "SETTINGS")}
        places |= {"PYTHONPYCACHEPREFIX": f"{file.parent.parent}/compiled"}
        places |= {"PYTHONDONTWRITEBYTECODE": "", "QT_QPA_PLATFORM": "offscreen"}
        argv = [sys.executable, "main.py", "export", str(file), "--diagram", diagram]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [*argv, "-o", f"{kept}/picture.png"],
            cwd=ROOT,
            env=os.environ | places,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(resources: int, runs: int = RUNS) -> Iterator[tuple[str, float]]:
    """By level the least of some runs."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "stack" / "template.json"
        file.parent.mkdir()
        file.write_text(json.dumps(template(resources), indent=1))
        for level, name in (("overview", "stack"), ("all", "stack-all")):
            yield level, min(seconds(file, f"template/{name}") for _ in range(runs))


def main(sizes: list[str]) -> None:
    """Print a line for each size and level."""
    for size in [int(size) for size in sizes] or SIZES:
        for level, took in measured(size):
            print(f"{size:5} resources, {level:8} {took:6.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
