/**
 * Replay of a case on its diagram.
 *
 * `<section data-replay data-diagram-frame>` holds `<div class="diagram" data-replay-diagram="URL">` and
 * `<script type="application/json" data-replay-steps>`: a list of
 *   {at: text, walked: [ids], waiting: {id: count}, failed: [ids], entry: id of the row in the log list}
 * ordered by time. `<input type="range" data-replay-slider>` drags through it; buttons
 * `data-replay-act="first|back|play|forward|last"` step; `[data-replay-at]` shows the time.
 */
import { mount } from "../viewer/viewer.js";
import { steer } from "../viewer/steer.js";
import { Replay } from "./Replay.js";

for (const section of document.querySelectorAll("[data-replay]")) start(section);

/** @param {HTMLElement} section */
async function start(section) {
  const canvas = section.querySelector("[data-replay-diagram]");
  const steps = JSON.parse(section.querySelector("[data-replay-steps]").textContent);
  try {
    const diagram = await mount(canvas, canvas.dataset.replayDiagram);
    steer(section, diagram);
    new Replay(section, diagram, steps).show(steps.length - 1);
    canvas.dataset.drawn = "yes";
  } catch (error) {
    canvas.classList.add("diagram-fault");
    canvas.textContent = canvas.dataset.diagramFault ?? String(error);
  }
}
