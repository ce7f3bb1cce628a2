import { vietnamese } from "../i18n/translate.js";
import words from "./i18n/vi.json";

/**
 * Make the `translate` of dmn-js.
 *
 * @param {string} language "vi" or "en"
 * @returns {(text: string, values?: Record<string, string>) => string}
 */
export function translator(language) {
  const find = language === "vi" ? (text) => (text ? vietnamese(words, text) : text) : (text) => text;
  // dmn-js writes its places as {name} and as { name }.
  return (text, values = {}) =>
    find(text).replace(/{\s*([^}\s]+)\s*}/g, (all, name) => (name in values ? values[name] : all));
}
