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

WRITES = {"layer": "write-through"}
NETWORKING = {"layer": "networking"}
SESSIONS = {"layer": "sessions"}
SCALING = {"layer": "scaling"}
MONITORING = {"layer": "monitoring"}


def about(section: str, tooltip: str, **attrs: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": f"#{section}", "tooltip": tooltip, **attrs}


def group(label: str, kind: str, section: str, tooltip: str, **attrs: str) -> Cluster:
    """A cluster that is drawn as one of AWS's groups."""
    return Cluster(label, graph_attr={"class": kind, **about(section, tooltip, **attrs)})


with Diagram(
    "ElastiCache in front of RDS",
    filename="cache",
    show=False,
    direction="LR",
    graph_attr={
        "layers": "write-through:sessions:networking:scaling:monitoring",
        "compound": "true",
        "splines": "spline",
    },
):
    phone = MobileClient(
        "Phone", **about("session-store", "Its user signs in once, on any server.", **SESSIONS)
    )
    with group("Region eu-west-1", "region", "region", "One place, several zones."):
        metric = Cloudwatch(
            "CloudWatch",
            **about("cloudwatch-metrics", "Tell whether the cache is worth it.", **MONITORING),
        )
        with group("VPC 10.0.0.0/16", "vpc", "vpc", "Application, cache and database inside."):
            editor = EC2Instance(
                "Price editor",
                **about("write-through", "Writes the database, then the cache.", **WRITES),
            )
            rds = RDS("RDS", **about("rds", "Holds all the data, on disk."))
            app = EC2Instance(
                "Application", **about("lazy-loading", "Asks the cache first, the database second.")
            )
            other = EC2Instance(
                "Second server",
                **about("session-store", "Finds the session that the first has put.", **SESSIONS),
            )
            nodes = []
            for number in (2, 1):
                with group(
                    f"Shard {number}", "generic", "shards", "A part of the keys.", **SCALING
                ):
                    primary = ElasticacheCacheNode(
                        f"Primary {number}", **about("shards", "Takes the writes of its keys.")
                    )
                    replica = ElasticacheCacheNode(
                        f"Replica {number}",
                        **about("cache-replicas", "Answers reads, takes over on a failure."),
                    )
                    nodes.append((primary, replica))
            with group(
                "Cache security group",
                "security-group",
                "security-group",
                "Lets 6379 in from the application only.",
                **NETWORKING,
            ):
                cache = Elasticache(
                    "ElastiCache",
                    **about("elasticache", "Holds what was asked for, in memory.", layer="all"),
                )
            alb = ElbApplicationLoadBalancer(
                "Application\nLoad Balancer",
                **about("application-load-balancer", "Picks another server each time.", **SESSIONS),
            )

    # Lazy loading: a hit is one trip, a miss is three.
    app - Edge(label="1 get, hit: the value", weight="9", forward=True, reverse=True) - cache
    app >> Edge(label="2 miss: read") >> rds
    app >> Edge(label="3 set with a lifetime") >> cache

    # Write-through: every write goes to both.
    editor >> Edge(label="write", weight="9", **WRITES) >> rds
    editor >> Edge(label="the same write", **WRITES) >> cache

    # Sessions: one outlives the server that made it.
    phone >> Edge(label="HTTPS", **SESSIONS) >> alb
    alb >> Edge(label="sign in", weight="9", **SESSIONS) >> app
    app >> Edge(label="put session", **SESSIONS) >> cache
    alb >> Edge(label="next click", **SESSIONS) >> other
    other >> Edge(label="get session", **SESSIONS) >> cache

    # Scaling: shards share the writes, replicas the reads.
    for (primary, replica), slots in zip(nodes, ("8192–16383", "0–8191"), strict=True):
        cache >> Edge(label=f"slots {slots}", **SCALING) >> primary
        primary >> Edge(label="asynchronous", **SCALING) >> replica
    cache >> Edge(label="CacheHits, CacheMisses,\nEvictions", **MONITORING) >> metric
