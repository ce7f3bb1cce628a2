/** Shapes for a file that has none: sizes only, their places are found by the arranging. */

const SIZES = [
  ["bpmn:Participant", 600, 200],
  ["bpmn:Lane", 570, 200],
  ["bpmn:SubProcess", 350, 200],
  ["bpmn:Activity", 100, 80],
  ["bpmn:Event", 36, 36],
  ["bpmn:Gateway", 50, 50],
  ["bpmn:DataObjectReference", 36, 50],
  ["bpmn:DataStoreReference", 50, 50],
  ["bpmn:TextAnnotation", 160, 40],
];
const EXPANDED = ["bpmn:SubProcess"];

/**
 * Return the file with a shape for each element, or null when it has a drawing already.
 *
 * @param {object} moddle
 * @param {string} xml
 */
export async function withShapes(moddle, xml) {
  const { rootElement: definitions } = await moddle.fromXML(xml, "bpmn:Definitions");
  const drawn = (definitions.diagrams ?? []).some((one) => one.plane?.planeElement?.length);
  if (drawn) return null;
  const root = rootOf(definitions);
  if (!root) return null;
  const plane = moddle.create("bpmndi:BPMNPlane", { id: "plane_1", bpmnElement: root });
  plane.planeElement = elementsOf(root).flatMap((one) => drawingOf(moddle, one) ?? []);
  definitions.diagrams = [moddle.create("bpmndi:BPMNDiagram", { id: "diagram_1", plane })];
  return (await moddle.toXML(definitions, { format: true })).xml;
}

const isA = (element, type) => element.$instanceOf(type);

function rootOf(definitions) {
  const roots = definitions.rootElements ?? [];
  return roots.find((one) => isA(one, "bpmn:Collaboration")) ?? roots.find((one) => isA(one, "bpmn:Process"));
}

/** Return everything to be drawn, outer elements first, connections last. */
function elementsOf(root) {
  const found = isA(root, "bpmn:Collaboration")
    ? [...(root.participants ?? []).flatMap((one) => [one, ...inside(one.processRef)]), ...(root.messageFlows ?? [])]
    : inside(root);
  const lines = found.filter(isLine);
  return [...found.filter((one) => !isLine(one)), ...lines];
}

const isLine = (one) => ["bpmn:SequenceFlow", "bpmn:MessageFlow", "bpmn:Association"].some((type) => isA(one, type));

/** @param {object | undefined} container process or subprocess */
function inside(container) {
  if (!container) return [];
  const lanes = (container.laneSets ?? []).flatMap((set) => lanesIn(set));
  const flow = (container.flowElements ?? []).flatMap((one) =>
    isA(one, "bpmn:SubProcess") ? [one, ...inside(one)] : [one],
  );
  return [...lanes, ...flow, ...(container.artifacts ?? [])];
}

const lanesIn = (set) =>
  (set.lanes ?? []).flatMap((lane) => [lane, ...(lane.childLaneSet ? lanesIn(lane.childLaneSet) : [])]);

function drawingOf(moddle, element) {
  const id = `${element.id}_di`;
  const dc = (x, y) => moddle.create("dc:Point", { x, y });
  if (isLine(element)) {
    if (!element.sourceRef || !element.targetRef) return null;
    return moddle.create("bpmndi:BPMNEdge", { id, bpmnElement: element, waypoint: [dc(0, 0), dc(100, 0)] });
  }
  const size = SIZES.find(([type]) => isA(element, type));
  if (!size) return null;
  const [, width, height] = size;
  const bounds = moddle.create("dc:Bounds", { x: 0, y: 0, width, height });
  const shape = moddle.create("bpmndi:BPMNShape", { id, bpmnElement: element, bounds });
  if (EXPANDED.some((type) => isA(element, type))) shape.isExpanded = true;
  if (["bpmn:Participant", "bpmn:Lane"].some((type) => isA(element, type))) shape.isHorizontal = true;
  return shape;
}
