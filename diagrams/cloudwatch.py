"""CloudWatch, EventBridge and CloudTrail: what programs say, what happens, and who did it.

Runs alone: `python diagrams/cloudwatch.py` writes cloudwatch.png. Four of Graphviz's own attributes
say the rest: `URL` is the section of the notes that a component opens, `tooltip` its one-line summary,
`layer` the sheet it lies on (none: always visible), `class` on a cluster the AWS group it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge
from diagrams.aws.analytics import Athena
from diagrams.aws.compute import EC2AutoScaling, EC2Instance, ElasticContainerServiceTask, Lambda
from diagrams.aws.devtools import Codecommit, Codepipeline
from diagrams.aws.general import User, Users
from diagrams.aws.integration import SNS, EventbridgeDefaultEventBusResource, EventbridgeRule
from diagrams.aws.management import (
    Cloudtrail,
    Cloudwatch,
    CloudwatchAlarm,
    CloudwatchLogs,
    CloudwatchRule,
    ManagementConsole,
)
from diagrams.aws.security import IAMRole
from diagrams.aws.storage import SimpleStorageServiceS3Bucket


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


IAM = {"layer": "iam"}
CICD = {"layer": "cicd"}
DATA = {"layer": "data"}
SCALING = {"layer": "scaling"}

with Diagram(
    "CloudWatch watches, EventBridge acts, CloudTrail records",
    filename="cloudwatch",
    show=False,
    direction="LR",
    graph_attr={"layers": "iam:cicd:data:scaling", "compound": "true", "splines": "spline"},
):
    # From the bottom up: dot puts what comes later higher up, clusters apart.
    person = User("Anyone", **about("cloudtrail", "A person or a program that calls AWS."))
    with group("CloudTrail", "generic", "cloudtrail", "Who did what in the account."):
        history = Cloudtrail(
            "Events\n90 days to search",
            **about("cloudtrail", "The history in the console, no cost."),
        )
        trail = Cloudtrail("Trail", **about("cloudtrail-trail", "Keeps the record as files."))
    bucket = SimpleStorageServiceS3Bucket(
        "S3 bucket", **about("cloudtrail-trail", "Where the trail's files stay.")
    )
    athena = Athena("Athena", **about("athena", "Asks the trail's files questions.", **DATA))

    commit = Codecommit("CodeCommit", **about("codecommit", "Says: a commit was pushed.", **CICD))
    with group("EventBridge", "generic", "eventbridge", "Formerly CloudWatch Events."):
        bus = EventbridgeDefaultEventBusResource(
            "Event bus", **about("eventbridge", "Takes the events of all services.")
        )
        rule = EventbridgeRule("Rule", **about("eventbridge", "Picks events by a pattern."))
    target = Lambda("Lambda function", **about("eventbridge", "A target: does something."))
    pipeline = Codepipeline("CodePipeline", **about("codepipeline", "Another target.", **CICD))

    role = IAMRole(
        "Instance role", **about("cloudwatch-agent", "May send logs and metrics, no more.", **IAM)
    )
    instance = EC2Instance("EC2 instance\nwith agent", **about("cloudwatch-agent", "Sends both."))
    task = ElasticContainerServiceTask(
        "ECS task", **about("container-logs", "Sends what its containers print.")
    )
    with group(
        "CloudWatch", "generic", "cloudwatch-and-cloudtrail", "Metrics, logs, alarms, graphs."
    ):
        metrics = Cloudwatch("Metrics", **about("cloudwatch-metrics", "Numbers over time."))
        alarm = CloudwatchAlarm(
            "Alarm", **about("cloudwatch-alarm", "OK, ALARM or INSUFFICIENT_DATA.")
        )
        logs = CloudwatchLogs(
            "Log group", **about("cloudwatch-logs", "Log streams with one retention.")
        )
        metric_filter = CloudwatchRule(
            "Metric filter", **about("metric-filter", "Counts ERROR in the logs.")
        )
        insights = CloudwatchLogs(
            "Logs Insights", **about("logs-insights", "Queries over log groups.")
        )
        dashboard = ManagementConsole(
            "Dashboard", **about("cloudwatch-dashboard", "Graphs of metrics and queries.")
        )
    group_ = EC2AutoScaling(
        "Auto Scaling group", **about("scaling-policy", "A policy adds instances.", **SCALING)
    )
    sns = SNS("SNS topic", **about("cloudwatch-alarm", "Passes the alarm on."))
    team = Users("Team", **about("cloudwatch-alarm", "Gets an e-mail."))

    # CloudWatch: what programs say, and how busy they are.
    task >> logs
    instance >> Edge(weight="4") >> logs
    instance >> Edge(label="CPU, memory") >> metrics
    logs >> Edge(label="ERROR?", weight="4") >> metric_filter
    metric_filter >> Edge(label="count") >> metrics >> alarm
    alarm >> sns >> team
    logs >> insights >> dashboard
    metrics >> dashboard

    # EventBridge: what happens.
    instance >> Edge(label="stopped") >> bus >> rule >> target

    # CloudTrail: who did it.
    person >> Edge(label="API call") >> history
    history >> trail >> bucket

    # The layers.
    role >> Edge(**IAM) >> instance
    commit >> Edge(label="push", **CICD) >> bus
    rule >> Edge(**CICD) >> pipeline
    bucket >> Edge(**DATA) >> athena
    alarm >> Edge(**SCALING) >> group_
