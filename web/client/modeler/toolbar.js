/** The buttons above the diagram; everything they do has a key as well where one is common. */
import { exporting } from "./exporting.js";
import { fit, fitLegibly } from "./fitting.js";

/** @param {object} desk of the editor */
export function toolbar(desk) {
  const { section, modeler } = desk;
  const acts = { ...drawing(desk), ...exporting(desk) };
  const buttons = new Map([...section.querySelectorAll("[data-act]")].map((one) => [one.dataset.act, one]));
  for (const [name, button] of buttons) {
    button.addEventListener("click", () => {
      button.closest("details")?.removeAttribute("open");
      acts[name]();
    });
  }
  modeler.on("commandStack.changed", () => {
    const stack = modeler.get("commandStack");
    buttons.get("undo").disabled = !stack.canUndo();
    buttons.get("redo").disabled = !stack.canRedo();
  });
  pressed(buttons.get("minimap"), modeler, "minimap.toggle", (event) => event.open);
  pressed(buttons.get("simulate"), modeler, "tokenSimulation.toggleMode", (event) => event.active);
}

/** Keep the state of a button that turns something on and off. */
function pressed(button, modeler, event, isOn) {
  button.setAttribute("aria-pressed", "false");
  modeler.on(event, (change) => button.setAttribute("aria-pressed", String(isOn(change))));
}

function drawing({ section, modeler, words, tell }) {
  const grid = section.querySelector("[data-act=grid]");
  return {
    undo() {
      modeler.get("commandStack").undo();
      tell("");
    },
    redo: () => modeler.get("commandStack").redo(),
    fit: () => fit(modeler),
    in: () => modeler.get("zoomScroll").stepZoom(1),
    out: () => modeler.get("zoomScroll").stepZoom(-1),
    // Opened within the click, it would take that very click for one beside it, and close.
    find: () => requestAnimationFrame(() => modeler.get("searchPad").toggle()),
    minimap: () => modeler.get("minimap").toggle(),
    grid() {
      modeler.get("grid").toggle();
      grid.setAttribute("aria-pressed", String(modeler.get("grid").isVisible()));
    },
    arrange() {
      modeler.get("motcuaArranging").arrange();
      fit(modeler);
      tell(words.arranged);
    },
    simulate() {
      modeler.get("toggleMode").toggleMode();
      fitLegibly(modeler);
    },
    whole() {
      const isWhole = section.classList.toggle("modeler-whole");
      section.querySelector("[data-act=whole]").setAttribute("aria-pressed", String(isWhole));
      modeler.get("canvas").resized();
      fitLegibly(modeler);
    },
    help: () => section.querySelector("dialog").showModal(),
    closeHelp: () => section.querySelector("dialog").close(),
  };
}
