"""Graphs of the corpus: what a graph says of itself, and every way to lay one out."""

from __future__ import annotations

from collections.abc import Iterator

from bench.fidelity_random import ENGINES, numbered


def graphs() -> Iterator[tuple[str, str]]:
    """What a graph says of itself; every way to lay one out."""
    body = "a -> b -> c -> a; b -> d [label=x]; subgraph cluster_q { label=Q; c; d }"
    for number, said in numbered(r"""
        rankdir=LR
        rankdir=RL
        rankdir=BT
        rotate=90
        landscape=true
        orientation=L
        rotate=90; rankdir=LR
        size="2,2"
        size="1"
        size="20,20!"
        size="1,4"
        size="3,1!"
        size=2; ratio=fill
        ratio=compress; size=3
        ratio=1
        ratio=auto
        ratio=0.3
        ratio=expand; size=9
        dpi=144
        resolution=36
        dpi=300; size=2
        dpi=144; rotate=90
        pad=1
        pad="0.5,2"
        pad=0
        margin=1
        margin="0.5,1"
        center=true
        page="3,3"
        viewport="100,100"
        viewport="200,100,2"
        viewport="80,80,1,60,60"
        viewport="90,60,0.5,'b'"
        bgcolor=lightblue
        bgcolor=transparent
        bgcolor="red:yellow"
        bgcolor="red:yellow"; gradientangle=90
        bgcolor="red:yellow"; style=radial
        bgcolor="#ff000040"
        nodesep=2
        ranksep=1.5
        ranksep="1 equally"
        newrank=true
        clusterrank=none
        clusterrank=global
        splines=none
        splines=line
        splines=polyline
        splines=ortho
        splines=curved
        splines=true
        splines=false
        splines=""
        splines=nonsense
        concentrate=true
        outputorder=edgesfirst
        outputorder=nodesfirst
        labelloc=t; label=Title
        label=Title; labeljust=r
        fontsize=30; label=T
        ordering=out
        ordering=in
        peripheries=0
        layers="p:q"
        charset="utf-8"
        stylesheet="x.css"
        URL="https://example.org/"; tooltip=tip
        rotate=90; bgcolor=pink; label=Title; size=2
        size="2"; dpi=200; pad=.3; bgcolor=gray
        rotate=90; bgcolor="red:yellow"; viewport="200,100"
        nojustify=true; label="long line\lb\l"
        compound=true; a -> e [lhead=cluster_q]; e
        imagepath="x"
        id=thing; class=klass
        rankdir=nonsense
        size=nonsense
        dpi=-3
        rotate=45
        rotate=90; c [label="two\llines\r", shape=record]; b [label=<<U>u</U> <SUP>s</SUP>>]; d [style=dashed, fillcolor="red:blue"]
        """):
        yield number, f"digraph g {{ {said}; {body} }}"
    for engine in ENGINES:
        for number, said in numbered("""
            normalize=false
            overlap=false; splines=true
            overlap=scale
            mode=KK; model=mds
            pack=true; x -- y
            start=3; normalize=true
            concentrate=true
            rotate=90; size=3
            splines=curved
            dim=3; dimen=3
            """):
            yield (
                f"{engine}_{number}",
                (
                    f"graph {{ layout={engine}; {said}; a -- b -- c -- d -- a; b -- d [label=diag]; e -- a [len=2]; "
                    "subgraph cluster_k { label=K; style=filled; fillcolor=gray90; f -- g; g -- a } "
                    'h [shape=box, label="a longer label"] }'
                ),
            )
    for number, said in numbered(r"""
        graph { layout=neato; a [pos="0,0!"]; b [pos="2,1!"]; c [pos="1,3!", pin=true]; a -- b -- c }
        digraph { layout=nop; a [pos="30,30", width=.75, height=.5]; b [pos="130,90", width=1, height=.5]; a -> b }
        digraph { layout=nop2; graph [bb="0,0,160,110"]; a [pos="30,30"]; b [pos="130,90"]; a -> b [pos="e,105,80 55,40 70,55 85,65 98,75"] }
        graph { a -- b -- c; b -- d [dir=forward]; c -- a [label=l] }
        strict digraph { a -> b; a -> b [label=twice]; b -> a; a -> a }
        digraph { a -> b; a -> b [label=1]; a -> b [color=red]; b -> a; a -> a [label=self]; a -> a }
        digraph { }
        digraph { label="nothing else" }
        digraph { a }
        digraph { a [style=invis]; b; c [style=invis]; a -> b [style=invis]; b -> c }
        digraph { layers="one:two:three"; a [layer=one]; b [layer="two:three"]; c [layer=all]; a -> b [layer=one]; b -> c }
        digraph { {rank=same; a; d} {rank=min; e} {rank=max; b} {rank=source; f} {rank=sink; g} a -> b -> c -> d; e -> f -> g }
        digraph { charset=latin1; a [label="café"]; a -> b }
        digraph { a [group=g]; b [group=g]; c [group=g]; a -> b -> c; a -> x -> c }
        digraph { {a b} -> {c d} -> e; subgraph s { f g } f -> {a e} }
        digraph { node [style=filled, fillcolor=white]; splines=line; a -> b -> c; a -> c; layout=neato; a [pos="0,0!"]; b [pos="1,0!"]; c [pos="2,0!"] }
        """):
        yield f"whole_{number}", said
    yield (
        "several",
        "digraph one { a -> b }\ngraph two { c -- d; size=1 }\ndigraph { rotate=90; e }",
    )
    ring = (f'n{i} -> n{(i * 7 + 3) % 60} [color="0.{i:02} 1 .7"]' for i in range(60))
    yield "large", f"digraph {{ {'; '.join(ring)} }}"
