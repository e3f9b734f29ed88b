/* What is wider than the notes: it scrolls there, opens large, and fits on paper. */

const PAPER = 640; // px of a line that surely fits on paper
const SMALLEST = 0.75; // of the size of code, to which a drawing shrinks on the screen
const paper = at("paper"), large = at("large");

function readNow() {
  return notes.hidden ? null : paper.querySelector(":scope > article:not([hidden])");
}

/** Make a drawing's letters so small that it fits into a width (px), but no smaller than that part. */
function shrink(drawing, width, least) {
  drawing.style.fontSize = "";
  const own = parseFloat(getComputedStyle(drawing).fontSize);
  const part = Math.min(1, Math.max(least, width / drawing.offsetWidth));
  if (part < 1) drawing.style.fontSize = `${own * part}px`;
}

/** Give what does not fit into the open note a button that opens it large. */
function offerLarge() {
  const article = readNow();
  for (const drawing of article ? article.querySelectorAll(".drawing code") : [])
    shrink(drawing, drawing.parentElement.clientWidth - 24, SMALLEST);
  for (const thing of article ? article.querySelectorAll("pre, table, .drawn") : []) {
    if (thing.parentElement.closest("table")) continue; // that opens large with it
    const wide = thing.scrollWidth > thing.clientWidth + 1 || shrunk(thing);
    if (wide && !thing.parentElement.matches(".wide")) enclose(thing);
    if (thing.parentElement.matches(".wide")) thing.nextElementSibling.hidden = !wide;
  }
}

/** A drawn block that is smaller than it would be by itself. */
function shrunk(thing) {
  const picture = thing.querySelector(":scope > .still");
  return Boolean(picture) && picture.clientWidth < picture.viewBox.baseVal.width - 1;
}

function enclose(thing) {
  const name = thing.matches("pre") ? "code" : thing.matches("table") ? "table" : "diagram";
  const said = `Open the ${name} large`;
  const button = make("button", "⤢", { type: "button", class: "larger", title: said, "aria-label": said });
  button.addEventListener("click", () => openLarge(thing, name));
  const around = make("div", "", { class: "wide" });
  thing.replaceWith(around);
  around.append(thing, button);
}

function openLarge(thing, name) {
  const copy = thing.cloneNode(true);
  for (const named of [copy, ...copy.querySelectorAll("[id]")]) named.removeAttribute("id");
  for (const drawing of copy.querySelectorAll("code")) drawing.style.fontSize = "";
  const picture = copy.querySelector(":scope > .still");
  if (picture) picture.setAttribute("width", picture.viewBox.baseVal.width);
  at("alone").replaceChildren(copy);
  large.setAttribute("aria-label", `${name[0].toUpperCase()}${name.slice(1)}`);
  large.showModal();
}

window.addEventListener("resize", offerLarge);
paper.addEventListener("toggle", offerLarge, true);

/* On paper nothing scrolls or is folded, and all is dark on light. */

let unfolded = [], theme;

window.addEventListener("beforeprint", () => {
  const article = readNow(), root = document.documentElement;
  theme = root.dataset.theme;
  root.dataset.theme = "light";
  unfolded = article ? [...article.querySelectorAll("details:not([open])")] : [];
  for (const fold of unfolded) fold.open = true;
  for (const drawing of article ? article.querySelectorAll(".drawing code") : [])
    shrink(drawing, PAPER, 0);
});

window.addEventListener("afterprint", () => {
  for (const fold of unfolded) fold.open = false;
  offerLarge();
  if (theme === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
});
