/**
 * The diagram editor of a draft.
 *
 * `<section data-modeler data-words='{…}' data-save-as="…" data-choices="URL">` holds the tools
 * (`data-act`), the canvas (`data-canvas`), the panel (`#properties`), the list of faults
 * (`data-faults`) and, for a file that cannot be drawn, its text (`data-source`). On a narrow screen
 * and for those who may not edit, the diagram is shown and nothing more.
 */
import { openDraft } from "../draft/draft.js";
import { mount } from "../viewer/viewer.js";
import { steer } from "../viewer/steer.js";
import { showComments, viewerGround } from "./comments.js";
import { edit } from "./editing.js";
import "./modeler.css";

const NARROW = "(max-width: 991.98px)";

for (const section of document.querySelectorAll("[data-modeler]")) start(section);

/** @param {HTMLElement} section */
async function start(section) {
  const words = JSON.parse(section.dataset.words);
  if (section.dataset.readonly || window.matchMedia(NARROW).matches) return show(section, words);
  const draft = openDraft(document.querySelector("[data-draft]"));
  await edit(section, draft, words);
  section.dataset.ready = "yes";
}

/** Show the diagram to somebody who may not, or cannot here, change it. */
async function show(section, words) {
  const canvas = section.querySelector("[data-canvas]");
  section.classList.add("modeler-shown");
  try {
    const diagram = await mount(canvas, section.dataset.diagram);
    const asked = decodeURIComponent(location.hash.slice(1));
    diagram.highlight([asked], "picked");
    if (asked || diagram.isSmall()) diagram.focus(asked);
    steer(section, diagram);
    showComments(section.querySelector("[data-comments]"), viewerGround(diagram), words);
    section.dataset.ready = "yes";
  } catch {
    canvas.replaceChildren();
    canvas.classList.add("diagram-fault");
    canvas.textContent = words.unreadable;
  }
}
