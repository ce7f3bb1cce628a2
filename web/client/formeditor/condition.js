/**
 * When a field is asked, in our expression language: `conditional.hide` holds what hides it. The common cases
 * are chosen from lists; everything else is written as an expression.
 */

const SIMPLE = /^=?\s*(?:([a-z][a-z0-9_]*) is null or )?([a-z][a-z0-9_]*)\s*(==|!=|<=|>=)\s*("[^"\\]*"|-?\d+(?:\.\d+)?|true)\s*$/;
const GIVEN = /^=?\s*is_blank\(([a-z][a-z0-9_]*)\)\s*$/;

/**
 * @typedef {object} When
 * @property {"always" | "show" | "free"} mode
 * @property {string} [key]
 * @property {"is" | "isNot" | "more" | "less" | "given"} [how]
 * @property {string} [value]  as it is written in the expression
 * @property {string} [text]
 */

const SHOWN_BY = { "!=": "is", "==": "isNot", "<=": "more", ">=": "less" };
const HIDES = { is: "!=", isNot: "==", more: "<=", less: ">=" };

/** @param {string | undefined} hide @returns {When} */
export function readWhen(hide) {
  if (!hide || !hide.trim()) return { mode: "always" };
  const given = GIVEN.exec(hide);
  if (given) return { mode: "show", key: given[1], how: "given", value: "" };
  const simple = SIMPLE.exec(hide);
  if (simple && (!simple[1] || simple[1] === simple[2])) {
    return { mode: "show", key: simple[2], how: SHOWN_BY[simple[3]], value: simple[4] };
  }
  return { mode: "free", text: hide.replace(/^=\s*/, "") };
}

/** @param {When} when @returns {string | undefined} what hides the field */
export function writeWhen(when) {
  if (when.mode === "always") return undefined;
  if (when.mode === "free") return when.text ? `=${when.text}` : undefined;
  if (!when.key) return undefined;
  if (when.how === "given") return `=is_blank(${when.key})`;
  if (when.value === "") return undefined;
  // What nobody has given cannot be compared by order; it is asked only once it is known.
  const guard = ["more", "less"].includes(when.how) ? `${when.key} is null or ` : "";
  return `=${guard}${when.key} ${HIDES[when.how]} ${when.value}`;
}

/** @param {string} typed @param {object | undefined} field  the one compared @returns {string} as an expression writes it */
export function literal(typed, field) {
  if (typed === "") return "";
  if (field?.type === "checkbox") return "true";
  if (["number", "feeline"].includes(field?.type) && /^-?\d+(\.\d+)?$/.test(typed)) return typed;
  return `"${typed.replace(/["\\]/g, "")}"`;
}

/** @param {string} [value] @returns {string} as people read it */
export const plain = (value = "") => value.replace(/^"|"$/g, "");

/** @returns {string} when the field is asked, in words */
export function describe(field, words) {
  const when = readWhen(field.conditional.hide);
  const texts = words.condition;
  if (when.mode === "free") return `${texts.hide} ${when.text}`;
  const value = when.value === "true" ? texts.yes : plain(when.value);
  return `${texts.show} ${when.key} ${texts[when.how]} ${value}`.trim();
}
