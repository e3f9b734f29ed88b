"""Contrast as WCAG 2.2 AA asks for: 4.5 for text (1.4.3), 3 for what else is to be seen (1.4.11).

Left out, as there: what is disabled or dimmed, and lines that only separate."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from app.catalogue import catalogue
from app.scene.colours import contrast, mixed
from app.scene.inks import TINT
from app.scene.theme import DARK, LIGHT, Theme
from app.ui.kit import style
from app.ui.views.notes.style import stylesheet

TEXT, SHAPE = 4.5, 3.0
Pairs = list[tuple[str, str, str]]  # what, ink, ground

pytestmark = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def _weak(pairs: Pairs, least: float) -> list[str]:
    found = ((what, contrast(ink, ground)) for what, ink, ground in pairs)
    return [f"{what}: {ratio:.2f}" for what, ratio in found if ratio < least]


def _layers(theme: Theme) -> dict[str, str]:
    """By name; those of somebody's own have one of three colours."""
    own = {f"own {n}": colour for n, colour in enumerate(theme.others)}
    return {**theme.layers, **own}


def test_text_of_the_window(theme: Theme) -> None:
    t = theme
    row = style.mixed(t.accent, t.panel, 0.1)
    under = style.mixed(t.text, t.panel, 0.1)
    pairs: Pairs = [
        ("outline", t.text, t.panel),
        ("outline, hidden", t.muted, t.panel),
        ("outline, selected", t.text, row),
        ("outline, selected and hidden", t.muted, row),
        ("outline, under the pointer", t.text, under),
        ("outline, hidden, under the pointer", t.muted, under),
        ("current diagram", t.accent, t.panel),
        ("diagram", t.text, t.panel),
        ("count", t.muted, t.panel),
        ("words in place of a picture", t.muted, t.canvas),
        ("export failed", t.error, t.panel),
        ("presenter's hint", t.canvas, t.text),
        ("presenter's badge", t.muted, t.canvas),
        ("placeholder", t.muted, t.canvas),
    ]
    assert not _weak(pairs, TEXT)


def test_the_style_sheet(theme: Theme) -> None:
    """Each rule's own colours, or those around it: it stands on the panel or the canvas."""
    pairs: Pairs = []
    inks: dict[str, str] = {}  # what `x` says holds for `x:hover`, too
    for names, body in re.findall(r"([^{}]+)\{([^{}]*)\}", style.sheet(theme)):
        if ":disabled" in names:
            continue
        ink = re.search(r"(?<![-\w])color:\s*(#\w{6})", body)
        ground = re.search(r"(?<![-\w])background(?:-color)?:\s*(#\w{6})", body)
        wordless = any(kind in names for kind in ("QScrollBar", "QSplitter", "QProgressBar"))
        if ink is None and (ground is None or wordless):
            continue
        base = re.sub(r":(hover|pressed)$", "", names.strip())
        inks[base] = ink[1] if ink else inks.get(base, theme.text)
        for under in [ground[1]] if ground else [theme.panel, theme.canvas]:
            pairs.append((names.strip(), inks[base], under))
    assert len(pairs) > 20
    assert not _weak(pairs, TEXT)


def test_the_palette(theme: Theme) -> None:
    made, role = style.palette(theme), QPalette.ColorRole
    pairs: Pairs = [
        (f"{ink.name} on {ground.name}", made.color(ink).name(), made.color(ground).name())
        for ink, ground in (
            (role.WindowText, role.Window),
            (role.Text, role.Base),
            (role.ButtonText, role.Button),
            (role.HighlightedText, role.Highlight),
            (role.ToolTipText, role.ToolTipBase),
            (role.Link, role.Base),
            (role.PlaceholderText, role.Base),
            (role.BrightText, role.Window),
        )
    ]
    assert not _weak(pairs, TEXT)


def test_chips(theme: Theme) -> None:
    t, text, shapes = theme, Pairs(), Pairs()
    for name, own in _layers(theme).items():
        for hover in (0.0, 0.06):
            on = style.mixed(own, t.canvas, 0.14 + hover)
            off = style.mixed(own, t.panel, hover)
            text += [(f"{name} on", t.text, on), (f"{name} off", t.muted, off)]
            text.append((f"{name} count", style.mixed(t.text, t.muted, 0.4), on))
            shapes += [(f"{name} glyph", own, on), (f"{name} glyph off", t.muted, off)]
        shapes.append((f"{name} border", style.mixed(own, t.panel, 0.9), t.panel))
    assert not _weak(text, TEXT)
    assert not _weak(shapes, SHAPE)


def test_notes(qapp: QApplication, theme: Theme) -> None:
    """Text, links and code on what they can stand on: the page, a card, a find."""
    sheet = stylesheet(theme, qapp.font(), 1.0)
    inks = set(re.findall(r"(?<![-\w])color:(#\w{6})", sheet))
    assert {theme.accent, theme.muted, theme.layer("data")} <= inks
    pairs: Pairs = [
        (ink, ink, ground) for ink in sorted(inks) for ground in (theme.canvas, theme.panel)
    ]
    inline = re.search(r"^code .*background-color:(#\w{6})", sheet, re.MULTILINE)
    assert inline is not None
    pairs += [(f"{ink} in code", ink, inline[1]) for ink in (theme.text, theme.accent)]
    find = theme.layer("scaling")
    pairs.append(("found", theme.text, style.mixed(find, theme.canvas, 0.28)))
    pairs.append(("found, here", style.on_accent(theme), find))
    assert not _weak(pairs, TEXT)


def test_links_are_underlined(qapp: QApplication, theme: Theme) -> None:
    """They are told from the text around by more than their colour."""
    assert "text-decoration:underline" in stylesheet(theme, qapp.font(), 1.0)


def test_pictures(theme: Theme) -> None:
    """Labels, lines and borders on the canvas and in any cluster."""
    grounds = {"canvas": theme.canvas}
    groups = {kind: theme.group(kind) for kind in catalogue().groups}
    grounds.update({k: mixed(theme.canvas, c, TINT) for k, c in groups.items()})
    inks = {"text": theme.text, "edge": theme.edge, **_layers(theme)}
    text = [(f"{a} on {b}", inks[a], grounds[b]) for a in inks for b in grounds]
    assert not _weak(text, TEXT)
    borders = [(kind, colour, grounds[kind]) for kind, colour in groups.items()]
    assert not _weak(borders, SHAPE)


def test_focus_and_what_one_operates(theme: Theme) -> None:
    line = style.outline(theme)
    tinted = style.mixed(theme.accent, theme.panel, 0.1)
    pressed = style.mixed(theme.text, theme.panel, 0.13)
    pairs: Pairs = [
        ("focus on the panel", theme.accent, theme.panel),
        ("focus on the canvas", theme.accent, theme.canvas),
        ("focus on a selected row", theme.accent, tinted),
        ("focus on a pressed button", theme.accent, pressed),
        ("focus on the main button", theme.text, theme.panel),
        ("field on the panel", line, theme.panel),
        ("field on the canvas", line, theme.canvas),
        ("scroll bar", line, theme.panel),
        ("switch, on", theme.accent, theme.panel),
        ("progress, on what is to come", theme.accent, pressed),
        ("switch, off", theme.muted, theme.panel),
        ("its knob", style.on_accent(theme), theme.accent),
        ("eye", theme.muted, tinted),
        ("severe", theme.error, theme.panel),
        ("glyph", theme.text, pressed),
    ]
    assert not _weak(pairs, SHAPE)
