import { send } from "../../draft/send.js";
import { drawnNames } from "./known.js";

const kept = new Map();
const MOST_KEPT = 500;

/**
 * Ask the server whether a text reads; the same question is asked once.
 *
 * @returns {Promise<string | null>} what is wrong, as a sentence
 */
export function faultOf(desk, text, kind) {
  const { draft } = desk.panel.config;
  const url = desk.choices.checkUrl;
  if (!text || !url || !draft?.setting) return Promise.resolve(null);
  const names = drawnNames(desk);
  const key = JSON.stringify([url, kind, text, names]);
  if (!kept.has(key)) {
    if (kept.size > MOST_KEPT) kept.clear();
    const setting = { csrf: draft.setting.csrf, urls: { check: url } };
    const asked = send(setting, "check", { text, kind, names }).then((answer) => {
      // What could not be asked now is asked again; until then nothing is said.
      if (answer.status !== 200) kept.delete(key);
      return answer.status === 200 ? answer.body.fault : null;
    });
    kept.set(key, asked);
  }
  return kept.get(key);
}
