"""The page in a real browser, as a person uses it. Its network is off."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.exporters import render_image
from app.exporters.exporter import PictureOptions
from app.layout.layout import lay_out
from app.layout.text import LABEL, text_width
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.ids import DiagramId, TourId
from app.model.layer import visible
from app.model.tour import TourStyle, stage_of
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.page.page import compose
from app.page.places import Places, elements
from app.page.tours import shown_tours
from app.scene.appearance import appearance
from app.scene.theme import DARK, LIGHT, THEMES
from app.sources.workspace import load
from tests.browser.driver import Browser
from tests.page.hostile import write

Open = Callable[[str], Browser]
LINKED = """digraph {
  web [label=Web URL="http://example.org/run?x=1"]
  plain [label=Plain URL="file:///etc/passwd"]
  web -> plain [URL="mailto:a@example.org" headURL="http://example.org/in"]
}"""
PARTS = """digraph { web [label=Web]; subgraph cluster_s { label=Store; orders [label=Orders]; stock [label=Stock] }
  mail [label=Mail]; web -> orders; web -> orders -> stock; stock -> mail }"""
LOOK = """---
title: A look
diagram: shop
---

## From afar

<!-- show: fold=Store -->

## Close

<!-- show: fold=none; hide=Stock -->

## What is near

