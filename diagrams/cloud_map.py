"""AWS Cloud Map: resources register under a name, others ask for the name and get a healthy place.

Runs alone: `python diagrams/cloud_map.py` writes cloud_map.png. Four of Graphviz's own attributes say
the rest: `URL` is the section of the notes that a component opens, `tooltip` its one-line summary,
`layer` the sheet it lies on (none: always visible), `class` on a cluster the AWS group it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge
from diagrams.aws.compute import EC2Instance
from diagrams.aws.database import RDS
from diagrams.aws.general import GenericSDK
from diagrams.aws.integration import SQS
from diagrams.aws.network import CloudMap, Route53HostedZone
from diagrams.aws.security import IAMPermissions, IAMRole


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}
MONITORING = {"layer": "monitoring"}

SERVERS = "Order servers"

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
    policy = IAMPermissions(
        "Policy: discover", **about("rights-in-cloud-map", "May ask, may not register.", **IAM)
    )
    role = IAMRole("Shop's role", **about("rights-in-cloud-map", "What the shop acts as.", **IAM))
    web = GenericSDK("Web shop", **about("asking-cloud-map", "Knows names, no addresses."))
    zone = Route53HostedZone(
        "Route 53\nhosted zone",
        **about("asking-cloud-map", "The same answer over DNS, without attributes.", **NETWORKING),
    )
    with group("Namespace shop.local", "generic", "namespace", "The domain of all its names."):
        orders = CloudMap(
            "Service orders", **about("cloud-map-service", "Finds the servers that take orders.")
        )
        db = CloudMap("Service db", **about("cloud-map-service", "Finds a database endpoint."))
        jobs = CloudMap("Service jobs", **about("cloud-map-service", "Finds a queue by its URL."))
    health = CloudMap(
        "Custom health check",
        **about("health-of-an-instance", "What is not healthy is left out.", **MONITORING),
    )
    with group(SERVERS, "auto-scaling-group", "auto-scaling-group", "Instances that come and go."):
        new = EC2Instance(
            "10.0.2.41\nversion 2, prod", **about("service-instance", "Address and attributes.")
        )
        old = EC2Instance(
            "10.0.1.17\nversion 1, prod", **about("service-instance", "Address and attributes.")
        )
    database = RDS("RDS database", **about("service-instance", "Registered by its endpoint."))
    queue = SQS("SQS queue", **about("service-instance", "Registered by its URL: API only."))

    # Registering, asking, calling.
    orders << Edge(label="1 register", minlen="2", lhead=f"cluster_{SERVERS}") << old
    db << Edge(label="1 register", minlen="2") << database
    jobs << Edge(label="1 register", minlen="2") << queue
    web >> Edge(label="2 orders, version 2, prod?") >> orders
    orders >> Edge(label="3 10.0.2.41", constraint="false") >> web
    web >> Edge(label="4 call") >> new

    # Networking: the same over DNS.
    web >> Edge(label="orders.shop.local?", **NETWORKING) >> zone
    orders >> Edge(label="records", constraint="false", **NETWORKING) >> zone
    zone >> Edge(style="invis", minlen="2") >> orders

    # IAM: what lets the shop ask.
    web >> Edge(label="acts as", **IAM) >> role
    role - Edge(**IAM) - policy
    policy >> Edge(lhead="cluster_Namespace shop.local", **IAM) >> db

    # Monitoring: what is left out of the answer.
    health << Edge(label="report", lhead=f"cluster_{SERVERS}", **MONITORING) << old
    orders << Edge(label="healthy?", **MONITORING) << health
