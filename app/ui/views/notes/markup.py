"""What of HTML a note in the window may hold: the subset that QTextDocument draws."""

from __future__ import annotations

from app.sources.markdown.allowed import Allowed

FULL = 'width="100%" cellspacing="0" border="0"'
DATA_TABLE = f'<table class="data" {FULL} cellpadding="6">'
DRAWN_PADDING = 1  # px; by it the document knows tables that hold a diagram wider than the text
DRAWN_TABLE = f'<table class="drawn" {FULL} cellpadding="{DRAWN_PADDING}"><tr><td>'
MARK = '<span class="mark">'
WINDOW = Allowed(
    "name",
    attributes={"table": frozenset({"width", "cellpadding", "cellspacing", "border"})},
    classes={
        "table": frozenset({"data", "card", "drawn", "quote", "embed", "fold"}),
        "ul": frozenset({"more"}),
        "ol": frozenset({"more"}),
        "p": frozenset({"code", "drawing", "summary"}),
        "span": frozenset({"mark"}),
        "a": frozenset({"fold"}),
    },
    # What Qt does not know, said with what it knows.
    said_as={
        "details": "div",
        "summary": "div",
        "section": "div",
        "figure": "div",
        "figcaption": "p",
        "kbd": "code",
        "samp": "code",
        "mark": "span",
        "del": "s",
        "ins": "u",
    },
    openings={"table": DATA_TABLE, "mark": MARK},
)
