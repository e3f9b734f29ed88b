"""AWS Cloud Map: resources are registered under a name, others ask for the name and get a healthy place.

Runs alone: `python diagrams/cloud_map.py` writes cloud_map.png. Graphviz's own attributes say the rest:
`URL` is the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the sheet
it lies on (none: always visible), `class` on a cluster the AWS group it is drawn as. Plain nodes with a
width of their own are slabs.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2Instance
from diagrams.aws.integration import SQS
from diagrams.aws.management import CloudformationStack
from diagrams.aws.network import CloudMap, Route53HostedZone
from diagrams.aws.security import IAMPermissions, IAMRole

IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}
MONITORING = {"layer": "monitoring"}

SERVERS = "Order servers"
NAMESPACE = "Namespace shop.local"


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


def slab(label: str, section: str, tooltip: str, **attrs: str) -> Node:
    """A box with its label inside."""
    size = {"width": "1.95", "height": "0.56", "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", **size, **about(section, tooltip, **attrs))


with Diagram(
    "AWS Cloud Map: a name for what moves",
    filename="cloud_map",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "networking:iam:monitoring",
        "compound": "true",
        "splines": "spline",
    },
):
    role = IAMRole(
        "Shop's role",
        **about("rights-in-cloud-map", "What the shop acts as.", **IAM),
    )
    policy = IAMPermissions(
        "Policy\nDiscoverInstances",
        **about("rights-in-cloud-map", "May ask, may not register.", **IAM),
    )
    with group("Region eu-west-1", "region", "region", "Cloud Map keeps its names by region."):
        queue = SQS("SQS queue", **about("service-instance", "Found by its URL: API only."))
        stack = CloudformationStack(
            "CloudFormation stack",
            **about("service-instance", "Makes the queue and registers it."),
        )
        with group("VPC 10.0.0.0/16", "vpc", "vpc", "In here the names of the namespace resolve."):
            web = EC2Instance("Web shop", **about("asking-cloud-map", "Knows names, no addresses."))
            zone = Route53HostedZone(
                "Private\nhosted zone",
                **about(
                    "asking-cloud-map",
                    "The same answer over DNS, without attributes.",
                    **NETWORKING,
                ),
            )
            with group(NAMESPACE, "generic", "namespace", "The domain of all its names."):
                jobs = CloudMap(
                    "Service jobs", **about("cloud-map-service", "Finds a queue by its URL.")
                )
                orders = CloudMap(
                    "Service orders",
                    **about("cloud-map-service", "Finds the servers that take orders."),
                )
            health = slab(
                "Custom health check",
                "health-of-an-instance",
                "A program of yours that reports to Cloud Map.",
                **MONITORING,
            )
            with group(
                SERVERS, "auto-scaling-group", "auto-scaling-group", "Instances that come and go."
            ):
                old = EC2Instance(
                    "Version 1 server\n10.0.1.17, prod",
                    **about("service-instance", "Address and attributes."),
                )
                new = EC2Instance(
                    "Version 2 server\n10.0.2.41, prod",
                    **about("service-instance", "Address and attributes."),
                )

    # Registering, asking, calling.
    orders << Edge(label="1 register", minlen="2", lhead=f"cluster_{SERVERS}") << old
    jobs << Edge(label="1 register its URL") << stack
    stack >> Edge(label="creates") >> queue
    needed = (
        "With Cloud Map a program knows a name only and asks for the current, healthy place "
        "when it needs it."
    )
    asks = Edge(label="2 orders, version 2, prod?", weight="9", depends=f"tail: {needed}")
    web >> asks >> orders
    orders >> Edge(label="3 10.0.2.41", constraint="false") >> web
    web >> Edge(label="4 call") >> new

    # Networking: the same over DNS.
    web >> Edge(label="orders.shop.local?", **NETWORKING) >> zone
    zone << Edge(label="DNS records", **NETWORKING) << orders

    # IAM: what lets the shop ask.
    role >> Edge(**IAM) >> web
    policy - Edge(minlen="0", **IAM) - role

    # Monitoring: what is left out of the answer.
    orders << Edge(label="reports the state", **MONITORING) << health
    health >> Edge(label="checks", lhead=f"cluster_{SERVERS}", **MONITORING) >> old
