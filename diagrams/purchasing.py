"""The ways to pay for EC2, side by side: the more a person promises, the less an hour costs.

Runs alone: `python diagrams/purchasing.py` writes ec2.png. A table is drawn with boxes: plain nodes
with a width of their own, held in columns by invisible edges. `URL` is the section of the notes that
a component opens, `tooltip` its one-line summary.
"""

from itertools import pairwise

from diagrams import Diagram, Edge, Node
from diagrams.aws.compute import EC2, EC2Instance, EC2SpotInstance
from diagrams.aws.cost import SavingsPlans


def slab(label: str, section: str, tooltip: str, width: float = 1.95, height: float = 0.83) -> Node:
    """A box with its label inside. Width and height are in inches."""
    size = {"width": str(width), "height": str(height), "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", URL=f"#{section}", tooltip=tooltip, **size)


ROWS = {
    "You pay": "The price, against On-Demand.",
    "You commit to": "What you promise.",
    "It holds for": "What the price is for.",
    "Good for": "Work that it fits.",
    "At the resort": "A picture of it.",
    "AWS takes it back": "Whether the instance can be taken from you.",
}
OPTIONS = (
    (
        EC2Instance,
        "On-Demand",
        "on-demand-instances",
        "Pay for what runs, promise nothing.",
        (
            "the full price, mostly by the second",
            "nothing",
            "any instance, while it runs",
            "short or unforeseen work",
            "come and go, pay the full price",
            "no",
        ),
    ),
    (
        SavingsPlans,
        "Compute\nSavings Plan",
        "savings-plans",
        "Promise an amount of money an hour, for any compute.",
        (
            "up to 66 % less",
            "dollars an hour, for 1 or 3 years",
            "any family and region, Fargate, Lambda",
            "steady work that may change or move",
            "promise to spend so much, on any room",
            "no",
        ),
    ),
    (
        SavingsPlans,
        "EC2 Instance\nSavings Plan",
        "savings-plans",
        "Promise an amount of money an hour, for one family.",
        (
            "up to 72 % less",
            "dollars an hour, for 1 or 3 years",
            "one family in one region",
            "steady work that stays there",
            "promise to spend so much, in one house",
            "no",
        ),
    ),
    (
        None,
        "Reserved Instances",
        "reserved-instances",
        "Promise a kind of instance.",
        (
            "up to 72 % less, convertible not as much",
            "a kind of instance, for 1 or 3 years",
            "its type, region and system",
            "steady work, or capacity in a zone",
            "book one kind of room for long",
            "no",
        ),
    ),
    (
        EC2SpotInstance,
        "Spot Instances",
        "spot-instances",
        "Use what is spare, for as long as it is.",
        (
            "up to 90 % less, the price moves",
            "nothing",
            "spare capacity of one type and zone",
            "work that survives a stop",
            "take empty rooms, leave when asked",
            "yes, with two minutes' notice",
        ),
    ),
    (
        None,
        "Dedicated Hosts",
        "dedicated-hosts",
        "A physical server for you alone.",
        (
            "for the whole server, used or not",
            "nothing, or 1 or 3 years for less",
            "one server that you can name",
            "licences by socket or core",
            "book a whole building",
            "no",
        ),
    ),
)

with Diagram(
    "Ways to pay for EC2",
    filename="ec2",
    show=False,
    direction="TB",
    graph_attr={"splines": "spline"},
):
    head: Node = EC2("EC2", URL="#purchasing-options", tooltip="One instance, six ways to pay.")
    columns = [[head, *(slab(row, "purchasing-options", said, 1.3) for row, said in ROWS.items())]]
    for kind, name, section, tooltip, cells in OPTIONS:
        # AWS has no icon for what is a discount on the bill, or a server.
        title = (
            kind(name, URL=f"#{section}", tooltip=tooltip)
            if kind
            else slab(name, section, tooltip, height=0.9)
        )
        columns.append([title, *(slab(cell, section, tooltip) for cell in cells)])
    for column in columns:
        for upper, lower in pairwise(column):
            upper >> Edge(style="invis", weight="50") >> lower
    for left, right in pairwise(column[1] for column in columns):
        left >> Edge(style="invis", minlen="0") >> right
