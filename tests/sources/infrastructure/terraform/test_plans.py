"""Plans and states of Terraform's: what becomes of each resource, and what refers to what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.model.details import ChangeKind
from app.sources.file_formats import format_of
from app.sources.formats.terraform import PLANS, begins
from app.sources.infrastructure.drawing import drawn
from app.sources.infrastructure.stack import Joined, Reference, Unknown
from app.sources.infrastructure.terraform.plans import plan_stack, read_plan
from app.sources.infrastructure.terraform.secrets import KnownSecrets
from app.sources.reading import DiagramOrigin
from tests.cost import grows_in_step
from tests.sources.infrastructure.terraform.small_plans import (
    Said,
    changed,
    configured,
    plan,
    refers,
    resources_of,
    stack_of,
)

LATER = Unknown("known after apply")


def test_what_becomes_of_each_resource() -> None:
    found = resources_of(
        plan(
            changed("aws_a.made", "create", after={"x": 1}),
            changed("aws_a.same", "no-op", before={"x": 1}, after={"x": 1}),
            changed("aws_a.other", "update", before={"x": 1, "y": 2}, after={"x": 3, "y": 2}),
            changed("aws_a.new", "delete", "create", before={"x": 1}, after={"x": 2}),
            changed("aws_a.newer", "create", "delete", before={"x": 1}, after={"x": 2}),
            changed("aws_a.gone", "delete", before={"x": 1}),
        )
    )
    assert {address: one.change for address, one in found.items()} == {
        "aws_a.made": ChangeKind.ADDED,
        "aws_a.same": None,
        "aws_a.other": ChangeKind.CHANGED,
        "aws_a.new": ChangeKind.REPLACED,
        "aws_a.newer": ChangeKind.REPLACED,
        "aws_a.gone": ChangeKind.GONE,
    }
    assert found["aws_a.other"].before == {"x": 1, "y": 2}
    assert found["aws_a.other"].properties == {"x": 3, "y": 2}
    assert found["aws_a.gone"].properties == {"x": 1}


def test_what_is_sensitive_or_known_later_is_not_told() -> None:
    secret = Unknown("(sensitive)")
    found = resources_of(
        plan(
            changed(
                *("aws_a.a", "update"),
                before={"pin": "hush", "n": {"pin": "hush"}},
                after={"pin": "hush", "n": {"pin": "hush"}, "copy": "hush", "password": "x"},
                before_sensitive={"pin": True, "n": {"pin": True}},
                after_sensitive={"pin": True, "n": {"pin": True}},
                after_unknown={"id": True, "list": [{"x": True}], "n": {}},
            ),
            changed("aws_a.b", "create", after={"from": "given"}),
            configuration={"variables": {"pin": {"sensitive": True}}},
            variables={"pin": {"value": "given"}},
        )
    )
    assert found["aws_a.a"].properties == {
        "pin": secret,
        "n": {"pin": secret},
        "copy": secret,
        "password": secret,
        "id": LATER,
        "list": LATER,
    }
    assert found["aws_a.a"].before == {"pin": secret, "n": {"pin": secret}}
    assert found["aws_a.b"].properties == {"from": secret}


def test_instances_that_are_alike_are_one() -> None:
    apart = [
        changed(f"aws_subnet.s[{n}]", "create", after={"availability_zone": f"eu-west-1{zone}"})
        for n, zone in enumerate("ab")
    ]
    nat = [changed(f"aws_nat_gateway.n[{n}]", "create", after={}) for n in range(2)]
    alike = [changed(f'aws_a.a["{n}"]', "create", after={"name": f"a{n}"}) for n in "xyz"]
    fewer = [changed(f"aws_a.b[{n}]", *("no-op" if n else "delete",)) for n in range(3)]
    said = plan(
        *(*apart, *nat, *alike, *fewer),
        configuration={
            "resources": [
                configured("aws_subnet.s"),
                configured("aws_nat_gateway.n", subnet_id=refers("aws_subnet.s", "count.index")),
                configured("aws_a.a", subnets=refers("aws_subnet.s")),
            ]
        },
    )
    found = resources_of(said)
    assert {a: (one.name, one.count) for a, one in found.items()} == {
        "aws_subnet.s[0]": ("s[0]", ""),
        "aws_subnet.s[1]": ("s[1]", ""),
        "aws_nat_gateway.n[0]": ("n[0]", ""),
        "aws_nat_gateway.n[1]": ("n[1]", ""),
        "aws_a.a": ("a", "× 3"),
        "aws_a.b[0]": ("b[0]", ""),
        "aws_a.b[1]": ("b", "× 2"),
    }
    assert found["aws_nat_gateway.n[1]"].properties["subnet_id"] == Reference("aws_subnet.s[1]")
    assert found["aws_a.a"].properties["subnets"] == (
        Reference("aws_subnet.s[0]"),
        Reference("aws_subnet.s[1]"),
    )


def test_references_go_through_inputs_and_outputs_of_modules() -> None:
    inner = {
        "resources": [configured("aws_vpc.this")],
        "outputs": {"vpc_id": {"expression": refers("aws_vpc.this.id", "aws_vpc.this")}},
    }
    web = {"resources": [configured("aws_subnet.s", vpc_id=refers("var.vpc"))]}
    said = plan(
        changed("module.net.aws_vpc.this", "create", after={}),
        changed('module.web["a"].aws_subnet.s', "create", after={}, after_unknown={"vpc_id": True}),
        changed('module.web["b"].aws_subnet.s', "create", after={}, after_unknown={"vpc_id": True}),
        changed("aws_lb.l", "create", after={"box": [{"ids": None, "x": 1}]}),
        configuration={
            "resources": [configured("aws_lb.l", box=[{"ids": refers('module.web["a"].ids')}])],
            "module_calls": {
                "net": {"source": "./net", "module": inner},
                "web": {
                    "expressions": {"vpc": refers("module.net.vpc_id", "module.net")},
                    "module": web | {"outputs": {"ids": {"expression": refers("aws_subnet.s")}}},
                },
            },
        },
    )
    found = stack_of(said)
    resources = {one.address: one for one in found.resources}
    assert [(m.address, m.count) for m in found.modules] == [
        ("module.net", ""),
        ("module.web", "× 2"),
    ]
    subnet = resources["module.web.aws_subnet.s"]
    assert (subnet.module, subnet.count) == ("module.web", "")
    assert subnet.properties["vpc_id"] == Reference("module.net.aws_vpc.this", "id")
    assert resources["aws_lb.l"].properties["box"] == (
        {"ids": Reference("module.web.aws_subnet.s"), "x": 1},
    )


def test_a_policy_that_is_only_known_later_is_read_from_its_document() -> None:
    document = {
        "statement": [{"effect": "Allow", "actions": ["s3:GetObject"], "resources": [None]}]
    }
    said = plan(
        changed("aws_s3_bucket.b", "create", after={}),
        changed(
            *("data.aws_iam_policy_document.p", "read"),
            after=document,
            after_unknown={"json": True, "statement": [{"resources": [True]}]},
        ),
        changed("aws_iam_policy.p", "create", after={}, after_unknown={"policy": True}),
        configuration={
            "resources": [
                configured(
                    "data.aws_iam_policy_document.p",
                    statement=[{"resources": refers("aws_s3_bucket.b.arn", "aws_s3_bucket.b")}],
                ),
                configured(
                    "aws_iam_policy.p", policy=refers("data.aws_iam_policy_document.p.json")
                ),
            ]
        },
    )
    found = resources_of(said)
    assert list(found) == ["aws_s3_bucket.b", "aws_iam_policy.p"]
    assert found["aws_iam_policy.p"].properties["policy"] == {
        "Version": "2012-10-17",
        "Statement": (
            {
                "Effect": "Allow",
                "Action": ("s3:GetObject",),
                "Resource": Reference("aws_s3_bucket.b", "arn"),
            },
        ),
    }


BUCKET = "arn:aws:s3:::files"
RUNNING: list[tuple[str, str, Said]] = [
    ("aws_vpc", "main", {"id": "vpc-123456"}),
    ("aws_subnet", "a", {"id": "subnet-1", "vpc_id": "vpc-123456"}),
    ("aws_instance", "web", {"id": "i-1234567", "subnet_id": "subnet-1"}),
    ("aws_s3_bucket", "files", {"id": "files-of-ours", "arn": BUCKET}),
    ("aws_s3_bucket_policy", "files", {"id": "files-of-ours", "bucket": "files-of-ours"}),
    ("aws_iam_role", "r", {"inline_policy": [{"policy": f'{{"Resource": "{BUCKET}/*"}}'}]}),
]


def as_shown() -> Said:
    resources = [
        {"address": f"{t}.{n}", "mode": "managed", "type": t, "name": n, "values": v}
        for t, n, v in RUNNING
    ]
    return {
        "format_version": "1.0",
        "terraform_version": "1.9.0",
        "values": {"root_module": {"resources": resources}},
    }


def as_kept() -> Said:
    resources = [
        {"mode": "managed", "type": t, "name": n, "instances": [{"attributes": v}]}
        for t, n, v in RUNNING
    ]
    return {
        "version": 4,
        "terraform_version": "1.9.0",
        "serial": 1,
        "lineage": "a",
        "resources": resources,
    }


@pytest.mark.parametrize("said", [as_shown(), as_kept()], ids=["show", "tfstate"])
def test_in_a_state_ids_say_what_refers_to_what(said: Said) -> None:
    found = stack_of(said, indent=1)
    resources = {one.address: one for one in found.resources}
    assert resources["aws_instance.web"].properties["subnet_id"] == Reference("aws_subnet.a", "id")
    files = resources["aws_s3_bucket_policy.files"].properties
    assert files["bucket"] == Reference("aws_s3_bucket.files", "id")
    assert resources["aws_iam_role.r"].properties["inline_policy"] == (
        {"policy": {"Resource": Joined((Reference("aws_s3_bucket.files", "arn"), "/*"))}},
    )
    lines = [one.place.line for one in found.resources]
    assert lines == sorted(line or 0 for line in lines)
    graph = drawn(found)[0]
    assert [(n.id, n.cluster) for n in graph.nodes][:1] == [("aws_instance.web", "aws_subnet.a")]


def test_what_a_state_hides_or_depends_on() -> None:
    instance = {
        "index_key": "a",
        "attributes": {"pin": "hush", "password": "hush", "x": "1"},
        "sensitive_attributes": [[{"type": "get_attr", "value": "pin"}]],
        "dependencies": ["aws_vpc.main"],
    }
    resource = {
        "module": "module.m[0]",
        "mode": "managed",
        "type": "aws_a",
        "name": "a",
        "instances": [instance, {"deposed": "1", "attributes": {}}],
    }
    said = {"version": 4, "terraform_version": "1", "lineage": "a", "resources": [resource]}
    (one,) = stack_of(said).resources
    assert (one.address, one.depends_on) == ("module.m.aws_a.a", ("aws_vpc.main",))
    assert one.properties["x"] == "1"
    assert "hush" not in str(one)


def test_of_what_a_state_depends_on_only_the_nearest_is_told() -> None:
    depends: dict[str, list[str]] = {"a": [], "b": ["aws_q.a"], "c": ["aws_q.a", "aws_q.b"]}
    resources = [
        {
            "mode": "managed",
            "type": "aws_q",
            "name": name,
            "instances": [{"attributes": {}, "dependencies": those}],
        }
        for name, those in depends.items()
    ]
    found = resources_of(as_kept() | {"resources": resources})
    assert found["aws_q.c"].depends_on == ("aws_q.b",)


def test_changes_are_drawn() -> None:
    said = plan(
        changed("aws_sqs_queue.a", "create", after={}),
        changed("aws_sqs_queue.b", "no-op", after={}),
    )
    (graph,) = drawn(stack_of(said))
    assert {n.id: (n.change, n.attributes["layer"]) for n in graph.nodes} == {
        "aws_sqs_queue.a": (ChangeKind.ADDED, "added"),
        "aws_sqs_queue.b": (None, "all"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"format_version":"1.2","terraform_version":"1.9.0","variables":{}}', True),
        ('{\n  "version": 4,\n  "terraform_version": "1.9.0",\n  "serial": 3,', True),
        ('{"terraform_version": "1.9.0"}', False),
        ('{"applyable": true, "configuration": {"provider_config": {}, "root_module"', True),
        ('{"resource_changes": [{"change": {"actions": ["no-op"]}}]}', True),
        ('{"planned_values":{"root_module":{}},"terraform_version":"1"', True),
        ('{"configuration": {"name": "a"}, "resources": []}', False),
        ('{"version": 4, "resources": [], "values": {}}', False),
        ('{"about": "terraform_version, format_version"}', False),
        ('{"AWSTemplateFormatVersion": "2010-09-09"}', False),
        ("terraform_version serial", False),
    ],
)
def test_plans_and_states_are_known_by_their_beginning(text: str, expected: bool) -> None:
    assert begins(text) is expected


@pytest.mark.parametrize("text", ["", "[", "[1]", "1", "nonsense", '{"a":' * 100_000])
def test_what_is_none_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.tfstate"
    path.write_text(text)
    reading = read_plan(path, DiagramOrigin("a.tfstate", tmp_path, ()))
    assert reading.graphs == ()
    assert len(reading.problems) == 1


def test_a_version_of_states_that_is_not_known_is_said() -> None:
    _, (problem,) = plan_stack('{"version": 5, "lineage": "a", "resources": []}', "a", "a")
    assert "version 5" in problem.message


def test_a_state_from_before_terraform_0_12_is_read() -> None:
    web = {
        "id": "i-1234567",
        "subnet_id": "subnet-1",
        "tags.%": "1",
        "tags.a.b/c": "d",
        "box.#": "1",
        "box.42.ids.#": "2",
        "box.42.ids.7": "x",
        "box.42.ids.9": "y",
        "password": "hush-hush-1",
    }
    subnet = {"id": "subnet-1"}
    said: Said = {
        "version": 3,
        "terraform_version": "0.11.14",
        "lineage": "a",
        "modules": [
            {"path": ["root"], "resources": {"data.aws_ami.a": {"primary": {}}, "odd": {}}},
            {
                "path": ["root", "net"],
                "resources": {
                    "aws_subnet.a": {"primary": {"attributes": subnet}},
                    "aws_instance.web.0": {
                        "depends_on": ["aws_subnet.a", "aws_vpc.b.*"],
                        "primary": {"attributes": web},
                    },
                    "aws_instance.web.1": {"primary": {"attributes": web}},
                },
            },
        ],
    }
    found = resources_of(said)
    one = found["module.net.aws_instance.web"]
    assert (list(found), one.count) == (["module.net.aws_subnet.a", one.address], "× 2")
    assert one.depends_on == ("module.net.aws_subnet.a", "module.net.aws_vpc.b")
    assert one.properties == {
        "id": "i-1234567",
        "subnet_id": Reference("module.net.aws_subnet.a", "id"),
        "tags": {"a.b/c": "d"},
        "box": ({"ids": ("x", "y")},),
        "password": Unknown("(sensitive)"),
    }


def test_a_plan_is_read_in_step_with_its_size() -> None:
    def work(size: int) -> None:
        addresses = [f"aws_a.a{n}" for n in range(size)]
        stack_of(
            plan(
                *(changed(a, "create", after={"id": f"{a}-{n}"}) for n, a in enumerate(addresses)),
                configuration={
                    "resources": [configured(a, b=refers(addresses[0])) for a in addresses]
                },
            )
        )

    grows_in_step(work)


def test_a_plan_without_changes_shows_what_it_plans() -> None:
    resource = {"address": "aws_a.a", "mode": "managed", "type": "aws_a", "name": "a"}
    said = plan(planned_values={"root_module": {"resources": [resource | {"values": {"x": 1}}]}})
    (one,) = stack_of(said).resources
    assert (one.address, one.change, one.properties) == ("aws_a.a", None, {"x": 1})


def test_why_something_changes_is_told() -> None:
    replaced = changed("aws_a.a", "delete", "create", replace_paths=[["box", 0, "x"], ["y"]])
    moved = changed("aws_a.b", "no-op", before={}, after={}, importing={"id": "b-1"})
    drift = changed("aws_a.b", "update", before={"x": 1, "y": 1}, after={"x": 2, "y": 1})
    left = changed("aws_a.c", "delete")
    found = resources_of(
        plan(
            replaced | {"action_reason": "replace_because_cannot_update"},
            moved | {"previous_address": "aws_a.old"},
            changed("aws_a.c", "no-op"),
            left | {"deposed": "1234abcd"},
            changed("aws_a.d", "forget", before={"x": 1}),
            changed("aws_a.e", "create"),
            resource_drift=[drift],
        )
    )
    assert {address: dict(one.remarks) for address, one in found.items()} == {
        "aws_a.a": {
            "What becomes of it": "the old one is destroyed before the new one is made",
            "Why": "it cannot be changed in place: box.x, y",
        },
        "aws_a.b": {
            "Moved from": "aws_a.old",
            "Imported": "b-1",
            "Outside Terraform": "changed: x",
        },
        "aws_a.c": {"Left over": "one that was replaced before is destroyed, too"},
        "aws_a.d": {"What becomes of it": "Terraform forgets it, and does not destroy it"},
        "aws_a.e": {},
    }
    assert found["aws_a.d"].change is ChangeKind.GONE
    node = drawn(stack_of(plan(replaced)))[0].nodes[0]
    assert node.details is not None
    assert node.details.properties[0].name == "What becomes of it"


def test_what_was_done_to_instances_that_are_one_is_told_of_all() -> None:
    both = [changed(f'aws_a.a["{n}"]', "no-op") | {"previous_address": f"aws_a.{n}"} for n in "xy"]
    (one,) = stack_of(plan(*both)).resources
    assert one.remarks == (("Moved from", "aws_a.x · aws_a.y"),)


HUSH = "hush-hush-1"


@pytest.mark.parametrize(
    "values",
    [
        {"environment": [{"name": "DB_PASSWORD", "value": HUSH}]},
        {"app_settings": {"JWT_SECRET": HUSH}},
        {"tokens": '[{"Key": "GITHUB_TOKEN", "Value": "hush-hush-1"}]'},
        {"url": f"postgres://me:{HUSH}@db:5432/shop"},
        {"pin": HUSH, "copy": f"echo {HUSH} | login", "again": HUSH},
        {"list": [{"pin": HUSH, "open": 1}]},
    ],
)
def test_no_secret_of_a_state_is_told(values: Said) -> None:
    paths = [
        [{"type": "get_attr", "value": "pin"}],
        [
            {"type": "get_attr", "value": "list"},
            {"type": "index", "value": {"value": 0, "type": "number"}},
            {"type": "get_attr", "value": "pin"},
        ],
    ]
    marks = {"pin": True, "list": [{"pin": True}]}
    resource = {"mode": "managed", "type": "aws_a", "name": "a"}
    kept: Said = {"version": 4, "terraform_version": "1", "lineage": "a"}
    kept["resources"] = [
        resource | {"instances": [{"attributes": values, "sensitive_attributes": paths}]}
    ]
    shown: Said = {"format_version": "1.0", "terraform_version": "1"}
    one = resource | {"address": "aws_a.a", "values": values, "sensitive_values": marks}
    shown["values"] = {"root_module": {"resources": [one]}}
    for said in (kept, shown):
        stack = stack_of(said)
        assert HUSH not in repr((stack, drawn(stack)))
    if "list" in values:
        assert "'open': 1" in repr(stack_of(kept))


def test_an_output_that_is_sensitive_is_told_nowhere() -> None:
    said = as_kept() | {"outputs": {"net": {"value": "vpc-123456", "sensitive": True}}}
    assert "vpc-123456" not in repr(stack_of(said))


def test_secrets_are_looked_for_in_step_with_the_text() -> None:
    def work(size: int) -> None:
        found = KnownSecrets([f"secret-{n:06}" for n in range(size)])
        found.taken_from("secret-x" * size)

    grows_in_step(work)


def test_where_a_plan_in_one_line_says_something() -> None:
    said = json.dumps(plan(*(changed(f"aws_sqs_queue.q{n}", "create") for n in range(9))))
    stack, _ = plan_stack(said, "plan.json", "plan")
    assert stack is not None
    last = stack.resources[-1].place
    assert (last.line, last.column) == (1, said.index('"address": "aws_sqs_queue.q8"') + 1)
    details = drawn(stack)[0].nodes[-1].details
    assert details is not None
    assert details.place == f"plan.json, line 1, column {last.column:,}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_plan_that_powershell_has_written_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan(changed("aws_a.é", "create"))), encoding=encoding)
    reading = read_plan(path, DiagramOrigin("plan.json", tmp_path, ()))
    assert reading.graphs[0].nodes[0].id == "aws_a.é"
    assert format_of(path) is PLANS


def test_that_there_is_nothing_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.tfstate"
    path.write_text('{"version": 4, "terraform_version": "1.9.0", "lineage": "a", "resources": []}')
    (problem,) = read_plan(path, DiagramOrigin("a.tfstate", tmp_path, ())).problems
    assert problem.message == "It has no resources."


@pytest.mark.parametrize(
    "said", [{"errored": True}, {"errored": False, "complete": False}], ids=str
)
def test_a_plan_that_is_not_whole_says_so(said: Said) -> None:
    _, (problem,) = plan_stack(json.dumps(plan(**said)), "plan.json", "plan")
    assert problem.message == "Terraform has not planned all of it."


def test_a_plan_that_is_nested_deeply_is_said_to_be() -> None:
    deep = f'{{"format_version": "1.2", "resource_changes": {"[" * 100_000}{"]" * 100_000}}}'
    stack, (wrong,) = plan_stack(deep, "plan.json", "plan")
    assert stack is None
    assert wrong.message == "Its values are nested too deeply."
