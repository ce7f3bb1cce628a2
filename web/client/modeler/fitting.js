const MARGIN = 24;
const LARGEST = 1.2;
/** Below it words cannot be read, and the simulation shows no buttons. */
const LEGIBLE = 0.65;
/** What the palette covers on the left. */
const COVERED = 110;

/**
 * Show the whole drawing beside the palette, with a little room around it.
 *
 * @param {import("bpmn-js/lib/Modeler").default} modeler
 */
export function fit(modeler) {
  const canvas = modeler.get("canvas");
  const { inner, outer } = canvas.viewbox();
  if (inner.width === 0 || outer.width === 0) return;
  const room = outer.width - COVERED;
  const scale = Math.min(room / (inner.width + 2 * MARGIN), outer.height / (inner.height + 2 * MARGIN), LARGEST);
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({
    x: inner.x + inner.width / 2 - (width + COVERED / scale) / 2,
    y: inner.y + inner.height / 2 - height / 2,
    width,
    height,
  });
}

/**
 * Show the whole drawing where its words can be read then, else where it begins.
 *
 * @param {import("bpmn-js/lib/Modeler").default} modeler
 */
export function fitLegibly(modeler) {
  fit(modeler);
  const canvas = modeler.get("canvas");
  if (canvas.zoom() >= LEGIBLE) return;
  const { inner, outer } = canvas.viewbox();
  canvas.viewbox({
    x: inner.x - COVERED / LEGIBLE,
    y: inner.y - MARGIN / LEGIBLE,
    width: outer.width / LEGIBLE,
    height: outer.height / LEGIBLE,
  });
}
