"""RDS three times: read replicas, which carry reads; a Multi-AZ DB instance, which survives the loss
of a zone; and a Multi-AZ DB cluster, whose standbys answer reads as well.

Runs alone: `python diagrams/rds.py` writes rds1.png, rds2.png and rds_cluster.png. Graphviz's own
attributes say the rest: `URL` is the section of the notes that a component opens, `tooltip` its one-line
summary, `layer` the sheet it lies on (none: always visible), `class` on a cluster the AWS group that it is
drawn as, `style` of an edge how it is drawn. Plain nodes with a width of their own are slabs.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2Instances
from diagrams.aws.database import RDSInstance
from diagrams.aws.integration import Eventbridge
from diagrams.aws.management import CloudwatchAlarm
from diagrams.aws.security import IAMRole, KeyManagementService

IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}
DATA = {"layer": "data"}
MONITORING = {"layer": "monitoring"}
SCALING = {"layer": "scaling"}


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


def zone(name: str, tooltip: str) -> Cluster:
    """One of the zones of a region."""
    return group(f"Availability Zone {name}", "availability-zone", "availability-zone", tooltip)


def subnet(zone: str) -> Cluster:
    """What a DB subnet group names in a zone."""
    return group(
        f"Private subnet {zone}",
        "private-subnet",
        "private-subnet",
        "No way in from the internet.",
        **NETWORKING,
    )


def slab(label: str, section: str, tooltip: str, width: str = "1.95", **attrs: str) -> Node:
    """A box with its label inside."""
    size = {"width": width, "height": "0.56", "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", **size, **about(section, tooltip, **attrs))


def guarded() -> Cluster:
    """The boundary round what listens on the database's port."""
    return group(
        "Database security group",
        "security-group",
        "security-group",
        "Lets 3306 in from the application only.",
        **NETWORKING,
    )


with Diagram(
    "RDS read replicas",
    filename="rds1",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "networking:iam:data:scaling:monitoring",
        "compound": "true",
        "splines": "spline",
    },
):
    role = IAMRole(
        "App role",
        **about("iam-database-authentication", "Signs in with a token, no password.", **IAM),
    )
    with group("Region eu-west-1", "region", "region", "Where the main instance lives."):
        larger = slab(
            "Larger instance class",
            "scaling-rds",
            "Vertical: more CPU and memory, a short interruption.",
            **SCALING,
        )
        key = KeyManagementService(
            "KMS key",
            **about("encryption-at-rest", "AES-256 for storage, backups and replicas.", **DATA),
        )
        alarm = CloudwatchAlarm(
            "CloudWatch alarm",
            **about("cloudwatch-alarm", "Fires when a replica falls too far behind.", **MONITORING),
        )
        with group("VPC 10.0.0.0/16", "vpc", "vpc", "Application and databases in one network."):
            with zone("B", "Other data centres of the region."), guarded():
                across = RDSInstance(
                    "Read replica in another zone",
                    **about("read-replicas", "Read only, a little behind.", layer="all"),
                )
            with zone("A", "Holds the instance that takes writes."):
                app = EC2Instances(
                    "Application",
                    **about("db-endpoint", "Uses a connection string for each instance."),
                )
                with guarded():
                    near = RDSInstance(
                        "Read replica in the same zone",
                        **about("read-replicas", "Read only, a little behind.", layer="all"),
                    )
                    main = RDSInstance(
                        "Main instance\n(up to 15 replicas)",
                        **about(
                            "db-instance",
                            "The only one that takes writes. 15 replicas with MySQL.",
                            layer="all",
                        ),
                    )
    with (
        group(
            "Region eu-central-1",
            "region",
            "region",
            "Nearer to readers there, and safe if the first is lost.",
        ),
        group("VPC 10.1.0.0/16", "vpc", "vpc", "A network of its own."),
    ):
        far = RDSInstance(
            "Read replica in another region",
            **about("read-replicas", "Read only, a little behind."),
        )
        promoted = RDSInstance(
            "Promoted replica",
            **about("read-replicas", "Takes writes, follows nobody, keeps its endpoint."),
        )

    # Each instance has its own connection string.
    app >> Edge(label="writes, reads: shop", weight="3") >> main
    for replica, name in ((across, "shop-r2"), (near, "shop-r1")):
        app >> Edge(label=f"reads: {name}") >> replica
        replica << Edge(label="asynchronous") << main
    main >> Edge(label="asynchronous", minlen="2") >> far
    far >> Edge(label="promote", minlen="0", style="dashed") >> promoted
    signs_in = "Where there is no password, the application cannot sign in without the role."
    role >> Edge(depends=f"head: {signs_in}", **IAM) >> app
    across >> Edge(label="ReplicaLag", minlen="2", **MONITORING) >> alarm
    main << Edge(label="encrypts", **DATA) << key
    main << Edge(label="resize", **SCALING) << larger

