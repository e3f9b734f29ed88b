"""Labels of the corpus: text, HTML-like tables, records."""

from __future__ import annotations

from collections.abc import Iterator

_TEXTS = r"""
lines: one\ntwo\nthree
left: left\la line\l
right: right\ra line\r
mixed: left\lcentre\nright\r
name: \N in \G
backslash: a\\b \x c
quote: a \"quoted\" word
entities: &lt;b&gt; &amp; &eacute; &#8364; &#x3b1; & done &nosuch;
markup: <b>not bold</b> & a < b > c
breaks: \n\n
accents: Größe, naïve café, Ærø, Łódź
cyrillic: Привет, мир
greek: αβγ Ωμέγα
cjk: 数据库 と サーバー 서버
emoji: ship it 🚀 👍🏽 done
hebrew: שלום עולם
arabic: مرحبا
symbols: → ≤ ∑ ✓ © ™ … “quoted” – —
percent: 100 % of {braces} | bar
"""
_MORE = {
    "spaces": "  two   spaces  ",
    "blank": " ",
    "empty": "",
    "long": "word " * 40,
    "tab": "a\tb",
    "newline": "a\nb",
    "continued": "a \\\nb",
    "combining": "e\u0301 n\u0303",
    "joined": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea \u2708\ufe0f",
}
_TABLES = """
BORDER="1"
BORDER="0"
BORDER="4" CELLBORDER="2"
CELLBORDER="0"
CELLSPACING="0"
CELLPADDING="12" CELLSPACING="6"
BGCOLOR="lightyellow" COLOR="red"
BGCOLOR="red:yellow" GRADIENTANGLE="90"
BGCOLOR="red:yellow" STYLE="radial"
STYLE="rounded" BGCOLOR="lightblue" BORDER="2"
STYLE="dashed"
STYLE="dotted" CELLBORDER="0"
SIDES="LT" BORDER="3"
ROWS="*" COLUMNS="*" BORDER="1" CELLBORDER="0"
FIXEDSIZE="TRUE" WIDTH="100" HEIGHT="80"
WIDTH="150" HEIGHT="90"
HREF="https://example.org/" TITLE="a tip"
"""
_CELLS = """
<TR><TD COLSPAN="2">wide</TD></TR><TR><TD>a</TD><TD ROWSPAN="2">b</TD></TR><TR><TD>c</TD></TR>
<TR><TD WIDTH="120" ALIGN="LEFT">a</TD></TR><TR><TD ALIGN="RIGHT">b</TD></TR><TR><TD ALIGN="TEXT">c<BR ALIGN="LEFT"/>long one<BR ALIGN="RIGHT"/></TD></TR>
<TR><TD BALIGN="LEFT">a<BR/>longer<BR/>x</TD></TR>
<TR><TD HEIGHT="60" VALIGN="TOP">t</TD><TD VALIGN="BOTTOM">b</TD><TD>m</TD></TR>
<TR><TD>a</TD><VR/><TD>b</TD></TR><HR/><TR><TD>c</TD><VR/><TD>d</TD></TR>
<TR><TD PORT="p">a</TD><TD PORT="q">b</TD></TR>
<TR><TD BGCOLOR="red" BORDER="2" COLOR="blue" STYLE="rounded">a</TD><TD STYLE="dashed" SIDES="B">b</TD><TD STYLE="invis">c</TD></TR>
<TR><TD BGCOLOR="red:blue" GRADIENTANGLE="45">a</TD><TD BGCOLOR="red:blue" STYLE="radial">b</TD></TR>
<TR><TD><TABLE BGCOLOR="pink"><TR><TD>in</TD><TD>it</TD></TR></TABLE></TD><TD>out</TD></TR>
<TR><TD HREF="https://example.org/a" TITLE="first">a</TD><TD HREF="https://example.org/b">b</TD></TR>
<TR><TD><FONT COLOR="red" POINT-SIZE="24" FACE="Courier">big</FONT> small</TD></TR>
<TR><TD></TD><TD WIDTH="40" HEIGHT="20"></TD></TR>
<TR><TD>&lt;a&gt; &amp; &eacute; &#8364;</TD></TR>
<TR><TD><IMG SRC="nowhere.png"/></TD><TD>x</TD></TR>
"""
_HTML = """
<B>bold</B> and not
<I>slanted</I> and not
<U>under</U> and not
<O>over</O> and not
<S>struck</S> and not
x<SUP>2</SUP> and y<SUB>i</SUB>
<B><I>both</I></B>
one<BR/>two<BR ALIGN="LEFT"/>three four five<BR ALIGN="RIGHT"/>
<FONT COLOR="#336699" POINT-SIZE="20">large</FONT><FONT FACE="Helvetica">another</FONT>
just words
a<!-- not seen -->b
数据库 <B>サーバー</B> 🚀
"""
_WHOLE = r"""
digraph { a [label=<<TABLE><TR><TD>a</TD></TABLE>>]; b; a -> b }
digraph { a [label=<<TABLE></TABLE>>]; b; a -> b }
digraph { a -> b [label=<<TABLE BGCOLOR="yellow"><TR><TD>on</TD><TD>it</TD></TR></TABLE>>, headlabel=<<B>h</B>>, taillabel=<<I>t</I>>] }
digraph { subgraph cluster_a { label=<<TABLE BORDER="0"><TR><TD BGCOLOR="red">title</TD></TR></TABLE>>; a } }
digraph { label=<<TABLE><TR><TD HREF="https://example.org/">legend</TD></TR></TABLE>>; a }
digraph { a [xlabel=<<TABLE><TR><TD>x</TD></TR></TABLE>>]; a -> b [xlabel=<<B>y</B>>] }
digraph { a [shape=none, label=<<TABLE><TR><TD PORT="p">a</TD><TD PORT="q">b</TD></TR></TABLE>>]; a:p -> b; a:q:s -> b; b -> a:p:w }
"""
_RECORDS = r"""
a|b|c
a|{b|{c|d}|e}|f
<p>a|<q>b|{<r>c|d}
a\|b|\{c\}|\<d\>|e\ f|g\\h
||
one\ntwo|left\l|right\r
{a|b|c}
alone
a|{b
\N|\G
"""
_NAMED = r"""
digraph g { a -> b [label="\E: \T to \H in \G", headlabel="\H", taillabel="\T"]; a -> b [label="\L"] }
digraph { label="left\lright\r"; labeljust=l; labelloc=t; fontsize=20; a -> b -> c; d; e; f }
digraph { label="a title"; labeljust=r; labelloc=b; fontcolor=red; fontname=Courier; a; b; c }
digraph { forcelabels=true; a [xlabel="beside a"]; b [xlabel="beside\nb", fontcolor=red]; a -> b [xlabel="beside it", label="on it"] }
digraph { forcelabels=false; a [xlabel="beside a"]; a -> b [xlabel="beside it"] }
digraph { "a b"; "c:d"; 12; -3.5; _x9; "quoted \"name\""; é; <html <b>name</b>>; "" ; "node"; a_very_long_name_without_spaces }
digraph { node [label="same"]; edge [label="too"]; a -> b; c [label="\N"] }
"""


