"use strict";
/* What there is, and what of it shows: the rules are those of app/model/layer.py and
   app/scene/appearance.py. Elements, diagrams, layers and tours go by their numbers. */

const DATA = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);

function make(name, text = "", attributes = {}) {
  const found = document.createElement(name);
  found.textContent = text;
  for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
  return found;
}

/** The numbers of the elements that show while the layers in the set `on` are on. */
function visible(diagram, on) {
  const all = diagram.elements;
  const isOn = (e) => !e.layers.length || e.layers.some((layer) => on.has(layer));
  const around = (e) => (e.in === null ? [] : [e.in, ...around(all[e.in])]);
  const shown = new Set(), holding = new Set(), filled = new Set();
  all.forEach((e, n) => {
    if (e.kind !== "node") return;
    if (isOn(e)) shown.add(n);
    for (const cluster of around(e)) {
      holding.add(cluster);
      if (isOn(e)) filled.add(cluster);
    }
  });
  const clusters = all.map((e, n) => n).filter((n) => all[n].kind === "cluster" && isOn(all[n]));
  const empty = clusters.filter((n) => !holding.has(n));
  for (const n of empty) for (const cluster of [n, ...around(all[n])]) filled.add(cluster);
  for (const n of clusters) if (filled.has(n)) shown.add(n);
  all.forEach((e, n) => {
    if (e.kind === "edge" && isOn(e) && shown.has(e.tail) && shown.has(e.head)) shown.add(n);
  });
  return shown;
}

/** With an element selected: `bright` elements keep their strength, `lit` edges are thicker. */
function neighbourhood(diagram, selected, shown) {
  const all = diagram.elements;
  const around = (n) => (all[n].in == null ? [] : [all[n].in, ...around(all[n].in)]);
  const own = new Set([selected]);
  all.forEach((e, n) => {
    if (e.kind !== "edge" && around(n).includes(selected)) own.add(n);
  });
  const lit = new Set();
  const bright = new Set(own);
  all.forEach((e, n) => {
    if (e.kind !== "edge" || !shown.has(n)) return;
    if (n === selected || own.has(e.tail) || own.has(e.head)) {
      lit.add(n);
      bright.add(e.tail).add(e.head);
    }
  });
  for (const n of [...bright]) for (const cluster of around(n)) bright.add(cluster);
  return { bright, lit };
}
