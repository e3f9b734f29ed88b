/* The picture on the stage: what of it shows, and how. */

const stage = at("stage");

/* `on` are the layers that are on, a set for each diagram. `about` is the section whose components
   are lit. `camera` is the point (pt) in the middle, and px per pt. */
const view = {
  diagram: 0,
  on: DATA.diagrams.map((diagram) => new Set(diagram.layers)),
  selected: null,
  about: null,
  step: null,
  camera: { x: 0, y: 0, scale: 1 },
  fitted: true,
};
const pictures = DATA.diagrams.map((_, n) => at(`p${n}`));
const parts = DATA.diagrams.map(() => null); // by diagram, element: what is drawn of it

function partsOf(number) {
  if (!parts[number]) {
    const numbers = new Map(DATA.diagrams[number].elements.map((e, n) => [e.id, n]));
    parts[number] = DATA.diagrams[number].elements.map(() => []);
    for (const part of pictures[number].querySelectorAll("[data-id]"))
      parts[number][numbers.get(part.dataset.id)].push(part);
  }
  return parts[number];
}

/** Put the view's state on the picture. */
function paint(number = view.diagram) {
  const diagram = DATA.diagrams[number];
  if (!diagram) return;
  const here = number === view.diagram;
  const step = here ? view.step : null;
  let shown = visible(diagram, view.on[number]);
  if (step && step.hidden) shown = without(diagram, shown, new Set(step.hidden));
  const added = step && step.lit ? addedTo(diagram, step, shown) : new Set();
  if (step && step.lit && !step.flow)
    shown = without(diagram, shown, new Set(step.absent.filter((n) => !added.has(n))));
  const selected = here && shown.has(view.selected) ? view.selected : null;
  const near = selected === null ? null : neighbourhood(diagram, selected, shown);
  const of = step && step.lit && !near ? step : null;
  const lit = new Set(near ? near.lit : of ? of.lit : []);
  const done = new Set(of && of.flow ? of.done : []);
  const rest = new Set(of ? of.pending.filter((n) => !added.has(n)) : []);
  partsOf(number).forEach((drawn, n) => {
    const element = diagram.elements[n];
    const classes = {
      off: !shown.has(n),
      dim: near ? !near.bright.has(n) && !near.lit.has(n) : rest.has(n),
      done: done.has(n),
      lit: element.kind === "edge" && lit.has(n),
      flowing: Boolean(of && of.flow && lit.has(n)),
      picked: n === selected,
      lamplit: here && view.about !== null && element.section === view.about && n !== selected,
    };
    for (const part of drawn) {
      for (const [name, set] of Object.entries(classes)) part.classList.toggle(name, set);
      if (part.matches(".edge")) flow(part, classes.flowing);
      if (element.kind === "edge") style(part, element, number, shown);
      else if (part.hasAttribute("role")) part.setAttribute("aria-pressed", String(n === selected));
    }
  });
}

/** What shows because somebody has switched a layer on is there, whatever the step says. */
function addedTo(diagram, step, shown) {
  const own = visible(diagram, new Set(step.layers));
  return new Set([...shown].filter((n) => !own.has(n)));
}

function without(diagram, shown, absent) {
  const left = new Set([...shown].filter((n) => !absent.has(n)));
  for (const n of left) {
    const e = diagram.elements[n];
    if (e.kind === "edge" && !(left.has(e.tail) && left.has(e.head))) left.delete(n);
  }
  return left;
}

/** What moves along an edge that a flow has lit. */
function flow(part, flowing) {
  const there = part.querySelector(".flow");
  if (there && !flowing) there.remove();
  if (there || !flowing) return;
  const moving = part.querySelector(".line:not(.off)").cloneNode();
  moving.setAttribute("class", "flow");
  moving.removeAttribute("stroke-dasharray");
  part.append(moving);
}

/** An edge has the style of the first of its layers that is on, and what is behind its label the
    colour of what lies there. */
function style(part, edge, number, shown) {
  if (edge.layers.length > 1) {
    const first = edge.layers.find((layer) => view.on[number].has(layer)) ?? edge.layers[0];
    for (const own of part.querySelectorAll("[data-own]"))
      own.classList.toggle("off", Number(own.dataset.own) !== first);
  }
  if (!edge.homes || !part.matches(".halo")) return;
  const home = edge.homes.filter((n) => shown.has(n)).pop();
  const behind = home === undefined ? null : partsOf(number)[home][0];
  for (const name of [...part.classList]) if (name.startsWith("g-")) part.classList.remove(name);
  if (behind) part.classList.add(`g-${behind.dataset.kind}`);
}

/** The number of the diagram that a picture is of; steps of tours may show one folded. */
function wholeOf(number) {
  return DATA.diagrams[number].of ?? number;
}

/** Put another diagram on the stage. */
function show(number) {
  if (!DATA.diagrams[number]) return;
  view.diagram = number;
  pictures.forEach((picture, n) => { picture.toggleAttribute("hidden", n !== number); });
  for (const link of document.querySelectorAll("#list a")) {
    if (link.hash === `#d${wholeOf(number)}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const { title, home } = DATA.diagrams[number];
  at("title").textContent = title;
  at("home").hidden = !home;
  if (home) at("home").href = `#${home}`;
  chips();
  paint();
  fit(false);
}

/* Layers */

function chips() {
  const diagram = DATA.diagrams[view.diagram];
  at("layers").replaceChildren(...diagram.layers.map((layer, n) => {
    const chip = make("button", "", { type: "button", class: `chip l${layer}` });
    chip.append(sample(DATA.layers[layer].dashes), make("span", DATA.layers[layer].name));
    if (n < 9) chip.append(make("kbd", String(n + 1)));
    chip.setAttribute("aria-pressed", String(view.on[view.diagram].has(layer)));
    chip.addEventListener("click", (event) => (event.altKey ? alone(layer) : toggle(layer)));
    return chip;
  }));
}

function sample(dashes) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [key, value] of Object.entries({ width: 30, height: 8, "aria-hidden": "true" }))
    svg.setAttribute(key, value);
  for (const [key, value] of Object.entries({ d: "M0 4H30", class: "line", "stroke-dasharray": dashes }))
    line.setAttribute(key, value);
  svg.append(line);
  return svg;
}

function setLayers(on) {
  view.on[view.diagram] = on;
  DATA.diagrams[view.diagram].layers.forEach((layer, n) =>
    at("layers").children[n].setAttribute("aria-pressed", String(on.has(layer))));
  paint();
}

function toggle(layer) {
  const on = new Set(view.on[view.diagram]);
  if (!on.delete(layer)) on.add(layer);
  setLayers(on);
}

function alone(layer) {
  const on = view.on[view.diagram];
  const only = on.size === 1 && on.has(layer);
  setLayers(new Set(only ? DATA.diagrams[view.diagram].layers : [layer]));
}