def labels() -> Iterator[tuple[str, str]]:
    """Text, on a graph, nodes, edges and a cluster."""
    said = dict(line.split(": ", 1) for line in _TEXTS.strip().splitlines())
    for name, label in (said | _MORE).items():
        yield (
            name,
            (
                f'digraph g {{ label="{label}"; a [label="{label}"]; b [label="{label}", shape=box]; '
                f'a -> b [label="{label}"]; subgraph cluster_c {{ label="{label}"; c }} }}'
            ),
        )
    yield from _numbered("whole", _NAMED)


def tables() -> Iterator[tuple[str, str]]:
    """HTML-like labels."""
    rows = "<TR><TD>a</TD><TD>b</TD></TR><TR><TD>c</TD><TD>d</TD></TR>"
    for number, said in _numbered("table", _TABLES):
        yield (
            number,
            f"digraph {{ a [shape=plaintext, label=<<TABLE {said}>{rows}</TABLE>>]; b; a -> b }}",
        )
    for number, said in _numbered("cell", _CELLS):
        yield (
            number,
            f"digraph {{ a [shape=none, margin=0, label=<<TABLE>{said}</TABLE>>]; b; a -> b }}",
        )
    for number, said in _numbered("text", _HTML):
        yield (
            number,
            (
                f"digraph {{ a [label=<{said}>]; b [shape=box, label=<{said}>]; a -> b [label=<{said}>]; "
                f"label=<{said}>; subgraph cluster_x {{ label=<{said}>; c }} }}"
            ),
        )
    yield from _numbered("whole", _WHOLE)


def records() -> Iterator[tuple[str, str]]:
    """Records, upright and lying."""
    for number, label in _numbered("", _RECORDS):
        for shape, direction in (("record", "TB"), ("Mrecord", "LR")):
            yield (
                f"{direction}{number}",
                (
                    f"digraph g {{ rankdir={direction}; node [shape={shape}]; "
                    f'a [label="{label}", style=filled, fillcolor=lightyellow]; '
                    f'b [label="{label}", color=red, fontcolor=blue]; a -> b }}'
                ),
            )
    ports = 'a [label="<l>left|<m>middle|<r>right"]; b [label="{<t>top|<b>bottom}"]'
    joined = "a:l -> b:t; a:r:s -> b:b:e; b:b:w -> a:m:n; a:nosuch -> b"
    yield "joined", f"digraph {{ node [shape=record]; {ports}; {joined} }}"
    sizes = 'a [label="a|b"]; b [fixedsize=true, width=.5, label="too long|for it"]; c [style="rounded,dashed", label="r|s"]'
    yield "sized", f"digraph {{ node [shape=record, width=3, height=1.5]; {sizes} }}"


def _numbered(name: str, said: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(said.strip().splitlines()):
        yield f"{name}_{number:02}", line
