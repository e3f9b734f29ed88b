"""Icons mean what they are: one of AWS's that speaks of a single thing stands for no other."""

from __future__ import annotations

import re

import pytest

from app.model.workspace import Workspace
from tests.bundled.conftest import SCRIPTS, each, line

# By class: what the label of a component with that icon says, in any case of letters.
MEANS = {
    "Endpoint": "endpoint",
    "Privatelink": "privatelink|interface endpoint",
    "CloudformationTemplate": "cloudformation",
    "CloudformationStack": "stack",
    "Backup": "aws backup",
    "StepFunctions": "step functions",
    "SystemsManagerDocuments": "systems manager|document",
    "SystemsManagerAutomation": "systems manager|automation",
    "SystemsManagerParameterStore": "parameter store",
    "SystemsManager": "systems manager|session manager",
    "EC2Ami": "ami|image",
    "EC2AutoScaling": "auto scaling|asg|scaling policy",
    "AutoScaling": "auto scaling|asg",
    "WAFFilteringRule": "waf",
    "SslPadlock": "tls|ssl|certificate",
    "GenericFirewall": "firewall",
    "Nacl": "acl",
    "UserNotifications": "notification",
    "ManagementConsole": "console",
    "CostExplorer": "cost explorer",
    "CostAndUsageReport": "cost and usage",
    "DeepLearningContainers": "deep learning|container",
    "MachineLearning": "machine learning",
    "CloudwatchAlarm": "alarm",
    "CloudwatchEventTimeBased": "schedule|time",
    "CloudwatchEventEventBased": "event",
    "CloudwatchRule": "rule",
    "CloudwatchLogs": "log",
    "Eventbridge": "eventbridge|event bus",
    "EventbridgeScheduler": "schedule",
    "Inspector": "inspector",
    "KMS": "kms|key",
    "KeyManagementService": "kms|key",
    "Codecommit": "codecommit|repository|source action",
    "Codedeploy": "codedeploy|deploy",
    "IdentityAndAccessManagementIamAddOn": "add-on",
    "IdentityAndAccessManagementIamTemporarySecurityCredential": "credential",
    "IdentityAndAccessManagementIamPermissions": "polic|permission",
    "IdentityAndAccessManagementIamRole": "role",
    "IAMRole": "role",
    "IAMPermissions": "polic|permission",
    "IAMAWSSts": "sts|security token",
    "Dynamodb": "dynamodb",
    "DynamodbTable": "table|dynamodb",
    "CloudMap": "cloud map|namespace|service",
    "GlueCrawlers": "crawler",
    "GlueDataCatalog": "catalog|table",
    "VPCFlowLogs": "flow log",
    "NATGateway": "nat gateway",
    "InternetGateway": "internet gateway",
    "RouteTable": "route table",
    "SNS": "sns|topic",
    "SQS": "sqs|queue",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_icon_stands_in_for_another_thing(bundled: Workspace, script: str) -> None:
    wrong = []
    for diagram in each(bundled, script):
        for node in diagram.nodes:
            meaning = MEANS.get(node.kind.rpartition(".")[2])
            if node.kind.startswith("aws.") and meaning is not None:
                label = line(node.label)
                if re.search(meaning, label, re.IGNORECASE) is None:
                    wrong.append(f"{diagram.id}: {label} has the icon {node.kind}")
    assert wrong == []
