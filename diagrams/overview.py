"""A map of the sixteen systems, and how they fit together. Each leads into its own diagram.

Runs alone: `python diagrams/overview.py` writes overview.png. Four of Graphviz's own attributes say
the rest: `URL` is the diagram that a component leads to, or the section of the notes that it opens,
`tooltip` its one-line summary, `layer` the sheet it lies on (none: always visible), `class` on a
cluster the AWS group that it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge
from diagrams.aws.analytics import Athena, Glue, Quicksight
from diagrams.aws.compute import EC2, EC2AutoScaling, EC2ContainerRegistry, ElasticContainerService
from diagrams.aws.database import RDS, Elasticache
from diagrams.aws.devtools import DeveloperTools
from diagrams.aws.general import User, Users
from diagrams.aws.management import Cloudwatch
from diagrams.aws.ml import Sagemaker
from diagrams.aws.network import CloudMap
from diagrams.aws.security import IdentityAndAccessManagementIam
from diagrams.aws.storage import SimpleStorageServiceS3


def to(target: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that lead a component to a diagram (`ecs.py`) or a section (`#compute`)."""
    return {"URL": target, "tooltip": tooltip, **attrs}


def group(label: str, kind: str, target: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **to(target, tooltip, **attrs)})


IAM = {"layer": "iam"}
NETWORKING = {"layer": "networking"}
MONITORING = {"layer": "monitoring"}
SCALING = {"layer": "scaling"}

with Diagram(
    "Sixteen systems and how they fit together",
    filename="overview",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "networking:iam:scaling:monitoring",
        "compound": "true",
        "splines": "spline",
    },
):
    developer = User("Developer", **to("#developer", "Pushes a change."))
    users = Users("Users", **to("#internet", "Use what runs here."))
    # IAM is global: in no region.
    iam = IdentityAndAccessManagementIam("IAM", **to("iam.py", "Says who may do what.", **IAM))
    with group("Region", "region", "#region", "A place where AWS has several zones."):
        with group("Delivery", "generic", "#delivery", "From a commit to an image to a task."):
            cicd = DeveloperTools("CI/CD", **to("cicd.py", "Builds, tests and deploys each push."))
            ecr = EC2ContainerRegistry("ECR", **to("ecr.py", "Keeps container images."))
        with group("Compute", "generic", "#compute-and-network", "What says where programs run."):
            ecs = ElasticContainerService("ECS", **to("ecs.py", "Runs containers."))
            asg = EC2AutoScaling("ASG", **to("asg.py", "Adds and removes instances."))
            cloud_map = CloudMap(
                "Cloud Map", **to("cloud_map.py", "Finds by name what moves.", **NETWORKING)
            )
        with group("VPC", "vpc", "vpc.py", "The private network of the programs and databases."):
            ec2 = EC2("EC2", **to("ec2.py", "Virtual servers."))
            with group("Databases", "generic", "#databases", "Where programs keep their data."):
                cache = Elasticache("ElastiCache", **to("elasticache.py", "Answers from memory."))
                rds = RDS("RDS", **to("rds.py#rds1", "Relational databases, managed."))
        with group("Data and analytics", "generic", "#data-and-analytics", "What is made of data."):
            s3 = SimpleStorageServiceS3("S3", **to("s3.py", "Keeps any file."))
            glue = Glue("AWS Glue", **to("glue.py", "Describes and reshapes data."))
            athena = Athena("Athena", **to("athena.py", "SQL on files."))
            sagemaker = Sagemaker("SageMaker", **to("sagemaker.py", "Trains and serves models."))
            quicksight = Quicksight("QuickSight", **to("quicksight.py#quicksite", "Dashboards."))
        watch = Cloudwatch(
            "CloudWatch\nand CloudTrail",
            **to("cloudwatch.py", "Watch, warn and keep record.", layer="scaling,monitoring"),
        )

    developer >> Edge(label="push") >> cicd >> Edge(label="image") >> ecr
    cicd >> Edge(label="deploy") >> ecs
    ecr >> Edge(label="pull") >> ec2
    users >> Edge(label="requests", minlen="3") >> ec2
    ecs >> Edge(label="places tasks") >> ec2
    asg >> Edge(label="adds, removes") >> ec2
    ec2 >> [cache, rds]
    ec2 >> Edge(label="files", minlen="3") >> s3
    rds >> Edge(label="rows") >> glue
    s3 >> Edge(forward=True, reverse=True) >> glue
    s3 >> [athena, sagemaker]
    glue >> Edge(label="schema") >> athena
    athena >> quicksight

    ecs >> Edge(label="registers tasks", **NETWORKING) >> cloud_map
    iam >> Edge(lhead="cluster_Region", label="permissions", **IAM) >> cicd
    watch << Edge(label="metrics", **MONITORING) << ec2
    watch >> Edge(label="alarm", **SCALING) >> asg
