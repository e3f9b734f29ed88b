"""The life of a Spot Instance: from spare capacity to the day that AWS wants it back.

Runs alone: `python diagrams/spot.py` writes spot_instance.png. Graphviz's own attributes say the
rest: `URL` is the section of the notes that a component opens, `tooltip` its one-line summary,
`layer` the sheet it lies on (none: always visible). Plain nodes with a width of their own are slabs.
"""

from itertools import pairwise

from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2AutoScaling, EC2Instances, EC2SpotInstance
from diagrams.aws.cost import CostExplorer
from diagrams.aws.general import User
from diagrams.aws.integration import Eventbridge
from diagrams.aws.management import CloudwatchAlarm, CloudwatchEventTimeBased
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
    you = User(
        "You", **about("spot-instances", "Ask for an instance; a maximum price is not needed.")
    )
    pool = EC2Instances(
        "Spare capacity", **about("spot-price", "One pool for each instance type and zone.")
    )
    price = CostExplorer(
        "Spot price\nby supply and demand",
        **about("spot-price", "Moves slowly with supply and demand; nobody bids."),
    )
    spot = EC2SpotInstance(
        "Spot Instance\nup to 90 % off",
        **about("spot-instances", "Runs like any other while the capacity is spare."),
    )
    advice = CloudwatchAlarm(
        "Rebalance\nrecommendation",
        **about("spot-interruption", "A hint, often early: the risk has risen."),
    )
    notice = CloudwatchEventTimeBased(
        "Interruption\nnotice, 2 min",
        **about("spot-interruption", "Two minutes from here to the end."),
    )
    with Cluster(
        "What the request chose",
        graph_attr=about("spot-interruption", "The request says what an interruption does."),
    ):
        hibernate = slab("Hibernate", "spot-interruption", "Memory is saved to disk at once.")
        stop = slab("Stop", "spot-interruption", "Its EBS volumes wait for a new start.")
        terminate = slab("Terminate", "spot-interruption", "The default: the instance is gone.")
    with Cluster("Good for", graph_attr=about("spot-instances", "What survives a failure.")):
        good = [
            slab("Batch jobs", "spot-instances", "Run again what was cut short."),
            slab("Big data", "spot-instances", "One worker of many is no loss."),
            slab("Failure-tolerant work", "spot-instances", "Tests, servers without state."),
        ]
    with Cluster("Not for", graph_attr=about("spot-instances", "What must not be cut short.")):
        bad = [
            slab("Critical jobs", "spot-instances", "Two minutes do not save them."),
            slab("Databases", "spot-instances", "Their one server must stay."),
        ]
    group = EC2AutoScaling(
        "Auto Scaling group",
        **about("spot-interruption", "Looks for another pool, when told to rebalance.", **SCALING),
    )
    replacement = EC2SpotInstance(
        "Replacement", **about("spot-interruption", "From a pool with less risk.", **SCALING)
    )
    events = Eventbridge(
        "EventBridge", **about("eventbridge", "Passes both signals on as events.", **MONITORING)
    )
    bucket = SimpleStorageServiceS3Bucket(
        "S3 checkpoints", **about("spot-interruption", "What is done so far, off the disk.", **DATA)
    )

    # A life.
    you >> Edge(label="1 request", weight="9") >> pool >> Edge(label="2 launch", weight="9") >> spot
    spot >> Edge(label="3 risk rises", weight="9") >> advice
    advice >> Edge(label="4 reclaimed", weight="9") >> notice
    notice >> Edge(label="5 at once") >> hibernate
    notice >> Edge(label="5 in 2 min") >> [stop, terminate]
    price >> Edge(label="you pay") >> spot

    # Scaling, monitoring, data.
    advice >> Edge(label="rebalance", **SCALING) >> group >> Edge(**SCALING) >> replacement
    advice >> Edge(**MONITORING) >> events
    notice >> Edge(**MONITORING) >> events
    spot >> Edge(label="save", **DATA) >> bucket

    # What stands in a cluster, from top to bottom.
    for column in (good, bad, [terminate, stop, hibernate]):
        for upper, lower in pairwise(column):
            upper >> Edge(style="invis", minlen="0") >> lower
    you >> Edge(style="invis") >> good[0]
    price >> Edge(style="invis") >> bad[0]
