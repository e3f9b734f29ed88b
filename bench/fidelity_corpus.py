"""DOT files that say, one by one and at random, what Graphviz draws: written here, some hundreds."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from bench.fidelity_graphs import graphs
from bench.fidelity_labels import labels, records, tables
from bench.fidelity_random import ARROWS, PAINTS, SHAPES, numbered, random_dot

RANDOM = 120  # files


def corpus() -> Iterator[tuple[str, str]]:
    """Names, without suffix, and what each file says; the same each time. Two images lie beside them."""
    groups = (shapes, arrows, styles, labels, tables, records, graphs, edges, clusters, images)
    for group in groups:
        for name, dot in group():
            yield f"{group.__name__}_{name}", dot
    for number in range(RANDOM):
        yield f"random_{number:03}", random_dot(Random(number))  # noqa: S311


def shapes() -> Iterator[tuple[str, str]]:
    """Every shape, and what changes one."""
    for shape in SHAPES:
        more = "b [style=filled, fillcolor=gold, color=navy, peripheries=2]; c [width=2, height=1, penwidth=3]"
        yield shape, f'digraph {{ node [shape={shape}]; a [label="a label"]; {more}; a -> b -> c }}'
    for name, said in numbered(r"""
        shape=polygon, sides=7, peripheries=3
        shape=polygon, sides=4, skew=.4, distortion=.3
        shape=polygon, sides=5, distortion=-.6, orientation=30
        shape=house, orientation=45
        shape=triangle, regular=true
        shape=box, peripheries=0, style=filled, fillcolor=pink
        shape=ellipse, peripheries=5
        shape=box, fixedsize=true, width=.4, height=.3, label="much wider than this"
        shape=circle, fixedsize=shape, width=.4, label="outside of it"
        shape=box, margin="0.5,0.3"
        shape=box, height=2, labelloc=b, label="at\nthe bottom"
        shape=box, height=2, labelloc=t
        shape=box, width=3, nojustify=true, label="long first line\lshort\r"
        shape=box, width=3, label="long first line\lshort\r"
        shape=point, width=.3, color=red, fillcolor=yellow, peripheries=2
        shape=ellipse, samplepoints=4
        shape=nosuchshape
        shape=point, xlabel="beside"
        shape=custom, shapefile="nowhere.svg"
        """):
        yield name, f"digraph {{ a [{said}]; b [shape=box]; a -> b }}"


def arrows() -> Iterator[tuple[str, str]]:
    """Every arrowhead, and what changes one."""
    for arrow in ARROWS:
        kinds = [f"{mod}{arrow}" for mod in ("", "o", "l", "r", "ol", "or")]
        each = (f"a{i} -> b{i} [arrowhead={k}, arrowtail={k}]" for i, k in enumerate(kinds))
        yield arrow, f"digraph {{ edge [dir=both]; {'; '.join(each)} }}"
    for name, said in numbered("""
        arrowhead=lteeoldiamond, arrowtail=crowodot, dir=both
        arrowhead=normalnormalnormalnormal
        arrowsize=3
        arrowsize=.2, arrowhead=diamond
        arrowsize=0
        penwidth=5
        dir=back, arrowtail=vee
        dir=none
        color=red, fillcolor=yellow
        arrowhead=invempty, arrowtail=ediamond, dir=both
        arrowhead=halfopen, arrowtail=open, dir=both
        """):
        yield name, f"digraph {{ a -> b [{said}] }}"


def styles() -> Iterator[tuple[str, str]]:
    """Strokes, fills, colours and fonts."""
    for number, style in numbered("""
        solid
        dashed
        dotted
        bold
        invis
        filled
        rounded
        diagonals
        striped
        wedged
        radial
        filled,rounded
        filled,dashed
        rounded,dashed,bold
        bold,dotted
        setlinewidth(4)
        filled,diagonals
        filled,nosuchstyle
        tapered
        """):
        shape = "ellipse" if "wedged" in style else "box"
        yield (
            f"style_{number}",
            (
                f'digraph {{ node [shape={shape}, style="{style}", color=blue, fillcolor="red:white:green;0.5"]; '
                f'c [fillcolor=lightblue, shape=ellipse]; a -> b [style="{style}"]; b -> c }}'
            ),
        )
    names = (
        "#fff",
        ".1 .9 .9",
        "/svg/green",
        "//red",
        "/blues9/7",
        "RED",
        "green",
        "gray",
        "purple",
    )
    for place, colour in enumerate((*PAINTS, "", "nosuchcolour", *names)):
        said = f'color="{colour}", fontcolor="{colour}"'
        yield (
            f"colour_{place:02}",
            f'digraph {{ a [{said}]; b [style=filled, fillcolor="{colour}"]; a -> b [{said}, label=x] }}',
        )
    for number, said in numbered("""
        "red:blue"; gradientangle=0
        "red:blue"; gradientangle=45
        "red:blue"; gradientangle=90
        "red;0.3:blue"; gradientangle=0
        "red:blue:green"; gradientangle=270
        ":blue"; gradientangle=0
        "#ff000080:#0000ff80"; gradientangle=0
        """):
        for style in ("filled", "radial"):
            node, cluster = said.replace(";gradient", ",gradient").replace("; ", ", "), said
            yield (
                f"gradient_{style}_{number}",
                (
                    f'digraph {{ bgcolor="white:gray90"; node [style={style}, fillcolor={node}]; subgraph cluster_a '
                    f"{{ style={style}; fillcolor={cluster}; a -> b [shape=box]; c [shape=star] }} }}"
                ),
            )
    fonts = (
        "Times;Helvetica;Courier;Arial;Arial Bold;Helvetica-Oblique;Times-BoldItalic;Courier-Bold;"
        "Verdana;Georgia;sans-serif;DejaVu Sans;NoSuchFont Italic"
    )
    named = (f'n{i} [fontname="{font}"]' for i, font in enumerate(fonts.split(";")))
    yield "fonts", f"digraph {{ {'; '.join(named)} }}"
    for name, said in numbered("""
        node [colorscheme=blues9, style=filled, color=9, fillcolor=3, fontcolor=8]; edge [colorscheme=set19, color=2]; a -> b
        colorscheme=svg; node [colorscheme=svg, style=filled, fillcolor=green]; a
        a [style=wedged, fillcolor="red;.2:blue;.3:green:white"]; b [style=wedged, shape=circle, fillcolor="red:blue"]
        a [shape=box, width=3, style="striped,rounded", fillcolor="red;.2:blue;.3:green:white"]
        a [fontsize=6]; b [fontsize=40]; c [fontsize=0.5]; d [fontsize=14.5]; a -> b [label=x, fontsize=30]
        a [penwidth=0]; b [penwidth=.2]; c [penwidth=6]; a -> b [penwidth=0]; b -> c [penwidth=4, style=dashed]; c -> a [penwidth=0.3, style=dotted]
        """):
        yield name, f"digraph {{ {said} }}"


def edges() -> Iterator[tuple[str, str]]:
    """What an edge says."""
    for number, said in numbered(r"""
        color="red:blue"
        color="red:blue:green"
        color="red;0.3:blue"
        color="red;0.2:blue;0.3:green"
        color="red:invis:blue"
        color="red:blue", dir=both
        color="red:blue", style=dashed, penwidth=3
        style=tapered, penwidth=12, dir=both, arrowtail=none
        style=tapered, penwidth=8, dir=forward, arrowhead=none, color=red
        taillabel=t, headlabel=h
        taillabel=t, headlabel=h, labelangle=60, labeldistance=4
        headlabel=h, labelfontcolor=red, labelfontsize=20, labelfontname=Courier
        label=on, decorate=true
        label=on, labelfloat=true
        label=on, xlabel=beside, fontcolor=blue
        headclip=false
        tailclip=false, headclip=false
        tailport=w, headport=e
        tailport=_, headport=c
        tailport=nw, headport=se
        minlen=3
        weight=0
        constraint=false
        samehead=x
        sametail=x
        dir=both, arrowsize=2
        nojustify=true, label="x y z\lb\l"
        URL="https://example.org/", tooltip=tip, label=l
        edgeURL="https://example.org/e", headURL="https://example.org/h", headlabel=h, labelURL="https://example.org/l", label=l
        penwidth=0
        showboxes=2
        label="a very long label on an edge"
        comment="not drawn"
        pos="0,0"
        color=transparent, label=l
        style=bold, color="#00000040"
        lp="10,10", label=l
        arrowhead=nosuch
        """):
        ends = ("a -> b", "c -> b", "b -> b")
        yield number, f"digraph {{ {'; '.join(f'{e} [{said}]' for e in ends)}; b -> d }}"
    for splines in ("line", "polyline", "ortho", "curved", "spline"):
        yield (
            f"loops_{splines}",
            (
                f"digraph {{ splines={splines}; a -> a [label=self]; a:e -> a:w; a:n -> a:n; "
                "a -> b [label=1, dir=both]; a -> b [label=2]; b -> a [label=3]; b:s -> b:e }"
            ),
        )
    for number, said in numbered("""
        digraph { compound=true; subgraph cluster_a { a -> b } subgraph cluster_b { c -> d } a -> c [ltail=cluster_a, lhead=cluster_b, label=x]; b -> d [lhead=cluster_b]; d -> a [lhead=cluster_a] }
        graph { layout=fdp; subgraph cluster_a { a -- b } c -- cluster_a; cluster_a -- d; subgraph cluster_b { e } cluster_a -- cluster_b }
        digraph { {rank=same; a -> b [label=flat]; b -> c; c -> a} }
        digraph { concentrate=true; a -> d; b -> d; c -> d; d -> e; d -> f; d -> g; e -> a }
        digraph { a -> d [samehead=h]; b -> d [samehead=h]; c -> d [samehead=h]; a -> e [sametail=t]; a -> f [sametail=t] }
        """):
        yield f"whole_{number}", said


def clusters() -> Iterator[tuple[str, str]]:
    """What a cluster says."""
    for number, said in numbered(r"""
        style=filled; color=lightgrey
        style=filled; fillcolor=pink; color=red; pencolor=blue
        bgcolor=yellow
        style="rounded,filled"; fillcolor=lightblue
        style=dashed; penwidth=3
        style=dotted; color=red
        style=bold
        style=invis; label=X
        style=filled; fillcolor="red:white"
        style=radial; fillcolor="red:white"
        style=striped; fillcolor="red:white:blue"
        peripheries=0; label=L
        labelloc=b; label=L
        labeljust=l; label=L
        labeljust=r; label=L; fontcolor=red; fontsize=24; fontname=Courier
        margin=40; label=L
        label="two\nlines\l"
        URL="https://example.org/"; tooltip=tip; label=L
        style=solid; pencolor=transparent; label=L
        color=transparent
        style="filled"; bgcolor=green; fillcolor=red
        style=rounded; bgcolor=gold
        rank=same
        label=<<B>bold</B>>
        label=""
        style="filled,dashed"; fillcolor="#ff000030"
        style=filled; color="red:blue"
        """):
        inner = "subgraph cluster_in { c }"
        yield (
            number,
            f"digraph {{ subgraph cluster_a {{ {said}; a -> b; {inner} }} d -> a; b -> c }}",
        )
    for number, said in numbered("""
        subgraph cluster_1 { label=1; subgraph cluster_2 { label=2; subgraph cluster_3 { label=3; a } b } c } a -> d; e -> a
        subgraph cluster_e { label=Empty } a
        subgraph x { cluster=true; label=X; style=filled; fillcolor=gray; a } b -> a
        subgraph Cluster_x { label=X; a } subgraph CLUSTERY { label=Y; b } b -> a
        subgraph cluster_a { label=A; a; b } subgraph cluster_b { label=B; b; c } a -> b -> c
        subgraph cluster_a { label=A; a } subgraph cluster_a { b } a -> b
        subgraph { a b } subgraph { rank=same; c d } a -> c
        subgraph s { subgraph cluster_t { label=T; a } } b -> a
        label=G; color=red; style=filled; fillcolor=lightyellow; fontcolor=blue; subgraph cluster_a { a; subgraph cluster_b { b } }
        """):
        yield f"whole_{number}", f"digraph {{ {said} }}"


def images() -> Iterator[tuple[str, str]]:
    """Images of nodes and in tables: one of 40 × 20 px, one of 20 × 40."""
    for number, said in numbered("""
        label=""
        imagescale=true, width=2, height=2, fixedsize=true
        imagescale=width, width=2, height=2, fixedsize=true
        imagescale=height, width=2, height=2, fixedsize=true
        imagescale=both, width=2, height=1.5, fixedsize=true
        imagepos=tl, width=2, height=2
        imagepos=br, width=2, height=2
        imagepos=mc, labelloc=b, width=2, height=2, shape=none
        width=.2, height=.2, fixedsize=true, label=""
        imagescale=true, width=.2, height=.2, fixedsize=true, label=""
        style=filled, fillcolor=yellow, peripheries=2
        """):
        node = f'shape=box, image="wide.png", {said}'
        yield (
            number,
            f'digraph {{ a [{node}]; b [{node}, image="high.png", shape=ellipse]; a -> b }}',
        )
    for number, said in numbered("""
        <IMG SRC="wide.png"/>
        <IMG SRC="wide.png" SCALE="TRUE"/>
        <IMG SRC="high.png" SCALE="WIDTH"/>
        <IMG SRC="high.png" SCALE="HEIGHT"/>
        <IMG SRC="high.png" SCALE="BOTH"/>
        """):
        size = 'FIXEDSIZE="TRUE" WIDTH="80" HEIGHT="60"'
        cells = f"<TR><TD {size}>{said}</TD></TR><TR><TD>{said}</TD></TR>"
        yield (
            f"cell_{number}",
            f"digraph {{ a [shape=none, label=<<TABLE>{cells}</TABLE>>]; a -> b }}",
        )
