"""Two stacks side by side to compare: containers on Docker Engine, and virtual machines.

Runs alone: `python diagrams/containers.py` writes docker.png and vm.png. A stack is drawn with slabs:
plain nodes with a width of their own, held in order by invisible edges. `URL` is the section of the
notes that a component opens, `tooltip` its one-line summary.
"""

from itertools import pairwise

from diagrams import Cluster, Diagram, Edge, Node

WIDE, NARROW = 9.3, 4.17  # inches: a slab under both halves, and one in a half

STACK = {"compound": "true", "splines": "spline"}


def slab(label: str, width: float, section: str, tooltip: str) -> Node:
    """A box with its label inside."""
    size = {"width": str(width), "height": "0.6", "fixedsize": "true", "labelloc": "c"}
    return Node(label, shape="box", URL=f"#{section}", tooltip=tooltip, **size)


def half(label: str, section: str, tooltip: str) -> Cluster:
    """One container or virtual machine."""
    return Cluster(label, graph_attr={"URL": f"#{section}", "tooltip": tooltip})


def pile(*slabs: Node) -> None:
    """Put the slabs on top of each other, the first on top."""
    for upper, lower in pairwise(slabs):
        upper >> Edge(style="invis") >> lower


def server() -> Node:
    return slab(
        "Server (host)",
        WIDE,
        "containers-and-virtual-machines",
        "The hardware: processor, memory, disk, network.",
    )


def hypervisor() -> Node:
    return slab("Hypervisor", WIDE, "virtual-machine", "Divides the server into virtual machines.")


with Diagram(
    "Containers on Docker Engine",
    filename="docker",
    show=False,
    direction="TB",
    graph_attr=STACK,
):
    base = (
        slab("Docker Engine", WIDE, "container", "Starts the containers and keeps them apart."),
        slab("Guest OS", WIDE, "container", "One operating system, shared by all containers."),
        hypervisor(),
        server(),
    )
    for name in "AB":
        with half(f"Container {name}", "container", "Shares the kernel, brings its own files."):
            app = slab(f"App {name}", NARROW, "container", "The program and its settings.")
            libs = slab("Bins/libs", NARROW, "container", "What the program needs to run.")
        pile(app, libs, base[0])
    pile(*base)

with Diagram(
    "Virtual machines on a hypervisor",
    filename="vm",
    show=False,
    direction="TB",
    graph_attr=STACK,
):
    ground = (hypervisor(), server())
    for name in "AB":
        with half(f"Virtual machine {name}", "virtual-machine", "A computer in software."):
            app = slab(f"App {name}", NARROW, "virtual-machine", "The program and its settings.")
            libs = slab("Bins/libs", NARROW, "virtual-machine", "What the program needs to run.")
            guest = slab("Guest OS", NARROW, "virtual-machine", "A whole system, with a kernel.")
        pile(app, libs, guest, ground[0])
    pile(*ground)
