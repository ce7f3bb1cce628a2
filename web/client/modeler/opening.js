import { withShapes } from "./shapes.js";

/**
 * Import a diagram; one without any drawing gets shapes and is arranged.
 *
 * @param {import("bpmn-js/lib/Modeler").default} modeler
 * @param {string} xml
 * @returns {Promise<{drawnAnew: boolean}>}
 */
export async function importDrawn(modeler, xml) {
  const drawn = await withShapes(modeler.get("moddle"), xml);
  await modeler.importXML(drawn ?? xml);
  if (drawn) {
    modeler.get("motcuaArranging").arrange();
    modeler.get("commandStack").clear();
  }
  return { drawnAnew: Boolean(drawn) };
}
