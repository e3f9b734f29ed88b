"""CloudWatch, EventBridge and CloudTrail: what programs say, what happens, and who did it.

Runs alone: `python diagrams/cloudwatch.py` writes cloudwatch.png. Four of Graphviz's own attributes
say the rest: `URL` is the section of the notes that a component opens, `tooltip` its one-line summary,
`layer` the sheet it lies on (none: always visible), `class` on a cluster the AWS group it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.analytics import Athena
from diagrams.aws.compute import EC2, EC2AutoScaling, ElasticContainerServiceTask, Lambda
from diagrams.aws.devtools import Codecommit, Codepipeline
from diagrams.aws.general import User, Users
from diagrams.aws.integration import (
    EventbridgeDefaultEventBusResource,
    EventbridgeRule,
    SimpleNotificationServiceSnsTopic,
)
from diagrams.aws.management import Cloudtrail, Cloudwatch, CloudwatchAlarm, CloudwatchLogs
from diagrams.aws.security import IAMRole
from diagrams.aws.storage import SimpleStorageServiceS3Bucket


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


def slab(label: str, section: str, tooltip: str) -> Node:
    """A box with its label inside, for what has no icon."""
    size = {"width": "1.4", "height": "0.56", "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", **size, **about(section, tooltip))


IAM = {"layer": "iam"}
CICD = {"layer": "cicd"}
DATA = {"layer": "data"}
SCALING = {"layer": "scaling"}

# Which end of an edge stops without the other, and the sentence of the notes that says why.
FILTER = (
    "head: A metric filter looks for a pattern, such as ERROR, in every event that comes into a log"
    " group, and counts the finds as a metric."
)
ALARM = "head: An alarm watches one metric, or an expression over several."
INSIGHTS = "head: Logs Insights runs queries over one or more log groups."
RULE = "head: A rule matches events on one bus and passes them to its targets."
TRAIL = "tail: A trail writes events to an S3 bucket as files, some minutes after each call."

with Diagram(
    "CloudWatch watches, EventBridge acts, CloudTrail records",
    filename="cloudwatch",
    show=False,
    direction="LR",
    graph_attr={"layers": "iam:cicd:data:scaling", "compound": "true", "splines": "spline"},
):
    # From the bottom up: dot puts what comes later higher up.
    commit = Codecommit("CodeCommit", **about("codecommit", "Says: a commit was pushed.", **CICD))
    with group("EventBridge", "generic", "eventbridge", "Formerly CloudWatch Events."):
        bus = EventbridgeDefaultEventBusResource(
            "Event bus", **about("eventbridge", "Takes the events of all services.")
        )
        rule = EventbridgeRule("Rule", **about("eventbridge", "Picks events by a pattern."))
    target = Lambda("Lambda function", **about("eventbridge", "A target: does something."))
    pipeline = Codepipeline("CodePipeline", **about("codepipeline", "Another target.", **CICD))

    ec2 = EC2(
        "Amazon EC2", **about("cloudwatch-agent", "The service sees its instances from outside.")
    )
    with group("EC2 instance", "generic", "cloudwatch-agent", "What only a program in it sees."):
        agent = slab("CloudWatch agent", "cloudwatch-agent", "Sends what EC2 does not see.")
    role = IAMRole(
        "Instance role", **about("cloudwatch-agent", "May send logs and metrics, no more.", **IAM)
    )
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
        metric_filter = slab("Metric filter", "metric-filter", "Counts ERROR in the logs.")
        insights = slab("Logs Insights", "logs-insights", "Queries over log groups.")
        dashboard = slab("Dashboard", "cloudwatch-dashboard", "Graphs of metrics and queries.")
    group_ = EC2AutoScaling(
        "Auto Scaling group", **about("scaling-policy", "A policy adds instances.", **SCALING)
    )
    sns = SimpleNotificationServiceSnsTopic(
        "SNS topic", **about("cloudwatch-alarm", "Passes the alarm on.")
    )
    team = Users("Team", **about("cloudwatch-alarm", "Gets an e-mail."))

    person = User("Anyone", **about("cloudtrail", "A person or a program that calls AWS."))
    with group("CloudTrail", "generic", "cloudtrail", "Who did what in the account."):
        trail = Cloudtrail("Trail", **about("cloudtrail-trail", "Keeps events as files."))
        history = Cloudtrail(
            "Event history\n90 days to search",
            **about("cloudtrail", "Management events, in the console, at no cost."),
        )
    bucket = SimpleStorageServiceS3Bucket(
        "S3 bucket", **about("cloudtrail-trail", "Where the trail's files stay.")
    )
    athena = Athena("Athena", **about("athena", "Asks the trail's files questions.", **DATA))

    # CloudWatch: what programs say, and how busy they are.
    task >> Edge(label="awslogs") >> logs
    agent >> Edge(label="log files", weight="4") >> logs
    agent >> Edge(label="memory") >> metrics
    ec2 >> Edge(label="CPU") >> metrics
    logs >> Edge(weight="4", depends=FILTER) >> metric_filter
    metric_filter >> Edge(label="count of ERROR") >> metrics
    metrics >> Edge(depends=ALARM) >> alarm >> sns >> Edge(label="e-mail") >> team
    logs >> Edge(depends=INSIGHTS) >> insights >> dashboard
    metrics >> dashboard

    # EventBridge: what happens.
    ec2 >> Edge(label="instance stopped") >> bus >> Edge(depends=RULE) >> rule >> target

    # CloudTrail: who did it. The trail does not depend on the event history.
    person >> Edge(label="API call") >> history
    person >> trail >> Edge(label="files", depends=TRAIL) >> bucket

    # The layers.
    role >> Edge(label="assumed by", **IAM) >> agent
    commit >> Edge(label="push", **CICD) >> bus
    rule >> Edge(label="starts", **CICD) >> pipeline
    bucket >> Edge(label="SQL", **DATA) >> athena
    alarm >> Edge(label="scaling policy", **SCALING) >> group_
