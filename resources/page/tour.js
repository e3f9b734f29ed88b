/* Tours: what each step shows was worked out when the page was written. */

const NEAR = 1.6; // px per pt, at most, where a step is framed
let tour = null; // { number, step, before, playing }

function startTour(number, step = 0) {
  const steps = DATA.tours[number] && DATA.tours[number].steps;
  if (!steps || !steps.length) return;
  if (!tour) {
    const on = view.on.map((layers) => new Set(layers));
    tour = { before: { diagram: view.diagram, camera: view.camera, fitted: view.fitted, on }, playing: 0 };
  }
  tour.number = number;
  tour.step = null;
  at("tour").hidden = false;
  document.body.classList.add("touring");
  goStep(step);
  at("next").focus({ preventScroll: true });
}

function goStep(n) {
  const { steps, title } = DATA.tours[tour.number];
  if (n < 0 || n >= steps.length) return setPlaying(false);
  const here = steps[tour.step], step = steps[n];
  const on = new Set(step.layers);
  if (here && wholeOf(here.diagram) === wholeOf(step.diagram)) {
    // What somebody has switched on or off meanwhile stays so.
    for (const layer of view.on[here.diagram]) if (!here.layers.includes(layer)) on.add(layer);
    for (const layer of here.layers) if (!view.on[here.diagram].has(layer)) on.delete(layer);
  }
  tour.step = n;
  view.selected = null;
  view.about = null;
  view.step = step;
  view.on[step.diagram] = on;
  if (step.diagram !== view.diagram) show(step.diagram);
  setLayers(on);
  at("step").textContent = step.title;
  for (const words of at("words").querySelectorAll(":scope > div")) words.hidden = words.id !== step.words;
  at("count").textContent = `${n + 1} / ${steps.length}`;
  at("tour").setAttribute("aria-label", `Tour: ${title}`);
  at("previous").disabled = n === 0;
  at("next").disabled = n === steps.length - 1;
  const all = DATA.diagrams[step.diagram].elements;
  const ends = (e) => [e.tail, e.head].map((n) => all[n]).filter((end) => end && end.kind === "node");
  const lit = (step.focus || []).flatMap((n) => [all[n], ...ends(all[n])]).map((e) => e.box);
  const left = step.hidden && step.hidden.length ? [...visible(DATA.diagrams[step.diagram], on)] : [];
  const boxes = left.filter((n) => !step.hidden.includes(n)).map((n) => all[n].box);
  if (lit.length) glide(framing(union(lit), 70, Math.max(NEAR, whole().scale)));
  else if (boxes.length) glide(framing(union(boxes), MARGIN, Math.max(NEAR, whole().scale)));
  else fit();
  if (tour.playing) pace();
}

function leaveTour() {
  if (!tour) return;
  setPlaying(false);
  const { before } = tour;
  tour = null;
  view.step = null;
  view.on = before.on;
  at("tour").hidden = true;
  document.body.classList.remove("touring");
  show(before.diagram);
  if (!before.fitted) glide(before.camera);
  stage.focus({ preventScroll: true });
}

/** The step at which an edge is lit next, as app/model/tour.py says it. */
function edgeStep(element) {
  const { steps } = DATA.tours[tour.number];
  const lit = steps.map((_, n) => n).filter((n) =>
    steps[n].diagram === view.diagram && steps[n].lit && steps[n].lit.includes(element));
  return lit.find((n) => n > tour.step) ?? lit[0];
}

function pace() {
  clearTimeout(tour.playing);
  const { seconds } = DATA.tours[tour.number].steps[tour.step];
  tour.playing = setTimeout(() => goStep(tour.step + 1), 1000 * seconds);
}

function setPlaying(on) {
  if (!tour) return;
  clearTimeout(tour.playing);
  tour.playing = 0;
  at("play").setAttribute("aria-pressed", String(on));
  if (on) pace();
}

at("previous").addEventListener("click", () => goStep(tour.step - 1));
at("next").addEventListener("click", () => goStep(tour.step + 1));
at("play").addEventListener("click", () => setPlaying(!tour.playing));
at("leave").addEventListener("click", () => go(`#d${tour.before.diagram}`));

at("tour-list").querySelector("ul").append(...DATA.tours.map((one, n) => {
  const row = make("li");
  const steps = one.steps.length === 1 ? "1 step" : `${one.steps.length} steps`;
  row.append(make("a", one.title, { href: `#t${n}` }), make("span", steps));
  return row;
}));
if (!DATA.tours.length) at("tours").hidden = true;
at("tours").addEventListener("click", () => at("tour-list").showModal());
