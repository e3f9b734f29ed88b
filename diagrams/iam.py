"""IAM: users in groups, roles for applications, and the policies that say what each may do.

Runs alone: `python diagrams/iam.py` writes iam.png. Graphviz's own attributes say the rest: `URL` is the
section of the notes that a component opens, `tooltip` its one-line summary, `layer` the sheet it lies
on (none: always visible). How AWS decides on a request is a picture of its own, iam_evaluation.py.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2
from diagrams.aws.general import User, Users
from diagrams.aws.management import CommandLineInterface
from diagrams.aws.security import (
    IAMPermissions,
    IAMRole,
    IdentityAndAccessManagementIamAWSSts,
    IdentityAndAccessManagementIamTemporarySecurityCredential,
)
from diagrams.aws.storage import SimpleStorageServiceS3


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def column(label: str, section: str, tooltip: str) -> Cluster:
    """What is of one kind."""
    return Cluster(label, graph_attr=about(section, tooltip))


def slab(label: str, section: str, tooltip: str, **attrs: str) -> Node:
    """A box with its label inside, for what has no icon."""
    size = {"width": "1.25", "height": "0.56", "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", **size, **about(section, tooltip, **attrs))


CREDENTIALS = {"layer": "temporary-credentials"}
TESTING = {"layer": "testing"}

with Diagram(
    "IAM: people, groups, policies and roles",
    filename="iam",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "temporary-credentials:testing",
        "compound": "true",
        "splines": "spline",
    },
):
    with column("Users", "iam-user", "One for each person."):
        users = {
            number: User(f"user{number}", **about("iam-user", tooltip))
            for number, tooltip in (
                (1, "In both groups: has the rights of both."),
                (2, "In both groups: has the rights of both."),
                (3, "In group2, and has rights of its own."),
                (4, "In no group: has rights of its own only."),
            )
        }
    with column("Groups", "iam-group", "Users that share policies."):
        groups = [
            Users("group1", **about("iam-group", "Has policy1 and policy2 for its users.")),
            Users("group2", **about("iam-group", "Has policy3 for its users.")),
        ]
    # From 4 to 1: dot puts what comes later higher up.
    with column("Policies", "iam-policy", "What is allowed or denied, as JSON."):
        policies = {
            number: IAMPermissions(f"policy{number}", **about("iam-policy", tooltip))
            for number, tooltip in (
                (4, "Managed; attached to two roles."),
                (3, "Managed; attached to a group and to a role."),
                (2, "Managed: stands alone; attached to group1."),
                (1, "Inline: written into group1 and gone with it."),
            )
        }
    with column("Roles", "iam-role", "One for each application."):
        roles = [
            IAMRole("role1", **about("iam-role", "What programs on EC2 act as.")),
            IAMRole("role2", **about("iam-role", "Gives access to S3 to who assumes it.")),
        ]
    ec2 = EC2("EC2", **about("ec2", "Assumes role1, and is used by user3 and user4."))
    s3 = SimpleStorageServiceS3("S3", **about("s3", "Reached with role2, and by user4."))

    # Who is in which group.
    users[1] >> Edge(label="member of") >> groups[0]
    users[1] >> groups[1]
    users[2] >> Edge() >> groups
    users[3] >> groups[1]

    # Which policy is attached to what. Written backwards: policies stand right of the groups.
    groups[0] << Edge(label="inline in") << policies[1]
    groups[0] << Edge(label="attached to") << policies[2]
    groups[1] << policies[3]
    policies[3] >> Edge(label="attached to") >> roles[0]
    policies[4] >> Edge() >> roles

    # Who reaches what.
    roles[0] << Edge(label="assumes") << ec2
    roles[1] >> Edge(label="gives access to") >> s3
    users[3] >> Edge(label="direct access") >> ec2
    users[4] >> Edge() >> [ec2, s3]

    # Temporary credentials: how EC2 assumes role1.
    profile = slab(
        "Instance profile", "instance-profile", "Carries the role to the instance.", **CREDENTIALS
    )
    sts = IdentityAndAccessManagementIamAWSSts(
        "STS", **about("temporary-credentials", "Hands out keys for one session.", **CREDENTIALS)
    )
    keys = IdentityAndAccessManagementIamTemporarySecurityCredential(
        "Temporary\ncredentials",
        **about("temporary-credentials", "Expire, and are renewed in time.", **CREDENTIALS),
    )
    roles[0] >> Edge(label="held by", **CREDENTIALS) >> profile
    profile >> Edge(label="attached to", **CREDENTIALS) >> ec2
    ec2 >> Edge(label="AssumeRole", **CREDENTIALS) >> sts
    sts >> Edge(**CREDENTIALS, minlen="0") >> keys
    ec2 << Edge(label="in the metadata", **CREDENTIALS) << keys

    # Testing.
    simulator = slab(
        "Policy simulator",
        "testing-a-policy",
        "Says what policies would allow, calling nothing.",
        **TESTING,
    )
    cli = CommandLineInterface(
        "AWS CLI", **about("testing-a-policy", "Tests a call, without making it.", **TESTING)
    )
    policies[4] >> Edge(label="evaluated in", **TESTING) >> simulator
    users[4] >> Edge(minlen="2", **TESTING) >> cli
    cli >> Edge(label="--dry-run", minlen="3", **TESTING) >> ec2
