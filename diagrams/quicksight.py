"""QuickSight: what SPICE saves its sources, and the way from a data source to a reader. Two diagrams.

Runs alone: `python diagrams/quicksight.py` writes quicksite_arch.png and quicksite.png. Four of
Graphviz's own attributes say the rest: `URL` is the section of the notes that a component opens,
`tooltip` its one-line summary, `layer` the sheet it lies on (none: always visible), `class` on a
cluster the AWS group that it is drawn as. Plain nodes with a width of their own are boxes with their
label inside: no icon means what they are.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.analytics import Athena, Quicksight
from diagrams.aws.database import RDS
from diagrams.aws.general import GenericDatabase, User, Users
from diagrams.aws.network import VPCElasticNetworkInterface
from diagrams.aws.security import IAMRole, SingleSignOn
from diagrams.aws.storage import (
    SimpleStorageServiceS3Bucket,
    SimpleStorageServiceS3BucketWithObjects,
)


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def slab(label: str, section: str, tooltip: str, **attrs: str) -> Node:
    """A box with its label inside."""
    size = {"width": "1.4", "height": "0.56", "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", **size, **about(section, tooltip, **attrs))


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}

# Why one thing stops without another, in the words of the notes.
NO_SOURCE = "If the source is down, a direct query gets no answer."

with Diagram(
    "SPICE: read once, asked often",
    filename="quicksite_arch",
    show=False,
    direction="LR",
    graph_attr={"compound": "true", "splines": "spline"},
):
    # From the bottom up: dot puts what comes later higher up.
    sheet = slab("Spreadsheet", "data-sets", "An uploaded file always goes to SPICE.")
    with group("Region", "region", "region", "SPICE, S3 and Athena are services of a region."):
        bucket = SimpleStorageServiceS3Bucket(
            "S3 bucket", **about("s3-bucket", "Lies in a region, in no zone of it.")
        )
        athena = Athena("Athena", **about("athena", "Is paid for each query."))
        with group("QuickSight", "generic", "quicksight", "Called Quick Sight since October 2025."):
            live = slab("Direct query", "data-sets", "Asks the source for each visual.")
            with group(
                "SPICE capacity of the region",
                "generic",
                "spice",
                "Shared by all QuickSight users of the account in this region.",
            ):
                targets = GenericDatabase(
                    "Targets data set", **about("spice", "As it was when it was uploaded.")
                )
                orders = GenericDatabase(
                    "Orders data set", **about("spice", "As it was at the last refresh.")
                )
            dashboard = Quicksight(
                "Dashboard", **about("dashboards-and-readers", "Asks once for each visual.")
            )
    readers = Users("Readers", **about("dashboards-and-readers", "Ten or ten thousand."))

    bucket >> Edge(label="rows") >> athena
    sheet >> Edge(label="upload") >> targets >> dashboard
    athena >> Edge(label="nightly refresh", weight="4") >> orders
    orders >> Edge(label="from memory", weight="4") >> dashboard
    athena >> Edge(label="for each visual") >> live >> dashboard
    dashboard >> Edge(label="visuals") >> readers

with Diagram(
    "QuickSight from data source to reader",
    filename="quicksite",
    show=False,
    direction="LR",
    graph_attr={"layers": "networking:iam", "compound": "true", "splines": "spline"},
):
    # From the bottom up: dot puts what comes later higher up.
    with group("Data sources", "generic", "data-sets", "Where the data come from."):
        upload = slab("Uploaded file", "data-sets", "CSV or Excel, say.")
        files = SimpleStorageServiceS3BucketWithObjects(
            "S3 files", **about("data-sets", "Copied into SPICE as they are.")
        )
        athena = Athena("Athena", **about("athena", "SQL over files in S3."))
        with (
            group("Region", "region", "region", "Where the VPC is.", **NETWORKING),
            group("VPC", "vpc", "vpc", "A private network.", **NETWORKING),
            group("Private subnet", "private-subnet", "private-subnet", "No way in.", **NETWORKING),
        ):
            database = RDS(
                "RDS database", layer="all", **about("data-sets", "Asked in its own SQL.")
            )
            eni = VPCElasticNetworkInterface(
                "Network interface",
                **about("elastic-network-interface", "QuickSight's foot in the subnet."),
            )
    role = IAMRole(
        "Service role", **about("quicksight-users", "Lets QuickSight read the sources.", **IAM)
    )
    with group("QuickSight", "generic", "quicksight", "Called Quick Sight since October 2025."):
        with group("Data set", "generic", "data-sets", "Tables, joined, with types."):
            spice = GenericDatabase("SPICE", **about("spice", "A copy in memory, refreshed."))
            direct = slab("Direct query", "data-sets", "Asks the source each time.")
        analysis = Quicksight("Analysis", **about("analysis", "Fields into field wells."))
        dashboard = Quicksight(
            "Dashboard", **about("dashboards-and-readers", "The published analysis, read-only.")
        )
    application = slab(
        "Application", "dashboards-and-readers", "Embeds the dashboard, as portals do."
    )
    with group("Registered users", "generic", "quicksight-users", "In QuickSight, not in IAM."):
        reader = Users(
            "Readers", **about("dashboards-and-readers", "Look and filter, on any device.")
        )
        author = User("Author", **about("quicksight-users", "Builds data sets and analyses."))
    subscription = slab("Subscription", "quicksight-users", "For each user, at the role's price.")
    sign_on = SingleSignOn(
        "Single sign-on", **about("quicksight-users", "Or a password, or an IAM user.", **IAM)
    )

    # The path.
    files >> spice
    upload >> spice
    athena >> Edge(label="refresh", weight="4") >> spice
    database >> Edge(label="for each visual", depends=f"head: {NO_SOURCE}") >> direct
    spice >> analysis
    direct >> analysis
    analysis >> Edge(label="publish") >> dashboard
    dashboard >> Edge(label="embed") >> application
    dashboard >> Edge(label="read") >> reader
    analysis << Edge(label="build", constraint="false") << author
    author << Edge(ltail="cluster_Registered users") << subscription

    # Networking, IAM.
    database << Edge(**NETWORKING) << eni
    eni << Edge(label="VPC connection", **NETWORKING) << direct
    dashboard >> Edge(label="assumes", ltail="cluster_QuickSight", **IAM) >> role
    sign_on >> Edge(label="sign in", lhead="cluster_Registered users", minlen="0", **IAM) >> reader
