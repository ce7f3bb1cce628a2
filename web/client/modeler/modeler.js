import Modeler from "bpmn-js/lib/Modeler";
import { CreateAppendAnythingModule } from "bpmn-js-create-append-anything";
import simulation from "bpmn-js-token-simulation";
import grid from "diagram-js-grid";
import minimap from "diagram-js-minimap";
import motcua from "../../../bpmn/motcua.json";
import { translator } from "../i18n/translate.js";
import panel from "../panel/index.js";
import arranging from "./arrange/index.js";
import clipboard from "./clipboard.js";
import counting from "./counting.js";
import naming from "./naming.js";
import { simulationWords } from "./simulation.js";
import walking from "./walking.js";
import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import "bpmn-js-token-simulation/assets/css/bpmn-js-token-simulation.css";
import "diagram-js-minimap/assets/diagram-js-minimap.css";
import "./icons.css";

const FONT = '"Be Vietnam Pro", sans-serif';

/** Labels are measured while importing, so their font must be there first. */
export const fontReady = () => document.fonts.load(`12px ${FONT}`, "Một cửa");

/**
 * Make the modeler with all our additions.
 *
 * @param {HTMLElement} container
 * @param {{language: string, choices: object, draft: object, container: string}} motcuaConfig
 */
export function makeModeler(container, motcuaConfig) {
  return new Modeler({
    container,
    keyboard: { bind: true },
    textRenderer: { defaultStyle: { fontFamily: FONT }, externalStyle: { fontFamily: FONT } },
    moddleExtensions: { motcua },
    motcua: motcuaConfig,
    additionalModules: [
      { translate: ["value", translator(motcuaConfig.language)] },
      CreateAppendAnythingModule,
      minimap,
      grid,
      simulation,
      simulationWords,
      clipboard,
      counting,
      naming,
      walking,
      arranging,
      panel,
    ],
  });
}
