"""A container image on its way through ECR: built and pushed, scanned, kept, pulled by ECS.

Runs alone: `python diagrams/ecr.py` writes ecr.png. Four of Graphviz's own attributes say the rest: `URL` is
the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the sheet it lies on
(none: always visible), `class` on a cluster the AWS group that it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import (
    EC2ContainerRegistryImage,
    ElasticContainerServiceService,
    ElasticContainerServiceTask,
)
from diagrams.aws.devtools import Codebuild
from diagrams.aws.general import User
from diagrams.aws.network import Endpoint
from diagrams.aws.security import IAMPermissions, IAMRole, Inspector
from diagrams.onprem.container import Docker


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


def slab(label: str, section: str, tooltip: str, **attrs: str) -> Node:
    """A box with its label inside, for what has no icon of its own."""
    size = {"width": "1.45", "height": "0.56", "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", **size, **about(section, tooltip, **attrs))


IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}
CICD = {"layer": "cicd"}
DATA = {"layer": "data"}
MONITORING = {"layer": "monitoring"}

REGISTRY = "Private registry 111122223333.dkr.ecr.eu-west-1.amazonaws.com"
REPOSITORY = "Repository web"

with Diagram(
    "ECR from push to pull",
    filename="ecr",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "iam:networking:cicd:monitoring:data",
        "compound": "true",
        "splines": "spline",
    },
):
    developer = User(
        "Developer", **about("pushing-an-image", "Builds, logs in and pushes by hand.")
    )
    docker = Docker(
        "Docker on a laptop", **about("pushing-an-image", "Makes the image from a Dockerfile.")
    )
    with group("Region eu-west-1", "region", "region", "A registry serves one region."):
        push_role = IAMRole(
            "Push role\necr:PutImage",
            **about("access-to-ecr", "Assumed by whoever pushes to this repository.", **IAM),
        )
        build = Codebuild(
            "CodeBuild", **about("codebuild", "Does the same on every change.", **CICD)
        )
        deploy = slab(
            "Deploy action",
            "deploying-to-ecs",
            "The pipeline's: registers a revision that names web:1.1.",
            **CICD,
        )
        with group(
            REGISTRY,
            "generic",
            "private-registry",
            "One for each account and region; docker logs in to it.",
        ):
            repository_policy = IAMPermissions(
                "Repository policy",
                **about("access-to-ecr", "Lets other accounts pull.", **IAM),
            )
            lifecycle = slab(
                "Lifecycle policy",
                "lifecycle-policy",
                "Expires untagged images after 14 days.",
                **DATA,
            )
            with group(REPOSITORY, "generic", "image-repository", "All the images of one program."):
                untagged = EC2ContainerRegistryImage(
                    "untagged\nsha256:77aa…", **about("image-tags", "Its tag has moved on.")
                )
                older = EC2ContainerRegistryImage(
                    "web:1.0\nsha256:5c1e…", **about("image-tags", "Kept, to go back to.")
                )
                image = EC2ContainerRegistryImage(
                    "web:1.1\nsha256:9f3b…",
                    **about("image-tags", "A tag is a name, the digest is the image."),
                )
        scanner = Inspector(
            "Amazon Inspector\nenhanced scanning",
            **about("image-scanning", "On push, and again when new CVEs are known.", **MONITORING),
        )
        service = ElasticContainerServiceService(
            "ECS service",
            **about("deploying-to-ecs", "Runs the revision that names web:1.1.", **CICD),
        )
        execution_role = IAMRole(
            "Task execution role",
            **about("task-execution-role", "Lets ECS pull the image.", **IAM),
        )
        with group("VPC 10.0.0.0/16", "vpc", "vpc", "Where the containers run."):
            with group(
                "Private subnet", "private-subnet", "private-subnet", "No way in from outside."
            ):
                task = ElasticContainerServiceTask(
                    "ECS task", **about("pulling-an-image", "Starts when the image is there.")
                )
            endpoints = Endpoint(
                "Endpoints for ECR and S3",
                **about("pulling-an-image", "To the image without a NAT gateway.", **NETWORKING),
            )

    # By hand.
    developer >> Edge(label="build") >> docker
    docker >> Edge(label="1 log in", lhead=f"cluster_{REGISTRY}", minlen="2") >> older
    docker >> Edge(label="2 push", weight="9") >> image
    image << Edge(label="3 pull", minlen="3", weight="9") << task

    # Who may.
    docker << Edge(**IAM) << push_role
    push_role >> Edge(constraint="false", **IAM) >> build
    older << Edge(ltail=f"cluster_{REPOSITORY}", **IAM) << repository_policy
    execution_role >> Edge(**IAM) >> task

    # In a pipeline.
    build >> Edge(label="push", **CICD) >> image
    deploy >> Edge(label="updates", **CICD) >> service >> Edge(label="starts", **CICD) >> task

    scanner << Edge(label="on push", **MONITORING) << image
    untagged << Edge(label="expires", **DATA) << lifecycle
    image << Edge(minlen="2", **NETWORKING) << endpoints << Edge(**NETWORKING) << task
