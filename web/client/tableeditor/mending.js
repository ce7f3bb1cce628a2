/** What dmn-js says without asking for a translation, and a heading that it leaves empty. */
import { vietnamese } from "../i18n/translate.js";
import dictionary from "./i18n/vi.json";

const TYPES = ["string", "number", "boolean", "date", "dateTime"];
const FIXED = ["Move Input", "Move Output", "Move Rule", "Remove item", "Decision table context menu"];
const SELECTOR = FIXED.flatMap((text) => [`[title="${text}"]`, `[aria-label="${text}"]`]).join(", ");

/** Words that only a screen reader says. */
function hidden(words) {
  const span = document.createElement("span");
  span.className = "visually-hidden";
  span.textContent = words;
  return span;
}

/** Mend the page now and whenever the editor draws something. @param {HTMLElement} frame */
export function mendWords(frame, language, rowWords) {
  const mend = () => {
    for (const cell of frame.querySelectorAll("th.index-column:empty")) cell.append(hidden(rowWords));
    for (const input of frame.querySelectorAll(".type-ref-edit input")) showType(input, language);
    // A wide table is scrolled with the keys before anything in it can be reached.
    for (const part of frame.querySelectorAll(".tjs-table-container")) part.tabIndex = 0;
    if (language !== "vi") return;
    for (const cell of frame.querySelectorAll(".input-variable, .output-variable")) nameType(cell);
    for (const part of frame.querySelectorAll(SELECTOR)) {
      for (const name of ["title", "aria-label"]) {
        const text = part.getAttribute(name);
        if (FIXED.includes(text)) part.setAttribute(name, vietnamese(dictionary, text));
      }
    }
  };
  new MutationObserver(mend).observe(frame, { subtree: true, childList: true });
  // A type is chosen with a click or an arrow key; both change no element.
  for (const event of ["click", "keyup"]) frame.addEventListener(event, () => setTimeout(mend), true);
  mend();
}

/** The viewer, unlike the editor, shows a type as the file has it. */
function nameType(cell) {
  const text = cell.firstChild;
  if (TYPES.includes(text?.data)) text.data = vietnamese(dictionary, text.data);
}

/** Types are chosen from the list, never typed; the field shows what the list says. */
function showType(input, language) {
  const field = input.closest(".dms-input-select") ?? input.parentElement;
  const shown = language === "vi" ? vietnamese(dictionary, input.value || "Any") : input.value;
  input.readOnly = true;
  if (field.dataset.type !== shown) field.dataset.type = shown;
}
