"""How SAM puts a function's new versions into use bit by bit: CodeDeploy's application, which a template has one of, and a group
for each function."""

from __future__ import annotations

from app.sources.infrastructure.cloudformation.serverless_parts import (
    Properties,
    beside,
    mapped,
    part,
    role,
)
from app.sources.infrastructure.stack import Reference, Resource, Value

SHARED = _APPLICATION, _ROLE = "ServerlessDeploymentApplication", "CodeDeployServiceRole"
"""What all functions of a template have together."""


def deployment_of(resource: Resource, said: Value) -> list[Resource]:
    """Of what stands under a function's `DeploymentPreference`; nothing where it is off."""
    preference = mapped(said)
    if not preference or preference.get("Enabled", True) in (False, "false", "False"):
        return []
    application: Properties = {"ComputePlatform": "Lambda"}
    made = [beside(resource, _APPLICATION, "AWS::CodeDeploy::Application", application)]
    assumed = preference.get("Role")
    if assumed is None:
        served = role("codedeploy.amazonaws.com")
        made.append(beside(resource, _ROLE, "AWS::IAM::Role", served))
        assumed = Reference(made[1].address, "Arn")
    group: Properties = {
        "ApplicationName": Reference(made[0].address),
        "ServiceRoleArn": assumed,
        "Function": Reference(resource.address),
        "DeploymentConfigName": preference.get("Type"),
    }
    for ours, theirs in (("Alarms", "AlarmConfiguration"), ("TriggerConfigurations",) * 2):
        if ours in preference:
            group[theirs] = preference[ours]
    if hooks := mapped(preference.get("Hooks")):
        group["Hooks"] = tuple(hooks.values())
    return [
        *made,
        part(resource, "DeploymentGroup", "AWS::CodeDeploy::DeploymentGroup", group),
    ]
