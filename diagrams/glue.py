"""A Glue pipeline: raw data is catalogued, turned into curated data by an ETL job, and put to use.

Runs alone: `python diagrams/glue.py` writes glue.png. Four of Graphviz's own attributes say the rest:
`URL` is the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the
sheet it lies on (none: always visible), `class` on a cluster the AWS group that it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge
from diagrams.aws.analytics import Athena, Glue, GlueCrawlers, GlueDataCatalog, Quicksight
from diagrams.aws.database import DynamodbTable
from diagrams.aws.devtools import Codebuild, Codecommit, Codepipeline
from diagrams.aws.general import User
from diagrams.aws.integration import Eventbridge, EventbridgeScheduler, StepFunctions
from diagrams.aws.management import CloudwatchLogs
from diagrams.aws.ml import Sagemaker
from diagrams.aws.network import Endpoint, Privatelink, VPCElasticNetworkInterface
from diagrams.aws.security import IAMPermissions, IAMRole
from diagrams.aws.storage import (
    SimpleStorageServiceS3Bucket,
    SimpleStorageServiceS3BucketWithObjects,
)


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}
CICD = {"layer": "cicd"}
MONITORING = {"layer": "monitoring"}

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
    developer = User(
        "Developer", **about("developer", "Pushes a change of the job's script.", **CICD)
    )

    with group("AWS account", "account", "aws-account", "Owns the data and the jobs."):
        raw = SimpleStorageServiceS3BucketWithObjects(
            "S3 raw", **about("raw-and-curated-data", "Data as it arrived; never changed.")
        )
        dynamodb = DynamodbTable(
            "DynamoDB table", **about("dynamodb-table", "A source that the application writes.")
        )
        curated = SimpleStorageServiceS3BucketWithObjects(
            "S3 curated", **about("raw-and-curated-data", "Cleaned data in Parquet, in partitions.")
        )
        athena = Athena("Athena", **about("athena", "Asks the files questions in SQL."))
        results = SimpleStorageServiceS3Bucket(
            "Query results", **about("query-results", "Where Athena leaves each answer as a file.")
        )
        quicksight = Quicksight(
            "QuickSight", **about("quicksight", "Shows the answers to readers in dashboards.")
        )
        sagemaker = Sagemaker(
            "SageMaker", **about("sagemaker", "Trains models on the curated data.")
        )

        with (
            group(
                "Data Catalog",
                "generic",
                "data-catalog",
                "Says where data lies and how to read it.",
            ),
            group(
                "Database", "generic", "catalog-databases-and-tables", "A named group of tables."
            ),
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
        with group("Glue workflow", "generic", "glue-workflow", "Crawler and job, run as one."):
            schedule = EventbridgeScheduler(
                "Schedule trigger", **about("glue-trigger", "Starts the workflow each night.")
            )
            crawler = GlueCrawlers(
                "Crawler", **about("crawler", "Reads samples and works out the schema.")
            )
            success = StepFunctions(
                "Conditional trigger",
                **about("glue-trigger", "Starts the job once the crawler is done."),
            )
            job = Glue(
                "PySpark ETL job", **about("etl-job", "Cleans, joins and rewrites the data.")
            )

        connection = Privatelink(
            "Glue connection",
            **about(
                "glue-connection", "Names the subnet and security group for the job.", **NETWORKING
            ),
        )
        with group("VPC 10.0.0.0/16", "vpc", "vpc", "A private network.", **NETWORKING):
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
            endpoint = Endpoint(
                "S3 gateway endpoint",
                **about(
                    "gateway-endpoint",
                    "Keeps traffic to S3 off the internet; DynamoDB has its own.",
                ),
            )

        crawler_role = IAMRole(
            "Crawler role", **about("crawler-role", "What the crawler acts as.", **IAM)
        )
        job_role = IAMRole("Job role", **about("glue-job-role", "What the job acts as.", **IAM))
        crawler_policy = IAMPermissions(
            "Crawler policy\nread sources",
            **about("iam-policy", "Read the sources, write the catalog.", **IAM),
        )
        job_policy = IAMPermissions(
            "Job policy\nwrite curated",
            **about("iam-policy", "Read the sources, write curated data only.", **IAM),
        )

        commit = Codecommit(
            "CodeCommit", **about("codecommit", "Git repository of the job's script.", **CICD)
        )
        pipeline = Codepipeline(
            "CodePipeline", **about("codepipeline", "Runs each stage after a push.", **CICD)
        )
        build = Codebuild(
            "CodeBuild", **about("codebuild", "Tests the script and uploads it.", **CICD)
        )
        scripts = SimpleStorageServiceS3Bucket(
            "Script bucket", **about("job-script", "Where the job reads its script from.", **CICD)
        )
        events = Eventbridge(
            "EventBridge",
            **about("eventbridge", "Passes the news of a failed run on.", **MONITORING),
        )
        logs = CloudwatchLogs(
            "CloudWatch Logs",
            **about("cloudwatch-logs", "Keeps the job's output and errors.", **MONITORING),
        )

    # Data on its way.
    raw >> [crawler, job]
    dynamodb >> Edge(label="1 read") >> crawler
    dynamodb >> Edge(label="2 read") >> job
    job >> Edge(label="2 write", minlen="3") >> curated
    curated >> Edge(label="4 read") >> athena
    curated >> sagemaker
    athena >> Edge() >> [quicksight, results]

    # What is said about it, and when it runs.
    crawler >> Edge(label="1 schema") >> raw_tables >> Edge(label="2 schema") >> job
    job >> Edge(label="partitions") >> curated_table >> Edge(label="4 schema") >> athena
    curated_table >> Edge(label="3 describes", constraint="false") >> curated
    raw_tables >> Edge(style="invis", minlen="2") >> curated_table  # one on each side of the job
    schedule >> crawler >> success >> job

    # Networking: the job reaches S3 from a subnet.
    connection >> Edge(**NETWORKING) >> job
    job >> Edge(**NETWORKING) >> eni >> Edge(**NETWORKING) >> endpoint
    endpoint >> Edge(**NETWORKING) >> curated

    # IAM.
    crawler_policy - Edge(**IAM) - crawler_role >> Edge(**IAM) >> crawler
    job_policy - Edge(**IAM) - job_role >> Edge(**IAM) >> job

    # CI/CD: a new script, and a job that runs it.
    developer >> Edge(label="push", **CICD) >> commit >> Edge(**CICD) >> pipeline
    pipeline >> Edge(**CICD) >> build >> Edge(**CICD) >> scripts
    scripts >> Edge(label="update job", **CICD) >> job

    # Monitoring.
    job >> Edge(**MONITORING) >> [events, logs]
