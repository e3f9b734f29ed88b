/* The picture on the stage: what of it shows, and from how near. */

const GLIDE = 260; // ms
const MARGIN = 20; // pt
const LEGIBLE = 0.6; // px per pt; below, labels are too small to read
const calm = matchMedia("(prefers-reduced-motion: reduce)");
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
  const added = step && step.lit ? addedTo(diagram, step, shown) : new Set();
  if (step && step.lit && !step.flow)
    shown = without(diagram, shown, new Set(step.absent.filter((n) => !added.has(n))));
  const selected = here && shown.has(view.selected) ? view.selected : null;
  const near = selected === null ? null : neighbourhood(diagram, selected, shown);
  const of = step && step.lit && !near ? step : null;
  const lit = new Set(near ? near.lit : of ? of.lit : []);
  const done = new Set(of && of.flow ? of.done : []);
  const rest = new Set(of && of.flow ? of.pending.filter((n) => !added.has(n)) : []);
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

/** An edge has the style of the first of its layers that is on, and its label the colour of what
    lies behind it. */
function style(part, edge, number, shown) {
  if (edge.layers.length > 1) {
    const first = Math.max(0, edge.layers.findIndex((layer) => view.on[number].has(layer)));
    edge.layers.forEach((layer, n) => part.classList.toggle(`l${layer}`, n === first));
    const line = edge.dashes && part.querySelector(".line");
    if (line) line.setAttribute("stroke-dasharray", edge.dashes[first]);
  }
  const halo = edge.homes && part.querySelector(".halo");
  if (!halo) return;
  const home = edge.homes.filter((n) => shown.has(n)).pop();
  const behind = home === undefined ? null : partsOf(number)[home][0];
  const kind = behind ? [...behind.classList].find((name) => name.startsWith("g-")) : "";
  halo.setAttribute("class", `halo ${kind}`);
}

