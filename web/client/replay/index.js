/**
 * Replay of a case on its diagram.
 *
 * `<section data-replay="STEPS_URL" data-replay-start="N" data-diagram-frame>` holds the diagram
 * (`data-replay-diagram="URL"`), slider, buttons (`data-replay-act="back|play|forward"`), speed and
 * "follow". The log (`data-replay-steps`), the data table (`data-replay-facts`) and what waits
 * (`data-replay-waiting`) stand elsewhere on the page; without this script they show one moment.
 */
import { mount } from "../viewer/viewer.js";
import { steer } from "../viewer/steer.js";
import { goAlong } from "./page.js";
import { Replay } from "./Replay.js";
import "./replay.css";

const NARROW = 768;

for (const section of document.querySelectorAll("[data-replay]")) start(section);

/** @param {HTMLElement} section */
async function start(section) {
  const canvas = section.querySelector("[data-replay-diagram]");
  const [diagram, steps] = await Promise.all([draw(canvas), fetchSteps(section.dataset.replay)]);
  steer(section, diagram);
  goAlong(section, steps);
  if (window.innerWidth < NARROW) {
    // The whole diagram would be too small to read: show it as it is and go along.
    section.querySelector("[data-replay-follow]").checked = true;
    diagram.actualSize();
  }
  new Replay(section, diagram, steps).show(Number(section.dataset.replayStart));
  section.dataset.ready = "yes";
}

/** Draw the diagram; without a drawing the history is still told by list and table. */
async function draw(canvas) {
  try {
    const diagram = await mount(canvas, canvas.dataset.replayDiagram);
    canvas.dataset.drawn = "yes";
    return diagram;
  } catch {
    canvas.replaceChildren();
    canvas.classList.add("diagram-fault");
    canvas.textContent = canvas.dataset.diagramFault;
    // Takes every call and does nothing; no `then`, or it would be taken for a promise.
    return new Proxy({}, { get: (_, name) => (name === "then" ? undefined : () => undefined) });
  }
}

/** @param {string} url @returns {Promise<import("./Frames.js").Step[]>} */
async function fetchSteps(url) {
  const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`The history answered ${answer.status}.`);
  return answer.json();
}
