/**
 * Draws every `<div class="diagram" data-diagram="URL">` of the page.
 * Optional attributes: data-walked, data-waiting, data-failed hold element ids, separated by blanks;
 * data-tokens is JSON {"id": count}. Buttons `data-diagram-act="fit|in|out|actual"` within the same
 * `[data-diagram-frame]` steer it. `data-diagram-fault` is what to say when it cannot be drawn.
 */
import { mount } from "./viewer.js";
import { steer } from "./steer.js";

for (const element of document.querySelectorAll("[data-diagram]")) show(element);

/** @param {HTMLElement} element */
async function show(element) {
  try {
    const diagram = await mount(element, element.dataset.diagram);
    for (const name of ["walked", "waiting", "failed"]) {
      diagram.highlight((element.dataset[name] ?? "").split(/\s+/).filter(Boolean), name);
    }
    diagram.tokens(JSON.parse(element.dataset.tokens ?? "{}"));
    if (diagram.isSmall()) diagram.focus((element.dataset.waiting ?? "").split(/\s+/)[0]);
    steer(element.closest("[data-diagram-frame]"), diagram);
    element.dataset.drawn = "yes";
  } catch (error) {
    element.replaceChildren();
    element.classList.add("diagram-fault");
    element.textContent = element.dataset.diagramFault ?? String(error);
  }
}
