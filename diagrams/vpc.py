"""A VPC over two Availability Zones: what is in it, and how a packet, a permission and a change get there.

Runs alone: `python diagrams/vpc.py` writes vpc.png. Graphviz's own attributes say the rest: `URL` is
the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the sheet it
lies on (none: always visible; `all`: also in a cluster that is not), `class` on a cluster the AWS
group that it is drawn as. Plain nodes with a width of their own are slabs.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2Instances
from diagrams.aws.database import Database
from diagrams.aws.devtools import Codebuild, Codecommit, Codedeploy, Codepipeline
from diagrams.aws.general import InternetAlt1, User
from diagrams.aws.management import CloudwatchLogs
from diagrams.aws.network import InternetGateway, NATGateway, RouteTable, VPCFlowLogs, VPCRouter
from diagrams.aws.security import IAMPermissions, IAMRole


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
BASE = {"layer": "all"}  # what a boundary of another layer stands round

VPC = "VPC 10.0.0.0/16"
PUBLIC_A, PRIVATE_A = "Public subnet A 10.0.0.0/24", "Private subnet A 10.0.1.0/24"
PUBLIC_B, PRIVATE_B = "Public subnet B 10.0.2.0/24", "Private subnet B 10.0.3.0/24"


def zone(name: str, tooltip: str) -> Cluster:
    """An Availability Zone."""
    return group(f"Availability Zone {name}", "availability-zone", "availability-zone", tooltip)


def public(label: str) -> Cluster:
    """A public subnet."""
    tooltip = "Its default route is the internet gateway."
    return group(label, "public-subnet", "public-subnet", tooltip)


def private(label: str) -> Cluster:
    """A private subnet."""
    return group(label, "private-subnet", "private-subnet", "No way in from the internet.")


def guard(label: str, tooltip: str) -> Cluster:
    """A security group, drawn round what it guards."""
    return group(label, "security-group", "security-group", tooltip, **NETWORKING)


def slab(label: str, section: str, tooltip: str, layer: dict[str, str], width: float) -> Node:
    """A box with its label inside, `width` inches wide: what AWS has no icon for, or no room."""
    size = {"width": str(width), "height": "0.4", "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", **size, **about(section, tooltip, **layer))


def acl() -> Node:
    """The network ACL of the subnet that it stands in."""
    tooltip = "Filters what enters and leaves the subnet; by default it lets everything pass."
    return slab("Network ACL", "network-acl", tooltip, NETWORKING, 1.3)


WEB_GUARD = "Web security group", "Lets HTTPS in from anywhere."
DB_GUARD = "DB security group", "Lets the database port in from the web security group only."

with Diagram(
    "VPC with public and private subnets",
    filename="vpc",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "networking:iam:cicd:monitoring",
        "compound": "true",
        "splines": "spline",
    },
):
    internet = InternetAlt1(
        "Internet", **about("internet", "Everything outside the VPC that has a public address.")
    )
    developer = User(
        "Developer", **about("developer", "Pushes a change and lets the pipeline carry it.", **CICD)
    )

    with group("AWS account", "account", "aws-account", "Owns and pays for everything inside."):
        # IAM is global: in the account, in no region.
        policy = IAMPermissions(
            "Instance policy\ns3:GetObject",
            **about("iam-policy", "Says what the programs on a web server may do.", **IAM),
        )
        role = IAMRole(
            "Instance role",
            **about("iam-role", "What these programs act as, without stored keys.", **IAM),
        )
        profile = slab(
            "Instance profile", "instance-profile", "Carries the role to an EC2 instance.", IAM, 1.5
        )
        user = User(
            "IAM user",
            **about("iam-user", "One person's identity, with sign-in and MFA of its own.", **IAM),
        )
        user_policy = IAMPermissions(
            "Network policy\nec2:CreateRoute",
            **about("iam-policy", "Lets the person change the VPC's routes.", **IAM),
        )

        with group("Region", "region", "region", "A place where AWS has several zones."):
            commit = Codecommit(
                "CodeCommit", **about("codecommit", "Git repository of the application.", **CICD)
            )
            pipeline = Codepipeline(
                "CodePipeline", **about("codepipeline", "Runs each stage after a push.", **CICD)
            )
            build = Codebuild(
                "CodeBuild", **about("codebuild", "Tests the change and packs it.", **CICD)
            )
            deploy = Codedeploy(
                "CodeDeploy",
                **about(
                    "deploying-to-ec2-instances",
                    "Tells the agent on each server, when it asks, what to install.",
                    **CICD,
                ),
            )
            flow = VPCFlowLogs(
                "VPC Flow Logs",
                **about(
                    "vpc-flow-logs", "Notes each connection, accepted or rejected.", **MONITORING
                ),
            )
            logs = CloudwatchLogs(
                "CloudWatch Logs",
                **about("cloudwatch-logs", "Keeps the flow logs for searching.", **MONITORING),
            )

            with group(VPC, "vpc", "vpc", "A private network of 65,536 addresses in one region."):
                igw = InternetGateway(
                    "Internet gateway",
                    **about("internet-gateway", "Joins the VPC to the internet, both ways."),
                )
                router = VPCRouter(
                    "Router",
                    **about(
                        "route-table", "Sends each packet where its subnet's route table says."
                    ),
                )
                custom = RouteTable(
                    "Custom route table\n10.0.0.0/16 local\n0.0.0.0/0 → igw-id",
                    **about(
                        "custom-route-table",
                        "Makes its subnets public: the rest goes to the gateway.",
                        **NETWORKING,
                    ),
                )
                main = RouteTable(
                    "Main route table\n10.0.0.0/16 local\n0.0.0.0/0 → nat-id",
                    **about(
                        "main-route-table",
                        "Serves every subnet that has no table of its own.",
                        **NETWORKING,
                    ),
                )

                with zone("A", "Data centres that fail as one, apart from zone B."):
                    with public(PUBLIC_A):
                        public_acl_a = acl()
                        nat = NATGateway(
                            "NAT gateway\nElastic IP\n198.51.100.4",
                            **about(
                                "nat-gateway",
                                "Lets the private servers of both zones out, nobody in.",
                            ),
                        )
                        with guard(*WEB_GUARD):
                            web_a = EC2Instances(
                                "Web servers A\nprivate IPs 10.0.0.5–.7\nElastic IPs 198.51.100.1–.3",
                                **about(
                                    "web-server",
                                    "Reached from the internet by their Elastic IPs.",
                                    **BASE,
                                ),
                            )
                    with private(PRIVATE_A):
                        private_acl_a = acl()
                        with guard(*DB_GUARD):
                            db_a = Database(
                                "Database servers A\nMySQL\nprivate IPs 10.0.1.5–.7",
                                **about(
                                    "database-server",
                                    "Spoken to by the web servers alone.",
                                    **BASE,
                                ),
                            )

                with zone("B", "Stays up when zone A fails."):
                    with public(PUBLIC_B):
                        public_acl_b = acl()
                        with guard(*WEB_GUARD):
                            web_b = EC2Instances(
                                "Web servers B\nprivate IPs 10.0.2.5–.7\nElastic IPs 198.51.100.5–.7",
                                **about(
                                    "web-server", "Carry on when those in zone A fail.", **BASE
                                ),
                            )
                    with private(PRIVATE_B):
                        private_acl_b = acl()
                        with guard(*DB_GUARD):
                            db_b = Database(
                                "Database servers B\nMySQL\nprivate IPs 10.0.3.5–.7",
                                **about(
                                    "database-server",
                                    "Spoken to by the web servers alone.",
                                    **BASE,
                                ),
                            )

    # The way in, through the web servers, to the database.
    internet - Edge(forward=True, reverse=True, weight="9") - igw
    igw - Edge(forward=True, reverse=True, weight="9") - router
    for web, database in ((web_a, db_a), (web_b, db_b)):
        router >> Edge(label="HTTPS 443", minlen="4", weight="6") >> web
        web >> Edge(label="MySQL 3306", minlen="2", weight="6") >> database

    # The way out: written backwards, since it runs to the left.
    router << Edge(minlen="2", weight="4") << nat
    nat << Edge(label="updates", minlen="4") << db_b
    nat << Edge(minlen="4") << db_a

    # Networking: which routes a subnet follows.
    custom - Edge(lhead=f"cluster_{PUBLIC_A}", weight="9", **NETWORKING) - public_acl_a
    custom - Edge(lhead=f"cluster_{PUBLIC_B}", weight="9", **NETWORKING) - public_acl_b
    db_a - Edge(ltail=f"cluster_{PRIVATE_A}", **NETWORKING) - main
    db_b - Edge(ltail=f"cluster_{PRIVATE_B}", **NETWORKING) - main

    # IAM: an application, and a person.
    policy - Edge(**IAM) - role >> Edge(**IAM) >> profile
    profile >> Edge(**IAM) >> web_a
    profile >> Edge(constraint="false", **IAM) >> web_b
    user - Edge(**IAM) - user_policy
    user_policy >> Edge(lhead=f"cluster_{VPC}", **IAM) >> main

    # CI/CD: how a change reaches the servers.
    developer >> Edge(label="push", weight="5", **CICD) >> commit
    commit >> Edge(**CICD) >> pipeline >> Edge(**CICD) >> build >> Edge(**CICD) >> deploy
    web_a >> Edge(constraint="false", **CICD) >> deploy
    web_b >> Edge(label="agent asks", **CICD) >> deploy

    # Monitoring.
    db_b >> Edge(ltail=f"cluster_{VPC}", constraint="false", **MONITORING) >> flow
    flow >> Edge(**MONITORING) >> logs

    # In which column what is not joined stands.
    router >> Edge(style="invis") >> custom
    public_acl_a >> Edge(style="invis", minlen="2", weight="9") >> web_a
    public_acl_b >> Edge(style="invis", minlen="2", weight="9") >> web_b
    private_acl_a >> Edge(style="invis", weight="9") >> db_a
    private_acl_b >> Edge(style="invis", weight="9") >> db_b
    developer >> Edge(style="invis") >> igw
    deploy >> Edge(style="invis") >> flow
