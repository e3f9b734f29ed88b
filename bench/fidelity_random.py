"""Graphs of a few nodes that say at random what can be said; what that is, and texts of a line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

SHAPES = [
    "box",
    "polygon",
    "ellipse",
    "oval",
    "circle",
    "point",
    "egg",
    "triangle",
    "plaintext",
    "plain",
    "diamond",
    "trapezium",
    "parallelogram",
    "house",
    "pentagon",
    "hexagon",
    "septagon",
    "octagon",
    "doublecircle",
    "doubleoctagon",
    "tripleoctagon",
    "invtriangle",
    "invtrapezium",
    "invhouse",
    "Mdiamond",
    "Msquare",
    "Mcircle",
    "rect",
    "rectangle",
    "square",
    "star",
    "none",
    "underline",
    "cylinder",
    "note",
    "tab",
    "folder",
    "box3d",
    "component",
    "promoter",
    "cds",
    "terminator",
    "utr",
    "primersite",
    "restrictionsite",
    "fivepoverhang",
    "threepoverhang",
    "noverhang",
    "assembly",
    "signature",
    "insulator",
    "ribosite",
    "rnastab",
    "proteasesite",
    "proteinstab",
    "rpromoter",
    "rarrow",
    "larrow",
    "lpromoter",
    "record",
    "Mrecord",
]
ARROWS = ["box", "crow", "curve", "icurve", "diamond", "dot", "inv", "none", "normal", "tee", "vee"]
ENGINES = ["dot", "neato", "fdp", "sfdp", "twopi", "circo", "osage", "patchwork"]
PAINTS = (
    *[
        "red",
        "blue",
        "#336699",
        "#ff880080",
        "0.6,0.7,0.8",
        "gray70",
        "/accent4/3",
        "darkgreen",
        "transparent",
    ],
    *("red:blue", "gold", "lightblue"),
)

_Known = Mapping[str, tuple[str, ...]]
_LINES = PAINTS[:9]
_LABELS = ("a label", r"two\nlines", r"left\lright\r", "", "é ü 数", r"\N", "a & b <c>")
_NODE: _Known = {
    "shape": tuple(SHAPES),
    "label": _LABELS,
    "style": (
        "filled",
        "dashed",
        "rounded",
        "filled,rounded",
        "bold",
        "dotted",
        "diagonals",
        "invis",
    ),
    "color": _LINES,
    "fillcolor": PAINTS,
    "fontcolor": _LINES[:4],
    "fontsize": ("8", "14", "28"),
    "fontname": ("Helvetica", "Courier-Bold", "Times-Italic", "Arial"),
    "penwidth": ("0.5", "1", "4"),
    "peripheries": ("0", "1", "2", "3"),
    "width": ("0.2", "1.5", "3"),
    "height": ("0.2", "1", "2"),
    "fixedsize": ("true", "false"),
    "orientation": ("0", "30"),
    "xlabel": ("beside", ""),
    "margin": ("0", "0.4"),
    "gradientangle": ("0", "60"),
    "labelloc": ("t", "b", "c"),
}
_EDGE: _Known = {
    "label": _LABELS,
    "color": (*_LINES, "red:blue", "red;0.4:green", "red:blue:gold"),
    "style": ("dashed", "dotted", "bold", "tapered", "solid", "invis"),
    "arrowhead": (*ARROWS, "odiamond", "lcrow", "nonenormal", "veetee"),
    "arrowtail": (*ARROWS, "obox", "rvee"),
    "dir": ("both", "back", "none", "forward"),
    "arrowsize": ("0.5", "2"),
    "penwidth": ("0.5", "3", "7"),
    "headlabel": ("head",),
    "taillabel": ("tail",),
    "xlabel": ("aside",),
    "fontcolor": _LINES[:4],
    "labelangle": ("-60", "30"),
    "decorate": ("true",),
    "minlen": ("1", "2"),
    "constraint": ("false",),
    "tailport": ("n", "se", "c", "_"),
    "headport": ("s", "w"),
}
_GRAPH: _Known = {
    "rankdir": ("LR", "BT", "TB", "RL"),
    "splines": ("line", "polyline", "ortho", "curved", "true"),
    "bgcolor": ("white", "lightyellow", "red:gold", "#00000010"),
    "size": ("2,2", "4", "9,9!"),
    "rotate": ("90", "0"),
    "dpi": ("60", "150"),
    "pad": ("0", "0.4"),
    "label": ("A title", r"left\l", ""),
    "labelloc": ("t", "b"),
    "concentrate": ("true",),
    "outputorder": ("edgesfirst", "nodesfirst", "breadthfirst"),
    "nodesep": ("0.1", "1"),
    "ranksep": ("0.2", "1"),
    "layout": tuple(ENGINES),
    "overlap": ("false", "scale"),
    "ratio": ("1", "fill", "compress"),
    "fontname": ("Helvetica", "Courier"),
    "compound": ("true",),
    "newrank": ("true",),
}
_CLUSTER: _Known = {
    "label": ("Group", r"two\nlines", ""),
    "style": ("filled", "rounded", "dashed", "striped", "filled,rounded", "invis", "radial"),
    "color": _LINES,
    "fillcolor": PAINTS,
    "bgcolor": PAINTS,
    "pencolor": _LINES,
    "penwidth": ("1", "4"),
    "labeljust": ("l", "r", "c"),
    "labelloc": ("t", "b"),
    "peripheries": ("0", "1"),
    "margin": ("2", "30"),
}


def random_dot(random: Random, labels: Sequence[str] = _LABELS) -> str:
    """A graph of two to nine nodes, up to three clusters and twelve edges, labelled with some of these."""

    def said(known: _Known, most: int) -> Iterator[str]:
        for name in random.sample(sorted(known), random.randint(0, most)):
            yield f'{name}="{random.choice(labels if name == "label" else known[name])}"'

    directed = random.random() < 0.7
    names = [f"n{i}" for i in range(random.randint(2, 9))]
    lines = [*said(_GRAPH, 4), *(f"{name} [{', '.join(said(_NODE, 6))}]" for name in names)]
    rest = names[:]
    for number in range(min(random.randint(0, 3), len(names) // 3)):
        held = random.sample(rest, random.randint(1, 3))
        rest = [name for name in rest if name not in held]
        lines.append(f"subgraph cluster_{number} {{ {'; '.join([*said(_CLUSTER, 4), *held])} }}")
    line = "->" if directed else "--"
    for _ in range(random.randint(1, 12)):
        ends = f" {line} ".join(random.choices(names, k=2))
        lines.append(f"{ends} [{', '.join(said(_EDGE, 5))}]")
    kind = "digraph" if directed else "graph"
    return f"{kind} g {{\n" + ";\n".join(lines) + "\n}\n"


def numbered(said: str) -> Iterator[tuple[str, str]]:
    """Each line, with its number."""
    for number, line in enumerate(said.strip().splitlines()):
        yield f"{number:02}", line.strip()