/** Put another diagram on the stage. */
function show(number) {
  if (!DATA.diagrams[number]) return;
  view.diagram = number;
  pictures.forEach((picture, n) => { picture.toggleAttribute("hidden", n !== number); });
  for (const link of document.querySelectorAll("#list a")) {
    if (link.hash === `#d${number}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  at("title").textContent = DATA.diagrams[number].title;
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

/* The camera */

let gliding = 0;

function place(camera, fitted = false) {
  const picture = pictures[view.diagram];
  if (!picture) return;
  view.camera = camera;
  view.fitted = fitted;
  const wide = stage.clientWidth / camera.scale, high = stage.clientHeight / camera.scale;
  picture.setAttribute("viewBox", [camera.x - wide / 2, camera.y - high / 2, wide, high].join(" "));
}

function glide(camera, fitted = false) {
  cancelAnimationFrame(gliding);
  if (calm.matches) return place(camera, fitted);
  const from = view.camera, start = performance.now();
  const frame = (now) => {
    const part = Math.min(1, Math.max(0, (now - start) / GLIDE));
    const eased = 1 - (1 - part) ** 3;
    const mix = (key) => from[key] + (camera[key] - from[key]) * eased;
    place({ x: mix("x"), y: mix("y"), scale: mix("scale") }, fitted);
    if (part < 1) gliding = requestAnimationFrame(frame);
  };
  gliding = requestAnimationFrame(frame);
  view.fitted = fitted;
}

function whole() {
  const [width, height] = DATA.diagrams[view.diagram].size;
  return framing([0, 0, width, height], MARGIN, Infinity);
}

/** The camera that frames a box (pt), at most at `most` px per pt. */
function framing([x, y, width, height], margin, most) {
  const scale = Math.min(
    stage.clientWidth / (width + 2 * margin), stage.clientHeight / (height + 2 * margin), most);
  return { x: x + width / 2, y: y + height / 2, scale: Math.max(scale, 0.02) };
}

function fit(gently = true) {
  if (!DATA.diagrams[view.diagram]) return;
  cancelAnimationFrame(gliding);
  if (gently) glide(whole(), true);
  else place(whole(), true);
}

function zoom(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2, gently = false) {
  const { camera } = view;
  const scale = Math.min(12, Math.max(0.05, camera.scale * factor));
  const dx = x - stage.clientWidth / 2, dy = y - stage.clientHeight / 2;
  const to = {
    x: camera.x + dx / camera.scale - dx / scale, y: camera.y + dy / camera.scale - dy / scale, scale,
  };
  cancelAnimationFrame(gliding);
  if (gently) glide(to);
  else place(to);
}

function pan(dx, dy) {
  cancelAnimationFrame(gliding);
  const { camera } = view;
  place({ x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale, scale: camera.scale });
}

/** Bring an element into view, as little as that takes: nearer, with its neighbours, where its label
    could not be read. */
function reveal(number) {
  const all = DATA.diagrams[view.diagram].elements;
  if (view.camera.scale >= LEGIBLE) return shift(all[number].box);
  const shown = visible(DATA.diagrams[view.diagram], view.on[view.diagram]);
  const near = [...neighbourhood(DATA.diagrams[view.diagram], number, shown).bright];
  const nodes = near.filter((n) => all[n].kind === "node").map((n) => all[n].box);
  const to = framing(union([all[number].box, ...nodes]), 30, 1);
  if (to.scale > view.camera.scale) glide(to);
  else shift(all[number].box);
}

/** Move the camera so that a box (pt) is in view. */
function shift([x, y, width, height]) {
  const { camera } = view, margin = 30;
  const wide = stage.clientWidth / camera.scale / 2, high = stage.clientHeight / camera.scale / 2;
  const moved = (middle, half, start, size) => {
    if (size > 2 * (half - margin)) return start + size / 2;
    return Math.min(Math.max(middle, start + size - half + margin), start + half - margin);
  };
  const to = { x: moved(camera.x, wide, x, width), y: moved(camera.y, high, y, height), scale: camera.scale };
  if (to.x !== camera.x || to.y !== camera.y) glide(to);
}

function union(boxes) {
  const left = Math.min(...boxes.map((b) => b[0])), top = Math.min(...boxes.map((b) => b[1]));
  const right = Math.max(...boxes.map((b) => b[0] + b[2]));
  const bottom = Math.max(...boxes.map((b) => b[1] + b[3]));
  return [left, top, right - left, bottom - top];
}

/* The pointer */

const fingers = new Map();
let dragged = false;

stage.addEventListener("wheel", (event) => {
  event.preventDefault();
  const lines = event.deltaMode === 1 ? 16 : 1;
  const strength = event.ctrlKey ? 0.01 : 0.0015;
  const box = stage.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY * lines * strength), event.clientX - box.x, event.clientY - box.y);
}, { passive: false });

stage.addEventListener("pointerdown", (event) => {
  if (event.button > 1 || event.target.closest("button")) return;
  if (!fingers.size) dragged = false;
  fingers.set(event.pointerId, [event.clientX, event.clientY]);
});

stage.addEventListener("pointermove", (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const now = [event.clientX, event.clientY];
  if (!dragged && Math.hypot(now[0] - before[0], now[1] - before[1]) < 4) return;
  if (!dragged) for (const id of fingers.keys()) stage.setPointerCapture(id);
  dragged = true;
  const other = [...fingers].find(([id]) => id !== event.pointerId);
  if (other) {
    const far = ([x, y]) => Math.hypot(x - other[1][0], y - other[1][1]) || 1;
    const box = stage.getBoundingClientRect();
    zoom(far(now) / far(before), (now[0] + other[1][0]) / 2 - box.x, (now[1] + other[1][1]) / 2 - box.y);
    pan((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
  } else {
    pan(now[0] - before[0], now[1] - before[1]);
  }
  fingers.set(event.pointerId, now);
});

for (const end of ["pointerup", "pointercancel"])
  stage.addEventListener(end, (event) => fingers.delete(event.pointerId));

/** After the stage has another size. */
function settle() {
  if (view.fitted) fit(false);
  else place(view.camera);
}
new ResizeObserver(settle).observe(stage);
