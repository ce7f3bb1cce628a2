/**
 * The form editor of a draft.
 *
 * `<section data-formeditor='{…}'>` holds the canvas (`data-canvas`), our properties (`data-panel`), the
 * preview (`data-look`), the list of faults (`data-faults`) and, for a form that cannot be drawn, its text
 * (`data-source`). On a narrow screen, and for those who may not edit, there is the preview only.
 */
import { openDraft } from "../draft/draft.js";
import { openPreview } from "./preview.js";
import "./formeditor.css";

const NARROW = "(max-width: 991.98px)";

for (const section of document.querySelectorAll("[data-formeditor]")) start(section);

/** @param {HTMLElement} section */
async function start(section) {
  const setting = JSON.parse(section.dataset.formeditor);
  const draft = openDraft();
  const text = await draft.load(setting.path);
  const preview = openPreview(section, setting, draft, text);
  if (section.dataset.readonly || window.matchMedia(NARROW).matches) {
    section.classList.add("formeditor-looking");
    preview.show();
  } else {
    const { edit } = await import("./editing.js");
    await edit({ section, setting, draft, preview }, text);
  }
  section.dataset.ready = "yes";
}
