"""The ways to pay for EC2, side by side: the price falls from left to right up to Spot.

Runs alone: `python diagrams/purchasing.py` writes ec2.png. A table is drawn with slabs: plain nodes
with a width of their own, held in columns by invisible edges. `URL` is the section of the notes that
a component opens, `tooltip` its one-line summary.
"""

from itertools import pairwise

from diagrams import Diagram, Edge, Node
from diagrams.aws.compute import EC2, EC2Instance, EC2SpotInstance
from diagrams.aws.cost import ReservedInstanceReporting, SavingsPlans
from diagrams.aws.general import TraditionalServer


def slab(label: str, section: str, tooltip: str, width: float = 1.95) -> Node:
    """A box with its label inside."""
    size = {"width": str(width), "height": "0.83", "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", URL=f"#{section}", tooltip=tooltip, **size)


ROWS = {
    "At the resort": "A picture of it.",
    "You pay": "The price, against On-Demand.",
    "You commit to": "What you promise.",
    "Good for": "Work that it fits.",
    "AWS takes it back": "Whether the instance can be taken from you.",
}
OPTIONS = (
    (
        EC2Instance,
        "On-Demand",
        "on-demand-instances",
        "Pay for what runs, promise nothing.",
        (
            "come and go",
            "the full price, by the second",
            "nothing",
            "short or unforeseen work",
            "no",
        ),
    ),
    (
        SavingsPlans,
        "Savings Plans",
        "savings-plans",
        "Promise an amount of money an hour.",
        (
            "promise to spend so much, on any room",
            "up to 72 % less",
            "so many dollars an hour, 1 or 3 years",
            "steady work that may change",
            "no",
        ),
    ),
    (
        ReservedInstanceReporting,
        "Reserved Instances",
        "reserved-instances",
        "Promise a kind of instance.",
        (
            "plan long ahead, get a discount",
            "up to 72 % less",
            "a kind of instance, 1 or 3 years",
            "steady work that stays",
            "no",
        ),
    ),
    (
        EC2SpotInstance,
        "Spot Instances",
        "spot-instances",
        "Use what is spare, for as long as it is.",
        (
            "take empty rooms, leave when asked",
            "up to 90 % less, the price moves",
            "nothing",
            "work that survives a stop",
            "yes, with two minutes' notice",
        ),
    ),
    (
        TraditionalServer,
        "Dedicated Hosts",
        "dedicated-hosts",
        "A physical server for you alone.",
        (
            "book a whole building",
            "for the whole server, used or not",
            "nothing, or 1 or 3 years for less",
            "licences and rules that name a server",
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
    head: Node = EC2("EC2", URL="#purchasing-options", tooltip="One instance, five ways to pay.")
    columns = [[head, *(slab(row, "purchasing-options", said, 1.67) for row, said in ROWS.items())]]
    for kind, name, section, tooltip, cells in OPTIONS:
        icon = kind(name, URL=f"#{section}", tooltip=tooltip)
        columns.append([icon, *(slab(cell, section, tooltip) for cell in cells)])
    for column in columns:
        for upper, lower in pairwise(column):
            upper >> Edge(style="invis", weight="50") >> lower
    for left, right in pairwise(column[1] for column in columns):
        left >> Edge(style="invis", minlen="0") >> right
