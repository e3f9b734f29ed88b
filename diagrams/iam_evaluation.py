"""How AWS decides on one request: the policies in the order in which they can end it, and where.

Runs alone: `python diagrams/iam_evaluation.py` writes iam_evaluation.png. Graphviz's own attributes say
the rest: `URL` is the section of the notes that a component opens, `tooltip` its one-line summary.
Plain nodes with a width of their own are boxes with their label inside.
"""

from itertools import pairwise

from diagrams import Cluster, Diagram, Edge, Node


def about(tooltip: str) -> dict[str, str]:
    """The attributes that tie a node to its section of the notes."""
    return {"URL": "#policy-evaluation", "tooltip": tooltip}


def box(label: str, tooltip: str, width: float = 3.8, height: float = 0.64) -> Node:
    """A box with its label inside. Width and height are in inches."""
    size = {"width": str(width), "height": str(height), "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", **size, **about(tooltip))


def group(label: str, tooltip: str) -> Cluster:
    """Policies that do one thing."""
    return Cluster(label, graph_attr=about(tooltip))


with Diagram(
    "How AWS decides on a request within one account",
    filename="iam_evaluation",
    show=False,
    direction="LR",
    graph_attr={"splines": "spline"},
):
    request = box("Request", "Who, what action, on what resource, from where.", 1.7)
    allowed = box("Allowed", "No deny, an allow, and every limit leaves room.", 1.7, 4.0)
    with group("Policies that apply to the request", "Limits that do not exist are passed over."):
        with group("Denial: one is enough", "It ends the evaluation at once."):
            deny = box("Explicit deny\nin a policy of any kind", "Beats every allow.")
        with group("Limits of the organization", "They give no rights."):
            rcp = box(
                "Resource control policies\nRCPs: limit the account's resources",
                "They always hold an allow for everything; they limit by denying.",
            )
            scp = box(
                "Service control policies\nSCPs: limit the account's identities",
                "Each level of the organization must allow the request.",
            )
        with group("Rights: one of the two must allow it", "Only these give rights."):
            resource = box(
                "Resource-based policy\ngives rights to those it names",
                "Attached to the resource, such as a bucket policy.",
            )
            identity = box(
                "Identity-based policies\ngive rights to those who have them",
                "Of the user and its groups, or of the role.",
            )
        with group("Limits of the identity", "They give no rights."):
            boundary = box(
                "Permissions boundary\nlimits what the identity may do", "The most that it may do."
            )
            session = box(
                "Session policy\nlimits what one session may do", "The most that it may do."
            )
    denied = box("Denied", "Whatever the other policies say.", 1.7, 9.6)

    request >> deny
    # Written backwards: dot puts the tail of an edge within a column lower down.
    for before, after in pairwise((deny, rcp, scp, resource, identity, boundary, session)):
        after << Edge(minlen="0") << before
    allowed << Edge(label="nothing denies it") << session
    allowed << Edge(label="names the user or session", style="dashed") << resource

    deny >> Edge(label="explicit deny") >> denied
    identity >> Edge(label="no allow in either: implicit deny") >> denied
    for limit in (rcp, scp, boundary, session):
        limit >> Edge(label="no allow: implicit deny") >> denied
