"""A workspace whose every text tries to become script, style or markup."""

from __future__ import annotations

from pathlib import Path

from app.layout.layout import lay_out
from app.page.page import compose
from app.render.offscreen import ensure_application
from app.sources.workspace import load

SCRIPT = "</script><script>window.pwned=1</script>"
IMAGE = '<img src=x onerror=\\"window.pwned=1\\">'
DOT = f"""
digraph "{SCRIPT}" {{
  label="{SCRIPT}"; layers="iam:{IMAGE}";
  a [label="{SCRIPT}", tooltip="{IMAGE}", URL="javascript:window.pwned=1"];
  b [label="<!--<script>", tooltip="\\"onload=\\"window.pwned=1", layer="iam", URL="#x\\" onclick=\\"pwned=1"];
  c [label="{{{{data}}}} {{{{script}}}} ]]> --> </style>", layer="{IMAGE}"];
  subgraph cluster_x {{ label="{IMAGE}"; class="vpc\\" onload=\\"pwned=1"; b; }}
  a -> b [label="{IMAGE}"]; b -> c [label="</svg>{SCRIPT}", layer="iam,{IMAGE}"];
}}
"""
NOTE = """---
aliases: ["</script><script>window.pwned=1</script>"]
---
# <script>window.pwned=1</script> </title>

<script>window.pwned=1</script><style>body{display:none}</style>
<img src=x onerror="window.pwned=1"> <svg onload="window.pwned=1"><a href="javascript:pwned=1">x</a>
<iframe src="javascript:parent.pwned=1"></iframe><object data="x"></object><base href="//evil.example/">
<a href="javascript:window.pwned=1" onclick="window.pwned=1" style="position:fixed" id="data">one</a>
<form action="//evil.example"><input autofocus onfocus="window.pwned=1"><button formaction="x">b</button></form>
<math><mtext></p><style><img src onerror=window.pwned=1></style>

[two](javascript:window.pwned=1) [three](data:text/html,<script>pwned=1</script>) [four](JaVaScRiPt:pwned=1)
[five](https://example.org/" onmouseover="window.pwned=1) [six](vbscript:x) <javascript:window.pwned=1>
![seven](//evil.example/x.png) ![eight](data:image/svg+xml,<svg/onload=pwned=1>) ![n" onerror="window.pwned=1](g.png)
![ten](../../../../etc/passwd.png) ![[x" onerror="window.pwned=1.png]]

`</script>` &lt;script&gt;window.pwned=1&lt;/script&gt; {{data}} {{policy}}

```html" onload="window.pwned=1
</code></pre></script><script>window.pwned=1</script>
```

| a | b |
| --- | :---: |
| <script>window.pwned=1</script> | <td onclick=pwned=1> |

<details open ontoggle="window.pwned=1"><summary onclick="x">s</summary>

## Inside <img src=x onerror=window.pwned=1>
[^1]

[^1]: <img src=x onerror=window.pwned=1>
"""
TOUR = """---
title: "</script><script>window.pwned=1</script>"
diagram: bad
---
# Tour

## <img src=x onerror=window.pwned=1>
<!-- show: layers=iam; style=flow; focus=a -->

<script>window.pwned=1</script> [x](javascript:window.pwned=1)
"""


def write(folder: Path, dot: str = DOT) -> Path:
    """The page of that workspace, or of one with another diagram, in the folder."""
    (folder / "tours").mkdir(parents=True)
    (folder / "bad.dot").write_text(dot, encoding="utf-8")
    (folder / "bad.md").write_text(NOTE, encoding="utf-8")
    (folder / "tours" / "bad.md").write_text(TOUR, encoding="utf-8")
    workspace = load(folder)
    ensure_application()
    page = folder / "page.html"
    layouts = {d.id: lay_out(d) for d in workspace.diagrams}
    page.write_bytes(compose(workspace, layouts, f"</title>{SCRIPT}"))
    return page
