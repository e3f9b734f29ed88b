"""The life of a Spot Instance: from spare capacity to the day that AWS wants it back.

Runs alone: `python diagrams/spot.py` writes spot_instance.png. Graphviz's own attributes say the
rest: `URL` is the section of the notes that a component opens, `tooltip` its one-line summary,
`layer` the sheet it lies on (none: always visible). Plain nodes with a width of their own are boxes
with their label inside.
"""

from itertools import pairwise

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2AutoScaling, EC2Instances, EC2SpotInstance
from diagrams.aws.general import User
from diagrams.aws.integration import Eventbridge
from diagrams.aws.storage import SimpleStorageServiceS3Bucket


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def slab(label: str, section: str, tooltip: str, **attrs: str) -> Node:
    """A box with its label inside."""
    size = {"width": "1.95", "height": "0.56", "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", **size, **about(section, tooltip, **attrs))


DATA = {"layer": "data"}
MONITORING = {"layer": "monitoring"}
SCALING = {"layer": "scaling"}

with Diagram(
    "The life of a Spot Instance",
    filename="spot_instance",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "scaling:monitoring:data",
        "compound": "true",
        "splines": "spline",
    },
):
    with Cluster("Not for", graph_attr=about("spot-instances", "What must not be cut short.")):
        bad = [
            slab("Critical jobs", "spot-instances", "Two minutes do not save them."),
            slab("Databases", "spot-instances", "Their one server must stay."),
        ]
    you = User(
        "You", **about("spot-instances", "Ask for an instance; a maximum price is not needed.")
    )
    with Cluster("Good for", graph_attr=about("spot-instances", "What survives a failure.")):
        good = [
            slab("Batch jobs", "spot-instances", "Run again what was cut short."),
            slab("Big data", "spot-instances", "One worker of many is no loss."),
            slab("Failure-tolerant work", "spot-instances", "Tests, servers without state."),
        ]
    price = slab(
        "Spot price\nby supply and demand",
        "spot-price",
        "Moves slowly with supply and demand; nobody bids.",
    )
    pool = EC2Instances(
        "Spare capacity", **about("spot-price", "One pool for each instance type and zone.")
    )
    spot = EC2SpotInstance(
        "Spot Instance\nup to 90 % off",
        **about("spot-instances", "Runs like any other while the capacity is spare."),
    )
    with Cluster(
        "Signals, one after the other or together",
        graph_attr=about("spot-interruption", "Neither is guaranteed to come."),
    ):
        notice = slab(
            "Interruption notice", "spot-interruption", "Two minutes from here to the end."
        )
        advice = slab(
            "Rebalance\nrecommendation",
            "spot-interruption",
            "The risk has risen. May come early, or only with the notice.",
        )
    with Cluster(
        "What the request chose",
        graph_attr=about("spot-interruption", "The request says what an interruption does."),
    ):
        terminate = slab("Terminate", "spot-interruption", "The default: the instance is gone.")
        stop = slab("Stop", "spot-interruption", "Its EBS volumes wait for a new start.")
        hibernate = slab("Hibernate", "spot-interruption", "Memory is saved to disk at once.")
    group = EC2AutoScaling(
        "Auto Scaling group",
        **about(
            "spot-interruption", "With capacity rebalancing it replaces what is at risk.", **SCALING
        ),
    )
    replacement = EC2SpotInstance(
        "Replacement",
        **about("spot-interruption", "Launched before the old one is lost.", **SCALING),
    )
    events = Eventbridge(
        "EventBridge", **about("eventbridge", "Passes both signals on as events.", **MONITORING)
    )
    bucket = SimpleStorageServiceS3Bucket(
        "S3 checkpoints", **about("spot-interruption", "What is done so far, off the disk.", **DATA)
    )

    # A life.
    you >> Edge(label="1 request", weight="9") >> pool >> Edge(label="2 launch", weight="9") >> spot
    spot >> Edge(label="risk rises") >> advice
    spot >> Edge(label="3 reclaimed", weight="9") >> notice
    notice >> Edge(label="4 at once") >> hibernate
    notice >> Edge(label="4 in 2 min", weight="9") >> terminate
    notice >> Edge(label="4 in 2 min") >> stop
    price >> Edge(label="you pay") >> spot

    # Scaling, monitoring, data.
    advice >> Edge(label="rebalance", **SCALING) >> group >> Edge(**SCALING) >> replacement
    advice >> Edge(**MONITORING) >> events
    notice >> Edge(**MONITORING) >> events
    spot >> Edge(label="save", **DATA) >> bucket

    # What stands in a cluster, from the bottom up.
    for column in (good, bad, [terminate, stop, hibernate], [notice, advice]):
        for lower, upper in pairwise(column):
            lower >> Edge(style="invis", minlen="0") >> upper
    good[0] >> Edge(style="invis") >> bad[0]  # side by side
