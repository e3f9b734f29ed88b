/* The page: addresses, clicks and keys. An address says what is open: `#d2` a diagram, `#d2-14` its
   element, `#n0-s3` a section, `#t1` a tour; so the browser's Back works. */

function go(address) {
  if (location.hash !== address) {
    try {
      history.pushState(null, "", address);
    } catch {
      /* Without a history the page works as well. */
    }
  }
  route(address);
}

function route(address) {
  const at_ = /^#(?:d(\d+)(?:-(\d+))?|t(\d+)|(n\d+-.+))$/.exec(address);
  document.body.classList.remove("listing");
  at("menu").setAttribute("aria-expanded", "false");
  if (at_ && at_[3] !== undefined) return startTour(Number(at_[3]));
  if (tour && !(at_ && at_[4])) leaveTour();
  if (at_ && at_[4]) return read(decodeURIComponent(at_[4]));
  const diagram = Number(at_ ? at_[1] : 0);
  const element = at_ && at_[2] !== undefined ? Number(at_[2]) : null;
  if (!DATA.diagrams[diagram]) return;
  const moved = diagram !== view.diagram, reading = !notes.hidden;
  if (moved) show(diagram);
  select(element);
  if (moved && reading && element === null) openSection(DATA.diagrams[diagram].home);
}

let before = null; // where the camera was before something was selected

function select(n) {
  const element = n === null ? null : DATA.diagrams[view.diagram].elements[n];
  if (n !== null && !element) return;
  if (element && view.selected === null) before = { ...view.camera, fitted: view.fitted, diagram: view.diagram };
  view.selected = n;
  view.about = null;
  if (element && !visible(DATA.diagrams[view.diagram], view.on[view.diagram]).has(n))
    setLayers(new Set([...view.on[view.diagram], ...element.layers.filter((layer) => layer >= 0)]));
  tell(element);
  const opened = element && element.section && openSection(element.section, element.why);
  if (!opened) closeNotes();
  showDetails(element && element.details, opened);
  paint();
  settle();
  if (element) reveal(n);
  else if (before) {
    if (before.diagram === view.diagram && before.fitted) fit();
    else if (before.diagram === view.diagram) glide(before);
    before = null;
  }
}

/** Say what an element is, and where it leads, to be followed. */
function tell(element) {
  at("status").textContent = element ? described(element) : "";
  for (const id of (element && element.near) || [])
    at("status").append(" ", make("a", headingOf(id), { href: `#${id}` }));
  for (const link of (element && element.links) || []) at("status").append(" ", outward(link));
}

/** What a section is called; where two are called alike, in which note. */
function headingOf(id) {
  const heading = at(id).querySelector("h1, h2, h3, h4, h5, h6");
  const note = at(id).closest("article").querySelector("h1, h2, h3");
  const [own, of] = [heading, note].map((found) => (found ? found.textContent : ""));
  return own && of && own !== of ? `${own} (${of})` : own || of || id;
}

/** A link out of the page. */
function outward([address, told]) {
  const mail = address.startsWith("mailto:");
  const to = { href: address, title: address, class: "web", rel: "noopener noreferrer" };
  return make("a", told, mail ? to : { ...to, target: "_blank" });
}

/** Open an element's first link; false where it has none, or a tour is under way. */
function follow(n) {
  const { links } = DATA.diagrams[view.diagram].elements[n];
  if (!links || tour) return false;
  outward(links[0]).click();
  return true;
}

function described(element) {
  const all = DATA.diagrams[view.diagram].elements;
  const label = element.kind === "edge"
    ? `${all[element.tail].label} → ${all[element.head].label}${element.label ? `: ${element.label}` : ""}`
    : element.label;
  const tip = element.tip || (element.section || element.kind === "edge" ? "" : unmentioned(element));
  return tip ? `${label}. ${tip}` : label;
}

function unmentioned(element) {
  if (!element.near) return "The notes do not mention it.";
  return element.tied ? "Several sections are about it:" : "No section is about it. Closest:";
}

/** Open a section; its components on the stage are lit. */
function read(id) {
  if (!openSection(id)) return;
  const selected = view.selected === null ? null : DATA.diagrams[view.diagram].elements[view.selected];
  const section = sectionOf(at(id));
  view.about = section ? section.id : id;
  if (selected && selected.section !== view.about) view.selected = null;
  if (view.selected === null) showDetails(null);
  paint();
}

/** One step back, towards the whole picture. */
function back() {
  if (tour) return go(`#d${tour.before.diagram}`);
  if (view.selected !== null || !notes.hidden) {
    focusPicture();
    go(`#d${view.diagram}`);
  }
}

/** Keys go on from what is selected, or from the picture. */
function focusPicture() {
  const there = view.selected === null ? stage : partsOf(view.diagram)[view.selected][0];
  there.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  go(link.getAttribute("href"));
});

