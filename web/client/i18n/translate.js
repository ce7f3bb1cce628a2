import words from "./vi.json";

/** Fired on the document with a text that has no Vietnamese: a test listens. */
export const UNTRANSLATED = "motcua-untranslated";

/**
 * Make the `translate` of bpmn-js, its menus and its panel: English is what they hold themselves.
 *
 * @param {string} language "vi" or "en"
 * @returns {(text: string, values?: Record<string, string>) => string}
 */
export function translator(language) {
  const find = language === "vi" ? (text) => vietnamese(words, text) : (text) => text;
  return (text, values = {}) => find(text).replace(/{([^}]+)}/g, (all, name) => values[name] ?? all);
}

/**
 * Return the Vietnamese of a text, or the text itself, and say so where it is missing.
 *
 * @param {Record<string, string>} dictionary
 * @param {string} text
 */
export function vietnamese(dictionary, text) {
  const found = dictionary[text];
  if (found !== undefined) return found;
  document.dispatchEvent(new CustomEvent(UNTRANSLATED, { detail: text }));
  return text;
}
