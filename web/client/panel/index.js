import "./panel.css";
import { Changes } from "./changes.js";
import { Panel } from "./Panel.js";

/**
 * The panel that shows what is set on the chosen element of a diagram and lets it be changed: a
 * module for bpmn-js. It offers what the engine honours, and nothing else. It reads `config.motcua`:
 *   container  element, or selector, the panel stands in (default "#properties")
 *   choices    what the pick lists offer: JSON of GET /workshop/drafts/<id>/choices
 *   language   "vi" or "en"
 *   draft      what draft.js `openDraft` gives
 */
export default {
  __init__: ["motcuaChanges", "motcuaProperties"],
  motcuaChanges: ["type", Changes],
  motcuaProperties: ["type", Panel],
};
