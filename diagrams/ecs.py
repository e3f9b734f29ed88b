"""An ECS cluster: one service over two container instances, another on Fargate, and all they need.

Runs alone: `python diagrams/ecs.py` writes ecs_cluster.png. Four of Graphviz's own attributes say the rest:
`URL` is the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the
sheet it lies on (none: always visible), `class` on a cluster the AWS group that it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import (
    EC2Ami,
    EC2AutoScaling,
    EC2ContainerRegistry,
    ElasticContainerService,
    ElasticContainerServiceContainer,
    ElasticContainerServiceService,
    ElasticContainerServiceTask,
)
from diagrams.aws.devtools import Codebuild, Codecommit, Codepipeline
from diagrams.aws.general import GenericFirewall, User, Users
from diagrams.aws.management import AutoScaling, CloudformationTemplate, Cloudwatch, CloudwatchLogs
from diagrams.aws.network import ElbApplicationLoadBalancer, Endpoint
from diagrams.aws.security import IAMRole


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
SCALING = {"layer": "scaling"}

AGENT = about("ecs-agent", "Starts and stops the tasks on its instance.")
TASK = about("ecs-task", "Two containers that live and die together.")
GROUP = "Auto Scaling group"

with Diagram(
    "ECS cluster on EC2 and Fargate",
    filename="ecs_cluster",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "networking:iam:cicd:scaling:monitoring",
        "compound": "true",
        "splines": "spline",
    },
):
    users = Users(
        "Users", **about("internet", "Reach the service through the load balancer.", **NETWORKING)
    )
    developer = User(
        "Developer", **about("developer", "Pushes a change and lets the pipeline carry it.", **CICD)
    )

    commit = Codecommit(
        "CodeCommit", **about("codecommit", "Git repository of the application.", **CICD)
    )
    pipeline = Codepipeline(
        "CodePipeline", **about("codepipeline", "Runs each stage after a push.", **CICD)
    )
    build = Codebuild(
        "CodeBuild", **about("codebuild", "Builds the container image and pushes it.", **CICD)
    )
    deployment = ElasticContainerService(
        "Service deployment",
        **about("service-deployment", "Replaces old tasks by new ones, a few at a time.", **CICD),
    )
    ecr = EC2ContainerRegistry("ECR", **about("ecr", "Keeps the container images."))
    definition = CloudformationTemplate(
        "Task definitions",
        **about("task-definition", "One a service: images, CPU, memory, ports, roles."),
    )
    task_role = IAMRole(
        "Task role", **about("task-role", "What the code in the containers may do.", **IAM)
    )
    execution_role = IAMRole(
        "Task execution role",
        **about("task-execution-role", "Lets ECS pull the image and send the logs.", **IAM),
    )
    instance_role = IAMRole(
        "Instance role",
        **about("container-instance-role", "Lets the agent on an instance speak to ECS.", **IAM),
    )
    template = EC2Ami(
        "Launch template",
        **about("launch-template", "Says how each new instance is made.", **SCALING),
    )
    logs = CloudwatchLogs(
        "CloudWatch Logs",
        **about("container-logs", "Keeps what the containers print.", **MONITORING),
    )
    metrics = Cloudwatch(
        "CloudWatch metrics",
        **about("cloudwatch-metrics", "CPU and memory in use, a minute at a time.", **MONITORING),
    )

    with group("VPC 10.0.0.0/16", "vpc", "vpc", "The private network that holds it all."):
        with group(
            "Public subnets", "public-subnet", "public-subnet", "One a zone, open to the internet."
        ):
            alb_sg = GenericFirewall(
                "Load balancer security group",
                **about("security-group", "Lets HTTPS in from anywhere.", **NETWORKING),
            )
            alb = ElbApplicationLoadBalancer(
                "Application Load Balancer",
                **about(
                    "application-load-balancer",
                    "Spreads requests over the healthy tasks.",
                    **NETWORKING,
                ),
            )
        targets = Endpoint(
            "Target group",
            **about(
                "dynamic-port-mapping", "Knows each task by instance and host port.", **NETWORKING
            ),
        )
        with group("ECS cluster", "ecs-cluster", "ecs-cluster", "Where services and tasks run."):
            service = ElasticContainerServiceService(
                "Web service",
                **about("ecs-service", "Keeps four tasks running over both instances."),
            )
            provider = AutoScaling(
                "Capacity provider",
                **about("capacity-provider", "Ties the cluster to the group.", **SCALING),
            )
            cas = EC2AutoScaling(
                "Cluster Auto Scaling",
                **about(
                    "ecs-cluster-auto-scaling",
                    "Sizes the group for the tasks that wait.",
                    **SCALING,
                ),
            )
            instance_sg = GenericFirewall(
                "Instance security group",
                **about(
                    "security-group",
                    "Lets the load balancer reach the dynamic ports.",
                    **NETWORKING,
                ),
            )
            with group(
                GROUP,
                "auto-scaling-group",
                "auto-scaling-group",
                "Adds, removes and replaces instances.",
            ):
                agents: list[Node] = []
                tasks: list[Node] = []
                for zone in "AB":
                    subnet, instance = f"Private subnet {zone}", f"Container instance {zone}"
                    with (
                        group(
                            subnet, "private-subnet", "private-subnet", "No way in from outside."
                        ),
                        group(
                            instance,
                            "generic",
                            "container-instance",
                            "An EC2 instance that joined.",
                        ),
                    ):
                        agents.append(
                            ElasticContainerServiceContainer(f"ECS agent {zone}", **AGENT)
                        )
                        tasks += [
                            ElasticContainerServiceTask(
                                f"Task {zone}{number}\n2 containers", **TASK
                            )
                            for number in (1, 2)
                        ]
            with group(
                "AWS Fargate", "generic", "aws-fargate", "Runs tasks without instances of yours."
            ):
                worker = ElasticContainerServiceService(
                    "Worker service",
                    **about("ecs-service", "Runs on Fargate; no requests come in."),
                )
                fargate_task = ElasticContainerServiceTask(
                    "Fargate task", **about("aws-fargate", "Has a network interface of its own.")
                )

    # What runs what.
    ecr >> Edge(label="image") >> definition >> [service, worker]
    service >> Edge(minlen="2") >> agents
    worker >> fargate_task
    agents[0] >> tasks[:2]
    agents[1] >> tasks[2:]

    # Networking: a request on its way to a task.
    users >> Edge(**NETWORKING) >> alb_sg >> Edge(**NETWORKING) >> alb
    alb >> Edge(**NETWORKING) >> targets
    for task, port in zip(tasks, (32768, 32769, 32768, 32769), strict=True):
        targets >> Edge(label=f":{port}", **NETWORKING) >> task
    instance_sg >> Edge(lhead=f"cluster_{GROUP}", **NETWORKING) >> agents[1]

    # IAM: three roles, three purposes.
    task_role >> Edge(**IAM) >> definition
    execution_role >> Edge(**IAM) >> definition
    instance_role >> Edge(**IAM) >> template

    # CI/CD: a push becomes an image, the image a deployment.
    developer >> Edge(label="push", **CICD) >> commit >> Edge(**CICD) >> pipeline
    pipeline >> Edge(**CICD) >> build >> Edge(**CICD) >> ecr
    ecr >> Edge(**CICD) >> deployment >> Edge(**CICD) >> service

    # Scaling: instances follow the tasks.
    service >> Edge(**SCALING) >> provider
    cas >> Edge(**SCALING) >> provider
    provider >> Edge(label="desired count", lhead=f"cluster_{GROUP}", **SCALING) >> agents[1]
    template >> Edge(minlen="3", lhead=f"cluster_{GROUP}", **SCALING) >> agents[0]
    definition >> Edge(style="invis") >> cas  # below the service

    # Monitoring: all that runs in the cluster.
    tasks[3] >> Edge(ltail="cluster_ECS cluster", **MONITORING) >> logs
    tasks[0] >> Edge(ltail="cluster_ECS cluster", **MONITORING) >> metrics
