/** dmn-js with our words, and with the types and the language that our reader knows. */
import { allowCellStyles } from "./styles.js";
import { translator } from "./words.js";
import "dmn-js/dist/assets/diagram-js.css";
import "dmn-js/dist/assets/dmn-js-shared.css";
import "dmn-js/dist/assets/dmn-js-drd.css";
import "dmn-js/dist/assets/dmn-js-decision-table.css";
import "dmn-js/dist/assets/dmn-js-decision-table-controls.css";
import "dmn-js/dist/assets/dmn-js-literal-expression.css";
import "dmn-js/dist/assets/dmn-js-boxed-expression.css";
import "dmn-js/dist/assets/dmn-font/css/dmn.css";

const FONT = '"Be Vietnam Pro", sans-serif';
const TYPES = ["string", "number", "boolean", "date", "dateTime"];

/**
 * Make the editor; who may not draw gets the viewer.
 *
 * @param {HTMLElement} container
 * @param {{language: string, writable: boolean}} draft
 */
export async function makeEditor(container, draft) {
  const { default: Editor } = draft.writable
    ? await import("dmn-js/lib/Modeler")
    : await import("dmn-js/lib/NavigatedViewer");
  allowCellStyles();
  const translate = { translate: ["value", translator(draft.language)] };
  const view = { additionalModules: [translate] };
  await document.fonts.load(`12px ${FONT}`, "Một cửa");
  return new Editor({
    container,
    common: {
      dataTypes: TYPES,
      expressionLanguages: { options: [{ label: "FEEL", value: "feel" }], defaults: { editor: "feel" } },
    },
    drd: {
      ...view,
      textRenderer: { defaultStyle: { fontFamily: FONT }, externalStyle: { fontFamily: FONT } },
    },
    decisionTable: view,
    literalExpression: view,
    boxedExpression: view,
  });
}
