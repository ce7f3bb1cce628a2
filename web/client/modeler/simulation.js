/** What the token simulation says, in the reader's language: it knows no `translate`. */
import { vietnamese } from "../i18n/translate.js";
import words from "../i18n/simulation.vi.json";

const ENDINGS = { started: "đã bắt đầu", finished: "đã kết thúc", canceled: "đã bị huỷ" };
const ENDED = /^(.*) (started|finished|canceled)$/s;
const FOCUS = /^Focus process instance (.*)$/s;
/** Parts of the simulation whose texts are its own, not names from the diagram. */
const OWN = [".bts-entry", ".bts-context-pad", ".bts-animation-speed-button", ".bts-scope", ".bts-close"].join();

class SimulationWords {
  static $inject = ["config.motcua", "canvas", "log", "notifications", "elementNotifications"];

  constructor(config, canvas, log, notifications, elementNotifications) {
    if (config.language !== "vi") return;
    this._wrap(log, "log", 0);
    this._wrap(notifications, "showNotification", 0);
    this._wrap(elementNotifications, "addElementNotification", 1);
    this._watch(canvas.getContainer());
  }

  /** Let the options at place `at` of a call carry words of ours, once. */
  _wrap(target, name, at) {
    const original = target[name];
    target[name] = (...args) => {
      const options = args[at];
      if (!options.spoken) args[at] = { ...options, spoken: true, text: inVietnamese(options.text) };
      return original.apply(target, args);
    };
  }

  _watch(container) {
    localise(container);
    const look = (changes) => {
      for (const node of changes.flatMap((change) => [...change.addedNodes])) {
        if (node.nodeType === Node.ELEMENT_NODE) localise(node);
      }
    };
    new MutationObserver(look).observe(container, { childList: true, subtree: true });
  }
}

/** @param {string} text of the log: a name, or a kind of element that has none */
function inVietnamese(text) {
  const ended = ENDED.exec(text);
  if (ended) return `${words[ended[1]] ?? ended[1]} ${ENDINGS[ended[2]]}`;
  return words[text] ?? text;
}

/** @param {Element} root */
function localise(root) {
  const found = [...root.querySelectorAll(OWN)];
  if (root.matches(OWN)) found.push(root);
  for (const element of found) {
    for (const name of ["title", "aria-label"]) translateAttribute(element, name);
  }
  for (const element of root.querySelectorAll(".bts-header, .bts-entry.placeholder")) {
    for (const node of element.childNodes) translateText(node);
  }
}

function translateAttribute(element, name) {
  const text = element.getAttribute(name);
  if (!text || element.dataset.spoken?.includes(name)) return;
  const focus = FOCUS.exec(text);
  element.setAttribute(name, focus ? `Chỉ xem lượt chạy ${focus[1]}` : vietnamese(words, text));
  element.dataset.spoken = `${element.dataset.spoken ?? ""} ${name}`;
}

function translateText(node) {
  const text = node.nodeType === Node.TEXT_NODE ? node.data.trim() : "";
  if (text && words[text]) node.data = words[text];
}

export const simulationWords = {
  __init__: ["motcuaSimulationWords"],
  motcuaSimulationWords: ["type", SimulationWords],
};
