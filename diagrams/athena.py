"""A query in Athena: the schema comes from the catalog, the data from S3, the two meet when it runs.

Runs alone: `python diagrams/athena.py` writes athena.png. Four of Graphviz's own attributes say the
rest: `URL` is the section of the notes that a component opens, `tooltip` its one-line summary, `layer`
the sheet it lies on (none: always visible), `class` on a cluster the AWS group that it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge
from diagrams.aws.analytics import Athena, Glue, GlueCrawlers, GlueDataCatalog, Quicksight
from diagrams.aws.general import User
from diagrams.aws.management import Cloudtrail, CloudwatchAlarm
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


DATA = {"layer": "data"}
IAM = {"layer": "iam"}
MONITORING = {"layer": "monitoring"}

with Diagram(
    "Athena: schema meets data in the query",
    filename="athena",
    show=False,
    direction="LR",
    graph_attr={"layers": "data:iam:monitoring", "compound": "true", "splines": "spline"},
):
    # The tables first: dot puts what comes later higher up.
    with group("Region", "region", "region", "Files, catalog and queries lie in one region."):
        csv = SimpleStorageServiceS3BucketWithObjects(
            "S3 raw\nCSV files", **about("reading-less", "A query reads every byte of them.")
        )
        job = Glue(
            "ETL job", **about("etl-job", "Rewrites CSV as Parquet, enters each partition.", **DATA)
        )
        parquet = SimpleStorageServiceS3BucketWithObjects(
            "S3 curated\nParquet, by month",
            **about("reading-less", "A query reads only the columns and partitions it needs."),
        )
        crawler = GlueCrawlers("Crawler", **about("crawler", "Works out the schema.", **DATA))
        with group("Data Catalog", "generic", "data-catalog", "Descriptions only, no data."):
            orders = GlueDataCatalog(
                "Table orders", **about("schema-on-read", "Says: read these files as Parquet.")
            )
            orders_csv = GlueDataCatalog(
                "Table orders_csv", **about("schema-on-read", "Says: read these files as CSV.")
            )
        with group("Workgroup", "generic", "workgroup", "Queries that share settings and limits."):
            athena = Athena("Athena", **about("athena", "Runs standard SQL on files, serverless."))
        results = SimpleStorageServiceS3Bucket(
            "Query results", **about("query-results", "One CSV file for each query.")
        )
        quicksight = Quicksight(
            "QuickSight", **about("quicksight", "Asks as well, and draws the answers.", **DATA)
        )
        alarm = CloudwatchAlarm(
            "CloudWatch alarm",
            **about("workgroup", "Warns when a workgroup reads more than planned.", **MONITORING),
        )
        trail = Cloudtrail(
            "CloudTrail", **about("cloudtrail", "Records who started which query.", **MONITORING)
        )
    analyst = User("Analyst", **about("athena", "Asks in SQL and looks after no server."))
    role = IAMRole(
        "Analyst's role",
        **about("rights-for-a-query", "SQL is run with the caller's rights.", **IAM),
    )
    policy = IAMPermissions(
        "Policy\nAthena, Glue, S3",
        **about("rights-for-a-query", "All three are checked, for the one who asks.", **IAM),
    )

    # A query, step by step.
    analyst >> Edge(label="1 SELECT …") >> athena
    orders_csv >> Edge(label="2 schema") >> athena
    orders >> Edge(label="2 schema") >> athena
    parquet >> Edge(label="3 rows") >> athena
    csv >> Edge(label="3 rows") >> athena
    athena >> Edge(label="4 result", weight="2") >> results

    # Data: who makes files and tables, and who else asks.
    csv >> Edge(**DATA) >> crawler >> Edge(label="schema", **DATA) >> orders_csv
    csv >> Edge(**DATA) >> job >> Edge(label="Parquet", **DATA) >> parquet
    job >> Edge(label="schema, partitions", **DATA) >> orders
    athena >> Edge(label="answers", **DATA) >> quicksight

    # IAM.
    policy - Edge(**IAM) - role << Edge(label="assumes", **IAM) << analyst

    # Monitoring.
    athena >> Edge(**MONITORING) >> alarm
    athena >> Edge(label="API calls", **MONITORING) >> trail