with Diagram(
    "RDS Multi-AZ DB instance",
    filename="rds2",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "networking:data:monitoring",
        "compound": "true",
        "splines": "spline",
    },
):
    with group("Region eu-west-1", "region", "region", "Its zones fail apart from each other."):
        events = Eventbridge(
            "EventBridge",
            **about("eventbridge", "Hears of the failover and tells people.", **MONITORING),
        )
        subnet_group = slab(
            "DB subnet group",
            "db-subnet-group",
            "The subnets that RDS may use, in two zones.",
            **NETWORKING,
        )
        backups = slab(
            "Automated backups",
            "backups",
            "Taken from the standby, so the main instance need not pause.",
            **DATA,
        )
        with group("VPC 10.0.0.0/16", "vpc", "vpc", "Application and database in one network."):
            app = EC2Instances(
                "Application", **about("db-endpoint", "Knows one name, whichever instance answers.")
            )
            dns_name = slab(
                "DB endpoint\n(one DNS name)",
                "db-endpoint",
                "Points at the main instance, wherever it is.",
            )
            with zone("B", "Stays up when zone A fails."), subnet("B"):
                standby = RDSInstance(
                    "Standby",
                    **about(
                        "multi-az-deployment", "Serves nobody until it takes over.", layer="all"
                    ),
                )
            with zone("A", "Data centres that fail as one."), subnet("A"):
                main = RDSInstance(
                    "Main instance",
                    **about(
                        "db-instance",
                        "Answers a write when the standby has it too.",
                        layer="all",
                    ),
                )

    # One name, two instances.
    app >> Edge(label="reads, writes", weight="9") >> dns_name
    dns_name >> Edge(label="resolves to") >> main
    dns_name >> Edge(label="after a failover", style="dashed") >> standby
    main >> Edge(label="synchronous", minlen="0") >> standby

    for zone_name, instance in (("A", main), ("B", standby)):
        place = f"cluster_Private subnet {zone_name}"
        instance << Edge(label="names", ltail=place, **NETWORKING) << subnet_group
    standby >> Edge(label="daily snapshot", **DATA) >> backups
    main >> Edge(label="failover event", **MONITORING) >> events

with Diagram(
    "RDS Multi-AZ DB cluster",
    filename="rds_cluster",
    show=False,
    direction="LR",
    graph_attr={"compound": "true", "splines": "spline"},
):
    with (
        group("Region eu-west-1", "region", "region", "At least three zones."),
        group("VPC 10.0.0.0/16", "vpc", "vpc", "Applications and databases in one network."),
    ):
        app = EC2Instances("Application", **about("db-endpoint", "Knows the name for writes."))
        writer_name = slab("Writer endpoint", "db-endpoint", "Leads to whoever is the writer.")
        with zone("C", "The third zone."):
            second = RDSInstance(
                "Second readable standby",
                **about("multi-az-db-cluster", "Answers reads, can become the writer."),
            )
        with zone("A", "The zone of the writer."):
            writer = RDSInstance("Writer", **about("multi-az-db-cluster", "Takes the writes."))
        with zone("B", "The second zone."):
            first = RDSInstance(
                "First readable standby",
                **about("multi-az-db-cluster", "Answers reads, can become the writer."),
            )
        reader_name = slab("Reader endpoint", "db-endpoint", "Leads to one of the two standbys.")
        reports = EC2Instances("Reports", **about("db-endpoint", "Know the name for reads."))

    app >> Edge(label="reads, writes") >> writer_name >> Edge(label="resolves to") >> writer
    writer_name >> Edge(label="after a failover", style="dashed") >> first
    for standby in (first, second):
        writer >> Edge(label="semi-synchronous", minlen="0") >> standby
        reader_name >> standby
    reports >> Edge(label="reads") >> reader_name
