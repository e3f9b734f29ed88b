"""A cache in front of a database: what happens on a hit and on a miss, and how the cache grows.

Runs alone: `python diagrams/elasticache.py` writes cache.png. Four of Graphviz's own attributes say the
rest: `URL` is the section of the notes that a component opens, `tooltip` its one-line summary, `layer` the
sheet it lies on (none: always visible), `class` on a cluster the AWS group that it is drawn as.
"""

from diagrams import Cluster, Diagram, Edge
from diagrams.aws.compute import EC2Instance
from diagrams.aws.database import RDS, Elasticache, ElasticacheCacheNode
from diagrams.aws.general import MobileClient
from diagrams.aws.management import Cloudwatch
from diagrams.aws.network import ElbApplicationLoadBalancer


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


NETWORKING = {"layer": "networking"}
DATA = {"layer": "data"}
MONITORING = {"layer": "monitoring"}
SCALING = {"layer": "scaling"}

with Diagram(
    "ElastiCache in front of RDS",
    filename="cache",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "data:networking:scaling:monitoring",
        "compound": "true",
        "splines": "spline",
    },
):
    phone = MobileClient(
        "Phone", **about("session-store", "Its user signs in once, on any server.", **NETWORKING)
    )
    with group("VPC 10.0.0.0/16", "vpc", "vpc", "Application, cache and database in one network."):
        alb = ElbApplicationLoadBalancer(
            "Application\nLoad Balancer",
            **about("application-load-balancer", "Picks another server each time.", **NETWORKING),
        )
        writer = EC2Instance(
            "Price editor",
            **about("write-through", "Writes the database, then the cache.", **DATA),
        )
        app = EC2Instance(
            "Application A", **about("lazy-loading", "Asks the cache first, the database second.")
        )
        other = EC2Instance(
            "Application B",
            **about("session-store", "Finds the session that A has put there.", **NETWORKING),
        )
        rds = RDS("RDS", **about("rds", "Holds all the data, on disk."))
        cache = Elasticache(
            "ElastiCache", **about("elasticache", "Holds what was asked for, in memory.")
        )
        metric = Cloudwatch(
            "CacheHits, CacheMisses,\nEvictions",
            **about("cloudwatch-metrics", "Tell whether the cache is worth it.", **MONITORING),
        )
        nodes = []
        for number in (2, 1):
            with group(f"Shard {number}", "generic", "shards", "A part of the keys.", **SCALING):
                nodes.append(
                    (
                        ElasticacheCacheNode(
                            f"Primary {number}", **about("shards", "Takes the writes of its keys.")
                        ),
                        ElasticacheCacheNode(
                            f"Replica {number}",
                            **about("cache-replicas", "Answers reads, takes over on a failure."),
                        ),
                    )
                )

    # Lazy loading: a hit ends at 2, a miss goes on to 4.
    app >> Edge(label="1 get", weight="9", minlen="2") >> cache
    app << Edge(label="2 hit: the value", minlen="2") << cache
    app >> Edge(label="3 miss: read", minlen="2") >> rds
    app >> Edge(label="4 set with a lifetime", minlen="2") >> cache

    # Data: every write goes to both.
    writer >> Edge(label="write", **DATA) >> rds
    writer >> Edge(label="and write", **DATA) >> cache

    # Networking: a session outlives the server that made it.
    phone >> Edge(**NETWORKING) >> alb
    (
        alb
        >> Edge(label="sign in", **NETWORKING)
        >> app
        >> Edge(label="set session", **NETWORKING)
        >> cache
    )
    alb >> Edge(label="next click", **NETWORKING) >> other
    other >> Edge(label="get session", **NETWORKING) >> cache

    # Scaling: shards share the writes, replicas the reads.
    for primary, replica in nodes:
        cache >> Edge(**SCALING) >> primary >> Edge(label="async", **SCALING) >> replica
    cache >> Edge(**MONITORING) >> metric
