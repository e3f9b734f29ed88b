"""A page that shows old beside new, drawn from the lists."""

from __future__ import annotations

import re
from collections import Counter
from difflib import unified_diff
from html import escape
from pathlib import Path

from app.layout.canvas_font import font_file
from tests.golden.drawn import LAYERS, THEMES, lines_of

STYLE = """
body { font: 15px/1.5 sans-serif; margin: 2em; background: #fff; color: #1b2530 }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1em }
figure { margin: 0 } svg { width: 100%; height: auto; border: 1px solid #d5dce3 }
pre { overflow: auto; background: #f3f5f8; padding: 1em } .was { color: #b42318 } .is { color: #00703c }
"""
_PATH = re.compile(r"(?:rect|ellipse) .*|M[-\d. LC]*")
_TEXT = re.compile(r"text “(.*)” (\S+) (\S+) (\S+) (\S+) (\S+) (\S+)", re.DOTALL)
_IMAGE = re.compile(r"image (\S+) \S+ (\S+) (\S+) (\S+) (\S+) (\S+)")


def page(old: dict[str, str], new: dict[str, str]) -> str:
    """HTML of the golden files that differ: of each picture, where it looks different, old beside
    new with what changed framed, and of each file the lines."""
    body = []
    for path, now in new.items():
        was = old.get(path, "")
        if was == now:
            continue
        body.append(f"<h2>{escape(path)}</h2>")
        if path.endswith(".txt"):
            for layers in LAYERS:
                body += _compared(lines_of(was, layers), lines_of(now, layers), layers)
        body.append(
            f"<details><summary>Lines that differ</summary><pre>{_diff(was, now)}</pre></details>"
        )
    title = "Golden files that differ"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_fonts()}{STYLE}</style><h1>{title}</h1>{''.join(body)}</html>\n"
    )


def svg(lines: list[str], theme: int, marked: Counter[str], colour: str) -> str:
    """What a list shows in a theme, its number; items in `marked` are framed."""
    shown = [_drawn(line, theme) for line in lines]
    left = marked.copy()
    for line in lines:
        if left[line] > 0:
            left[line] -= 1
            shown.append(_frame(line, colour))
    width, height = _size(lines)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{"".join(shown)}</svg>'


def _compared(was: list[str], now: list[str], layers: str) -> list[str]:
    gone, come = Counter(was) - Counter(now), Counter(now) - Counter(was)
    moved = "" if gone or come else ", in another order only"
    if was == now:
        return []
    found = []
    for number, theme in enumerate(THEMES):
        found.append(
            f"<h3>{theme}, layers: {layers}{moved}</h3><div class=pair>"
            f"<figure><figcaption>Old</figcaption>{svg(was, number, gone, '#d92d20')}</figure>"
            f"<figure><figcaption>New</figcaption>{svg(now, number, come, '#12994a')}</figure></div>"
        )
    return found


def _diff(was: str, now: str) -> str:
    rows = []
    for line in unified_diff(was.splitlines(), now.splitlines(), "old", "new", n=1, lineterm=""):
        kind = {"-": "was", "+": "is"}.get(line[:1], "")
        rows.append(f'<span class="{kind}">{escape(line)}</span>' if kind else escape(line))
    return "\n".join(rows)


def _size(lines: list[str]) -> tuple[str, str]:
    """Of the sheet, which lies under all."""
    words = lines[0].split() if lines else []
    return (words[-2], words[-1]) if "rect" in words else ("1", "1")


def _paint(paint: str, theme: int) -> str:
    """Of a theme, as SVG's attributes for opacity and its colour."""
    one, _, other = paint.partition("/")
    colour, _, opacity = (other if theme and other else one).partition("@")
    return f'opacity="{opacity or 1}" color="{colour}"'


def _drawn(line: str, theme: int) -> str:
    kind = line.partition(" ")[0]
    if text := _TEXT.fullmatch(line):
        said, style, size, paint, x, y, _ = text.groups()
        weight = 600 if style == "Semibold" else 400
        return (
            f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="currentColor" '
            f'font-family="Source Sans Pro, sans-serif" {_paint(paint, theme)}>{escape(said)}</text>'
        )
    if image := _IMAGE.fullmatch(line):
        name, paint, x, y, width, height = image.groups()
        place = f'x="{x}" y="{y}" width="{width}" height="{height}"'
        opacity = _paint(paint, theme).partition(" ")[0]
        file = _icons() / name
        if not file.is_file():
            return f'<rect {place} fill="#888" {opacity}/>'
        return f'<image href="{file.as_uri()}" {place} {opacity}/>'
    shape = _shape(line)
    words = line.split()
    if kind == "fill":
        return f'<{shape} fill="currentColor" {_paint(words[1], theme)}/>'
    dash = f'stroke-dasharray="{words[5]}"' if words[4] == "dash" else ""
    paint = _paint(words[6 if dash else 4], theme)
    return (
        f'<{shape} fill="none" stroke="currentColor" stroke-width="{words[1]}" {paint} '
        f'stroke-linecap="{words[2].replace("flat", "butt")}" stroke-linejoin="{words[3]}" {dash}/>'
    )


def _shape(line: str) -> str:
    found = _PATH.search(line)
    where = found.group() if found else ""
    kind, *numbers = where.split()
    if kind == "rect":
        x, y, width, height, *corner = numbers
        rx = f' rx="{corner[0][1:]}"' if corner else ""
        return f'rect x="{x}" y="{y}" width="{width}" height="{height}"{rx}'
    if kind == "ellipse":
        left, top, wide, high = map(float, numbers)
        middle = f'cx="{left + wide / 2}" cy="{top + high / 2}"'
        return f'ellipse {middle} rx="{wide / 2}" ry="{high / 2}"'
    return f'path d="{where}"'


def _frame(line: str, colour: str) -> str:
    """Round an item that is gone, or new."""
    if text := _TEXT.fullmatch(line):
        _, _, size, _, x, y, end = text.groups()
        left, top, right, bottom = float(x), float(y) - float(size), float(end) + 8, float(y) + 4
    elif image := _IMAGE.fullmatch(line):
        left, top, width, height = map(float, image.groups()[2:])
        right, bottom = left + width, top + height
    else:
        return f'<{_shape(line)} fill="none" stroke="{colour}" stroke-width="3" opacity="0.6"/>'
    return (
        f'<rect x="{left - 2}" y="{top - 2}" width="{right - left + 4}" height="{bottom - top + 4}" '
        f'fill="none" stroke="{colour}" stroke-width="2"/>'
    )


def _fonts() -> str:
    return "".join(
        f"@font-face {{ font-family: 'Source Sans Pro'; font-weight: {600 if bold else 400}; "
        f"src: url('{font_file(bold).as_uri()}') }}"
        for bold in (False, True)
    )


def _icons() -> Path:
    from importlib.util import find_spec

    spec = find_spec("diagrams")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]).parent / "resources"
