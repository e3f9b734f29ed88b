"""How notes look: a style sheet of the few properties that QTextDocument knows."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QFontMetricsF

from app.scene.theme import Theme
from app.ui.kit.style import mixed
from app.ui.views.notes.formulas import TextSize
from app.ui.views.notes.zoom import TEXT

MARGIN = 28  # px round the text; the section's bar stands in it
CHARACTERS = 68  # a line at most
_LINE = 1.5  # line height over font size


def column(font: QFont, zoom: float, characters: int | None = CHARACTERS) -> int:
    """The width in px of a line of so many characters of running text; with None, as good as
    endless."""
    return round((characters or 10_000) * QFontMetricsF(sized(font, 13 * zoom)).averageCharWidth())


def text_size(font: QFont, zoom: float) -> TextSize:
    """Of the notes' text in that font."""
    return TextSize(TEXT * zoom, QFontMetrics(sized(font, TEXT * zoom)).descent())


def sized(font: QFont, pixels: float) -> QFont:
    """The same font, so many px high."""
    found = QFont(font)
    found.setPixelSize(max(1, round(pixels)))
    return found


def panel_sheet(theme: Theme) -> str:
    """What stands round the text."""
    return (
        f"#notesPanel {{ background: {theme.canvas}; }}"
        "NotesView { background: transparent; border: 2px solid transparent; }"
        f"NotesView:focus {{ border-color: {theme.accent}; }}"
        f"NotesFooter {{ background: {theme.canvas}; border-top: 1px solid {theme.hairline}; }}"
        f"NotesHeader, NotesContents, FindBar {{ background: {theme.canvas};"
        f" border-bottom: 1px solid {theme.hairline}; }}"
        f"#detailsCard {{ background: {theme.panel}; border-bottom: 1px solid {theme.hairline}; }}"
        "#detailsCard QScrollArea, #detailsCard QScrollArea > QWidget > QWidget { background: transparent; border: none; }"
        "#detailsMore { padding: 0; }"
        f"#detailsCard QTextEdit {{ background: transparent; border: none; color: {theme.text}; }}"
        f'#detailsCard QTextEdit[kind="muted"] {{ color: {theme.muted}; }}'
        f"#detailsType, #detailsChange {{ font-weight: 600; color: {theme.text}; }}"
        f"#stepCard {{ background: {theme.panel}; border-bottom: 1px solid {theme.hairline}; }}"
        f"#notesTitle {{ font-weight: 600; color: {theme.text}; padding: 0 8px; }}"
    )


def stylesheet(theme: Theme, font: QFont, zoom: float) -> str:
    """`font` is the window's; sizes are those of the design times `zoom`."""
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()

    px = [f"{max(1, round(size * zoom))}px" for size in range(29)]

    def line(size: float, height: float = _LINE) -> str:
        """Qt takes the percentage of the font's own line spacing, not of its size."""
        text = sized(font, size * zoom)
        return f"{round(100 * height * text.pixelSize() / QFontMetricsF(text).lineSpacing())}%"

    code = f"font-family:'{fixed}'; font-size:{px[12]}"
    inline = mixed(theme.text, theme.canvas, 0.07)
    return f"""
p, li, td, th, dd, dt, div {{ font-size:{px[13]}; line-height:{line(13)}; color:{theme.text} }}
p {{ margin-top:0; margin-bottom:{px[10]} }}
h1, h2, h3, h4, h5, h6 {{ font-weight:600; color:{theme.text}; line-height:{line(13, 1.3)} }}
h1 {{ font-size:{px[22]}; margin-top:{px[8]}; margin-bottom:{px[10]} }}
h2 {{ font-size:{px[18]}; margin-top:{px[28]}; margin-bottom:{px[8]} }}
h3 {{ font-size:{px[15]}; margin-top:{px[22]}; margin-bottom:{px[6]} }}
h4, h5, h6 {{ font-size:{px[13]}; margin-top:{px[18]}; margin-bottom:{px[4]} }}
ul, ol {{ margin-top:0; margin-bottom:{px[10]} }}
ul {{ list-style-type:disc }}
ol {{ list-style-type:decimal }}
ul.tasks {{ list-style-type:none }}
ul.more, ol.more {{ margin-bottom:0 }}
li {{ margin-top:{px[3]}; margin-bottom:{px[3]} }}
li p {{ margin-bottom:{px[4]} }}
dl {{ margin-top:0; margin-bottom:{px[10]} }}
hr {{ background-color:{theme.hairline} }}
dt {{ font-weight:600 }}
a[href] {{ color:{theme.accent}; text-decoration:underline }}
sup, sub, small {{ font-size:{px[11]} }}
code {{ {code}; background-color:{inline} }}
p.drawing {{ line-height:100% }}
pre, p.code {{ line-height:{line(12, 1.45)} }}
pre, p.code, p.drawing {{ {code}; white-space:pre-wrap; margin:0; color:{theme.text} }}
table {{ margin-top:{px[6]}; margin-bottom:{px[14]} }}
table.data {{ border-collapse:collapse; border-style:none }}
table.data td {{ border:none; border-bottom:1px solid {theme.hairline} }}
table.data th {{ border:none; border-bottom:1px solid {theme.muted}; font-weight:600 }}
table.data th {{ color:{theme.muted}; font-size:{px[12]} }}
table.drawn a {{ text-decoration:none }}
table.quote p, table.quote li {{ color:{theme.muted} }}
table.quote p {{ margin-bottom:0 }}
p.from {{ font-size:{px[11]} }}
table.fold {{ margin-top:0; margin-bottom:{px[10]} }}
p.summary {{ margin-bottom:{px[4]}; font-weight:600 }}
a.fold {{ color:{theme.text} }}
p.callout {{ font-weight:600; margin-bottom:{px[4]} }}
table.quote p.callout {{ color:{theme.text} }}
p.language {{ font-size:{px[11]}; color:{theme.muted}; margin-bottom:{px[4]} }}
p.lead {{ color:{theme.muted} }}
p.entry {{ margin-bottom:{px[4]} }}
span.k, span.s, span.n, span.f, span.c {{ {code} }}
span.k {{ color:{theme.layer("networking")} }}
span.s {{ color:{theme.layer("data")} }}
span.n {{ color:{theme.layer("scaling")} }}
span.f {{ color:{theme.accent} }}
span.c {{ color:{theme.muted} }}
span.mark {{ background-color:{mixed(theme.layer("scaling"), theme.canvas, 0.28)} }}
span.caption {{ color:{theme.muted}; font-size:{px[11]} }}
"""
