"""An EC2 instance behind its security group: who gets in, who is stopped, what goes out.

Runs alone: `python diagrams/ec2.py` writes ec2_arch.png. Graphviz's own attributes say the rest: `URL`
is the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the sheet
it lies on (none: always visible), `class` on a cluster the AWS group that it is drawn as. Plain nodes
with a width of their own are slabs. One is Acetate's: `depends` on an edge says which end stops
without the other, and the notes' sentence that says why.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2Ami, EC2ElasticIpAddress, EC2Instance
from diagrams.aws.general import Client, InternetAlt1
from diagrams.aws.management import SystemsManager
from diagrams.aws.network import ClientVpn, ElbApplicationLoadBalancer
from diagrams.aws.security import IAMRole
from diagrams.aws.storage import ElasticBlockStoreEBSSnapshot, ElasticBlockStoreEBSVolume


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


def slab(label: str, section: str, tooltip: str, **attrs: str) -> Node:
    """A box with its label inside: what AWS has no icon for."""
    size = {"width": "2.1", "height": "0.56", "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", **size, **about(section, tooltip, **attrs))


IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}
ACCESS = {"layer": "access"}
DATA = {"layer": "data"}
LAUNCH = {"layer": "launch"}

GROUP = "Security group"

with Diagram(
    "EC2 instance behind its security group",
    filename="ec2_arch",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "networking:access:iam:data:launch",
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
    key = slab(
        "Private key",
        "key-pair",
        "Yours alone; the instance has the public key of the pair.",
        **ACCESS,
    )
    internet = InternetAlt1(
        "Internet", **about("internet", "Everything that has a public address.")
    )
    role = IAMRole(
        "Instance role", **about("iam-role", "What programs on the instance may do.", **IAM)
    )
    profile = slab(
        "Instance profile", "instance-profile", "Carries the role to the instance.", **IAM
    )

    with group("Region", "region", "region", "A place where AWS has several zones."):
        manager = SystemsManager(
            "Session Manager",
            **about("session-manager", "A shell that needs no open port and no key.", **ACCESS),
        )
        vpn = ClientVpn(
            "Client VPN",
            **about(
                "public-and-private-ip-addresses",
                "Puts you on the private network.",
                **NETWORKING,
            ),
        )
        ami = EC2Ami(
            "Custom AMI",
            **about("amazon-machine-image", "What the instance starts from.", **LAUNCH),
        )
        user_data = slab("User data", "user-data", "Commands that run at the first boot.", **LAUNCH)
        address = EC2ElasticIpAddress(
            "Elastic IP\n198.51.100.1",
            **about("elastic-ip-address", "A public address that stays.", **NETWORKING),
        )
        snapshot = ElasticBlockStoreEBSSnapshot(
            "Snapshot", **about("ebs-volume", "A copy that becomes a volume in any zone.", **DATA)
        )
        with group("VPC 10.0.0.0/16", "vpc", "vpc", "The private network round the instance."):
            with group(
                "Load balancer's security group",
                "security-group",
                "security-group",
                "A rule names it as its source, and no address.",
                **NETWORKING,
            ):
                balancer = ElbApplicationLoadBalancer(
                    "Load balancer",
                    **about(
                        "application-load-balancer",
                        "Passes requests on to the instance.",
                        **NETWORKING,
                    ),
                )
            with group(
                "Availability Zone A",
                "availability-zone",
                "availability-zone",
                "Instance and volumes cannot leave it.",
            ):
                data = ElasticBlockStoreEBSVolume(
                    "Data volume",
                    **about(
                        "ebs-volume", "Can be attached to another instance of the zone.", **DATA
                    ),
                )
                root = ElasticBlockStoreEBSVolume(
                    "Root volume",
                    **about("ebs-volume", "Goes when the instance is terminated.", **DATA),
                )
                with group(
                    "Public subnet 10.0.0.0/24",
                    "public-subnet",
                    "public-subnet",
                    "Its default route is the internet gateway.",
                ):
                    metadata = slab(
                        "Instance metadata\n169.254.169.254",
                        "instance-metadata",
                        "Answers to the instance alone, past the security group.",
                        **IAM,
                    )
                    with group(
                        GROUP, "security-group", "security-group", "A firewall round the instance."
                    ):
                        from_you = slab(
                            "Inbound: SSH 22\nfrom 203.0.113.10",
                            "security-group",
                            "What no rule allows is dropped.",
                        )
                        from_vpn = slab(
                            "Inbound: SSH 22\nfrom the VPN's group",
                            "security-group",
                            "Whoever comes over the VPN gets in.",
                            **NETWORKING,
                        )
                        from_balancer = slab(
                            "Inbound: HTTP 80\nfrom balancer's group",
                            "security-group",
                            "A rule can name another group as its source.",
                            **NETWORKING,
                        )
                        instance = EC2Instance(
                            "EC2 instance\n10.0.0.5",
                            **about("ec2-instance", "One virtual server, with a private address."),
                        )
                        out = slab(
                            "Outbound: any port\nto any address",
                            "security-group",
                            "What may go out: everything, at first.",
                        )

    # Who gets in, who is stopped at the group, what goes out.
    yours >> Edge(label="SSH 22", weight="8") >> from_you
    other >> Edge(label="SSH 22: dropped", style="dashed", lhead=f"cluster_{GROUP}") >> from_you
    from_you >> Edge(weight="8") >> instance >> Edge(weight="8") >> out
    out >> Edge(minlen="3", weight="8") >> internet

    # Networking: two that a rule names by their security group, and the public address.
    yours >> Edge(**NETWORKING) >> vpn
    from_vpn >> Edge(**NETWORKING) >> instance
    instance << Edge(**NETWORKING) << from_balancer
    vpn >> Edge(minlen="0", **NETWORKING) >> from_vpn
    from_balancer << Edge(label="HTTP 80", **NETWORKING) << balancer
    instance - Edge(minlen="3", **NETWORKING) - address

    # Access: a key for the open port, or a shell without a port.
    key - Edge(minlen="0", **ACCESS) - yours
    yours >> Edge(label="StartSession", **ACCESS) >> manager
    manager << Edge(label="agent, HTTPS 443", minlen="0", **ACCESS) << instance

    # What it starts from, and with.
    instance << Edge(label="launch", **LAUNCH) << ami
    user_data >> Edge(label="first boot", minlen="0", **LAUNCH) >> instance

    # IAM: a role without a key.
    profile << Edge(minlen="0", **IAM) << role
    instance << Edge(minlen="4", **IAM) << profile
    instance >> Edge(label="IMDSv2", **IAM) >> metadata

    # Data.
    boots = "tail: An instance boots from its root volume and cannot run without it."
    instance - Edge(depends=boots, **DATA) - root
    root >> Edge(label="copy", minlen="2", **DATA) >> snapshot
    instance - Edge(**DATA) - data

    # Of these, the first stands above the second.
    other >> Edge(style="invis", minlen="0") >> key
    data >> Edge(style="invis", minlen="0") >> from_vpn
