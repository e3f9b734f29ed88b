"""An S3 bucket: objects under their keys, the versions of one of them, and who gets in.

Runs alone: `python diagrams/s3.py` writes s3.png. Graphviz's own attributes say the rest: `URL` is the
section of the notes that a component opens, `tooltip` its one-line summary, `layer` the sheet it lies on
(none: always visible), `class` on a cluster the AWS group that it is drawn as. Plain nodes with a width of
their own are slabs.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.analytics import Athena
from diagrams.aws.compute import EC2Instances
from diagrams.aws.database import Dynamodb
from diagrams.aws.general import TraditionalServer
from diagrams.aws.management import Cloudtrail
from diagrams.aws.network import Endpoint
from diagrams.aws.security import IAMPermissions, IAMRole, KeyManagementService
from diagrams.aws.storage import S3Glacier, SimpleStorageServiceS3Object

IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}
DATA = {"layer": "data"}
MONITORING = {"layer": "monitoring"}

BUCKET = "S3 bucket example-lake"


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
    "S3 bucket with keys and versions",
    filename="s3",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "iam:networking:data:monitoring",
        "compound": "true",
        "splines": "spline",
    },
):
    role = IAMRole(
        "App role", **about("access-to-a-bucket", "Its policy allows this bucket.", **IAM)
    )
    office = TraditionalServer(
        "On-premises server",
        **about("s3-bucket", "Reaches the endpoint over VPN or Direct Connect.", **NETWORKING),
    )
    with group("Region eu-west-1", "region", "region", "The bucket's data stay here."):
        with group("VPC 10.0.0.0/16", "vpc", "vpc", "Where the application runs."):
            dynamodb_gateway = Endpoint(
                "Gateway endpoint\nfor DynamoDB",
                **about("gateway-endpoint", "Each leads to one service.", **NETWORKING),
            )
            app = EC2Instances(
                "Application", **about("s3", "Puts whole objects, gets them whole or in ranges.")
            )
            gateway = Endpoint(
                "Gateway endpoint\nfor S3",
                **about("gateway-endpoint", "A route to S3 that costs nothing.", **NETWORKING),
            )
            interface = Endpoint(
                "Interface endpoint\nfor S3",
                **about(
                    "s3-bucket",
                    "A network interface with a private address; charged.",
                    **NETWORKING,
                ),
            )
        with group(BUCKET, "generic", "s3-bucket", "Its name is unique in the world."):
            block = slab(
                "Block Public Access",
                "access-to-a-bucket",
                "On by default: no policy can open it to all.",
                **IAM,
            )
            policy = IAMPermissions(
                "Bucket policy",
                **about("access-to-a-bucket", "Allows and denies, other accounts too.", **IAM),
            )
            curated = SimpleStorageServiceS3Object(
                "curated/orders/year=2026/\npart-0.parquet",
                **about("raw-and-curated-data", "Another key: no folders, the whole path."),
            )
            archive = S3Glacier(
                "Glacier\nstorage class",
                **about("storage-classes-and-lifecycle", "Cheap to keep, slow to read.", **DATA),
            )
            with group(
                "Key raw/orders/2026/11/24/orders.csv",
                "generic",
                "object-key",
                "No folders: the whole path is the key.",
            ):
                marker = slab("Delete marker", "versioning", "Hides the object, deletes nothing.")
                newer = slab("Version 2", "versioning", "Made by the second put.")
                older = slab("Version 1", "versioning", "Can still be downloaded.")
        dynamodb = Dynamodb(
            "DynamoDB",
            **about("dynamodb", "The only other service with gateway endpoints.", **NETWORKING),
        )
        athena = Athena("Athena", **about("athena", "Reads all keys under one prefix."))
        key = KeyManagementService(
            "KMS key",
            **about("s3-bucket", "If asked for, instead of S3's own keys.", **DATA),
        )
        trail = Cloudtrail(
            "CloudTrail\ndata events",
            **about("cloudtrail", "Record every read and write, if asked to.", **MONITORING),
        )

    # One key over time.
    app >> Edge(label="1 put") >> older
    app >> Edge(label="2 put again") >> newer
    app >> Edge(label="3 delete") >> marker
    curated >> Edge(label="read by prefix", minlen="2") >> athena

    role >> Edge(**IAM) >> app
    block >> Edge(label="overrules", **IAM) >> policy

    app >> Edge(label="route table", minlen="0", **NETWORKING) >> gateway
    app >> Edge(label="route table", minlen="0", **NETWORKING) >> dynamodb_gateway
    dynamodb_gateway >> Edge(**NETWORKING) >> dynamodb
    office >> Edge(label="VPN or Direct Connect", **NETWORKING) >> interface
    gateway >> Edge(lhead=f"cluster_{BUCKET}", **NETWORKING) >> marker
    interface >> Edge(lhead=f"cluster_{BUCKET}", **NETWORKING) >> marker

    older >> Edge(label="lifecycle rule", **DATA) >> archive
    newer << Edge(ltail=f"cluster_{BUCKET}", minlen="2", **DATA) << key
    marker >> Edge(ltail=f"cluster_{BUCKET}", minlen="2", **MONITORING) >> trail
