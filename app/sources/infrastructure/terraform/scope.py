"""A module of Terraform: what its names mean, where it stands in the stack."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from app.sources.infrastructure.stack import Reference, Unknown, Value
from app.sources.infrastructure.terraform.evaluating import Evaluator, Step, Surroundings
from app.sources.infrastructure.terraform.folders import Placed, TerraformFolder
from app.sources.infrastructure.terraform.secrets import SECRET, masked
from app.sources.infrastructure.terraform.syntax import Argument, HclBlock, Member
from app.sources.infrastructure.terraform.values import Several

_ZONES = Several(Unknown(f"zone {number}") for number in (1, 2, 3))  # of a region, by number
POLICY = "aws_iam_policy_document"
# Sources of facts that are no thing of their own, nor looked for in a picture.
FACTS = frozenset(
    {"aws_ami", "aws_ami_ids", "aws_arn", "aws_availability_zone", "aws_availability_zones"}
    | {"aws_billing_service_account", "aws_caller_identity", "aws_canonical_user_id", POLICY}
    | {"aws_cloudfront_cache_policy", "aws_cloudfront_origin_request_policy", "aws_default_tags"}
    | {"aws_ec2_instance_type", "aws_ec2_instance_type_offerings", "aws_ec2_managed_prefix_list"}
    | {"aws_ecr_authorization_token", "aws_eks_addon_version", "aws_eks_cluster_auth"}
    | {"aws_elb_service_account", "aws_iam_session_context", "aws_ip_ranges", "aws_partition"}
    | {"aws_prefix_list", "aws_rds_engine_version", "aws_region", "aws_regions", "aws_service"}
    | {
        "aws_service_principal",
        "aws_vpc_endpoint_service",
        "aws_ssoadmin_instances",
        "aws_cloudfront_response_headers_policy",
    }
    | {"aws_secretsmanager_random_password", "aws_ecrpublic_authorization_token", "archive_file"}
    | {"azuread_client_config", "azurerm_client_config", "azurerm_subscription", "cloudinit_config"}
    | {"external", "google_client_config", "google_client_openid_userinfo", "google_compute_image"}
    | {"google_compute_zones", "google_iam_policy", "google_project", "http", "local_file"}
    | {"template_cloudinit_config", "template_file", "tls_certificate"}
    | {"google_compute_regions", "google_netblock_ip_ranges", "azurerm_role_definition"}
    | {"azapi_client_config", "azapi_resource_id", "azurerm_location", "modtm_module_source"}
    | {"pkcs12_from_pem", "local_sensitive_file", "tls_public_key", "azuread_service_principal"}
)

Given: TypeAlias = Mapping[str, tuple[Argument, Surroundings]]


@dataclass(slots=True)
class ModuleScope:
    """`address` is empty for the one that is opened, else that of the call (`module.web.module.db`). `given` are the
    variables' values from outside, each with where it stands. `children` makes the scope of one that it calls: None where its
    files are not here; `policy` what a policy document says, `is_there` whether there is any of a resource, `tiers` the addresses that its keys are drawn at; `json_text` reads a
    file."""

    folder: TerraformFolder
    address: str
    evaluator: Evaluator
    children: Callable[[ModuleScope, str], ModuleScope | None]
    policy: Callable[[ModuleScope, HclBlock], Value]
    json_text: Callable[[Path], str | None]
    is_there: Callable[[ModuleScope, str, Placed], bool]
    tiers: Callable[[ModuleScope, str, Placed], Mapping[str, str]]
    given: Given = field(default_factory=dict)
    _kept: dict[tuple[str, str], Value] = field(default_factory=dict)
    _under_way: set[tuple[str, str]] = field(default_factory=set)

    def here(self) -> Surroundings:
        """Where its own expressions stand."""
        return Surroundings(self)

    def full(self, address: str) -> str:
        """An address of its own in the whole stack."""
        return f"{self.address}.{address}" if self.address else address

    def look_up(self, name: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        """As `ScopeNames`."""
        first = steps[0].name if steps and isinstance(steps[0], Member) else ""
        match name:
            case "var":
                return self._once("var", first, lambda: self._variable(first)), 1
            case "local":
                return self._once("local", first, lambda: self._local(first)), 1
            case "path":
                return ".", 1
            case "terraform":
                return ("default", 1) if first == "workspace" else None
            case "module":
                return self._module(first, steps)
            case "data":
                second = steps[1].name if len(steps) > 1 and isinstance(steps[1], Member) else ""
                return self._data(first, second, steps)
        if (placed := self.folder.blocks.get(("resource", name, first))) is not None:
            if not self.is_there(self, f"{name}.{first}", placed):
                return (), 1
            if tiers := self.tiers(self, f"{name}.{first}", placed):
                return {key: Reference(address) for key, address in tiers.items()}, 1
            return Reference(self.full(f"{name}.{first}")), 1
        return None

    def file_text(self, name: str, endings: tuple[str, ...]) -> str | None:
        """As `ScopeNames`."""
        return self.json_text(self.folder.path / name) if name.endswith(endings) else None

    def _once(self, sort: str, name: str, work: Callable[[], Value]) -> Value:
        """What a name means, worked out once; one that hangs on itself is not known."""
        key = sort, name
        if key in self._kept:
            return self._kept[key]
        if key in self._under_way:
            return Unknown(f"{sort}.{name}")
        self._under_way.add(key)
        try:
            found = work()
        finally:
            self._under_way.discard(key)
        self._kept[key] = found
        return found

    def _variable(self, name: str) -> Value:
        block = self.folder.blocks.get(("variable", name))
        sensitive = block.block.body.value("sensitive") if block else None
        if sensitive is not None and self.evaluator.value(sensitive, self.here()) is True:
            return self._secret(name)
        if name in self.given:
            argument, where = self.given[name]
            found = self.evaluator.value(argument.value, where)
            if found is not None or block is None or block.block.body.value("nullable") is None:
                return found
        default = block.block.body.value("default") if block else None
        if default is None:
            return Unknown(f"var.{name}")
        return self.evaluator.value(default, self.here())

    def _secret(self, name: str) -> Value:
        """What a sensitive one refers to; the rest is not told."""
        if name not in self.given:
            return SECRET
        argument, where = self.given[name]
        return masked(self.evaluator.value(argument.value, where))

    def _local(self, name: str) -> Value:
        found = self.folder.locals.get(name)
        if found is None:
            return Unknown(f"local.{name}")
        return self.evaluator.value(found.value, self.here())

    def _module(self, name: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        if ("module", name) not in self.folder.blocks:
            return None
        child = self.children(self, name)
        if child is None:
            return Reference(self.full(f"module.{name}")), 1
        used = 1
        while used < len(steps) and not isinstance(steps[used], Member):
            used += 1
        if used < len(steps):
            step = steps[used]
            return child.output(step.name if isinstance(step, Member) else ""), used + 1
        return {
            labels[0]: child.output(labels[0]) for labels, _ in child.folder.of_type("output")
        }, used

    def output(self, name: str) -> Value:
        """What one of its outputs is."""
        return self._once("output", name, lambda: self._output(name))

    def _output(self, name: str) -> Value:
        found = self.folder.blocks.get(("output", name))
        value = found.block.body.value("value") if found else None
        if value is None:
            return Unknown(f"{self.address}.{name}")
        return self.evaluator.value(value, self.here())

    def _data(self, type: str, name: str, steps: Sequence[Step]) -> tuple[Value, int] | None:
        found = self.folder.blocks.get(("data", type, name))
        if found is None:
            return None
        if type == "aws_availability_zones":
            third = steps[2] if len(steps) > 2 else None
            named = isinstance(third, Member) and third.name in {"names", "zone_ids"}
            return (_ZONES, 3) if named else None
        if type not in FACTS:
            return Reference(self.full(f"data.{type}.{name}")), 2
        if type != POLICY:
            return None
        block = found.block
        used = 2
        while used < len(steps) and not isinstance(steps[used], Member):
            used += 1
        return self._once("policy", name, lambda: self.policy(self, block)), used + 1
