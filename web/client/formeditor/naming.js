/** Names of answers: what a Vietnamese label gives, and what nothing else in the form has. */

const MOST = 40;

/** @param {string} label @returns {string} "Họ và tên" gives ho_va_ten; "" where no letter is left */
export function nameOf(label) {
  const bare = label.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const words = bare.match(/[a-z0-9]+/g) ?? [];
  return words.join("_").replace(/^[0-9_]+/, "").slice(0, MOST).replace(/_+$/, "");
}

/**
 * @param {string} wanted
 * @param {Set<string>} taken
 * @returns {string} the name, with a number where another field has it
 */
export function freeName(wanted, taken) {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}_${number}`;
  return name;
}

/** @param {object} schema @param {object} [but] a field that does not count */
export function namesIn(schema, but) {
  return new Set(fieldsIn(schema).filter((one) => one !== but && one.key).map((one) => one.key));
}

/** @returns {object[]} the fields of a form in their order, those within groups too */
export function fieldsIn(part) {
  return (part.components ?? []).flatMap((one) => [one, ...fieldsIn(one)]);
}
