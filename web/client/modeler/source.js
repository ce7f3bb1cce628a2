/** The text of a file that cannot be drawn, to be mended by hand: never a blank page. */
import { FILE } from "./editing.js";

/**
 * @param {object} desk of the editor
 * @param {string} xml
 * @param {Error} error why it cannot be drawn
 * @param {(mended: string) => void} again draw what was mended
 */
export function openSource(desk, xml, error, again) {
  const { section, draft } = desk;
  section.classList.add("modeler-broken");
  const place = section.querySelector("[data-source]");
  const text = place.querySelector("textarea");
  text.value = xml;
  place.querySelector("[data-source-why]").textContent = error.message.split("\n")[0];
  const button = place.querySelector("button");
  button.onclick = () => {
    draft.change(FILE, text.value);
    again(text.value);
  };
  text.oninput = () => draft.change(FILE, text.value);
  text.focus();
}
