"""An Auto Scaling group over two zones: what makes it grow, what its instances are made from, who checks them.

Runs alone: `python diagrams/asg.py` writes asg.png. Four of Graphviz's own attributes say the rest: `URL` is
the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the sheet it lies on
(none: always visible), `class` on a cluster the AWS group that it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge
from diagrams.aws.compute import EC2Ami, EC2AutoScaling, EC2ImageBuilder, EC2Instance
from diagrams.aws.general import Users
from diagrams.aws.integration import EventbridgeScheduler
from diagrams.aws.management import CloudformationTemplate, Cloudwatch, CloudwatchAlarm
from diagrams.aws.network import ElbApplicationLoadBalancer, Endpoint
from diagrams.aws.security import IAMRole, IdentityAndAccessManagementIamAddOn


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}
CICD = {"layer": "cicd"}
SCALING = {"layer": "scaling"}

GROUP = "Auto Scaling group: min 2, desired 4, max 6"

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
    metric = Cloudwatch(
        "Average CPU\n80 %", **about("cloudwatch-metrics", "Measured over the whole group.")
    )
    alarm = CloudwatchAlarm(
        "CloudWatch alarm", **about("cloudwatch-alarm", "Fires when the metric leaves its target.")
    )
    policy = EC2AutoScaling(
        "Scaling policy\ntarget 50 %",
        **about("scaling-policy", "Works out how many instances the target needs."),
    )
    clock = EventbridgeScheduler(
        "Scheduled action", **about("scaling-policy", "Six instances every morning.", **SCALING)
    )
    template = EC2Ami(
        "Launch template\nversion 7",
        **about("launch-template", "AMI, type, security groups, user data."),
    )
    configuration = CloudformationTemplate(
        "Launch configuration\nclosed to new accounts",
        **about("launch-configuration", "The old way: no versions, no new types.", **SCALING),
    )
    image = EC2ImageBuilder(
        "New AMI", **about("instance-refresh", "Becomes the template's next version.", **CICD)
    )
    refresh = EC2AutoScaling(
        "Instance refresh",
        **about("instance-refresh", "Replaces the instances, a few at a time.", **CICD),
    )
    role = IAMRole("App role", **about("iam-role", "What the application may do.", **IAM))
    profile = IdentityAndAccessManagementIamAddOn(
        "Instance profile", **about("instance-profile", "Named in the template.", **IAM)
    )
    users = Users("Users", **about("internet", "Know the load balancer only.", **NETWORKING))
    with group("VPC 10.0.0.0/16", "vpc", "vpc", "The group's subnets lie in it."):
        with group(
            "Elastic Load Balancing",
            "generic",
            "elastic-load-balancing",
            "One address in front of many instances.",
            **NETWORKING,
        ):
            alb = ElbApplicationLoadBalancer(
                "Application\nLoad Balancer",
                **about("application-load-balancer", "Spreads requests over the healthy ones."),
            )
            targets = Endpoint(
                "Target group",
                **about("target-group", "Fed by the Auto Scaling group, checks each instance."),
            )
        with group(
            GROUP, "auto-scaling-group", "auto-scaling-group", "Keeps the desired number running."
        ):
            with (
                group(
                    "Availability Zone B",
                    "availability-zone",
                    "availability-zone",
                    "Stays up when zone A fails.",
                ),
                group("Subnet B 10.0.3.0/24", "private-subnet", "subnet", "One zone, one range."),
            ):
                fresh = EC2Instance(
                    "New instance", **about("auto-scaling-group", "Goes where there are fewest.")
                )
                second = EC2Instance(
                    "Instance B1", **about("ec2-instance", "Made from the template.")
                )
            with (
                group(
                    "Availability Zone A",
                    "availability-zone",
                    "availability-zone",
                    "Data centres that fail as one.",
                ),
                group("Subnet A 10.0.1.0/24", "private-subnet", "subnet", "One zone, one range."),
            ):
                third = EC2Instance(
                    "Instance A2\nunhealthy",
                    **about("health-checks", "Fails its check: it is terminated and replaced."),
                )
                first = EC2Instance(
                    "Instance A1", **about("ec2-instance", "Made from the template.")
                )

    # Why the group grows, and what it grows by.
    metric >> Edge(label="1 too high") >> alarm >> Edge(label="2 fires") >> policy
    policy >> Edge(label="3 desired + 1", lhead=f"cluster_{GROUP}") >> first
    template >> Edge(label="4 launch", weight="9") >> fresh
    first >> Edge(style="invis") >> third
    fresh >> Edge(style="invis") >> second

    # Networking, from the right: requests and health checks.
    third << Edge(label="check fails", **NETWORKING) << targets
    second << Edge(label="check passes", **NETWORKING) << targets
    targets << Edge(constraint="false", **NETWORKING) << alb << Edge(**NETWORKING) << users
    second >> Edge(style="invis") >> alb

    role >> Edge(**IAM) >> profile >> Edge(**IAM) >> template
    image >> Edge(label="version 8", **CICD) >> template
    refresh >> Edge(lhead=f"cluster_{GROUP}", **CICD) >> fresh
    clock >> Edge(lhead=f"cluster_{GROUP}", **SCALING) >> first
    configuration >> Edge(lhead=f"cluster_{GROUP}", **SCALING) >> fresh
