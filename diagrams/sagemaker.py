"""From a notebook to predictions: a training job and what it needs, a model, an HTTPS endpoint.

Runs alone: `python diagrams/sagemaker.py` writes sagemaker.png. Four of Graphviz's own attributes say
the rest: `URL` is the section of the notes that a component opens, `tooltip` its one-line summary,
`layer` the sheet it lies on (none: always visible), `class` on a cluster the AWS group it is drawn as.
Plain nodes with a width of their own are boxes with their label inside: no icon means what they are.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import ApplicationAutoScaling, EC2ContainerRegistryImage
from diagrams.aws.general import User
from diagrams.aws.management import Cloudwatch, CloudwatchLogs
from diagrams.aws.ml import SagemakerModel, SagemakerNotebook, SagemakerTrainingJob
from diagrams.aws.security import IAMPermissions, IAMRole
from diagrams.aws.storage import (
    SimpleStorageServiceS3Bucket,
    SimpleStorageServiceS3BucketWithObjects,
)


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def slab(label: str, section: str, tooltip: str, **attrs: str) -> Node:
    """A box with its label inside."""
    size = {"width": "1.55", "height": "0.56", "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", **size, **about(section, tooltip, **attrs))


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


IAM = {"layer": "iam"}
SCALING = {"layer": "scaling"}
MONITORING = {"layer": "monitoring"}

# Why one thing stops without another, in the words of the notes.
NO_INPUT = "If one of the four is missing, the job fails."
NO_ENDPOINT = "Once the endpoint is deleted, applications get no predictions from it."

with Diagram(
    "SageMaker AI from notebook to prediction",
    filename="sagemaker",
    show=False,
    direction="LR",
    graph_attr={"layers": "iam:scaling:monitoring", "compound": "true", "splines": "spline"},
):
    # From the bottom up: dot puts what comes later higher up.
    scientist = User("Data scientist", **about("notebooks", "Works in one notebook throughout."))
    with group("Region", "region", "region", "Data, jobs and endpoint lie in one region."):
        policy = IAMPermissions(
            "Policy\nS3, ECR, logs", **about("iam-policy", "Only the buckets it needs.", **IAM)
        )
        role = IAMRole(
            "Execution role",
            **about("sagemaker-execution-role", "What notebook, job and model act as.", **IAM),
        )
        algorithms = slab(
            "Built-in algorithms", "built-in-algorithms", "Ready images; no code of your own."
        )
        image = EC2ContainerRegistryImage(
            "ECR image", **about("training-job", "The container with the training code.")
        )
        data = SimpleStorageServiceS3BucketWithObjects(
            "S3 input", **about("training-job", "Where the training data lie.")
        )
        autopilot = slab("Autopilot", "autopilot", "AutoML: from a table to ranked models.")
        notebook = SagemakerNotebook(
            "Notebook", **about("notebooks", "Jupyter: explore, train, deploy.")
        )
        lifecycle = slab(
            "Lifecycle configuration",
            "lifecycle-configuration",
            "A script at start: pip install and the like.",
        )
        tuning = slab(
            "Hyperparameter tuning",
            "hyperparameter-tuning",
            "Many training jobs; the best one wins.",
        )
        with group("Training job", "generic", "training-job", "Runs once, then the machines go."):
            compute = slab("ML instances", "training-job", "Kind and number, while the job runs.")
            training = SagemakerTrainingJob(
                "Training container", **about("training-job", "Runs the code on the data.")
            )
        artifacts = SimpleStorageServiceS3Bucket(
            "S3 output\nmodel artifacts", **about("training-job", "Where the result is put.")
        )
        model = SagemakerModel(
            "Model", **about("model-endpoint", "Image, artifacts and role under one name.")
        )
        endpoint = slab("HTTPS endpoint", "model-endpoint", "Answers as long as it exists.")
        scaling = ApplicationAutoScaling(
            "Application\nAuto Scaling",
            **about("model-endpoint", "More instances as calls come in.", **SCALING),
        )
        logs = CloudwatchLogs(
            "CloudWatch Logs",
            **about("cloudwatch-logs", "What the containers print.", **MONITORING),
        )
        metrics = Cloudwatch(
            "CloudWatch metrics",
            **about("cloudwatch-metrics", "Calls, errors, latency.", **MONITORING),
        )
    app = slab("Application", "model-endpoint", "Sends data, gets predictions.")

    # The way of a model, in its order.
    scientist >> Edge(weight="4") >> notebook
    notebook >> Edge(label="1 train", weight="4") >> training
    training >> Edge(label="2 result", weight="4") >> artifacts
    artifacts >> Edge(label="3 create", weight="4") >> model
    model >> Edge(label="4 deploy", weight="4") >> endpoint
    endpoint << Edge(label="5 predict", weight="4", depends=f"head: {NO_ENDPOINT}") << app

    # What the job needs, and other ways to it.
    data >> Edge(label="data", depends=f"head: {NO_INPUT}") >> training
    image >> Edge(label="code", depends=f"head: {NO_INPUT}") >> training
    algorithms >> Edge(label="ready made", minlen="0") >> image
    lifecycle >> Edge(label="at start", constraint="false") >> notebook
    notebook >> Edge(label="tune") >> tuning >> Edge(label="many jobs") >> training
    notebook >> Edge(label="AutoML") >> autopilot >> Edge(label="best model") >> model

    # IAM.
    policy - Edge(**IAM) - role
    notebook >> Edge(label="assumes", **IAM) >> role
    role << Edge(label="assumes", **IAM) << training
    role << Edge(label="assumes", **IAM) << model

    # Scaling, monitoring.
    scaling >> Edge(label="instance count", **SCALING) >> endpoint
    training >> Edge(**MONITORING) >> logs
    metrics << Edge(**MONITORING) << endpoint
