/** Whether an expression that is being typed can be read, asked of the server, the only judge. */
import { fieldsIn } from "./naming.js";

let asked = 0;

/**
 * @param {object} desk
 * @param {string} typed
 * @param {HTMLElement} told  where the answer is said
 */
export async function checked(desk, typed, told) {
  const { setting, draft } = desk;
  const number = (asked += 1);
  if (!typed || !setting.expression) return void (told.textContent = "");
  const names = fieldsIn(desk.editor._getState().schema).flatMap(namesOf);
  const fault = await ask(setting.expression, draft.setting.csrf, { text: typed, kind: "expression", names });
  if (number !== asked || fault === undefined) return;
  told.textContent = fault ?? setting.words.condition.fine;
  told.classList.toggle("panel-bad", fault !== null);
}

const PARTS = { address: ["province", "commune", "detail"], decision: ["reason"] };

/** @returns {string[]} the names that a field and its parts write */
function namesOf(field) {
  if (!field.key) return [];
  const parts = PARTS[field.type] ?? [];
  return [field.key, ...parts.map((one) => `${field.key}_${one}`)];
}

/** @returns {Promise<string | null | undefined>} the fault, null where there is none, undefined without an answer */
async function ask(url, csrf, body) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify(body),
    });
    return answer.ok ? (await answer.json()).fault : undefined;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
