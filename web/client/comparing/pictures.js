import { mount } from "../viewer/viewer.js";

const KINDS = ["added", "removed", "changed", "moved"];
const WIDE = window.matchMedia("(min-width: 992px)");

/**
 * Draw both sides of a comparison, mark what differs, and let the sentences lead to the elements.
 *
 * @param {HTMLElement} frame with `[data-pane]` elements that name address and marks
 */
export async function compare(frame) {
  const words = JSON.parse(frame.dataset.words);
  const panes = [...frame.querySelectorAll("[data-pane]")];
  const drawn = await Promise.all(panes.map((pane) => draw(pane, words)));
  const diagrams = new Map(panes.map((pane, at) => [pane.dataset.pane, drawn[at]]).filter(([, one]) => one));
  keepTogether([...diagrams.values()]);
  steer(frame, diagrams);
  choose(frame, diagrams);
  lead(frame, diagrams);
  frame.dataset.drawn = "yes";
}

/**
 * @param {HTMLElement} pane
 * @param {Record<string, string>} words of the kinds of change
 * @returns {Promise<import("../viewer/viewer.js").Diagram | null>}
 */
async function draw(pane, words) {
  try {
    const diagram = await mount(pane, pane.dataset.url);
    const marks = JSON.parse(pane.dataset.marks);
    const notes = {};
    for (const kind of KINDS) {
      const ids = (marks[kind] ?? []).filter(diagram.has);
      diagram.highlight(ids, kind);
      // An arrow has no corner to write at: it is told by the kind of its line.
      for (const id of ids) if (!isArrow(pane, id)) notes[id] = words[kind];
    }
    diagram.notes(notes);
    return diagram;
  } catch (error) {
    pane.replaceChildren();
    pane.classList.add("diagram-fault");
    pane.textContent = pane.dataset.fault ?? String(error);
    return null;
  }
}

/** @param {HTMLElement} pane @param {string} id */
function isArrow(pane, id) {
  return Boolean(pane.querySelector(`.djs-connection[data-element-id="${CSS.escape(id)}"]`));
}

/** Let every diagram show the same part as the one that was moved. */
function keepTogether(diagrams) {
  let leading = false;
  for (const diagram of diagrams) {
    diagram.onMove(() => {
      if (leading) return;
      leading = true;
      const { x, y, width, height } = diagram.window();
      for (const other of diagrams) if (other !== diagram) other.window({ x, y, width, height });
      leading = false;
    });
  }
}

/** Let the buttons steer whichever diagram there is; the other follows. */
function steer(frame, diagrams) {
  const first = diagrams.get("after") ?? diagrams.get("before");
  if (!first) return;
  const acts = { fit: first.fit, in: () => first.zoom(1), out: () => first.zoom(-1) };
  for (const button of frame.querySelectorAll("[data-act]")) {
    button.addEventListener("click", acts[button.dataset.act]);
  }
}

/** Let the reader choose how the two stand: in rows, in columns, or one over the other. */
function choose(frame, diagrams) {
  const buttons = [...frame.querySelectorAll("[data-mode-choice]")];
  const field = frame.querySelector("[data-fade-field]");
  const show = (mode) => {
    frame.dataset.mode = mode;
    for (const one of buttons) one.setAttribute("aria-pressed", String(one.dataset.modeChoice === mode));
    field.hidden = mode !== "over";
    (diagrams.get("after") ?? diagrams.get("before"))?.fit();
  };
  for (const one of buttons) one.addEventListener("click", () => show(one.dataset.modeChoice));
  const fade = field.querySelector("[data-fade]");
  const mix = () => {
    frame.style.setProperty("--before", String(Math.min(1, (100 - fade.value) / 50)));
    frame.style.setProperty("--after", String(Math.min(1, fade.value / 50)));
  };
  fade.addEventListener("input", mix);
  mix();
}

/** Let each sentence show its elements on both diagrams. */
function lead(frame, diagrams) {
  for (const button of document.querySelectorAll(".change-go")) {
    const ids = { before: split(button.dataset.here), after: split(button.dataset.there) };
    const places = [...diagrams].map(([side, one]) => [one, ids[side].filter(one.has)]);
    if (!places.some(([, found]) => found.length)) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const [one, found] of places) one.highlight(found, "picked");
      const [one, found] = places.findLast(([, list]) => list.length);
      if (one.isSmall()) one.focus(found[0]);
      one.follow(found[0]);
      if (!WIDE.matches) frame.scrollIntoView({ block: "start" });
    });
  }
}

/** @param {string | undefined} text ids separated by blanks */
function split(text) {
  return (text ?? "").split(" ").filter(Boolean);
}
