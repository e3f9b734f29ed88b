"""A folder of Terraform files is the stack that it deploys, as far as that is known before it does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.sources.infrastructure.stack import Joined, Reference, Unknown, Value
from app.sources.infrastructure.terraform.json_syntax import read_json
from app.sources.workspace import load
from tests.cost import grows_in_step
from tests.sources.infrastructure.terraform.folder import by_address, read, stack

VPC = 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n'


def value(folder: Path, expression: str, more: str = "") -> Value:
    text = f'{VPC}{more}\nresource "aws_x" "x" {{\n  it = {expression}\n}}\n'
    return by_address(stack(folder, text))["aws_x.x"].properties["it"]


VPC_ID = Reference("aws_vpc.main", "id")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("aws_vpc.main.id", VPC_ID),
        ('"${aws_vpc.main.id}"', VPC_ID),
        ('"a-${aws_vpc.main.id}-b"', Joined(("a-", VPC_ID, "-b"))),
        ("aws_vpc.main[0].id", VPC_ID),
        ("aws_vpc.main[*].id", (VPC_ID,)),
        ("[for v in aws_vpc.main : v.id]", (VPC_ID,)),
        ("values(aws_vpc.main)[*].id", (VPC_ID,)),
        ("element(aws_vpc.main.*.id, 3)", VPC_ID),
        ('lookup({ a = aws_vpc.main.id }, "a", null)', VPC_ID),
        ('try(aws_vpc.main.id, "")', VPC_ID),
        ("one(aws_vpc.main[*].id)", VPC_ID),
        ("coalesce(null, aws_vpc.main.id)", VPC_ID),
        ("var.unknown ? aws_vpc.main.id : null", VPC_ID),
        ("aws_vpc.gone.id", Unknown("aws_vpc.gone.id")),
        ("data.aws_region.here.name", Unknown("data.aws_region.here.name")),
        (
            'sha1("${aws_vpc.main.id}")',
            Joined((Unknown("sha1("), VPC_ID, Unknown(")"))),
        ),
        ('1 == 1 && !false ? "yes" : "no"', "yes"),
        ('cidrsubnet("10.0.0.0/16", 8, 2)', "10.0.2.0/24"),
        ('cidrsubnets("10.0.0.0/16", 4, 8)', ("10.0.0.0/20", "10.0.16.0/24")),
        ('format("%s-%03d", "a", 7)', "a-007"),
        ('join(",", ["a", aws_vpc.main.id])', Joined(("a,", VPC_ID))),
        ("jsonencode({ a = [1] })", {"a": (1,)}),
        ('"{\\"a\\": [1]}"', {"a": (1,)}),
        ("merge({ a = 1 }, { b = 2 })", {"a": 1, "b": 2}),
        ('{ for k in ["a", "b"] : k => upper(k) if k != "b" }', {"a": "A"}),
        ("flatten([[1], [[2], 3]])", (1, 2, 3)),
        ('length(["a"]) + 7 / 2', 4.5),
        ('replace("a_b", "_", "-")', "a-b"),
        ('contains(["a"], "a")', True),
        ("terraform.workspace", "default"),
        ('"%{ if true }a%{ endif }"', Joined((Unknown("%{…}"), "a"))),
    ],
)
def test_what_an_expression_comes_to(tmp_path: Path, expression: str, expected: Value) -> None:
    assert value(tmp_path, expression) == expected


def test_json_in_a_text_is_what_it_says_with_its_references(tmp_path: Path) -> None:
    text = '<<EOF\n{"Resource": "${aws_vpc.main.arn}/*", "Size": ${aws_vpc.main.size}}\nEOF'
    assert value(tmp_path, text) == {
        "Resource": Joined((Reference("aws_vpc.main", "arn"), "/*")),
        "Size": Reference("aws_vpc.main", "size"),
    }


def test_variables_have_their_defaults_and_what_files_of_values_say(tmp_path: Path) -> None:
    files = {
        "main.tf": 'resource "aws_x" "x" {\n  a = var.a\n  b = var.b\n  c = var.c\n  d = local.d\n}\n',
        "variables.tf": 'variable "a" {\n  default = 1\n}\nvariable "b" {}\nvariable "c" {}\n',
        "locals.tf": "locals {\n  d = local.e\n  e = local.d\n}\n",
        "terraform.tfvars": "b = 2\n",
        "more.auto.tfvars.json": '{"a": 3}',
    }
    found, problems = read(tmp_path, files)
    assert problems == []
    assert found.resources[0].properties == {
        "a": 3,
        "b": 2,
        "c": Unknown("var.c"),
        "d": Unknown("local.d"),
    }


@pytest.mark.parametrize(
    ("said", "count", "condition"),
    [
        ("count = 3", "× 3", ""),
        ("count = 1", "", ""),
        ("count = length(var.zones)", "× 2", ""),
        ("count = length(var.unknown_zones)", "for each unknown zone", ""),
        ('for_each = toset(["a", "b"])', "× 2", ""),
        ("for_each = { for z in var.subnet_policies : z => z }", "for each subnet policy", ""),
        ("for_each = data.aws_availability_zones.all.names", "for each name", ""),
        ("count = var.on ? 1 : 0", "", "var.on"),
        ("count = var.on ? 0 : 2", "× 2", "not (var.on)"),
        ("for_each = var.on ? var.zones : []", "× 2", "var.on"),
    ],
)
def test_how_many_there_are(tmp_path: Path, said: str, count: str, condition: str) -> None:
    text = f"""variable "zones" {{
  default = ["a", "b"]
}}
variable "on" {{
  default = true
}}
data "aws_availability_zones" "all" {{}}
resource "aws_x" "x" {{
  {said}
}}
"""
    found = stack(tmp_path, text)
    (one,) = found.resources
    assert (one.count, one.condition) == (count, condition)
    if condition:
        (known,) = found.conditions
        assert (known.text, known.elements) == (condition, ("aws_x.x",))
        assert known.holds is not condition.startswith("not")


def test_what_each_brings(tmp_path: Path) -> None:
    text = """resource "aws_subnet" "s" {
  for_each = { a = 1, b = 2 }
}
resource "aws_x" "x" {
  for_each = aws_subnet.s
  subnet   = each.value.id
}
resource "aws_x" "y" {
  for_each = { a = { subnet = aws_subnet.s["a"].id, size = 1 }, b = { size = 1 } }
  subnet   = each.value.subnet
  size     = each.value.size
  name     = each.key
}
"""
    found = by_address(stack(tmp_path, text))
    subnet = Reference("aws_subnet.s", "id")
    assert found["aws_x.x"].properties == {"subnet": subnet}
    assert found["aws_x.y"].properties == {"subnet": subnet, "size": 1, "name": Unknown("each.key")}


def test_blocks_within_are_lists_and_dynamic_ones_are_written_out(tmp_path: Path) -> None:
    text = """resource "aws_x" "x" {
  rule {
    port = 1
  }
  dynamic "rule" {
    for_each = [2, 3]
    iterator = it
    content {
      port = it.value
    }
  }
  lifecycle {
    prevent_destroy = true
  }
}
"""
    (one,) = stack(tmp_path, text).resources
    assert one.properties == {"rule": ({"port": 1}, {"port": 2}, {"port": 3})}


def test_policy_documents_are_what_iam_writes(tmp_path: Path) -> None:
    text = """data "aws_iam_policy_document" "base" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.b.arn}/*"]
  }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    sid     = "Assume"
    effect  = "Deny"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}
resource "aws_s3_bucket" "b" {}
resource "aws_x" "x" {
  policy = data.aws_iam_policy_document.all.json
}
"""
    found = by_address(stack(tmp_path, text))
    assert list(found) == ["aws_s3_bucket.b", "aws_x.x"]
    assert found["aws_x.x"].properties["policy"] == {
        "Version": "2012-10-17",
        "Statement": (
            {
                "Effect": "Deny",
                "Sid": "Assume",
                "Action": ("sts:AssumeRole",),
                "Principal": {"Service": ("lambda.amazonaws.com",)},
            },
            {
                "Effect": "Allow",
                "Action": ("s3:GetObject",),
                "Resource": (Joined((Reference("aws_s3_bucket.b", "arn"), "/*")),),
            },
        ),
    }


def test_sources_of_data_are_there_where_something_refers_to_them(tmp_path: Path) -> None:
    text = """data "aws_vpc" "used" {
  tags = data.aws_vpc.behind.tags
}
data "aws_vpc" "behind" {}
data "aws_vpc" "unused" {}
resource "aws_subnet" "s" {
  vpc_id = data.aws_vpc.used.id
}
"""
    assert list(by_address(stack(tmp_path, text))) == [
        "aws_subnet.s",
        "data.aws_vpc.used",
        "data.aws_vpc.behind",
    ]


NETWORK = """variable "name" {}
variable "extra" {
  default = false
}
resource "aws_vpc" "this" {
  tags = { Name = var.name }
}
resource "aws_x" "extra" {
  count = var.extra ? 1 : 0
}
output "vpc_id" {
  value = aws_vpc.this.id
}
"""


def test_modules_that_lie_here_are_read_into_the_same_stack(tmp_path: Path) -> None:
    files = {
        "live/main.tf": """module "network" {
  source   = "../modules/network"
  for_each = toset(["a", "b"])
  name     = "net-${each.key}"
}
module "bucket" {
  source = "git::https://github.com/terraform-aws-modules/terraform-aws-s3-bucket.git?ref=v4"
  vpc    = module.network["a"].vpc_id
}
resource "aws_subnet" "s" {
  vpc_id     = module.network["a"].vpc_id
  bucket     = module.bucket.s3_bucket_id
  depends_on = [module.network, aws_subnet.gone, aws_subnet.other]
}
resource "aws_subnet" "other" {}
""",
        "modules/network/main.tf": NETWORK + 'module "deep" {\n  source = "./deep"\n}\n',
        "modules/network/deep/it.tf": 'resource "aws_y" "y" {}\n',
    }
    found, problems = read(tmp_path, files, "live")
    assert problems == []
    assert [(m.address, m.parent, m.count) for m in found.modules] == [
        ("module.network", None, "× 2"),
        ("module.network.module.deep", "module.network", ""),
    ]
    assert found.modules[0].place.file == "live/main.tf"
    resources = by_address(found)
    assert list(resources) == [
        "aws_subnet.s",
        "aws_subnet.other",
        "module.network.aws_vpc.this",
        "module.network.module.deep.aws_y.y",
        "module.bucket",
    ]
    vpc = Reference("module.network.aws_vpc.this", "id")
    assert resources["aws_subnet.s"].properties == {
        "vpc_id": vpc,
        "bucket": Reference("module.bucket", "s3_bucket_id"),
    }
    assert resources["aws_subnet.s"].depends_on == ("module.network", "aws_subnet.other")
    inner = resources["module.network.aws_vpc.this"]
    assert (inner.module, inner.place.file) == ("module.network", "modules/network/main.tf")
    bucket = resources["module.bucket"]
    assert bucket.type == "terraform-aws-modules/s3-bucket/aws"
    assert bucket.properties["vpc"] == vpc


def test_files_in_json_that_the_code_names_are_what_they_say(tmp_path: Path) -> None:
    files = {
        "live/main.tf": """resource "aws_x" "x" {
  policy = file("${path.module}/policy.json")
  far    = file("../../far.json")
  script = file("run.sh")
}
""",
        "live/policy.json": '{"Statement": []}',
        "live/run.sh": "rm",
    }
    (tmp_path.parent / "far.json").write_text("[1]")
    found, _ = read(tmp_path, files, "live")
    assert found.resources[0].properties == {
        "policy": {"Statement": ()},
        "far": Unknown('file("../../far.json")'),
        "script": Unknown('file("run.sh")'),
    }


def test_templates_of_json_are_what_they_say_with_the_values_given(tmp_path: Path) -> None:
    text = """resource "aws_x" "x" {
  policy = templatefile("${path.module}/policy.json.tpl", { vpc = aws_vpc.main.id, who = "me" })
  loop   = templatefile("${path.module}/loop.tftpl", { all = ["a"] })
  script = templatefile("${path.module}/run.sh", { vpc = aws_vpc.main.id })
  broken = templatefile("${path.module}/broken.json", { vpc = 1 })
}
"""
    files = {
        "main.tf": VPC + text,
        "policy.json.tpl": '{"Resource": "${vpc}", "Who": "${upper(who)}", "Other": "${gone}"}',
        "loop.tftpl": '[%{ for x in all }"${x}",%{ endfor }]',
        "run.sh": "{ echo ${vpc} }",
        "broken.json": '{"a": "${"}',
    }
    found, problems = read(tmp_path, files)
    assert problems == []
    properties = by_address(found)["aws_x.x"].properties
    assert properties["policy"] == {"Resource": VPC_ID, "Who": "ME", "Other": Unknown("gone")}
    assert properties["script"] == Joined((Unknown("templatefile("), VPC_ID, Unknown(")")))
    assert properties["broken"] == Unknown('templatefile("${path.module}/broken.json", {…})')
    assert isinstance(properties["loop"], Joined)


def test_modules_that_terraform_has_put_there_are_read(tmp_path: Path) -> None:
    modules = [
        {"Key": "", "Source": "", "Dir": "."},
        {"Key": "net", "Source": "a/net/aws", "Dir": ".terraform/modules/net"},
        {"Key": "far", "Source": "a/far/aws", "Dir": "../far"},
    ]
    files = {
        "live/main.tf": 'module "net" {\n  source = "a/net/aws"\n  name = "n"\n}\n'
        'module "far" {\n  source = "a/far/aws"\n}\n',
        "live/.terraform/modules/modules.json": json.dumps({"Modules": modules}),
        "live/.terraform/modules/net/main.tf": NETWORK,
    }
    found, problems = read(tmp_path, files, "live")
    assert problems == []
    assert [one.address for one in found.resources] == ["module.net.aws_vpc.this", "module.far"]


def test_what_a_caller_leaves_out_is_nothing_to_refer_to(tmp_path: Path) -> None:
    files = {
        "main.tf": 'module "net" {\n  source = "./net"\n}\n',
        "net/main.tf": """variable "more" {
  default = false
}
resource "aws_vpc" "this" {
  count = var.more ? 0 : 1
}
resource "aws_more" "this" {
  count = var.more ? 1 : 0
}
resource "aws_subnet" "s" {
  vpc_id = try(aws_more.this[0].vpc_id, aws_vpc.this[0].id, "")
  more   = aws_more.this[*].id
}
""",
    }
    found, _ = read(tmp_path, files)
    assert list(by_address(found)) == ["module.net.aws_vpc.this", "module.net.aws_subnet.s"]
    assert found.conditions == ()
    assert by_address(found)["module.net.aws_subnet.s"].properties == {
        "vpc_id": Reference("module.net.aws_vpc.this", "id"),
        "more": (),
    }


def test_what_defaults_leave_out_is_shown_where_it_is_opened(tmp_path: Path) -> None:
    (condition,) = read(tmp_path, {"main.tf": NETWORK})[0].conditions
    assert (condition.name, condition.holds, condition.elements) == (
        *("var.extra", False),
        ("aws_x.extra",),
    )


def test_nothing_outside_the_roots_is_read(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "main.tf").write_text(VPC)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link").symlink_to(tmp_path / "outside")
    text = 'module "a" {\n  source = "../outside"\n}\nmodule "b" {\n  source = "./link"\n}\n'
    found, _ = read(inside, {"main.tf": text})
    assert [(one.address, one.type) for one in found.resources] == [
        ("module.a", "module"),
        ("module.b", "module"),
    ]


def test_a_module_that_calls_itself_ends(tmp_path: Path) -> None:
    text = 'resource "aws_x" "x" {}\nmodule "again" {\n  source = "./"\n}\nmodule "and" {\n  source = "./"\n}\n'
    found, _ = read(tmp_path, {"main.tf": text})
    assert len(found.resources) < 2_000


def test_what_is_wrong_is_said_with_its_place_and_the_rest_is_there(tmp_path: Path) -> None:
    files = {
        "main.tf": f'resource "aws_x" "x" {{\n  a = \n}}\n{VPC}',
        "again.tf": VPC,
        "latin.tf": "# x",
    }
    (tmp_path / "latin.tf").write_bytes(b"# \xe4")
    files.pop("latin.tf")
    found, problems = read(tmp_path, files)
    assert list(by_address(found)) == ["aws_vpc.main"]
    assert [(str(p.file), p.line, p.message.split(".")[0]) for p in problems] == [
        ("latin.tf", None, "It is not UTF-8, as Terraform’s files are"),
        ("main.tf", 2, "A value is missing here"),
        ("main.tf", 4, "“aws_vpc"),
    ]


def test_overrides_and_json_are_read_too(tmp_path: Path) -> None:
    files = {
        "main.tf": VPC,
        "main_override.tf": 'resource "aws_vpc" "main" {\n  cidr_block = "10.1.0.0/16"\n}\n',
        "more.tf.json": '{"resource": {"aws_x": {"y": {"vpc": "${aws_vpc.main.id}"}}}}',
    }
    found, problems = read(tmp_path, files)
    assert problems == []
    resources = by_address(found)
    assert resources["aws_vpc.main"].properties == {"cidr_block": "10.1.0.0/16"}
    assert resources["aws_x.y"].properties == {"vpc": VPC_ID}


def test_a_folder_of_json_is_read_with_lines(tmp_path: Path) -> None:
    said = {
        "//": {"about": "a generator"},
        "resource": {
            "//": {},
            "aws_vpc": {"main": {"//": {}, "cidr_block": "10.0.0.0/16"}},
            "aws_x": {"aws_vpc": {"vpc": "${aws_vpc.main.id}", "list": [{"y": {}}]}, "y": {}},
        },
    }
    found, problems = read(tmp_path, {"cdk.tf.json": json.dumps(said, indent=1)})
    assert problems == []
    lines = [(one.address, one.place.file, one.place.line) for one in found.resources]
    text = json.dumps(said, indent=1).splitlines()
    assert lines == [
        ("aws_vpc.main", "cdk.tf.json", text.index('   "main": {') + 1),
        ("aws_x.aws_vpc", "cdk.tf.json", text.index('   "aws_vpc": {') + 1),
        ("aws_x.y", "cdk.tf.json", text.index('   "y": {}') + 1),
    ]
    assert by_address(found)["aws_x.aws_vpc"].properties["vpc"] == VPC_ID


def test_places_in_json_are_found_in_step_with_its_size() -> None:
    def work(size: int) -> None:
        body, _ = read_json(json.dumps({"resource": {"a": {f"n{n}": {} for n in range(size)}}}))
        assert len(body.blocks) == size

    grows_in_step(work)


def test_opentofu_reads_its_own_file_in_the_place_of_terraforms(tmp_path: Path) -> None:
    files = {
        "main.tf": 'resource "aws_vpc" "old" {}',
        "main.tofu": 'resource "aws_vpc" "new" {}',
        "more.tf": 'resource "aws_subnet" "a" {}',
        "rest.tf.json": '{"resource": {"aws_x": {"old": {}}}}',
        "rest.tofu.json": '{"resource": {"aws_x": {"new": {}}}}',
        "rest.tf": 'resource "aws_x" "both" {}',
    }
    found, problems = read(tmp_path, files)
    assert problems == []
    assert list(by_address(found)) == ["aws_vpc.new", "aws_subnet.a", "aws_x.both", "aws_x.new"]


@pytest.mark.parametrize("name", ["cdk.tf.json", "main.tofu", "main.tofu.json"])
def test_a_folder_of_them_alone_is_found(tmp_path: Path, name: str) -> None:
    net = tmp_path / "net"
    net.mkdir()
    text = '{"resource": {"aws_vpc": {"a": {}}}}'
    (net / name).write_text(text if name.endswith("json") else 'resource "aws_vpc" "a" {}')
    (net / "other.json").write_text("{}")
    (diagram,) = load(tmp_path).diagrams
    assert (diagram.title, [c.label for c in diagram.clusters]) == ("net", ["a"])


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    text = """variable "pin" {
  default   = "1234"
  sensitive = true
}
resource "aws_secretsmanager_secret" "db" {}
resource "aws_db_instance" "db" {
  password  = "hush"
  user_data = var.pin
  master    = { api_key = "hush", secret_arn = aws_secretsmanager_secret.db.arn }
  token     = aws_secretsmanager_secret.db.id
}
"""
    found = by_address(stack(tmp_path, text))["aws_db_instance.db"].properties
    secret = Unknown("(sensitive)")
    assert found == {
        "password": secret,
        "user_data": secret,
        "master": {
            "api_key": secret,
            "secret_arn": Reference("aws_secretsmanager_secret.db", "arn"),
        },
        "token": Reference("aws_secretsmanager_secret.db", "id"),
    }


def test_what_a_sensitive_variable_refers_to_is_kept(tmp_path: Path) -> None:
    files = {
        "main.tf": """resource "aws_ssm_parameter" "pin" {}
module "db" {
  source = "./db"
  login  = { user = "me", pin = aws_ssm_parameter.pin.value }
}
""",
        "db/main.tf": """variable "login" {
  sensitive = true
}
resource "aws_db_instance" "db" {
  username = var.login.user
  password = var.login.pin
}
""",
    }
    found = by_address(read(tmp_path, files)[0])["module.db.aws_db_instance.db"].properties
    assert found == {
        "username": Unknown("(sensitive)"),
        "password": Reference("aws_ssm_parameter.pin", "value"),
    }


def test_zones_are_known_by_number(tmp_path: Path) -> None:
    zones = 'data "aws_availability_zones" "all" {}\n'
    names = "data.aws_availability_zones.all.names"
    assert value(tmp_path, f"{names}[0]", zones) == Unknown("zone 1")
    assert value(tmp_path, f"element({names}, 1)", zones) == Unknown("zone 2")
    assert value(tmp_path, f"length(slice({names}, 0, 2))", zones) == 2
    assert isinstance(value(tmp_path, f"length({names})", zones), Unknown)


def test_other_regions_are_said(tmp_path: Path) -> None:
    text = """provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}
resource "aws_x" "x" {
  provider = aws.virginia
}
"""
    (one,) = stack(tmp_path, text).resources
    assert one.properties == {"region": "us-east-1"}


@pytest.mark.parametrize(
    "more",
    [
        ("  a{n} = [local.a{m}, local.a{m}]\n"),
        ('  a{n} = "${{local.a{m}}}${{local.a{m}}}"\n'),
        ("  a{n} = concat(local.a{m}, local.a{m})\n"),
        ("  a{n} = [for x in local.a{m} : [for y in local.a{m} : y]]\n"),
        ("  a{n} = local.a{m}.b\n"),
    ],
)
def test_what_grows_without_end_is_given_up(tmp_path: Path, more: str) -> None:
    def work(size: int) -> None:
        said = "".join(more.format(n=n + 1, m=n) for n in range(size))
        stack(
            tmp_path,
            f'locals {{\n  a0 = ["xy", "z"]\n{said}}}\nresource "aws_x" "x" {{\n  it = local.a{size}\n}}\n',
        )

    grows_in_step(work, 100)


def test_a_stack_is_read_in_step_with_its_size(tmp_path: Path) -> None:
    one = (
        'resource "aws_subnet" "s{n}" {{\n  vpc_id = aws_vpc.main.id\n  count = var.x ? 1 : 0\n}}\n'
    )
    grows_in_step(lambda size: stack(tmp_path, VPC + "".join(one.format(n=n) for n in range(size))))


def production(tmp_path: Path, source: str) -> Path:
    """A project with a module, and a folder deep in it that calls one."""
    (tmp_path / "shop/modules/net").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    bucket = 'resource "aws_s3_bucket" "held" {}'
    (tmp_path / "shop/modules/net/main.tf").write_text(bucket)
    (tmp_path / "elsewhere/main.tf").write_text(bucket)
    (tmp_path / "shop/.gitignore").touch()
    folder = tmp_path / "shop/environments/production"
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text(f'module "net" {{\n  source = "{source}"\n}}\n')
    return folder


def test_modules_lie_in_the_project_round_what_is_opened(tmp_path: Path) -> None:
    workspace = load(production(tmp_path, "../../modules/net"))
    assert workspace.problems == ()
    assert [n.kind for n in workspace.diagrams[0].nodes] == [
        "aws.storage.SimpleStorageServiceS3Bucket"
    ]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("../../../elsewhere", "lies outside of “shop”"),
        ("../../modules/gone", "there is no folder"),
        ("../../modules", "has no Terraform files"),
    ],
)
def test_why_a_local_module_is_a_box_is_said(tmp_path: Path, source: str, why: str) -> None:
    workspace = load(production(tmp_path, source))
    (said,) = workspace.problems
    assert (said.file, said.line) == ("main.tf", 1)
    assert f"“{source}” {why}" in said.message or f"{why} “{source}”" in said.message


def remark(path: str, **said: object) -> dict[str, object]:
    """A resource as CDKTF writes it."""
    return {"//": {"metadata": {"path": path, "uniqueId": "x"}}, **said}


def test_what_cdktf_writes_stands_in_its_constructs(tmp_path: Path) -> None:
    written = {
        "//": {"metadata": {"stackName": "shop"}},
        "module": {"net_1A": remark("shop/orders/net", source="terraform-aws-modules/vpc/aws")},
        "resource": {
            "aws_s3_bucket": {
                "orders_store_0A1B": remark("shop/orders/store"),
                "logs_2B": remark("shop/logs"),
                "plain": {},
            },
            "aws_sqs_queue": {"orders_jobs_3C": remark("shop/orders/jobs", name="${var.x}")},
        },
    }
    found, _ = read(tmp_path, {"cdk.tf.json": json.dumps(written)})
    homes = {one.address: (one.name, one.module) for one in found.resources}
    assert homes == {
        "aws_s3_bucket.orders_store_0A1B": ("store", "shop/orders"),
        "aws_s3_bucket.logs_2B": ("logs", None),
        "aws_s3_bucket.plain": ("plain", None),
        "aws_sqs_queue.orders_jobs_3C": ("jobs", "shop/orders"),
        "module.net_1A": ("net", "shop/orders"),
    }
    assert [(one.address, one.kind, one.name) for one in found.modules] == [
        ("shop/orders", "construct", "orders")
    ]


def test_modules_that_cdktf_calls_stand_in_constructs_too(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/main.tf").write_text('resource "aws_s3_bucket" "b" {}')
    written = {
        "module": {"m": remark("shop/orders/kept", source="./parts")},
        "resource": {"aws_sqs_queue": {"q": remark("shop/orders/jobs"), "r": remark("shop/other")}},
    }
    found, _ = read(tmp_path, {"cdk.tf.json": json.dumps(written)})
    (kept,) = (one for one in found.modules if one.kind == "module")
    assert (kept.name, kept.parent) == ("kept", "shop/orders")
    assert by_address(found)["module.m.aws_s3_bucket.b"].module == "module.m"
