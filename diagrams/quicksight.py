"""QuickSight: how SPICE is built, and the way from a data source to a reader. Two diagrams.

Runs alone: `python diagrams/quicksight.py` writes quicksite_arch.png and quicksite.png. Four of
Graphviz's own attributes say the rest: `URL` is the section of the notes that a component opens,
`tooltip` its one-line summary, `layer` the sheet it lies on (none: always visible), `class` on a
cluster the AWS group that it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge
from diagrams.aws.analytics import Athena, Quicksight
from diagrams.aws.cost import CostAndUsageReport
from diagrams.aws.database import RDS
from diagrams.aws.general import Client, GenericDatabase, GenericSDK, User, Users
from diagrams.aws.network import VPCElasticNetworkInterface
from diagrams.aws.security import IAMRole, SingleSignOn
from diagrams.aws.storage import SimpleStorageServiceS3, SimpleStorageServiceS3Bucket


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}

with Diagram(
    "SPICE: one query layer over three zones",
    filename="quicksite_arch",
    show=False,
    direction="LR",
    graph_attr={"compound": "true", "splines": "spline"},
):
    reader = Users("Readers", **about("dashboards-and-readers", "Open a dashboard."))
    screen = Client("Dashboard", **about("dashboards-and-readers", "Asks for each visual."))
    with group("Region", "region", "region", "All three zones lie in one region."):
        query = Quicksight(
            "QuickSight query layer", **about("spice", "Spreads the queries over the zones.")
        )
        for zone in "CBA":  # dot puts what comes later higher up
            with group(
                f"Availability Zone {zone}",
                "availability-zone",
                "availability-zone",
                "The other two answer when it fails.",
            ):
                tables = GenericDatabase(
                    f"SPICE tables {zone}", **about("spice", "Held in memory, hence fast.")
                )
                bucket = SimpleStorageServiceS3Bucket(
                    f"S3 behind zone {zone}", **about("spice", "Keeps what is held in memory.")
                )
            query >> Edge(minlen="2") >> tables
            tables >> Edge(forward=True, reverse=True, minlen="2") >> bucket

    reader >> screen >> Edge(label="query") >> query

with Diagram(
    "QuickSight from data source to reader",
    filename="quicksite",
    show=False,
    direction="LR",
    graph_attr={"layers": "networking:iam", "compound": "true", "splines": "spline"},
):
    # From the bottom up: dot puts what comes later higher up.
    with group("Data sources", "generic", "data-sets", "Where the data come from."):
        upload = Client("Uploaded file", **about("data-sets", "CSV or Excel, say."))
        s3 = SimpleStorageServiceS3("S3 files", **about("data-sets", "Taken as they are."))
        athena = Athena("Athena", **about("athena", "SQL over files in S3."))
        database = RDS("RDS database", **about("data-sets", "Asked in its own SQL."))
    role = IAMRole(
        "Service role", **about("quicksight-users", "Lets QuickSight read the sources.", **IAM)
    )
    with group("QuickSight", "generic", "quicksight", "Called Quick Sight since October 2025."):
        eni = VPCElasticNetworkInterface(
            "VPC connection",
            **about("data-sets", "Reaches a database in a private subnet.", **NETWORKING),
        )
        with group("Data set", "generic", "data-sets", "Tables, joined, with types."):
            spice = GenericDatabase("SPICE", **about("spice", "A copy in memory, refreshed."))
            direct = Quicksight("Direct query", **about("data-sets", "Asks the source each time."))
        analysis = Quicksight(
            "Analysis\nfields, visuals", **about("analysis", "Fields into field wells.")
        )
        dashboard = Quicksight(
            "Dashboard\nread-only", **about("dashboards-and-readers", "The published analysis.")
        )
    application = GenericSDK(
        "Application, portal, website", **about("dashboards-and-readers", "Embeds the dashboard.")
    )
    with group("Registered users", "generic", "quicksight-users", "In QuickSight, not in IAM."):
        reader = Users(
            "Readers\non any device", **about("dashboards-and-readers", "Look, filter, export.")
        )
        author = User("Author", **about("quicksight-users", "Builds data sets and analyses."))
    subscription = CostAndUsageReport(
        "Subscription\nmonth or year", **about("quicksight-users", "One for each user.")
    )
    sign_on = SingleSignOn(
        "Single sign-on", **about("quicksight-users", "Or a password, or an IAM user.", **IAM)
    )

    # The path.
    s3 >> spice
    upload >> spice
    athena >> Edge(label="refresh") >> spice
    database >> direct
    spice >> analysis
    direct >> analysis
    analysis >> Edge(label="publish") >> dashboard
    dashboard >> Edge(label="embed") >> application
    dashboard >> Edge(label="read") >> reader
    analysis << Edge(label="build", constraint="false") << author

    # Who, and at what price.
    reader << Edge() << subscription
    author << Edge() << subscription

    # Networking, IAM.
    database << Edge(**NETWORKING) << eni << Edge(**NETWORKING) << direct
    role >> Edge(lhead="cluster_QuickSight", **IAM) >> spice
    reader << Edge(**IAM) << sign_on
    author << Edge(**IAM) << sign_on
