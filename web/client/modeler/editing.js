/** A draft's diagram in the modeler: open, change, save, check. */
import { editorGround, showComments } from "./comments.js";
import { faultMarks, jump, leadToAsked } from "./faults.js";
import { fitLegibly } from "./fitting.js";
import { planeChoice } from "./planes.js";
import { importDrawn } from "./opening.js";
import { fontReady, makeModeler } from "./modeler.js";
import { openSource } from "./source.js";
import { toolbar } from "./toolbar.js";
import { WALKED } from "./walking.js";

export const FILE = "process.bpmn";
// A row of commands is one change; draft.js then waits for the pause in drawing.
const PAUSE_MS = 60;
const TOLD_MS = 8000;

/**
 * @param {HTMLElement} section
 * @param {import("../draft/draft.js").OpenDraft} draft
 * @param {Record<string, string>} words what the editor says, in the reader's language
 */
export async function edit(section, draft, words) {
  const [xml, choices] = await Promise.all([draft.load(FILE), fetchChoices(section), fontReady()]);
  const modeler = makeModeler(section.querySelector("[data-canvas]"), {
    language: document.documentElement.lang,
    container: "#properties",
    choices,
    draft,
  });
  const desk = { section, draft, words, modeler, tell: teller(section.querySelector("[data-told]")) };
  toolbar(desk);
  faultMarks(desk);
  planeChoice(desk);
  saveChanges(desk);
  modeler.on(WALKED, ({ element: { businessObject, id } }) => desk.tell(businessObject.name || id));
  draft.onReload((path, text) => path === FILE && open(desk, text));
  await open(desk, xml);
  const lead = (element) => jump(modeler, section, { file: FILE, element });
  showComments(section.querySelector("[data-comments]"), editorGround(modeler, lead), words);
}

/** Draw a text; what cannot be drawn is shown as text, to be mended by hand. */
async function open(desk, xml) {
  const { section, draft, words, modeler } = desk;
  try {
    const { drawnAnew } = await importDrawn(modeler, xml);
    section.classList.remove("modeler-broken");
    fitLegibly(modeler);
    leadToAsked(desk);
    if (drawnAnew) {
      desk.tell(words.drawnAnew);
      draft.change(FILE, (await modeler.saveXML({ format: true })).xml);
    }
  } catch (error) {
    openSource(desk, xml, error, (mended) => open(desk, mended));
  }
  draft.check();
}

/** Save after a pause in drawing; several changes in a row are one. */
function saveChanges({ modeler, draft }) {
  let waiting;
  modeler.on("commandStack.changed", ({ trigger }) => {
    if (trigger === "clear") return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => draft.change(FILE, (await modeler.saveXML({ format: true })).xml), PAUSE_MS);
  });
}

/** @returns {Promise<object>} what the pick lists of the panel offer; nothing when it cannot be had */
async function fetchChoices(section) {
  const url = section.dataset.choices;
  if (!url) return {};
  const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : {};
}

/** @returns {(text: string) => void} says something that screen readers hear too, and lets it go */
function teller(place) {
  let waiting;
  return (text) => {
    clearTimeout(waiting);
    place.textContent = text;
    waiting = setTimeout(() => (place.textContent = ""), TOLD_MS);
  };
}
