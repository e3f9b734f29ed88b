"""Which class is meant by a name that `diagrams` does not have."""

from __future__ import annotations

import pytest

from app.sources.graphs.installed import packages
from app.sources.scripts.names import nearest


@pytest.mark.parametrize(
    ("module", "name", "meant"),
    [
        ("aws.compute", "Ec2", "aws.compute.EC2"),
        ("aws.storage", "Simple_Storage_Service_S3", "aws.storage.SimpleStorageServiceS3"),
        ("azure.security", "KeyVault", "azure.security.KeyVaults"),
        ("aws.compute", "ELB", "aws.network.ELB"),
        ("nowhere.at_all", "Nginx", "onprem.network.Nginx"),
        ("ibm.network", "FIP", "ibm.network.FloatingIp"),
        ("oci.edge", "EmaildeliveryGrey", "oci.monitoring.Email"),
        ("oci.compute", "VmGrey", "oci.compute.VMWhite"),
        ("azure.network", "VPC", None),  # of three others, with icons of their own
        ("aws.analytics", "OpenSearch", None),  # of another cloud
        ("aws.compute", "EC3", None),
        ("aws.compute", "Nothing", None),
    ],
)
def test_what_is_meant(module: str, name: str, meant: str | None) -> None:
    found = nearest(packages(), f"diagrams.{module}", name)
    assert found.meant == (meant and f"diagrams.{meant}")
    assert found.names or name == "Nothing"


def test_names_that_hold_the_one_that_is_asked_for_come_first() -> None:
    names = nearest(packages(), "diagrams.aws.analytics", "OpenSearch").names
    assert names[0] == "AmazonOpensearchService"
