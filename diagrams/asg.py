"""An Auto Scaling group over two zones: what makes it grow, what its instances are made from, who checks them.

Runs alone: `python diagrams/asg.py` writes asg.png. Four of Graphviz's own attributes say the rest: `URL` is
the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the sheet it lies on
(none: always visible), `class` on a cluster the AWS group that it is drawn as.

The group spans zones, which a tree of boxes cannot show: it stands in the region, and lines lead from it to
its instances in each zone.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2AutoScaling, EC2ImageBuilder, EC2Instance
from diagrams.aws.general import Users
from diagrams.aws.management import Cloudwatch, CloudwatchAlarm
from diagrams.aws.network import ElbApplicationLoadBalancer, InternetGateway
from diagrams.aws.security import IAMRole


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


def slab(label: str, section: str, tooltip: str, **attrs: str) -> Node:
    """A box with its label inside, for what has no icon of its own."""
    size = {"width": "1.7", "height": "0.56", "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", **size, **about(section, tooltip, **attrs))


IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}
CICD = {"layer": "cicd"}
SCALING = {"layer": "scaling"}

OLD = ("Instance B1", "ec2-instance", "Made from the template.")
OTHER = ("Instance A1", "ec2-instance", "Made from the template.")
UNHEALTHY = (
    "Instance B2\nunhealthy",
    "health-checks",
    "Fails its check: it is terminated and replaced.",
)
NEW = ("New instance", "asg", "Goes where there are fewest.")

# What stops working without what, in the notes' words.
TEMPLATE = "head: Without its template the group can launch nothing."

with Diagram(
    "Auto Scaling group over two zones",
    filename="asg",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "networking:iam:cicd:scaling",
        "compound": "true",
        "splines": "spline",
    },
):
    with group("Region eu-west-1", "region", "region", "A group spans zones, never regions."):
        builder = EC2ImageBuilder(
            "EC2 Image Builder",
            **about("instance-refresh", "Builds an AMI: the template's next version.", **CICD),
        )
        role = IAMRole("App role", **about("iam-role", "What the application may do.", **IAM))
        scaling_group = EC2AutoScaling(
            "Auto Scaling group\nmin 2, desired 4,\nmax 6",
            **about("auto-scaling-group", "Keeps the desired number running."),
        )
        refresh = slab(
            "Instance refresh", "instance-refresh", "Replaces instances, a few at a time.", **CICD
        )
        configuration = slab(
            "Launch configuration",
            "launch-configuration",
            "The old way: no versions, no new types.",
            **SCALING,
        )
        clock = slab(
            "Scheduled action", "scaling-policy", "Six instances every morning.", **SCALING
        )
        metric = Cloudwatch(
            "CloudWatch metric\naverage CPU",
            **about("cloudwatch-metrics", "Measured over the whole group."),
        )
        template = slab(
            "Launch template\nversion 7",
            "launch-template",
            "AMI, type, security groups, user data.",
        )
        alarm = CloudwatchAlarm(
            "CloudWatch alarm",
            **about("cloudwatch-alarm", "Goes off when the metric is above its target."),
        )
        profile = slab("Instance profile", "instance-profile", "Named in the template.", **IAM)
        policy = slab(
            "Scaling policy\ntarget 50 %",
            "scaling-policy",
            "Works out how many instances the target needs.",
        )
        with group("VPC 10.0.0.0/16", "vpc", "vpc", "The group's subnets lie in it."):
            instances: dict[str, Node] = {}
            for zone, subnet, made in (
                ("A", "Private subnet A 10.0.1.0/24", (OTHER, NEW)),
                ("B", "Private subnet B 10.0.3.0/24", (OLD, UNHEALTHY)),
            ):
                with (
                    group(
                        f"Availability Zone {zone}",
                        "availability-zone",
                        "availability-zone",
                        "Fails apart from the other.",
                    ),
                    group(
                        subnet,
                        "private-subnet",
                        "subnet",
                        "One zone, one range of addresses.",
                    ),
                ):
                    for label, section, tooltip in made:
                        instances[label] = EC2Instance(label, **about(section, tooltip))
            targets = slab(
                "Target group", "target-group", "Lists all instances and checks each.", **NETWORKING
            )
            alb = ElbApplicationLoadBalancer(
                "Application\nLoad Balancer",
                **about(
                    "elastic-load-balancing",
                    "One address in front of many instances.",
                    **NETWORKING,
                ),
            )
            gateway = InternetGateway(
                "Internet\ngateway",
                **about("internet-gateway", "Joins VPC and internet.", **NETWORKING),
            )
    users = Users("Users", **about("internet", "Know the load balancer only.", **NETWORKING))

    other, fresh, old, unhealthy = instances.values()

    # Networking, from the right: requests and health checks; every instance is a target.
    targets << Edge(**NETWORKING) << alb << Edge(**NETWORKING) << gateway
    gateway << Edge(label="HTTPS 443", **NETWORKING) << users
    for instance in (old, other, fresh):
        instance << Edge(**NETWORKING) << targets
    unhealthy << Edge(label="check fails", **NETWORKING) << targets
    # The two of a zone stand side by side.
    fresh >> Edge(style="invis") >> other
    unhealthy >> Edge(style="invis") >> old

    # What launches, and of what: a template or, the old way, a configuration.
    template >> Edge(depends=TEMPLATE) >> scaling_group
    configuration >> Edge(label="instead of a template", style="dashed", **SCALING) >> scaling_group
    clock >> Edge(label="desired 6", **SCALING) >> scaling_group
    scaling_group >> Edge(label="spans both zones", lhead="cluster_VPC 10.0.0.0/16") >> old

    # Why the group grows, in a loop: the new instance brings the metric down again.
    metric >> Edge(label="1 above target") >> alarm >> Edge(label="2 goes off") >> policy
    policy >> Edge(label="3 desired + 1") >> scaling_group
    scaling_group >> Edge(label="4 launch") >> fresh
    fresh >> Edge(label="5 CPU falls", constraint="false") >> metric

    # CI/CD and IAM: what a new version brings, and the role that each instance gets.
    builder >> Edge(label="version 8", **CICD) >> template
    refresh >> Edge(**CICD) >> scaling_group
    role >> Edge(**IAM) >> profile >> Edge(**IAM) >> template
