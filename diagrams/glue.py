"""A Glue pipeline: a crawler describes the sources, a job turns them into curated data, Athena asks.

Runs alone: `python diagrams/glue.py` writes glue.png. Four of Graphviz's own attributes say the rest:
`URL` is the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the
sheet it lies on (none: always visible), `class` on a cluster the AWS group that it is drawn as. Plain
nodes with a width of their own are boxes with their label inside: no icon means what they are.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.analytics import Athena, Glue, GlueCrawlers, GlueDataCatalog, Quicksight
from diagrams.aws.database import DynamodbTable
from diagrams.aws.devtools import Codebuild, Codecommit, Codepipeline
from diagrams.aws.integration import Eventbridge
from diagrams.aws.management import CloudwatchLogs
from diagrams.aws.ml import Sagemaker
from diagrams.aws.network import Endpoint, VPCElasticNetworkInterface
from diagrams.aws.security import IAMRole
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
CICD = {"layer": "cicd"}
MONITORING = {"layer": "monitoring"}

# Why one thing stops without another, in the words of the notes.
NO_CRAWLER_ROLE = "Without its role, the crawler may read nothing."
NO_JOB_ROLE = "Without its role, the job may read and write nothing."
NO_SCRIPT = "Without the script, no run can start."

with Diagram(
    "Glue pipeline from raw to curated data",
    filename="glue",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "networking:iam:cicd:monitoring",
        "compound": "true",
        "splines": "spline",
    },
):
    with (
        group("AWS account", "account", "aws-account", "Owns the data and the jobs."),
        group("Region", "region", "region", "Has one Data Catalog for the account."),
    ):
        with group("VPC 10.0.0.0/16", "vpc", "vpc", "A private network.", **NETWORKING):
            s3_endpoint = Endpoint(
                "S3 gateway endpoint",
                **about("glue-connection", "The way to every bucket of the region."),
            )
            dynamodb_endpoint = Endpoint(
                "DynamoDB gateway endpoint",
                **about("glue-connection", "DynamoDB has an endpoint of its own."),
            )
            with group(
                "Private subnet 10.0.1.0/24",
                "private-subnet",
                "private-subnet",
                "No way in from the internet.",
            ):
                eni = VPCElasticNetworkInterface(
                    "Network interface",
                    **about("elastic-network-interface", "The job's foot in the subnet."),
                )
        commit = Codecommit(
            "CodeCommit", **about("codecommit", "Git repository of the job's script.", **CICD)
        )
        pipeline = Codepipeline(
            "CodePipeline", **about("codepipeline", "Runs each stage after a push.", **CICD)
        )
        build = Codebuild(
            "CodeBuild",
            **about("codebuild", "Tests the script, uploads it, updates the job.", **CICD),
        )
        scripts = SimpleStorageServiceS3Bucket(
            "Script bucket", **about("job-script", "Where the job reads its script from.", **CICD)
        )

        with group("Sources", "generic", "crawler", "What crawler and job read."):
            raw = SimpleStorageServiceS3BucketWithObjects(
                "S3 raw", **about("raw-and-curated-data", "Data as it arrived; never changed.")
            )
            dynamodb = DynamodbTable(
                "DynamoDB table",
                **about("dynamodb-table", "A source that the application writes."),
            )

        logs = CloudwatchLogs(
            "CloudWatch Logs",
            **about("cloudwatch-logs", "Keeps the job's output and errors.", **MONITORING),
        )
        events = Eventbridge(
            "EventBridge",
            **about("eventbridge", "Passes the news of a failed run on.", **MONITORING),
        )
        crawler_role = IAMRole(
            "Crawler role\nreads sources",
            **about("crawler-role", "Reads the sources and writes the catalog.", **IAM),
        )
        job_role = IAMRole(
            "Job role\nwrites curated",
            **about("glue-job-role", "Reads the sources, writes curated data only.", **IAM),
        )

        with group("Glue workflow", "generic", "glue-workflow", "Crawler and job, run as one."):
            schedule = slab("Schedule trigger", "glue-trigger", "Starts the workflow each night.")
            crawler = GlueCrawlers(
                "Crawler", **about("crawler", "Reads samples and works out the schema.")
            )
            success = slab(
                "Conditional trigger",
                "glue-trigger",
                "Starts the job once the crawler has succeeded.",
            )
            job = Glue(
                "PySpark ETL job", **about("etl-job", "Cleans, joins and rewrites the data.")
            )
        connection = slab(
            "Glue connection",
            "glue-connection",
            "Names the subnet and security group for the job.",
            **NETWORKING,
        )
        curated = SimpleStorageServiceS3BucketWithObjects(
            "S3 curated", **about("raw-and-curated-data", "Cleaned data in Parquet, in partitions.")
        )
        sagemaker = Sagemaker(
            "SageMaker", **about("sagemaker", "Trains models on the curated data.")
        )
        athena = Athena("Athena", **about("athena", "Asks the files questions in SQL."))
        quicksight = Quicksight(
            "QuickSight", **about("quicksight", "Shows the answers to readers in dashboards.")
        )
        with group(
            "Data Catalog", "generic", "data-catalog", "Says where data lies and how to read it."
        ):
            raw_tables = GlueDataCatalog(
                "Raw tables",
                **about("catalog-databases-and-tables", "Schema and place of the sources."),
            )
            curated_table = GlueDataCatalog(
                "Curated table",
                **about(
                    "catalog-databases-and-tables", "Schema, place and partitions of the result."
                ),
            )

    # Data on its way.
    raw >> Edge(label="1 samples", ltail="cluster_Sources") >> crawler
    raw >> Edge(style="invis") >> schedule  # the sources left of the workflow
    raw >> Edge(label="2 rows", ltail="cluster_Sources") >> job
    job >> Edge(label="2 Parquet") >> curated
    curated >> Edge(label="4 rows") >> athena >> Edge(label="answers") >> quicksight
    curated >> sagemaker

    # What is said about it, and when it runs.
    crawler >> Edge(label="1 schema") >> raw_tables >> Edge(label="2 schema") >> job
    job >> Edge(label="2 new partitions") >> curated_table
    curated_table >> Edge(label="4 schema") >> athena
    curated_table >> Edge(label="3 describes", constraint="false") >> curated
    schedule >> Edge(label="at night") >> crawler
    crawler >> success >> job

    # Networking: with a connection, the job works from a subnet.
    eni << Edge(**NETWORKING) << connection << Edge(**NETWORKING) << job
    eni >> Edge(**NETWORKING) >> s3_endpoint
    dynamodb_endpoint << Edge(**NETWORKING) << eni
    raw << Edge(**NETWORKING) << s3_endpoint
    dynamodb << Edge(weight="4", **NETWORKING) << dynamodb_endpoint
    s3_endpoint >> Edge(weight="3", **NETWORKING) >> [curated, scripts]

    # IAM.
    crawler_role << Edge(label="assumes", depends=f"head: {NO_CRAWLER_ROLE}", **IAM) << crawler
    job_role << Edge(label="assumes", depends=f"head: {NO_JOB_ROLE}", **IAM) << job

    # CI/CD: a new script, and a job that runs it.
    commit >> Edge(label="push", **CICD) >> pipeline >> Edge(**CICD) >> build
    build >> Edge(label="upload", **CICD) >> scripts
    build >> Edge(label="update job", **CICD) >> job
    scripts >> Edge(label="script", constraint="false", depends=f"head: {NO_SCRIPT}", **CICD) >> job

    # Monitoring.
    job >> Edge(**MONITORING) >> [events, logs]
