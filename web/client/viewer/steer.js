/**
 * Let the buttons of a frame steer its diagram.
 *
 * @param {HTMLElement | null} frame
 * @param {import("./viewer.js").Diagram} diagram
 */
export function steer(frame, diagram) {
  const acts = {
    fit: diagram.fit,
    in: () => diagram.zoom(1),
    out: () => diagram.zoom(-1),
    actual: diagram.actualSize,
  };
  for (const button of frame?.querySelectorAll("[data-diagram-act]") ?? []) {
    button.addEventListener("click", acts[button.dataset.diagramAct]);
  }
}
