/**
 * Ids that people can read: an element that gets its first name gets an id made of it, in the same
 * step back and forth. An id that somebody chose, or that was there before, stays: cases, scenarios
 * and expressions may speak of it.
 */
const MADE = /^(Activity|Event|Gateway|Participant|Lane|DataObjectReference|DataStoreReference)_[0-9a-z]{7}$/;
const LONGEST = 40;

/**
 * Return the name in letters, digits and underscores: "Thẩm định hồ sơ" → "tham_dinh_ho_so".
 *
 * @param {string} name
 */
export function slug(name) {
  return name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .slice(0, LONGEST)
    .replace(/^_+|_+$/g, "")
    .replace(/^(?=\d)/, "b_");
}

/** @param {string} wished @param {(id: string) => boolean} isTaken */
export function unique(wished, isTaken) {
  if (!isTaken(wished)) return wished;
  for (let number = 2; ; number += 1) {
    if (!isTaken(`${wished}_${number}`)) return `${wished}_${number}`;
  }
}

class Naming {
  static $inject = ["eventBus", "modeling", "moddle", "elementRegistry"];

  constructor(eventBus, modeling, moddle, registry) {
    const isTaken = (id) => Boolean(moddle.ids.assigned(id) || registry.get(id));
    const rename = ({ context: { element } }) => {
      const named = element.labelTarget ?? element;
      const { id, name } = named.businessObject;
      const wished = name && MADE.test(id) ? slug(name) : "";
      if (wished) modeling.updateProperties(named, { id: unique(wished, isTaken) });
    };
    eventBus.on("commandStack.element.updateLabel.postExecuted", rename);
    eventBus.on("commandStack.element.updateProperties.postExecuted", ({ context }) => {
      if (context.properties.name) rename({ context });
    });
  }
}

export default { __init__: ["motcuaNaming"], motcuaNaming: ["type", Naming] };