stage.addEventListener("click", (event) => {
  if (dragged || event.target.closest("button, a")) return;
  const part = event.target.closest("[data-id]");
  if (!part) return tour ? undefined : back();
  const n = numberOf(part);
  if ((event.ctrlKey || event.metaKey) && follow(n)) return;
  const element = DATA.diagrams[view.diagram].elements[n];
  if (event.target.closest(".mark")) return go(`#d${element.inside}`);
  if (tour && element.kind === "edge") return goStep(edgeStep(n) ?? tour.step);
  if (tour) return look(n);
  go(`#d${view.diagram}-${n}`);
});

stage.addEventListener("dblclick", (event) => {
  const part = event.target.closest("[data-id]");
  const element = part && DATA.diagrams[view.diagram].elements[numberOf(part)];
  if (element && element.inside !== undefined) go(`#d${element.inside}`);
});

function numberOf(part) {
  return DATA.diagrams[view.diagram].elements.findIndex((element) => element.id === part.dataset.id);
}

/** During a tour, a click on a component opens its section; the step stays. */
function look(n) {
  const element = DATA.diagrams[view.diagram].elements[n];
  tell(element);
  if (element.section) openSection(element.section, element.why);
}

/* Theme */

const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
function nameTheme() {
  at("theme").textContent = isDark() ? "Light" : "Dark";
}
function switchTheme() {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  nameTheme();
}
dark.addEventListener("change", nameTheme);
at("theme").addEventListener("click", switchTheme);

/* Keys and buttons */

const KEYS = {
  "+": () => zoom(1.25, undefined, undefined, true),
  "=": () => zoom(1.25, undefined, undefined, true),
  "-": () => zoom(0.8, undefined, undefined, true),
  0: () => fit(),
  "/": openSearch,
  "?": () => at("keys").showModal(),
  d: switchTheme,
  t: () => DATA.tours.length && at("tour-list").showModal(),
  ArrowLeft: () => pan(60, 0),
  ArrowRight: () => pan(-60, 0),
  ArrowUp: () => pan(0, 60),
  ArrowDown: () => pan(0, -60),
};
const TOUR_KEYS = {
  " ": () => goStep(tour.step + 1),
  ArrowRight: () => goStep(tour.step + 1),
  PageDown: () => goStep(tour.step + 1),
  ArrowLeft: () => goStep(tour.step - 1),
  PageUp: () => goStep(tour.step - 1),
  Home: () => goStep(0),
  End: () => goStep(DATA.tours[tour.number].steps.length - 1),
  p: () => setPlaying(!tour.playing),
};

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if ((event.ctrlKey || event.metaKey) && key === "k") {
    event.preventDefault();
    return openSearch();
  }
  const part = event.target.closest("#stage [data-id]");
  if ((event.ctrlKey || event.metaKey) && key === "Enter" && part) follow(numberOf(part));
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inNotes = event.target.closest("#notes") && key !== "Escape";
  let act = (tour && TOUR_KEYS[key]) || (!(inNotes && event.key.startsWith("Arrow")) && KEYS[key]);
  if (key === "Escape") act = back;
  if (key >= "1" && key <= "9") {
    const layer = DATA.diagrams[view.diagram] && DATA.diagrams[view.diagram].layers[Number(key) - 1];
    act = layer === undefined ? null : () => toggle(layer);
  }
  if (part && (key === "Enter" || (key === " " && !tour))) act = () => press(numberOf(part));
  if (!act || (key === " " && event.target.closest("button, a, summary") && !tour)) return;
  event.preventDefault();
  act();
});

/** Enter on a component opens its note; once more goes into its diagram. */
function press(n) {
  const element = DATA.diagrams[view.diagram].elements[n];
  if (view.selected === n && element.inside !== undefined) go(`#d${element.inside}`);
  else if (tour) look(n);
  else go(`#d${view.diagram}-${n}`);
}

at("closer").addEventListener("click", KEYS["+"]);
at("farther").addEventListener("click", KEYS["-"]);
at("fit").addEventListener("click", KEYS["0"]);
at("close").addEventListener("click", () => (tour ? closeNotes() : go(`#d${view.diagram}`)));
at("help").addEventListener("click", KEYS["?"]);
at("menu").addEventListener("click", () => {
  const open = document.body.classList.toggle("listing");
  at("menu").setAttribute("aria-expanded", String(open));
});
for (const button of document.querySelectorAll("dialog .shut"))
  button.addEventListener("click", () => button.closest("dialog").close());
for (const dialog of document.querySelectorAll("dialog"))
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

window.addEventListener("popstate", () => route(location.hash));
nameTheme();
show(0);
const first = document.querySelector("#list a");
route(location.hash || (first ? first.hash : ""));
