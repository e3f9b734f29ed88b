"""A VPC over two Availability Zones: what is in it, and how a packet, a permission and a change get there.

Runs alone: `python diagrams/vpc.py` writes vpc.png. Four of Graphviz's own attributes say the rest:
`URL` is the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the
sheet it lies on (none: always visible), `class` on a cluster the AWS group that it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2ElasticIpAddress, EC2Instances
from diagrams.aws.database import Database
from diagrams.aws.devtools import Codebuild, Codecommit, Codedeploy, Codepipeline
from diagrams.aws.general import GenericFirewall, InternetAlt1, User
from diagrams.aws.management import Cloudtrail, CloudwatchLogs
from diagrams.aws.network import (
    InternetGateway,
    Nacl,
    NATGateway,
    RouteTable,
    VPCFlowLogs,
    VPCRouter,
)
from diagrams.aws.security import IAMPermissions, IAMRole, IdentityAndAccessManagementIamAddOn


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

PUBLIC_A, PRIVATE_A = "Public subnet A 10.0.0.0/24", "Private subnet A 10.0.1.0/24"
PUBLIC_B, PRIVATE_B = "Public subnet B 10.0.2.0/24", "Private subnet B 10.0.3.0/24"

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
        user = User(
            "IAM user",
            **about("iam-user", "One person's identity, with sign-in and MFA of its own.", **IAM),
        )
        user_policy = IAMPermissions(
            "User policy\nmanage EC2", **about("iam-policy", "Says what the person may do.", **IAM)
        )
        app_policy = IAMPermissions(
            "App policy\nread S3", **about("iam-policy", "Says what the application may do.", **IAM)
        )
        app_role = IAMRole(
            "App role",
            **about("iam-role", "What the application acts as, without stored keys.", **IAM),
        )
        profile = IdentityAndAccessManagementIamAddOn(
            "Instance profile",
            **about("instance-profile", "Carries the role to an EC2 instance.", **IAM),
        )

        trail = Cloudtrail(
            "CloudTrail",
            **about("cloudtrail", "Records who called which AWS API, and when.", **MONITORING),
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
                    "Has the agent on each server install the new revision.",
                    **CICD,
                ),
            )
            flow = VPCFlowLogs(
                "VPC Flow Logs",
                **about(
                    "vpc-flow-logs", "Notes each connection, accepted or refused.", **MONITORING
                ),
            )
            logs = CloudwatchLogs(
                "CloudWatch Logs",
                **about("cloudwatch-logs", "Keeps the flow logs for searching.", **MONITORING),
            )

            with group(
                "VPC 10.0.0.0/16",
                "vpc",
                "vpc",
                "A private network of 65,536 addresses in one region.",
            ):
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

                # Zone B first: dot puts what comes later higher up.
                with group(
                    "Availability Zone B",
                    "availability-zone",
                    "availability-zone",
                    "Stays up when zone A fails.",
                ):
                    with group(
                        PUBLIC_B,
                        "public-subnet",
                        "public-subnet",
                        "Its default route is the internet gateway.",
                    ):
                        eip_b = EC2ElasticIpAddress(
                            "Elastic IPs\n198.51.100.5–.7",
                            **about("elastic-ip-address", "Fixed public addresses, one a server."),
                        )
                        web_b = EC2Instances(
                            "Web servers B\n10.0.2.5–.7",
                            **about("web-server", "Carry on when those in zone A fail."),
                        )
                    with group(
                        PRIVATE_B,
                        "private-subnet",
                        "private-subnet",
                        "No way in from the internet.",
                    ):
                        db_b = Database(
                            "Database servers B\n10.0.3.5–.7",
                            **about("database-server", "Spoken to by the web servers alone."),
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
                    "Main route table\n10.0.0.0/16 local\n0.0.0.0/0 → nat-gateway-id",
                    **about(
                        "main-route-table",
                        "Serves every subnet that has no table of its own.",
                        **NETWORKING,
                    ),
                )
                acl = Nacl(
                    "Network ACL",
                    **about(
                        "network-acl",
                        "Filters at the border of a subnet; lets all pass by default.",
                        **NETWORKING,
                    ),
                )
                web_sg = GenericFirewall(
                    "Web security group",
                    **about("security-group", "Lets HTTPS in from anywhere.", **NETWORKING),
                )
                db_sg = GenericFirewall(
                    "Database\nsecurity group",
                    **about(
                        "security-group",
                        "Lets the database port in from the web group only.",
                        **NETWORKING,
                    ),
                )

                with group(
                    "Availability Zone A",
                    "availability-zone",
                    "availability-zone",
                    "Data centres that fail as one, apart from zone B.",
                ):
                    with group(
                        PUBLIC_A,
                        "public-subnet",
                        "public-subnet",
                        "Its default route is the internet gateway.",
                    ):
                        eip_a = EC2ElasticIpAddress(
                            "Elastic IPs\n198.51.100.1–.3",
                            **about("elastic-ip-address", "Fixed public addresses, one a server."),
                        )
                        web_a = EC2Instances(
                            "Web servers A\n10.0.0.5–.7",
                            **about(
                                "web-server", "Reached from the internet by their Elastic IPs."
                            ),
                        )
                        nat = NATGateway(
                            "NAT gateway\n198.51.100.4",
                            **about(
                                "nat-gateway",
                                "Lets the private servers of both zones out, nobody in.",
                            ),
                        )
                    with group(
                        PRIVATE_A,
                        "private-subnet",
                        "private-subnet",
                        "No way in from the internet.",
                    ):
                        db_a = Database(
                            "Database servers A\n10.0.1.5–.7",
                            **about("database-server", "Spoken to by the web servers alone."),
                        )

    # What is joined to what.
    internet - Edge(forward=True, reverse=True) - igw - Edge(forward=True, reverse=True) - router
    router >> Edge(minlen="2") >> eip_a >> web_a
    router >> Edge(minlen="2") >> eip_b >> web_b
    web_a >> Edge(minlen="2") >> db_a
    web_b >> Edge(minlen="2") >> db_b
    router << Edge(minlen="2") << nat  # written backwards: the way out runs to the left
    router - Edge(label="local", constraint="false") - db_a  # between subnets, too

    # Networking: which routes a subnet follows, who may talk to whom.
    nat << Edge(label="updates", **NETWORKING) << db_a
    custom - Edge(lhead=f"cluster_{PUBLIC_A}", **NETWORKING) - eip_a
    custom - Edge(lhead=f"cluster_{PUBLIC_B}", **NETWORKING) - eip_b
    main - Edge(lhead=f"cluster_{PRIVATE_A}", **NETWORKING) - db_a
    main - Edge(lhead=f"cluster_{PRIVATE_B}", **NETWORKING) - db_b
    acl - Edge(lhead=f"cluster_{PUBLIC_A}", **NETWORKING) - eip_a
    web_sg >> Edge(label="443", **NETWORKING) >> [web_a, web_b]
    db_sg >> Edge(label="3306 from web", **NETWORKING) >> [db_a, db_b]

    # IAM: a person, and an application.
    user - Edge(**IAM) - user_policy
    app_policy - Edge(**IAM) - app_role >> Edge(**IAM) >> profile
    profile >> Edge(label="on each server", **IAM) >> web_a

    # CI/CD: how a change reaches the servers.
    developer >> Edge(label="push", **CICD) >> commit >> Edge(**CICD) >> pipeline
    pipeline >> Edge(**CICD) >> build >> Edge(**CICD) >> deploy
    deploy >> Edge(label="install", **CICD) >> web_b
    deploy >> Edge(**CICD) >> web_a

    # Monitoring.
    flow >> Edge(**MONITORING) >> logs

    # Keep the middle of the VPC in one line, and the lanes above and below it.
    lanes: list[tuple[Node, Node]] = [
        (router, custom),
        (router, acl),
        (custom, web_sg),
        (web_sg, db_sg),
        (db_sg, main),
        (profile, user),
        (user_policy, trail),
        (deploy, flow),
    ]
    for left, right in lanes:
        left >> Edge(style="invis", weight="2") >> right
