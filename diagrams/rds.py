"""RDS twice: read replicas, which carry reads, and Multi-AZ, which survives the loss of a zone.

Runs alone: `python diagrams/rds.py` writes rds1.png and rds2.png. Four of Graphviz's own attributes say
the rest: `URL` is the section of the notes that a component opens, `tooltip` its one-line summary, `layer`
the sheet it lies on (none: always visible), `class` on a cluster the AWS group that it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge
from diagrams.aws.compute import EC2Instances
from diagrams.aws.database import RDS, RDSInstance
from diagrams.aws.general import GenericFirewall
from diagrams.aws.integration import Eventbridge
from diagrams.aws.management import Cloudwatch, CloudwatchAlarm
from diagrams.aws.network import Endpoint, PrivateSubnet, Route53HostedZone
from diagrams.aws.security import IAMRole, KeyManagementService
from diagrams.aws.storage import Backup


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}
DATA = {"layer": "data"}
MONITORING = {"layer": "monitoring"}
SCALING = {"layer": "scaling"}

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
    app = EC2Instances(
        "Application",
        **about("db-endpoint", "Writes to one address, spreads its reads over four."),
    )
    role = IAMRole(
        "App role\nrds-db:connect",
        **about("iam-database-authentication", "Signs in with a token, no password.", **IAM),
    )
    with group("Region eu-west-1", "region", "region", "Where the main instance lives."):
        with group(
            "Availability Zone B", "availability-zone", "availability-zone", "Another building."
        ):
            across = RDSInstance(
                "Read replica 2\nother zone",
                **about("read-replicas", "Read only, a little behind."),
            )
        with group(
            "Availability Zone A", "availability-zone", "availability-zone", "Holds the writer."
        ):
            near = RDSInstance(
                "Read replica 1\nsame zone", **about("read-replicas", "Read only, a little behind.")
            )
            main = RDSInstance(
                "Main instance", **about("db-instance", "The only one that takes writes.")
            )
        across_name, near_name = (
            Endpoint(
                f"Endpoint of shop-r{number}",
                **about("db-endpoint", "Its own address: the application must use it."),
            )
            for number in (2, 1)
        )
        main_name = Endpoint(
            "Endpoint of shop", **about("db-endpoint", "For writes, and for fresh reads.")
        )
        db_sg = GenericFirewall(
            "Database\nsecurity group",
            **about("security-group", "Lets 3306 in from the application only.", **NETWORKING),
        )
        instance_class = RDS(
            "Larger\ninstance class",
            **about("scaling-rds", "Vertical: more CPU and memory, a short stop.", **SCALING),
        )
        key = KeyManagementService(
            "KMS key",
            **about("encryption-at-rest", "AES-256 for storage, backups and replicas.", **DATA),
        )
    with group("Region eu-central-1", "region", "region", "Nearer to other readers."):
        far_name = Endpoint(
            "Endpoint of shop-r3",
            **about("db-endpoint", "Its own address: the application must use it."),
        )
        far = RDSInstance(
            "Read replica 3\nother region",
            **about("read-replicas", "Can be promoted when the first region is lost."),
        )
        metric = Cloudwatch(
            "ReplicaLag",
            **about("cloudwatch-metrics", "Seconds that a replica is behind.", **MONITORING),
        )
        alarm = CloudwatchAlarm(
            "Alarm",
            **about("cloudwatch-alarm", "Fires when a replica falls too far behind.", **MONITORING),
        )

    # Writes have one address, reads have four.
    app >> Edge(label="writes, reads") >> main_name >> Edge(weight="9") >> main
    for name, replica in ((near_name, near), (across_name, across), (far_name, far)):
        app >> Edge(label="reads") >> name >> Edge(weight="9") >> replica
        main >> Edge(label="async", constraint="false") >> replica

    role >> Edge(**IAM) >> app
    main << Edge(label="3306 from app", **NETWORKING) << db_sg
    main << Edge(**SCALING) << instance_class
    main << Edge(label="encrypts", **DATA) << key
    far >> Edge(**MONITORING) >> metric >> Edge(**MONITORING) >> alarm

with Diagram(
    "RDS Multi-AZ",
    filename="rds2",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "networking:data:monitoring:scaling",
        "compound": "true",
        "splines": "spline",
    },
):
    app = EC2Instances(
        "Application", **about("db-endpoint", "Knows one name, whichever instance answers.")
    )
    subnet_group = PrivateSubnet(
        "DB subnet group",
        **about("db-subnet-group", "The subnets that RDS may use, in two zones.", **NETWORKING),
    )
    dns_name = Route53HostedZone(
        "One DNS name\nshop.x.rds.amazonaws.com",
        **about("db-endpoint", "Points at the main instance, wherever it is."),
    )
    with group(
        "Multi-AZ DB instance",
        "generic",
        "multi-az-deployment",
        "Two instances in two zones, of which one works.",
    ):
        with group(
            "Availability Zone A",
            "availability-zone",
            "availability-zone",
            "Data centres that fail as one.",
        ):
            main = RDSInstance(
                "Main instance",
                **about("db-instance", "Answers a write when the standby has it too."),
            )
        with group(
            "Availability Zone B",
            "availability-zone",
            "availability-zone",
            "Stays up when zone A fails.",
        ):
            standby = RDSInstance(
                "Standby", **about("multi-az-deployment", "Serves nobody until it takes over.")
            )
    backups = Backup(
        "Automated backups",
        **about("backups", "Taken from the standby, so the main one is not slowed.", **DATA),
    )
    events = Eventbridge(
        "EventBridge",
        **about("eventbridge", "Hears of the failover and tells people.", **MONITORING),
    )
    cluster_name = Endpoint(
        "Cluster endpoint", **about("db-endpoint", "Leads to the writer.", **SCALING)
    )
    reader_name = Endpoint(
        "Reader endpoint", **about("db-endpoint", "Leads to one of the readers.", **SCALING)
    )
    with group(
        "Multi-AZ DB cluster",
        "generic",
        "multi-az-db-cluster",
        "The same idea with two standbys that also answer reads.",
        **SCALING,
    ):
        readers = [
            RDSInstance(
                f"Readable standby\nzone {zone}",
                **about("multi-az-db-cluster", "Answers reads, can become the writer."),
            )
            for zone in "CB"
        ]
        writer = RDSInstance("Writer\nzone A", **about("multi-az-db-cluster", "Takes the writes."))

    # One name, two instances.
    app >> Edge(label="reads, writes", weight="9") >> dns_name
    dns_name >> Edge(label="now", weight="9", minlen="2") >> main
    dns_name >> Edge(label="after a failover") >> standby
    main >> Edge(label="sync", constraint="false") >> standby

    subnet_group - Edge(lhead="cluster_Multi-AZ DB instance", **NETWORKING) - standby
    standby >> Edge(**DATA) >> backups
    main >> Edge(label="failover", **MONITORING) >> events

    # Scaling: the other kind of Multi-AZ, whose standbys work.
    app >> Edge(label="writes", **SCALING) >> cluster_name >> Edge(**SCALING) >> writer
    app >> Edge(label="reads", **SCALING) >> reader_name >> Edge(**SCALING) >> readers[1]
    reader_name >> Edge(minlen="2", **SCALING) >> readers[0]
    writer >> Edge(**SCALING) >> readers[0]
    writer >> Edge(constraint="false", **SCALING) >> readers[1]
