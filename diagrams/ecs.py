"""An ECS cluster: one service over two container instances, another on Fargate, and all they need.

Runs alone: `python diagrams/ecs.py` writes ecs_cluster.png. Four of Graphviz's own attributes say the rest:
`URL` is the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the
sheet it lies on (none: always visible), `class` on a cluster the AWS group that it is drawn as.

A tree of boxes cannot show a cluster, or an Auto Scaling group, that spans zones. So these stand in the
region, where they are managed, and lines lead from them to what they place and launch in each zone.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import (
    EC2AutoScaling,
    EC2ContainerRegistry,
    ElasticContainerServiceContainer,
    ElasticContainerServiceService,
    ElasticContainerServiceTask,
)
from diagrams.aws.devtools import Codebuild, Codecommit
from diagrams.aws.general import User, Users
from diagrams.aws.management import Cloudwatch, CloudwatchAlarm, CloudwatchLogs
from diagrams.aws.network import ElbApplicationLoadBalancer, InternetGateway, NATGateway
from diagrams.aws.security import IAMRole


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
MONITORING = {"layer": "monitoring"}
SCALING = {"layer": "scaling"}

# What stops working without what, in the notes' words.
TEMPLATE = "head: Without its template the group can launch nothing."
GATEWAY = "tail: A load balancer that faces the internet needs the VPC's internet gateway."

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
    developer = User(
        "Developer", **about("developer", "Pushes a change and lets the pipeline carry it.", **CICD)
    )
    with (
        group("AWS account 111122223333", "account", "aws-account", "Whose all of this is."),
        group("Region eu-west-1", "region", "region", "Cluster, services and VPC are regional."),
    ):
        # The order in which things are declared, and joined, says where they stand.
        definition = slab(
            "Task definitions",
            "task-definition",
            "One for each service: images, memory, ports, roles.",
        )
        task_role = IAMRole(
            "Task role", **about("task-role", "What the code in the containers may do.", **IAM)
        )
        metrics = Cloudwatch(
            "CloudWatch metrics",
            **about(
                "cloudwatch-metrics",
                "Published by ECS, a minute at a time.",
                layer="scaling,monitoring",
            ),
        )
        commit = Codecommit(
            "CodeCommit", **about("codecommit", "Git repository of the application.", **CICD)
        )
        scaling_group = EC2AutoScaling(
            "Auto Scaling group",
            **about("auto-scaling-group", "Keeps two instances running, one in each zone."),
        )
        alarm = CloudwatchAlarm(
            "CloudWatch alarm",
            **about(
                "cloudwatch-alarm",
                "Goes off when the metric is above or below its target.",
                **SCALING,
            ),
        )
        policy = slab(
            "Scaling policy", "ecs-cluster-auto-scaling", "Target tracking, made by ECS.", **SCALING
        )
        template = slab(
            "Launch template",
            "launch-template",
            "Says how each new instance is made.",
            layer="scaling,iam",
        )
        execution_role = IAMRole(
            "Task execution role",
            **about("task-execution-role", "Lets ECS pull the image and send the logs.", **IAM),
        )
        logs = CloudwatchLogs(
            "CloudWatch Logs",
            **about(
                "container-logs", "Keeps what containers print, on Fargate as on EC2.", **MONITORING
            ),
        )
        instance_role = IAMRole(
            "Instance role",
            **about(
                "container-instance-role", "Lets the agent on an instance speak to ECS.", **IAM
            ),
        )
        ecr = EC2ContainerRegistry("ECR", **about("ecr", "Keeps the container images."))
        with group(
            "CodePipeline", "generic", "codepipeline", "Runs one stage after another.", **CICD
        ):
            build = Codebuild(
                "CodeBuild", **about("codebuild", "Builds the container image and pushes it.")
            )
            deploy = slab(
                "Deploy action",
                "service-deployment",
                "The last stage: a new revision, then a deployment.",
            )
        with group("ECS cluster", "ecs-cluster", "ecs-cluster", "Services, and their capacity."):
            service = ElasticContainerServiceService(
                "Web service",
                **about("ecs-service", "Keeps four tasks running over both instances."),
            )
            worker = ElasticContainerServiceService(
                "Worker service", **about("ecs-service", "Runs on Fargate; no requests come in.")
            )
            provider = slab(
                "Capacity provider",
                "capacity-provider",
                "Ties the cluster to its Auto Scaling group.",
                **SCALING,
            )
        with group("VPC 10.0.0.0/16", "vpc", "vpc", "The private network of the tasks."):
            agents: dict[str, Node] = {}
            tasks: dict[str, list[Node]] = {}
            nats: dict[str, Node] = {}
            for zone in "AB":
                with group(
                    f"Availability Zone {zone}",
                    "availability-zone",
                    "availability-zone",
                    "Fails apart from the other.",
                ):
                    with group(
                        f"Private subnet {zone}",
                        "private-subnet",
                        "private-subnet",
                        "No way in from outside.",
                    ):
                        with (
                            group(
                                "Instance security group",
                                "security-group",
                                "dynamic-port-mapping",
                                "Lets the load balancer reach the dynamic ports.",
                                **NETWORKING,
                            ),
                            group(
                                f"Container instance {zone}",
                                "generic",
                                "container-instance",
                                "An EC2 instance that joined.",
                                layer="all",
                            ),
                        ):
                            agents[zone] = ElasticContainerServiceContainer(
                                f"ECS agent {zone}",
                                **about("ecs-agent", "Starts and stops the tasks on its instance."),
                            )
                            tasks[zone] = [
                                ElasticContainerServiceTask(
                                    f"Task {zone}{number}\n2 containers\nport {32767 + number}",
                                    **about(
                                        "ecs-task", "Two containers that live and die together."
                                    ),
                                )
                                for number in (1, 2)
                            ]
                        if zone == "B":
                            fargate = ElasticContainerServiceTask(
                                "Fargate task",
                                **about("aws-fargate", "Has a network interface of its own."),
                            )
                    with group(
                        f"Public subnet {zone}",
                        "public-subnet",
                        "public-subnet",
                        "The load balancer has a node here, too.",
                        **NETWORKING,
                    ):
                        nats[zone] = NATGateway(
                            f"NAT gateway {zone}",
                            **about("nat-gateway", "The way out to ECS, ECR and CloudWatch."),
                        )
            with group(
                "ALB security group",
                "security-group",
                "security-group",
                "Lets HTTPS in from anywhere.",
                **NETWORKING,
            ):
                alb = ElbApplicationLoadBalancer(
                    "Application Load Balancer",
                    **about(
                        "application-load-balancer", "Knows each task by instance and host port."
                    ),
                )
            gateway = InternetGateway(
                "Internet gateway",
                **about("internet-gateway", "Joins VPC and internet.", **NETWORKING),
            )
    users = Users(
        "Users", **about("internet", "Reach the service through the load balancer.", **NETWORKING)
    )

    # Monitoring: what ECS measures, and what the containers print.
    service >> Edge(label="CPU, memory", constraint="false", **MONITORING) >> metrics
    logs << Edge(label="awslogs", weight="3", **MONITORING) << fargate

    # IAM: three roles, three purposes.
    task_role >> Edge(**IAM) >> definition
    execution_role >> Edge(**IAM) >> definition
    instance_role >> Edge(**IAM) >> template
    template >> Edge(layer="scaling,iam", depends=TEMPLATE) >> scaling_group

    # Scaling, a loop: what the tasks need, against what runs.
    service >> Edge(constraint="false", **SCALING) >> provider
    metrics << Edge(label="CapacityProviderReservation", minlen="2", **SCALING) << provider
    metrics >> Edge(constraint="false", **SCALING) >> alarm
    alarm >> Edge(**SCALING) >> policy >> Edge(**SCALING) >> scaling_group

    # Networking, from the right: a request on its way to a task.
    for pair in tasks.values():
        for task in pair:
            task << Edge(**NETWORKING) << alb
    alb << Edge(depends=GATEWAY, **NETWORKING) << gateway
    gateway << Edge(label="HTTPS 443", **NETWORKING) << users
    for zone, nat in nats.items():
        out = Edge(ltail=f"cluster_Private subnet {zone}", **NETWORKING)
        tasks[zone][1] >> out >> nat >> Edge(**NETWORKING) >> gateway

    # What runs what.
    definition >> [service, worker]
    for agent in agents.values():
        service >> Edge(label="places tasks") >> agent
    worker >> fargate
    for zone, agent in agents.items():
        agent >> tasks[zone][0]
        agent >> Edge(minlen="2") >> tasks[zone][1]
    ecr << Edge(label="agents and Fargate pull", lhead="cluster_VPC 10.0.0.0/16") << fargate
    for zone, agent in agents.items():
        launch = Edge(label="launches", lhead=f"cluster_Container instance {zone}")
        scaling_group >> launch >> agent

    # CI/CD: a push becomes an image; the deploy action then registers and updates.
    developer >> Edge(label="push", **CICD) >> commit
    commit >> Edge(constraint="false", lhead="cluster_CodePipeline", **CICD) >> build
    build >> Edge(label="push", **CICD) >> ecr
    deploy >> Edge(label="registers", **CICD) >> definition
    deploy >> Edge(label="updates", **CICD) >> service
