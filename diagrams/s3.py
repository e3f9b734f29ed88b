"""An S3 bucket: objects under their keys, the versions of one of them, and who gets in.

Runs alone: `python diagrams/s3.py` writes s3.png. Four of Graphviz's own attributes say the rest: `URL` is
the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the sheet it lies on
(none: always visible), `class` on a cluster the AWS group that it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge
from diagrams.aws.analytics import Athena
from diagrams.aws.compute import EC2Instances
from diagrams.aws.database import Dynamodb
from diagrams.aws.general import GenericFirewall
from diagrams.aws.management import Cloudtrail
from diagrams.aws.network import Endpoint
from diagrams.aws.security import IAMPermissions, IAMRole, KeyManagementService
from diagrams.aws.storage import S3Glacier, SimpleStorageServiceS3Object


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
    with group("VPC 10.0.0.0/16", "vpc", "vpc", "Where the application runs."):
        app = EC2Instances("Application", **about("s3", "Puts and gets whole objects over HTTPS."))
        endpoint = Endpoint(
            "Gateway endpoints",
            **about("gateway-endpoint", "One for S3, one for DynamoDB: no internet.", **NETWORKING),
        )
    with group("Region eu-west-1", "region", "region", "The bucket's data stay here."):
        dynamodb = Dynamodb(
            "DynamoDB", **about("dynamodb", "The only other service with one.", **NETWORKING)
        )
        with group(
            "S3 bucket example-lake", "generic", "s3-bucket", "Its name is unique in the world."
        ):
            curated = SimpleStorageServiceS3Object(
                "curated/orders/year=2026/\npart-0.parquet",
                **about("raw-and-curated-data", "The whole path is the key."),
            )
            raw = SimpleStorageServiceS3Object(
                "raw/orders/2026/11/24/\norders.csv",
                **about("object-key", "No folders: the whole path is the key."),
            )
            with group(
                "Versions of this key", "generic", "versioning", "Kept since versioning is on."
            ):
                older = SimpleStorageServiceS3Object(
                    "Version 1", **about("versioning", "Can still be downloaded.")
                )
                marker = SimpleStorageServiceS3Object(
                    "Delete marker\nlatest",
                    **about("versioning", "Hides the object, deletes nothing."),
                )
                newer = SimpleStorageServiceS3Object(
                    "Version 2", **about("versioning", "Made by the second put.")
                )
            bucket_policy = IAMPermissions(
                "Bucket policy", **about("access-to-a-bucket", "Says who may do what here.", **IAM)
            )
            block = GenericFirewall(
                "Block Public Access",
                **about(
                    "access-to-a-bucket", "On by default: no policy can open it to all.", **IAM
                ),
            )
            key = KeyManagementService(
                "Encryption", **about("s3-bucket", "Every new object, by default.", **DATA)
            )
        archive = S3Glacier(
            "Glacier\nstorage class",
            **about("storage-classes-and-lifecycle", "Cheap to keep, slow to read.", **DATA),
        )
        athena = Athena("Athena", **about("athena", "Reads all keys under one prefix."))
        trail = Cloudtrail(
            "CloudTrail\ndata events",
            **about("cloudtrail", "Record every read and write, if asked to.", **MONITORING),
        )

    # One key over time.
    app >> Edge(label="put, get, delete", minlen="2", weight="9") >> raw
    raw >> Edge(label="1 put") >> older
    raw >> Edge(label="2 put again", weight="9") >> newer
    raw >> Edge(label="3 delete") >> marker
    curated >> Edge(label="list by prefix", minlen="2") >> athena

    role >> Edge(label="may", constraint="false", **IAM) >> app
    bucket_policy << Edge(label="overrules", **IAM) << block
    bucket_policy >> Edge(constraint="false", **IAM) >> raw

    app >> Edge(**NETWORKING) >> endpoint >> Edge(**NETWORKING) >> raw
    endpoint >> Edge(**NETWORKING) >> dynamodb

    older >> Edge(label="lifecycle rule", **DATA) >> archive
    marker >> Edge(**MONITORING) >> trail

    # One column in the bucket, each a row of its own.
    for inside in (bucket_policy, key):
        endpoint >> Edge(style="invis") >> inside
    role >> Edge(style="invis") >> endpoint
