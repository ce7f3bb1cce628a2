/**
 * What form-js itself writes on the page, in the reader's language. form-js cannot be translated, so that its
 * few texts (palette, empty places, titles of buttons) are put in while they are drawn (ADR 0015).
 */
import { fill } from "../draft/draft.js";

const ATTRIBUTES = ["title", "placeholder", "aria-label"];
const ADD = /^Create an? (.+) element$/;
const REMOVE = /^Remove (.+)$/;

/** @param {{section: HTMLElement, setting: object}} desk */
export function speak({ section, setting }) {
  const words = setting.words.palette;
  const canvas = section.querySelector("[data-canvas]");
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      for (const one of change.addedNodes) translate(one, words);
      if (change.type === "characterData") translate(change.target, words);
      if (change.type === "attributes") attribute(change.target, change.attributeName, words);
    }
  });
  observer.observe(canvas, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
}

function translate(node, words) {
  if (node.nodeType === Node.TEXT_NODE) {
    // What people wrote stays theirs, whatever it says.
    if (node.parentElement?.closest(".drawn")) return;
    const said = words[node.data];
    if (said !== undefined && said !== node.data) node.data = said;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.classList.contains("drawn")) return;
  for (const name of ATTRIBUTES) attribute(node, name, words);
  for (const one of node.childNodes) translate(one, words);
  name(node, words);
}

/** Give what form-js leaves without a name one: readers of the screen hear it. */
function name(node, words) {
  if (node.matches(".fjs-palette-search")) node.setAttribute("aria-label", words["Search components"]);
  if (node.matches(".fjs-context-pad-item") && node.title) node.setAttribute("aria-label", node.title);
}

function attribute(node, name, words) {
  const text = node.getAttribute(name);
  if (!text) return;
  const said = words[text] ?? pattern(text, words);
  if (said !== undefined && said !== text) node.setAttribute(name, said);
}

function pattern(text, words) {
  if (text === "Powered by bpmn.io") return words.mark;
  const add = ADD.exec(text);
  if (add) return fill(words.add, { what: add[1] });
  const remove = REMOVE.exec(text);
  return remove ? fill(words.remove, { what: remove[1] }) : undefined;
}
