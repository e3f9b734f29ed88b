/* Search: the rules are those of the window's (app/search): titles count more than what a section stands in,
   that more than its text; other ways to say a word are known; words that stand together count more. */

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
const ORDER = ["diagram", "component", "section", "tour"];
const MOST = 30, TRIED = 40, WITHIN = 14, AROUND = 0.6, TOGETHER = 0.35, FAINT = 0.25;
let index = null;

/** The word without the endings that say nothing, as `app.search.words.stem` has it. */
function stem(word) {
  if (word.length < 4 || !/^\p{L}+$/u.test(word)) return word;
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  for (const ending of ["ing", "ed", "es", "s"]) {
    if (!word.endsWith(ending) || word.length - ending.length < (ending === "ing" ? 4 : 3)) continue;
    if (ending === "s" && "us".includes(word.at(-2))) return word;
    word = word.slice(0, -ending.length);
    break;
  }
  return word.endsWith("e") && word.length > 3 ? word.slice(0, -1) : word;
}

/** What there is, and by term where it stands: in titles, around sections, in texts. */
function indexed() {
  if (index) return index;
  const terms = new Map();
  const put = (words, field, n) => {
    for (const word of new Set(words)) {
      if (!terms.has(word)) terms.set(word, [[], [], []]);
      terms.get(word)[field].push(n);
    }
  };
  const all = DATA.search.map((entry, n) => {
    const title = wordsOf(entry.title), text = wordsOf(entry.text);
    put([...title, ...wordsOf(entry.names)], 0, n);
    put(wordsOf(entry.around), 1, n);
    put(text, 2, n);
    return { entry, title: title.join(" "), size: Math.max(title.length, 1), text };
  });
  index = { all, terms, known: [...terms.keys()].map((term) => [term, stem(term)]), kept: new Map() };
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

/** The terms that a word may mean, with how well each fits, 0..1; misspelt ones only where nothing does. */
function like(word) {
  const found = new Map(), own = stem(word);
  for (const [term, root] of indexed().known) {
    if (term === word) found.set(term, 1);
    else if (root === own) found.set(term, 0.95);
    else if (term.startsWith(word)) found.set(term, 0.6 + 0.3 * word.length / term.length);
  }
  const most = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
  if (found.size || !most) return found;
  for (const [term] of indexed().known) {
    if (term.length < word.length - most) continue;
    const wrong = slips(word, term.slice(0, word.length + most), most);
    if (wrong <= most) found.set(term, 0.8 - 0.15 * wrong);
  }
  return found;
}

/** By field, entry → how well a word is found there. */
function finds(word) {
  const { terms, kept } = indexed();
  if (kept.has(word)) return kept.get(word);
  const forms = like(word), fields = [new Map(), new Map(), new Map()], worth = [1, AROUND, 0.45];
  for (const [term, good] of forms)
    terms.get(term).forEach((places, field) => {
      for (const n of places)
        fields[field].set(n, Math.max(fields[field].get(n) || 0, good * worth[field]));
    });
  const found = { fields, forms: new Set(forms.keys()) };
  if (kept.size > 200) kept.clear();
  kept.set(word, found);
  return found;
}

/** Where all words of another way to say something stand in one field, added to a word's finds. */
function joined(found, said, good) {
  const parts = wordsOf(said).map(finds);
  const fields = found.fields.map((field, k) => {
    const more = new Map(field);
    for (const n of parts[0].fields[k].keys()) {
      const least = Math.min(...parts.map((part) => part.fields[k].get(n) || 0));
      if (least * good > (more.get(n) || 0)) more.set(n, least * good);
    }
    return more;
  });
  return { fields, forms: new Set([found, ...parts].flatMap((part) => [...part.forms])) };
}

/** Each telling word of a query with all that it may mean, and how telling it is. */
function asked(words) {
  const { stop, faint, others, longest } = DATA.words, stems = words.map(stem), ways = new Map();
  for (let at = 0; at < words.length; at++)
    for (let length = Math.min(longest, words.length - at); length > 0; length--) {
      const known = others[stems.slice(at, at + length).join(" ")];
      if (!known) continue;
      const within = words.map((_, n) => n).slice(at, at + length).filter((n) => !stop.includes(words[n]));
      for (const n of within.length ? within : [at + length - 1]) ways.set(n, known);
      at += length - 1;
      break;
    }
  const telling = words.map((_, n) => n).filter((n) => ways.has(n) || !stop.includes(words[n]));
  const units = new Map();
  for (const n of telling.length ? telling : words.keys()) {
    const own = finds(words[n]);
    const all = (ways.get(n) || []).reduce((found, [said, good]) => joined(found, said, good), own);
    const spread = new Set((own.forms.size ? own : all).fields.flatMap((field) => [...field.keys()])).size;
    const count = indexed().all.length;
    const telling = 0.3 + Math.log((count + 1) / (spread + 1)) / Math.log(count + 2);
    const little = stop.includes(words[n]) || faint.includes(stems[n]);
    units.set(words[n], { ...all, weight: telling * (little ? FAINT : 1) });
  }
  return [...units.values()];
}

/** The most that words within a few of each other in a text are worth; those of `always` count anywhere. */
function nearest(text, units, always) {
  const base = units.reduce((sum, unit) => sum + (always.has(unit) ? unit.part : 0), 0);
  const found = [];
  text.slice(0, 4000).forEach((word, at) => {
    for (const unit of units) if (!always.has(unit) && unit.forms.has(word)) found.push([at, unit]);
  });
  let best = base;
  found.forEach(([at], first) => {
    const near = new Set();
    for (let k = first; k < found.length && found[k][0] < at + WITHIN; k++) near.add(found[k][1]);
    best = Math.max(best, base + [...near].reduce((sum, unit) => sum + unit.part, 0));
  });
  return best;
}

/** More for a title that is, starts with or holds the whole query. */
function likeness(one, whole, covered, count) {
  const more = covered >= 0.8 ? 0.25 * Math.min(count / one.size, 1) : 0;
  if (one.title === whole) return more + 1;
  if (one.title.startsWith(whole)) return more + 0.5;
  return more + (one.title.includes(` ${whole}`) ? 0.2 : 0);
}

/** What a query finds, best first. */
function search(query) {
  const words = wordsOf(query);
  if (!words.length) return [];
  const { all } = indexed(), units = asked(words), whole = words.join(" ");
  const total = units.reduce((sum, unit) => sum + unit.weight, 0);
  const scores = new Map(), covered = new Map();
  const add = (map, n, value) => map.set(n, (map.get(n) || 0) + value);
  for (const unit of units) {
    unit.part = unit.weight / total;
    const [title, around, text] = unit.fields;
    for (const [n, good] of title) {
      add(scores, n, unit.part * good / (1 + 0.08 * Math.max(all[n].size - 4, 0)));
      add(covered, n, unit.part);
    }
    for (const field of [around, text])
      for (const [n, good] of field)
        if (!title.has(n) && (field === around || !(around.get(n) >= good))) {
          const had = field === text ? around.get(n) || 0 : 0;
          add(scores, n, unit.part * (good - had));
        }
  }
  for (const [n, part] of covered) add(scores, n, likeness(all[n], whole, part, units.length));
  const best = () => [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a)
    || ORDER.indexOf(all[a].entry.kind) - ORDER.indexOf(all[b].entry.kind) || a - b);
  if (units.length > 1)
    for (const n of best().slice(0, TRIED)) {
      const always = new Set(units.filter((unit) => unit.fields[0].has(n) || unit.fields[1].has(n)));
      add(scores, n, TOGETHER * nearest(all[n].text, units, always));
    }
  for (const n of scores.keys()) scores.set(n, scores.get(n) * (all[n].entry.worth ?? 1));
  return onceEach(best().map((n) => all[n].entry)).slice(0, MOST);
}

/** Without components that look the same as one before, and generated tours that come with their diagram. */
function onceEach(found) {
  const seen = new Set();
  return found.filter((entry) => {
    const looks = entry.kind === "section" ? entry.to : `${entry.kind} ${entry.title} ${entry.place}`;
    if (seen.has(looks) || (entry.of && (seen.has(`of ${entry.of}`) || seen.has(`titled ${entry.title}`))))
      return false;
    seen.add(looks);
    if (entry.kind === "diagram") seen.add(`of ${entry.to}`);
    if (entry.kind === "section") seen.add(`titled ${entry.title}`);
    return true;
  });
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
