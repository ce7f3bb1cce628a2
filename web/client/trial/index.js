/**
 * Draws each `<div data-trial-diagram="URL">`: a trial with its tokens, or what scenarios walk.
 * data-walked, data-waiting, data-failed and data-missed hold element ids, separated by blanks;
 * data-tokens is JSON {"id": count}.
 */
import "./trial.css";
import { mount } from "../viewer/viewer.js";
import { steer } from "../viewer/steer.js";

for (const element of document.querySelectorAll("[data-trial-diagram]")) show(element);

/** @param {HTMLElement} element */
async function show(element) {
  try {
    const diagram = await mount(element, element.dataset.trialDiagram);
    for (const name of ["walked", "missed", "waiting", "failed"]) {
      diagram.highlight((element.dataset[name] ?? "").split(/\s+/).filter(Boolean), name);
    }
    diagram.tokens(JSON.parse(element.dataset.tokens ?? "{}"));
    if (diagram.isSmall() && element.dataset.waiting) diagram.focus(element.dataset.waiting.split(/\s+/)[0]);
    steer(element.closest("[data-diagram-frame]"), diagram);
    element.dataset.drawn = "yes";
  } catch (error) {
    element.replaceChildren();
    element.classList.add("diagram-fault");
    element.textContent = element.dataset.diagramFault ?? String(error);
  }
}
