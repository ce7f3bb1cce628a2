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
  try {
    const [diagram, answer] = await Promise.all([
      mount(canvas, canvas.dataset.replayDiagram),
      fetch(section.dataset.replay, { credentials: "same-origin", headers: { Accept: "application/json" } }),
    ]);
    if (!answer.ok) throw new Error(`The history answered ${answer.status}.`);
    const steps = await answer.json();
    steer(section, diagram);
    goAlong(section, steps);
    if (window.innerWidth < NARROW) {
      // The whole diagram would be too small to read: show it as it is and go along.
      section.querySelector("[data-replay-follow]").checked = true;
      diagram.actualSize();
    }
    new Replay(section, diagram, steps).show(Number(section.dataset.replayStart));
    canvas.dataset.drawn = "yes";
  } catch (error) {
    canvas.replaceChildren();
    canvas.classList.add("diagram-fault");
    canvas.textContent = canvas.dataset.diagramFault ?? String(error);
  }
}
