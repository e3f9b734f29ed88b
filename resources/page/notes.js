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
  marked = place.matches("section") ? place : null;
  if (marked) marked.classList.add("marked");
  const heading = article.querySelector("h1, h2, h3");
  at("note-title").textContent = heading ? heading.textContent : "";
  at("why").textContent = at("why").title = why;
  offerLarge();
  const offset = place.getBoundingClientRect().top - at("paper").getBoundingClientRect().top;
  at("paper").scrollTop += offset - 12;
  return true;
}

function closeNotes() {
  notes.hidden = true;
  document.body.classList.remove("reading");
  if (marked) marked.classList.remove("marked");
  marked = null;
}
