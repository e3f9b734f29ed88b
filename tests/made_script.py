"""A script of which not all can be evaluated: it draws one node more when it runs."""

from __future__ import annotations

from pathlib import Path

SCRIPT = """from diagrams import Diagram, Node
import parts
with Diagram("Shop"):
    Node(parts.x)
    import locale
    Node(str(bool(locale.getlocale)))
"""


def shop(folder: Path) -> Path:
    """The script, in a folder of that, with the module that it imports."""
    own = folder / "shop"
    own.mkdir()
    (own / "shop.py").write_text(SCRIPT)
    (own / "parts.py").write_text("x = 'Till'\n")
    return own / "shop.py"
