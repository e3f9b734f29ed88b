"""An EC2 instance behind its security group: who gets in, who is stopped, what goes out.

Runs alone: `python diagrams/ec2.py` writes ec2_arch.png. Four of Graphviz's own attributes say the rest:
`URL` is the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the
sheet it lies on (none: always visible), `class` on a cluster the AWS group that it is drawn as.
"""

from itertools import pairwise

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2Ami, EC2ElasticIpAddress, EC2Instance
from diagrams.aws.general import Client, GenericFirewall, InternetAlt1, SslPadlock
from diagrams.aws.management import SystemsManager, SystemsManagerDocuments
from diagrams.aws.network import ClientVpn
from diagrams.aws.security import (
    IAMRole,
    IdentityAndAccessManagementIamAddOn,
    IdentityAndAccessManagementIamTemporarySecurityCredential,
    WAFFilteringRule,
)
from diagrams.aws.storage import (
    ElasticBlockStoreEBSSnapshot,
    ElasticBlockStoreEBSVolume,
)


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}
CICD = {"layer": "cicd"}
DATA = {"layer": "data"}

GROUP = "Security group"

with Diagram(
    "EC2 instance behind its security group",
    filename="ec2_arch",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "networking:iam:data:cicd",
        "compound": "true",
        "splines": "spline",
    },
):
    yours = Client(
        "Your computer\n203.0.113.10",
        **about("security-group", "A rule names its address: it gets in on port 22."),
    )
    other = Client(
        "Another computer\n198.51.100.77",
        **about("security-group", "No rule names its address: it waits until it gives up."),
    )
    web = InternetAlt1("Web", **about("internet", "Everything that has a public address."))

    key = SslPadlock(
        "Key pair",
        **about("key-pair", "You keep the private key; the public one is on the instance.", **IAM),
    )
    manager = SystemsManager(
        "Session Manager",
        **about("session-manager", "A shell that needs no open port and no key.", **IAM),
    )
    role = IAMRole(
        "Instance role", **about("iam-role", "What programs on the instance may do.", **IAM)
    )
    profile = IdentityAndAccessManagementIamAddOn(
        "Instance profile", **about("instance-profile", "Carries the role to the instance.", **IAM)
    )
    metadata = IdentityAndAccessManagementIamTemporarySecurityCredential(
        "Instance metadata\n169.254.169.254",
        **about("instance-metadata", "Answers to the instance alone.", **IAM),
    )
    vpn = ClientVpn(
        "VPN",
        **about(
            "public-and-private-ip-addresses", "Puts you on the private network.", **NETWORKING
        ),
    )
    friend = GenericFirewall(
        "Load balancer's\nsecurity group",
        **about("security-group", "A rule names it as a source, no address.", **NETWORKING),
    )
    address = EC2ElasticIpAddress(
        "Elastic IP\n198.51.100.1",
        **about("elastic-ip-address", "A public address that stays.", **NETWORKING),
    )
    snapshot = ElasticBlockStoreEBSSnapshot(
        "Snapshot", **about("ebs-volume", "A copy that becomes a volume in any zone.", **DATA)
    )

    with group(
        "Availability Zone A",
        "availability-zone",
        "availability-zone",
        "Instance and volumes cannot leave it.",
    ):
        with group(GROUP, "security-group", "security-group", "A firewall round the instance."):
            inbound = WAFFilteringRule(
                "Inbound rules\nTCP 22 from\n203.0.113.10",
                **about("security-group", "What may come in; the rest is dropped."),
            )
            instance = EC2Instance(
                "EC2 instance\n10.0.0.5",
                **about("ec2-instance", "One virtual server, with a private address."),
            )
            outbound = WAFFilteringRule(
                "Outbound rules\nany port to\nany address",
                **about("security-group", "What may go out: everything, at first."),
            )
        data = ElasticBlockStoreEBSVolume(
            "Data volume",
            **about("ebs-volume", "Can be attached to another instance of the zone.", **DATA),
        )
        root = ElasticBlockStoreEBSVolume(
            "Root volume",
            **about("ebs-volume", "Goes when the instance is terminated.", **DATA),
        )

    ami = EC2Ami(
        "Custom AMI", **about("amazon-machine-image", "What the instance starts from.", **CICD)
    )
    user_data = SystemsManagerDocuments(
        "User data", **about("user-data", "Commands that run at the first boot.", **CICD)
    )

    # Who gets in, who is stopped at the group, what goes out.
    yours >> Edge(label="port 22", minlen="2", weight="8") >> inbound
    other >> Edge(label="port 22: stopped", lhead=f"cluster_{GROUP}", minlen="2") >> inbound
    inbound >> Edge(weight="8") >> instance >> Edge(weight="8") >> outbound
    outbound >> Edge(minlen="2", weight="8") >> web

    # Networking: by the private address, from a friend, and the public address.
    yours >> Edge(**NETWORKING) >> vpn >> Edge(label="private IP", **NETWORKING) >> inbound
    friend >> Edge(label="port 80", **NETWORKING) >> inbound
    instance - Edge(minlen="3", **NETWORKING) - address

    # IAM: a shell without a port, and a role without a key.
    yours - Edge(minlen="0", **IAM) - key
    yours >> Edge(**IAM) >> manager << Edge(label="calls out", **IAM) << instance
    instance << Edge(**IAM) << profile << Edge(minlen="2", **IAM) << role
    instance >> Edge(label="IMDSv2", **IAM) >> metadata

    # Data.
    data - Edge(**DATA) - instance - Edge(**DATA) - root
    root >> Edge(minlen="2", **DATA) >> snapshot

    # CI/CD.
    ami >> Edge(label="launch", **CICD) >> instance
    instance << Edge(label="first boot", minlen="0", **CICD) << user_data

    # From top to bottom in each column.
    columns: list[list[Node]] = [
        [yours, other, key],
        [outbound, root],
        [metadata, profile],
        [address, web, snapshot, role],
    ]
    for column in columns:
        for upper, lower in pairwise(column):
            upper >> Edge(style="invis", minlen="0") >> lower
