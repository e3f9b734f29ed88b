/* From where the picture is looked at, and the pointer that changes it. */

const GLIDE = 260; // ms
const MARGIN = 20; // pt round the whole picture
const LEGIBLE = 0.6; // px per pt; below, labels are too small to read
const calm = matchMedia("(prefers-reduced-motion: reduce)");

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
  if (event.button > 1 || event.target.closest("button, a")) return;
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
