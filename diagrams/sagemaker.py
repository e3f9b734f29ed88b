"""From a notebook to predictions: a training job with its four inputs, a model, an HTTPS endpoint.

Runs alone: `python diagrams/sagemaker.py` writes sagemaker.png. Four of Graphviz's own attributes say
the rest: `URL` is the section of the notes that a component opens, `tooltip` its one-line summary,
`layer` the sheet it lies on (none: always visible), `class` on a cluster the AWS group it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge
from diagrams.aws.compute import EC2ContainerRegistry, EC2Instances
from diagrams.aws.general import GenericSDK, User
from diagrams.aws.management import (
    AutoScaling,
    Cloudwatch,
    CloudwatchLogs,
    SystemsManagerAutomation,
    SystemsManagerDocuments,
)
from diagrams.aws.ml import (
    DeepLearningContainers,
    MachineLearning,
    SagemakerModel,
    SagemakerNotebook,
    SagemakerTrainingJob,
)
from diagrams.aws.network import Endpoint
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
SCALING = {"layer": "scaling"}
MONITORING = {"layer": "monitoring"}

with Diagram(
    "SageMaker AI from notebook to prediction",
    filename="sagemaker",
    show=False,
    direction="LR",
    graph_attr={"layers": "iam:scaling:monitoring", "compound": "true", "splines": "spline"},
):
    # Below the main line first: dot puts what comes later higher up.
    policy = IAMPermissions(
        "Policy: S3,\nECR, logs", **about("iam-policy", "Only the buckets it needs.", **IAM)
    )
    role = IAMRole(
        "Execution role",
        **about("sagemaker-execution-role", "What notebook, job and model act as.", **IAM),
    )
    algorithms = DeepLearningContainers(
        "Built-in algorithms",
        **about("built-in-algorithms", "Ready images; no code of your own."),
    )
    image = EC2ContainerRegistry(
        "ECR image", **about("training-job", "The container with the training code.")
    )
    lifecycle = SystemsManagerDocuments(
        "Lifecycle configuration",
        **about("lifecycle-configuration", "A script at start: pip install and the like."),
    )
    scientist = User("Data scientist", **about("notebooks", "Works in one notebook throughout."))
    notebook = SagemakerNotebook(
        "Notebook", **about("notebooks", "Jupyter: explore, train, deploy.")
    )
    tuning = SystemsManagerAutomation(
        "Hyperparameter tuning",
        **about("hyperparameter-tuning", "Many training jobs; the best one wins."),
    )
    data = SimpleStorageServiceS3BucketWithObjects(
        "S3 input", **about("raw-and-curated-data", "Where the training data lie.")
    )
    autopilot = MachineLearning(
        "Autopilot", **about("autopilot", "AutoML: from a table to ranked models.")
    )
    with group("Training job", "generic", "training-job", "Runs once, then the machines go."):
        training = SagemakerTrainingJob(
            "Container", **about("training-job", "Runs the code on the data.")
        )
        compute = EC2Instances(
            "Compute\ninstances",
            **about("training-job", "Kind and number of instances, while it runs."),
        )
    artifacts = SimpleStorageServiceS3Bucket(
        "S3 output\nmodel artifacts", **about("training-job", "Where the result is put.")
    )
    model = SagemakerModel("Model", **about("model-endpoint", "Image and artifacts, one name."))
    endpoint = Endpoint(
        "HTTPS endpoint", **about("model-endpoint", "Answers as long as it exists.")
    )
    app = GenericSDK("Application", **about("model-endpoint", "Sends data, gets predictions."))
    scaling = AutoScaling(
        "Endpoint auto scaling",
        **about("model-endpoint", "More instances as calls come in.", **SCALING),
    )
    logs = CloudwatchLogs(
        "CloudWatch Logs", **about("cloudwatch-logs", "What the containers print.", **MONITORING)
    )
    metrics = Cloudwatch(
        "CloudWatch metrics",
        **about("cloudwatch-metrics", "Calls, errors, latency.", **MONITORING),
    )

    # The way of a model.
    scientist >> Edge(weight="4") >> notebook
    lifecycle >> Edge(label="at start") >> notebook
    notebook >> Edge(label="train", weight="4", minlen="2") >> training
    notebook >> Edge(label="tune") >> tuning >> Edge(label="many jobs") >> training
    data >> Edge(label="1 data") >> training
    compute >> Edge(label="2", constraint="false") >> training
    training >> Edge(label="3 result", weight="4") >> artifacts
    algorithms >> Edge(label="ready made") >> image >> Edge(label="4 code") >> training
    artifacts >> Edge(weight="4") >> model
    model >> Edge(label="deploy", weight="4") >> endpoint
    endpoint << Edge(label="predict", weight="4") << app
    notebook >> Edge(label="or") >> autopilot >> model

    policy - Edge(**IAM) - role >> Edge(**IAM) >> notebook
    scaling >> Edge(**SCALING) >> endpoint
    training >> Edge(**MONITORING) >> logs
    endpoint >> Edge(**MONITORING) >> metrics
