/**
 * Which drawing is shown, where a file has several: its diagrams, and the insides of subprocesses
 * that are drawn apart.
 */

/** @param {object} desk of the editor */
export function planeChoice({ section, modeler, words }) {
  const place = section.querySelector("[data-planes]");
  const select = place.querySelector("select");
  const canvas = modeler.get("canvas");
  const diagrams = () => modeler.getDefinitions()?.diagrams?.filter(isWhole) ?? [];

  function refresh() {
    const shown = canvas.getRootElement();
    const inner = canvas.getRootElements().map((root) => option(`root:${root.id}`, nameOf(root, words), root === shown));
    const others = diagrams()
      .filter((one) => !canvas.getRootElements().some((root) => root.businessObject === one.plane.bpmnElement))
      .map((one) => option(`diagram:${one.id}`, one.plane.bpmnElement.name || one.name || one.id, false));
    place.hidden = inner.length + others.length < 2;
    select.replaceChildren(...inner, ...others);
  }
  select.addEventListener("change", async () => {
    const [kind, id] = select.value.split(/:(.*)/s);
    if (kind === "root") canvas.setRootElement(canvas.findRoot(id) ?? canvas.getRootElement());
    else await modeler.open(id);
    refresh();
  });
  // Before there is a drawing, asking for its root would make an empty one.
  let isDrawn = false;
  modeler.on("import.parse.start", () => (isDrawn = false));
  modeler.on("import.done", ({ error }) => {
    isDrawn = !error;
    if (isDrawn) refresh();
  });
  for (const event of ["root.set", "commandStack.changed"]) modeler.on(event, () => isDrawn && refresh());
}

/** Whether a diagram is one of its own, not the inside of a subprocess. */
const isWhole = (diagram) => diagram.plane?.bpmnElement && !diagram.plane.bpmnElement.$instanceOf("bpmn:SubProcess");

function nameOf(root, words) {
  const { name, processRef } = root.businessObject;
  return name || processRef?.name || words.wholeDiagram;
}

function option(value, text, chosen) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = text;
  made.selected = chosen;
  return made;
}
