/* Search: every word of the query begins a word of what is found, give or take a slip. */

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
const RANK = { diagram: 0.4, component: 0.3, section: 0.2, tour: 0.1 };
const MOST = 30;
let index = null;

function indexed() {
  index = index || DATA.search.map((entry) => ({
    entry,
    title: wordsOf(entry.title),
    joined: wordsOf(entry.title).join(""),
    place: wordsOf(entry.place),
    text: [...new Set(wordsOf(entry.text))],
  }));
  return index;
}

/** How many letters of `word` are wrong if it is meant to begin `other`; at most `most` + 1.
    Two letters swapped are one slip (Damerau and Levenshtein's distance). */
function slips(word, other, most) {
  let before = null, row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= word.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = word[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1])
        next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return Math.min(...row.slice(Math.max(0, word.length - most)));
}

/** How well a word fits one of these, 0..1. */
function fits(word, others, forgiving) {
  let best = 0;
  for (const other of others) {
    if (other === word) return 1;
    if (other.startsWith(word)) best = Math.max(best, 0.8);
  }
  const most = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
  if (best || !forgiving || !most) return best;
  for (const other of others) {
    if (Math.abs(other.length - word.length) > most && other.length < word.length) continue;
    const wrong = slips(word, other.slice(0, word.length + most), most);
    if (wrong <= most) best = Math.max(best, 0.6 - 0.15 * wrong);
  }
  return best;
}

/** The entries that hold all of the query's words, best first. */
function search(query) {
  const words = wordsOf(query);
  if (!words.length) return [];
  const found = [];
  for (const one of indexed()) {
    let score = 0;
    for (const word of words) {
      const best = Math.max(
        fits(word, one.title, true),
        one.joined.startsWith(word) ? 0.7 : 0,
        0.5 * fits(word, one.place, false),
        0.4 * fits(word, one.text, false));
      if (!best) { score = -1; break; }
      score += best;
    }
    if (score < 0) continue;
    score = score / words.length - 0.01 * Math.max(0, one.title.length - words.length);
    found.push({ entry: one.entry, score: score + 0.1 * RANK[one.entry.kind] });
  }
  found.sort((a, b) => b.score - a.score);
  return found.slice(0, MOST).map((hit) => hit.entry);
}

/* Its dialog */

const palette = at("search"), query = at("query"), list = at("found");
let chosen = 0;

function openSearch() {
  if (!palette.open) palette.showModal();
  query.select();
  offer();
}

function offer() {
  const hits = query.value.trim()
    ? search(query.value)
    : DATA.search.filter((entry) => entry.kind === "diagram").slice(0, MOST);
  list.replaceChildren(...hits.map((entry, n) => {
    const row = make("li", "", { role: "option", id: `hit${n}`, "data-to": entry.to });
    row.append(make("strong", entry.title), make("span", `${entry.kind} · ${entry.place}`.replace(/ · $/, "")));
    return row;
  }));
  at("nothing").textContent = hits.length ? "" : "No match. Try fewer words.";
  choose(0);
}

function choose(n) {
  chosen = Math.max(0, Math.min(n, list.children.length - 1));
  [...list.children].forEach((row, k) => row.setAttribute("aria-selected", String(k === chosen)));
  const row = list.children[chosen];
  if (row) query.setAttribute("aria-activedescendant", row.id);
  else query.removeAttribute("aria-activedescendant");
  if (row) row.scrollIntoView({ block: "nearest" });
}

function take(row) {
  if (!row) return;
  palette.close();
  go(row.dataset.to);
  if (!tour) focusPicture();
}

query.addEventListener("input", offer);
query.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
  if (step) choose(chosen + step);
  else if (event.key === "Enter") take(list.children[chosen]);
  else return;
  event.preventDefault();
});
list.addEventListener("click", (event) => take(event.target.closest("li")));
at("find").addEventListener("click", openSearch);