<!-- show: hide=none; near=Web -->
"""
SHOWN = """[...document.querySelectorAll("#p{0} [data-id]:not(.off)")].map((e) => e.dataset.id)"""


def number(bundled: Workspace, diagram: DiagramId) -> int:
    return [d.id for d in bundled.diagrams].index(diagram)


def element(
    bundled: Workspace, layouts: dict[DiagramId, DiagramLayout], diagram: DiagramId, label: str
) -> int:
    found = layouts[diagram].diagram
    (id,) = (c.id for c in found.components if c.label == label)
    return elements(layouts[diagram]).index(id)


def shown(window: Browser, diagram: int) -> set[str]:
    return set(window.run(f"return {SHOWN.format(diagram)}"))


def marked(window: Browser) -> str:
    said: str = window.run(
        'return document.querySelector("#paper .marked")?.firstChild.textContent'
    )
    return said


def view_box(window: Browser) -> list[float]:
    said = window.run(
        'return document.querySelector(".picture:not([hidden])").getAttribute("viewBox")'
    )
    return [float(x) for x in said.split()]


def test_a_click_on_a_component_opens_its_section_and_escape_leads_back(
    page: Open, bundled: Workspace, layouts: dict[DiagramId, DiagramLayout]
) -> None:
    ecs = number(bundled, DiagramId("ecs"))
    window = page(f"#d{ecs}")
    before = view_box(window)
    window.click(f'#p{ecs} .node[aria-label^="Web service"]')
    assert marked(window) == "ECS service"
    # Its neighbours keep their strength, as in the window.
    diagram = layouts[DiagramId("ecs")].diagram
    (service,) = (n.id for n in diagram.nodes if n.label == "Web service")
    state = ViewState(DiagramId("ecs"), frozenset(diagram.layers), selection=service)
    opacity = appearance(layouts[DiagramId("ecs")], state, LIGHT).opacity
    dim = set(
        window.run(
            f'return [...document.querySelectorAll("#p{ecs} .dim")].map((e) => e.dataset.id)'
        )
    )
    assert dim == {id for id, part in opacity.items() if part < 1}
    window.keys("Escape")
    assert window.run('return document.getElementById("notes").hidden')
    assert not window.run('return document.querySelectorAll(".dim, .picked").length')
    assert view_box(window) == pytest.approx(before)


def test_layers_show_and_hide_by_chip_and_key(page: Open, bundled: Workspace) -> None:
    ecs = number(bundled, DiagramId("ecs"))
    diagram = bundled.diagrams[ecs]
    window = page(f"#d{ecs}")
    window.keys("2")
    window.click("#layers button:nth-child(1)")
    left = visible(diagram, frozenset(diagram.layers[2:]))
    assert shown(window, ecs) == left.nodes | left.clusters | left.edges
    assert window.run('return document.querySelector("#layers button").ariaPressed') == "false"
    window.keys("1", "2")
    everything = visible(diagram, frozenset(diagram.layers))
    assert shown(window, ecs) == everything.nodes | everything.clusters | everything.edges


def test_every_combination_of_layers_shows_what_it_shows_in_the_window(
    page: Open, bundled: Workspace, layouts: dict[DiagramId, DiagramLayout]
) -> None:
    window = page("")
    places = Places(bundled, layouts)
    for n, diagram in enumerate(bundled.diagrams):
        drawn = elements(layouts[diagram.id])
        sets = [
            frozenset(some)
            for count in range(len(diagram.layers) + 1)
            for some in itertools.combinations(diagram.layers, count)
        ]
        numbers = [[places.layers.index(layer) for layer in on] for on in sets]
        script = "return arguments[1].map((on) => [...visible(DATA.diagrams[arguments[0]], new Set(on))])"
        found = window.run(script, n, numbers)
        for on, there in zip(sets, found, strict=True):
            expected = visible(diagram, on)
            assert {drawn[k] for k in there} == expected.nodes | expected.clusters | expected.edges


def test_open_notes_show_what_is_in_front(page: Open, bundled: Workspace) -> None:
    window = page("#d0")
    assert window.run('return document.getElementById("notes").hidden')
    window.keys("/", *"nat gateway")
    window.wait(
        'document.querySelector("#found [aria-selected=true] strong")?.textContent === "NAT gateway"'
    )
    window.keys("Enter")
    ecs = next(n for n, diagram in enumerate(bundled.diagrams) if diagram.id == "ecs")
    window.run("go(arguments[0])", f"#d{ecs}")
    assert window.run('return document.getElementById("note-title").textContent') == "ECS"
    window.keys("Escape")
    assert window.run('return document.getElementById("notes").hidden')


def test_search_forgives_a_slip_and_goes_there(page: Open) -> None:
    window = page("")
    window.keys("k", held="Control")
    window.keys(*"fargat tsak")
    first = 'document.querySelector("#found [aria-selected=true] strong")?.textContent'
    window.wait(f'{first} === "Fargate task"')
    window.keys("Enter")
    assert window.run(
        "return document.querySelector('.picked').getAttribute('aria-label')"
    ).startswith("Fargate task")
    window.keys("/", *"iam role", "Escape")
    assert window.run('return document.getElementById("search").open') is False
    assert window.run('return document.querySelectorAll(".picked").length') == 1


def test_search_says_when_nothing_matches(page: Open) -> None:
    window = page("")
    window.keys("/", *"zyxwvut")
    assert "No match" in window.run('return document.getElementById("nothing").textContent')


def test_a_tour_steps_by_keys_and_everything_is_as_before_after_it(
    page: Open, bundled: Workspace, layouts: dict[DiagramId, DiagramLayout]
) -> None:
    tours = shown_tours(layouts, bundled.tours)
    chosen = next(
        n for n, t in enumerate(tours) if t.steps[0].style is TourStyle.FLOW and len(t.steps) > 3
    )
    tour = tours[chosen]
    window = page("#d0")
    window.keys("2")
    before = shown(window, 0)
    window.run("go(arguments[0])", f"#t{chosen}")
    count = 'return document.getElementById("count").textContent'
    assert window.run(count) == f"1 / {len(tour.steps)}"
    window.keys(" ", "ArrowRight")
    assert window.run(count) == f"3 / {len(tour.steps)}"
    step = tour.steps[2]
    at = number(bundled, step.diagram)
    shows = stage_of(tour, 2, layouts[step.diagram].diagram)
    found = set(
        window.run(f'return [...document.querySelectorAll("#p{at} .dim")].map((e) => e.dataset.id)')
    )
    assert found == shows.pending & set(elements(layouts[step.diagram]))
    assert window.run('return document.getElementById("step").textContent') == step.title
    window.keys("Home", "ArrowLeft")
    assert window.run(count).startswith("1 /")
    window.keys("End", " ")
    assert window.run(count).startswith(f"{len(tour.steps)} /")
    window.keys("Escape")
    assert window.run('return document.getElementById("tour").hidden')
    assert window.run("return view.diagram") == 0
    assert shown(window, 0) == before


def test_steps_fold_and_leave_out_what_they_say(window: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    (folder / "tours").mkdir(parents=True)
    (folder / "shop.dot").write_text(PARTS, encoding="utf-8")
    (folder / "tours" / "look.md").write_text(LOOK, encoding="utf-8")
    workspace = load(folder)
    assert not workspace.problems
    made, laid_out = tmp_path / "page.html", {d.id: lay_out(d) for d in workspace.diagrams}
    made.write_bytes(compose(workspace, laid_out))
    ids = [t.id for t in shown_tours(laid_out, workspace.tours)]
    window.open(made, f"#t{ids.index(TourId('look'))}")

    def labels() -> set[str]:
        here = window.run("return view.diagram")
        all_ = window.run("return DATA.diagrams[view.diagram].elements")
        drawn = shown(window, here)
        return {e["label"] for e in all_ if e["id"] in drawn and e["kind"] != "edge"}

    assert labels() == {"Web", "Store 2 components", "Mail"}
    assert window.run('return document.querySelector("#list a[aria-current]").hash') == "#d0"
    window.keys(" ")
    assert labels() == {"Web", "Store", "Orders", "Mail"}
    window.keys(" ")
    assert labels() == {"Web", "Store", "Orders"}, "near"
    window.keys("Escape")
    assert labels() == {"Web", "Store", "Orders", "Stock", "Mail"}


def test_every_step_of_every_tour_can_be_shown(page: Open) -> None:
    window = page("")
    steps = window.run(
        "let n = 0; DATA.tours.forEach((t, k) => { startTour(k); t.steps.forEach((s, i) => { goStep(i); n++ }) });"
        "leaveTour(); return n"
    )
    assert steps > 50


def test_a_tour_plays_by_itself(page: Open) -> None:
    window = page("#t0")
    window.run("DATA.tours[0].steps.forEach((step) => { step.seconds = 0.05 })")
    window.keys("p")
    window.wait('at("next").disabled && at("play").ariaPressed === "false"')
    window.keys("Escape")


def test_keys_move_the_picture_and_reach_its_components(page: Open, bundled: Workspace) -> None:
    ecs = number(bundled, DiagramId("ecs"))
    window = page(f"#d{ecs}")
    whole = view_box(window)
    window.keys("+", "ArrowRight")
    near = view_box(window)
    assert near[2] == pytest.approx(whole[2] / 1.25)
    assert near[0] > whole[0]
    window.keys("0")
    assert view_box(window) == pytest.approx(whole)
    window.run('document.getElementById("stage").focus()')
    window.keys("Tab", "Tab")
    focused = 'return document.activeElement.getAttribute("role")'
    assert window.run(focused) == "button"
    ring = "return getComputedStyle(document.activeElement.querySelector('.ring')).stroke"
    assert window.run(ring) == _rgb(LIGHT.accent)
    window.keys("Enter")
    assert window.run("return document.activeElement.getAttribute('aria-pressed')") == "true"
    assert marked(window)


def test_the_pointer_drags_and_the_wheel_zooms(page: Open) -> None:
    window = page("#d0")
    before = view_box(window)
    window.press_at(640, 400, to=(740, 450))
    dragged = view_box(window)
    assert dragged[0] < before[0]
    assert dragged[1] < before[1]
    assert window.run("return location.hash") == "#d0"  # a drag is no click
    window.wheel(640, 400, -240)
    assert view_box(window)[2] < dragged[2]


def test_two_fingers_zoom(page: Open) -> None:
    window = page("#d0")
    before = view_box(window)
    for kind, far in (
        ("touchStart", 40),
        ("touchMove", 60),
        ("touchMove", 160),
        ("touchEnd", None),
    ):
        touches = (
            []
            if far is None
            else [{"x": 640 - far, "y": 400, "id": 0}, {"x": 640 + far, "y": 400, "id": 1}]
        )
        window.devtools("Input.dispatchTouchEvent", type=kind, touchPoints=touches)
    assert view_box(window)[2] < before[2] / 2


def test_a_mark_leads_into_a_diagram_and_back_leads_out(page: Open, bundled: Workspace) -> None:
    overview = number(bundled, DiagramId("overview"))
    window = page(f"#d{overview}")
    window.click(f"#p{overview} .node .mark ellipse")
    inside = window.run("return view.diagram")
    assert inside != overview
    window.run("history.back()")
    window.wait(f"view.diagram === {overview}")


def test_a_diagram_leads_to_its_note(page: Open, bundled: Workspace) -> None:
    window = page(f"#d{number(bundled, DiagramId('ecs'))}")
    window.click("#home")
    assert marked(window)
    assert window.run("return document.getElementById('note-title').textContent") == "ECS"


def test_links_and_live_pictures_in_notes_lead_on(page: Open, bundled: Workspace) -> None:
    note = next(n for n, x in enumerate(bundled.notebook.notes) if x.file.endswith("ecs.md"))
    window = page(f"#n{note}-s0")
    picture = f'[data-note="{note}"] a.live'
    assert (
        window.run(f"return document.querySelector('{picture} svg').getBoundingClientRect().height")
        > 100
    )
    target = window.run(f"return document.querySelector('{picture}').getAttribute('href')")
    window.run(f"document.querySelector('{picture}').click()")
    assert window.run("return `#d${view.diagram}`") == target
    window.run(f"go('#n{note}-s0')")
    link = window.run(
        f'const a = [...document.querySelectorAll(\'[data-note="{note}"] a[href^="#n"]\')]'
        f".find((a) => !a.hash.startsWith('#n{note}-')); a.click(); return a.hash"
    )
    assert window.run("return document.querySelector('#paper .marked').id") == link[1:]
    assert not window.run(f"return document.querySelector('{link}').closest('article').hidden")


def test_dark_follows_the_system_and_a_switch(page: Open) -> None:
    window = page("")
    colour = "return getComputedStyle(document.body).backgroundColor"
    assert window.run(colour) == _rgb(LIGHT.canvas)
    window.media(prefers_color_scheme="dark")
    assert window.run(colour) == _rgb(DARK.canvas)
    window.keys("d")
    assert window.run(colour) == _rgb(LIGHT.canvas)
    window.click("#theme")
    assert window.run(colour) == _rgb(DARK.canvas)


def test_a_phone_has_room_for_it(page: Open, window: Browser, bundled: Workspace) -> None:
    window.resize(390, 844)
    page(f"#d{number(bundled, DiagramId('ecs'))}-5")
    assert window.run("return document.documentElement.scrollWidth") == 390
    stage, notes = (
        window.run(
            f"const b = document.getElementById('{id}').getBoundingClientRect(); return [b.x, b.y, b.right, b.bottom]"
        )
        for id in ("stage", "notes")
    )
    assert notes[1] >= stage[3]
    assert stage[3] - stage[1] > 200
    assert notes[3] <= 844
    window.click("#menu")
    window.click("#list li:nth-child(3) a")
    assert window.run("return view.diagram") == 2
    assert window.run("return document.getElementById('list').getBoundingClientRect().width") == 0


def test_it_fetches_nothing(page: Open) -> None:
    window = page("#d1-3")
    names = window.run('return performance.getEntriesByType("resource").map((e) => e.name)')
    assert [name for name in names if not name.startswith("data:")] == []


def test_everything_to_press_has_a_name(page: Open) -> None:
    window = page("#t0")
    nameless = window.run(
        'return [...document.querySelectorAll("button, a[href], [role=button], input")]'
        '.filter((e) => !(e.getAttribute("aria-label") || e.textContent).trim()).map((e) => e.outerHTML)'
    )
    assert nameless == []


def test_letters_are_as_wide_as_the_layout_measured(page: Open) -> None:
    window = page("#d1")
    window.wait('document.fonts.status === "loaded"')
    labels = window.run(
        'return [...document.querySelectorAll("#p1 .node text:not(.initials) tspan[x]")].map((t) => {'
        ' t.removeAttribute("textLength"); return [t.textContent, t.getComputedTextLength()] })'
    )
    assert labels
    for label, wide in labels:
        assert wide == pytest.approx(text_width(label, LABEL), rel=0.005)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("id", ["vpc", "ecs", "spot"])
def test_the_picture_is_the_painters(
    page: Open,
    window: Browser,
    bundled: Workspace,
    layouts: dict[DiagramId, DiagramLayout],
    id: DiagramId,
    theme: str,
) -> None:
    at, layout, scale = number(bundled, id), layouts[id], 1.5
    width, height = int(layout.width * scale), int(layout.height * scale)
    window.media(prefers_color_scheme=theme)
    window.resize(width, height)
    page(f"#d{at}")
    window.run(
        "const [n, width, height, scale] = arguments;"
        "const picture = document.getElementById(`p${n}`).cloneNode(true);"
        "for (const mark of picture.querySelectorAll('.mark')) mark.remove();"
        "document.body.replaceChildren(document.getElementById('symbols'), picture);"
        "picture.setAttribute('viewBox', `0 0 ${width / scale} ${height / scale}`);",
        *(at, width, height, scale),
    )
    window.wait('document.fonts.status === "loaded"')
    there = QImage.fromData(window.picture())
    state = ViewState(id, frozenset(layout.diagram.layers))
    part = Box(20, 20, width / scale, height / scale)
    options = PictureOptions(THEMES[theme], scale, legend=False, title=False, region=part)
    assert _distance(there, render_image(layout, state, options)) < 1.5


def test_links_that_lead_out_show_their_address_and_are_followed_when_chosen(
    window: Browser, tmp_path: Path
) -> None:
    window.open(write(tmp_path, dot=LINKED))
    (web, plain, edge) = (
        "http://example.org/run?x=1",
        "file:///etc/passwd",
        "mailto:a@example.org",
    )
    assert plain not in window.run("return document.documentElement.outerHTML")
    window.run("HTMLAnchorElement.prototype.click = function () { window.followed = this.href }")
    click = (
        "document.querySelector(arguments[0]).dispatchEvent("
        "new MouseEvent('click', { bubbles: true, ctrlKey: arguments[1] }))"
    )
    window.run(click, '.node[aria-label^="Web"]', False)
    assert window.run("return window.followed") is None
    assert window.run("return at('status').querySelector('a').href") == web
    assert window.run("return at('status').textContent").endswith("example.org")
    assert window.run("return document.querySelector('.node title').textContent") == web
    window.run(click, '.node[aria-label^="Web"]', True)
    assert window.run("return window.followed") == web
    window.run(click, ".edge", True)
    assert window.run("return window.followed") == edge
    window.run(click, ".edge", False)
    told = "return [...at('status').querySelectorAll('a')].map((a) => [a.href, a.textContent])"
    end = "http://example.org/in"
    assert window.run(told) == [[edge, "a@example.org"], [end, "example.org/in"]]
    window.run("window.followed = null")
    window.run(click, '.node[aria-label^="Plain"]', True)
    assert window.run("return [window.followed, at('status').querySelector('a')]") == [None, None]


def test_what_is_hostile_stays_text(window: Browser, hostile: Path) -> None:
    window.open(hostile)
    window.run("DATA.diagrams.forEach((d, n) => d.elements.forEach((e, k) => go(`#d${n}-${k}`)))")
    window.run("DATA.tours.forEach((t, n) => { startTour(n); leaveTour() })")
    window.keys("/", *"script")
    assert window.run("return window.pwned") is None
    assert window.run("return document.querySelectorAll('script').length") == 2
    assert (
        window.run(
            "return document.querySelectorAll('iframe, object, embed, form, base, link').length"
        )
        == 0
    )
    assert (
        window.run(
            "return [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]).filter((a) => /^on/i.test(a.name) || /^\\s*javascript:/i.test(a.value)).length"
        )
        == 0
    )


def _rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))


def _distance(one: QImage, other: QImage) -> float:
    """The mean difference of their pixels, 0..255."""
    from PIL import Image, ImageChops, ImageStat

    def flat(image: QImage) -> Image.Image:
        rgb = image.convertToFormat(QImage.Format.Format_RGBA8888)
        size = (rgb.width(), rgb.height())
        return Image.frombytes("RGBA", size, bytes(rgb.constBits())).convert("L")

    a, b = flat(one), flat(other)
    size = (min(a.width, b.width), min(a.height, b.height))
    difference = ImageChops.difference(a.crop((0, 0, *size)), b.crop((0, 0, *size)))
    mean: float = ImageStat.Stat(difference).mean[0]
    return mean
