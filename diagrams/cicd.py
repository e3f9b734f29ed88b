"""A pipeline: a push is built, tested and deployed, stage by stage, to servers, functions and containers.

Runs alone: `python diagrams/cicd.py` writes cicd.png. Four of Graphviz's own attributes say the rest:
`URL` is the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the
sheet it lies on (none: always visible), `class` on a cluster the AWS group that it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.analytics import Glue
from diagrams.aws.compute import EC2Instances, ElasticContainerServiceService, Lambda
from diagrams.aws.devtools import Codebuild, Codecommit, Codedeploy
from diagrams.aws.general import TraditionalServer, User, Users
from diagrams.aws.integration import SNS, Eventbridge
from diagrams.aws.management import CloudwatchAlarm, CloudwatchLogs
from diagrams.aws.security import IAMRole
from diagrams.aws.storage import SimpleStorageServiceS3BucketWithObjects


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
DATA = {"layer": "data"}
MONITORING = {"layer": "monitoring"}

# What stops working without what, in the notes' words.
BUCKET = "Without the bucket no action can pass on what it has made, or get what another has."

PARALLEL = "In parallel"
ROLLOUT = "Rollout"

with Diagram(
    "CI/CD: from a push to running code",
    filename="cicd",
    show=False,
    direction="LR",
    graph_attr={"layers": "data:iam:monitoring", "compound": "true", "splines": "spline"},
):
    developer = User("Developer", **about("developer", "Pushes, and the rest follows."))
    commit = Codecommit("CodeCommit", **about("codecommit", "Private Git repositories."))
    rule = Eventbridge("EventBridge rule", **about("eventbridge", "A push starts the pipeline."))
    with group("CodePipeline", "generic", "codepipeline", "Runs its stages one after another."):
        with group("Source stage", "generic", "stages-and-actions", "Fetches the change."):
            source = Codecommit(
                "Source action", **about("stages-and-actions", "Packs the commit as an artifact.")
            )
        with group("Build stage", "generic", "stages-and-actions", "Tests first, then packs."):
            with group(
                PARALLEL, "generic", "stages-and-actions", "One action group: side by side."
            ):
                lint = Codebuild("Check style", **about("codebuild", "One action, one build."))
                unit = Codebuild("Run tests", **about("codebuild", "At the same time."))
            build = Codebuild("Build package", **about("codebuild", "Starts when both are good."))
        with group("Deploy stage", "generic", "stages-and-actions", "A person, then the rollout."):
            approval = slab("Manual approval", "stages-and-actions", "Waits for a person's yes.")
            with group(
                ROLLOUT, "generic", "stages-and-actions", "Another action group: side by side."
            ):
                deploy = Codedeploy(
                    "CodeDeploy", **about("codedeploy", "Brings it to where it runs.")
                )
                ecs = slab("ECS deploy action", "deploying-to-ecs", "A new revision for a service.")
    spec = slab("buildspec.yml", "buildspec", "The build's instructions, beside the code.")
    servers = EC2Instances(
        "EC2 instances", **about("deploying-to-ec2-instances", "An agent installs it.")
    )
    function = Lambda("Lambda function", **about("codedeploy", "A new version takes the calls."))
    own = TraditionalServer("On-premises server", **about("codedeploy", "Registered, with agent."))
    service = ElasticContainerServiceService(
        "ECS service", **about("deploying-to-ecs", "Replaces its tasks, a few at a time.")
    )

    # Layers: what lies above the pipeline, and below it.
    bucket = SimpleStorageServiceS3BucketWithObjects(
        "Artifact bucket", **about("artifact-bucket", "Carries files between actions.", **DATA)
    )
    glue_job = Glue(
        "Glue job",
        **about("deploying-a-glue-job", "The build uploads its script and updates it.", **DATA),
    )
    pipeline_role = IAMRole(
        "Pipeline role", **about("roles-in-a-pipeline", "May start each action.", **IAM)
    )
    build_role = IAMRole(
        "Build role", **about("roles-in-a-pipeline", "May write logs and artifacts.", **IAM)
    )
    deploy_role = IAMRole(
        "Deploy role", **about("roles-in-a-pipeline", "May find and change the targets.", **IAM)
    )
    topic = SNS(
        "SNS topic",
        **about("codecommit", "Called at once on a push or a new branch.", **MONITORING),
    )
    reviewers = Users(
        "Reviewers", **about("codecommit", "Notified of each pull request.", **MONITORING)
    )
    alarm = CloudwatchAlarm(
        "CloudWatch alarm",
        **about("cloudwatch-alarm", "Makes CodeDeploy roll back.", **MONITORING),
    )
    logs = CloudwatchLogs(
        "CloudWatch Logs", **about("cloudwatch-logs", "What each build prints.", **MONITORING)
    )

    # The line.
    developer >> Edge(label="push", weight="6") >> commit
    commit >> Edge(weight="6") >> rule >> Edge(weight="6") >> source
    source >> Edge(lhead=f"cluster_{PARALLEL}") >> unit
    unit >> Edge(ltail=f"cluster_{PARALLEL}") >> build
    build >> approval >> Edge(lhead=f"cluster_{ROLLOUT}") >> deploy
    deploy >> [own, servers, function]
    ecs >> service
    spec >> Edge(lhead="cluster_Build stage") >> lint

    # Data: files go from action to action through S3.
    source >> Edge(label="source", depends=f"tail: {BUCKET}", **DATA) >> bucket
    taken = {"depends": f"head: {BUCKET}", **DATA}
    bucket >> Edge(label="source", lhead="cluster_Build stage", constraint="false", **taken) >> lint
    bucket << Edge(label="package", constraint="false", **DATA) << build
    bucket >> Edge(label="package", lhead="cluster_Deploy stage", minlen="2", **taken) >> approval
    build >> Edge(label="update job", **DATA) >> glue_job

    # IAM: a role for each service.
    pipeline_role >> Edge(lhead="cluster_CodePipeline", **IAM) >> source
    build_role >> Edge(lhead="cluster_Build stage", **IAM) >> build
    deploy_role >> Edge(**IAM) >> deploy

    # Monitoring: who is told.
    topic << Edge(label="trigger", **MONITORING) << commit
    reviewers << Edge(label="pull request", **MONITORING) << commit
    build >> Edge(ltail="cluster_Build stage", **MONITORING) >> logs
    deploy << Edge(label="roll back", **MONITORING) << alarm
