/* The notes beside the picture. */

const notes = at("notes");
let marked = null;

/** Open a section, known by its element's id, and say why; false where there is none. */
function openSection(id, why = "") {
  const place = at(id);
  if (!place || !place.closest("article")) return false;
  const article = place.closest("article");
  for (const other of document.querySelectorAll("#paper > article")) other.hidden = other !== article;
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details"))
    fold.open = true;
  notes.hidden = false;
  document.body.classList.add("reading");
  if (marked) marked.classList.remove("marked");
  marked = sectionOf(place);
  if (!place.matches("section")) flash(place);
  if (marked) marked.classList.add("marked");
  const heading = article.querySelector("h1, h2, h3");
  at("note-title").textContent = heading ? heading.textContent : "";
  at("why").textContent = at("why").title = why;
  offerLarge();
  const seen = place.closest("table") || place;
  const offset = seen.getBoundingClientRect().top - at("paper").getBoundingClientRect().top;
  at("paper").scrollTop += offset - 12;
  return true;
}

/** The section itself, or that of a named block in it; null of other places. */
function sectionOf(place) {
  return place.matches("section") || place.id.includes("-^") ? place.closest("section") : null;
}

let flashing = null;

/** Show for a moment what a place is in. */
function flash(place) {
  const block = place.closest("table, li, p, pre") || place;
  if (flashing) flashing.classList.remove("flash");
  flashing = block;
  block.classList.add("flash");
  setTimeout(() => block.classList.remove("flash"), 1600);
}

/** What a file says of an element, over the note, or alone; nothing hides it. */
function showDetails(details, noted) {
  const card = at("details");
  card.hidden = !details;
  card.replaceChildren();
  if (!details) return;
  const rows = make("dl", "");
  for (const [name, value] of details.rows) rows.append(make("dt", name), make("dd", value));
  card.append(make("b", details.type), make("p", details.place), rows);
  notes.hidden = false;
  document.body.classList.add("reading");
  if (noted) return;
  for (const article of document.querySelectorAll("#paper > article")) article.hidden = true;
  at("note-title").textContent = at("why").textContent = at("why").title = "";
}

function closeNotes() {
  at("details").hidden = true;
  notes.hidden = true;
  document.body.classList.remove("reading");
  if (marked) marked.classList.remove("marked");
  marked = null;
}
