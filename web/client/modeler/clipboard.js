/**
 * One clipboard for all diagrams that are open in this browser, so that steps can be copied from
 * one procedure into another. It holds drawings only, never case data.
 */
const PLACE = "motcua-clipboard";

class Clipboard {
  static $inject = ["moddle"];

  constructor(moddle) {
    this._moddle = moddle;
  }

  get() {
    const text = localStorage.getItem(PLACE);
    if (!text || text === this._text) return this._tree;
    return JSON.parse(text, (key, value) => revive(this._moddle, value));
  }

  set(tree) {
    this._tree = tree;
    this._text = JSON.stringify(tree);
    try {
      localStorage.setItem(PLACE, this._text);
    } catch {
      // Too much for the browser's store: then it can be pasted here only.
      localStorage.removeItem(PLACE);
    }
  }

  clear() {
    const tree = this.get();
    this._tree = undefined;
    this._text = undefined;
    localStorage.removeItem(PLACE);
    return tree;
  }

  isEmpty() {
    return !this.get();
  }
}

/** Make again the parts of a diagram that were written as text. */
function revive(moddle, value) {
  if (value === null || typeof value !== "object" || typeof value.$type !== "string") return value;
  const { $type, ...rest } = value;
  const made = moddle.create($type, rest);
  for (const child of Object.values(rest).flat()) {
    if (child !== null && typeof child === "object" && "$parent" in child) child.$parent = made;
  }
  return made;
}

export default { clipboard: ["type", Clipboard] };
