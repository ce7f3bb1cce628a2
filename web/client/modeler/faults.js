/** What the server's check finds: a mark on each element, and a list that leads there. */
import { countFindings, showFindings } from "../draft/findings.js";
import { FILE } from "./editing.js";

const MARKS = { severe: "fault-severe", advice: "fault-advice" };

/** @param {object} desk of the editor */
export function faultMarks({ section, draft, modeler }) {
  const list = section.querySelector("[data-faults]");
  const count = section.querySelector("[data-faults-count]");
  let found = [];

  draft.onFindings((findings) => {
    found = findings.filter((one) => one.file === FILE && one.element);
    markElements(modeler, found);
    count.textContent = countFindings(findings, draft.words);
    showFindings(list, findings, (finding) => jump(modeler, section, finding), draft.words);
    section.dataset.checked = String(Number(section.dataset.checked ?? 0) + 1);
  });
  modeler.on("import.done", ({ error }) => error || markElements(modeler, found));
}

/** Lead to the element that the address names: so other pages point at one. */
export function leadToAsked({ section, modeler }) {
  const element = decodeURIComponent(location.hash.slice(1));
  if (element) jump(modeler, section, { file: FILE, element });
}

/**
 * Lead to the element of a finding.
 *
 * @returns {boolean} whether it is in this drawing
 */
export function jump(modeler, section, { file, element }) {
  const shape = file === FILE && element ? modeler.get("elementRegistry").get(element) : undefined;
  if (!shape) return false;
  const canvas = modeler.get("canvas");
  const root = canvas.findRoot(shape);
  if (root && root !== canvas.getRootElement()) canvas.setRootElement(root);
  if (shape !== root) {
    canvas.scrollToElement(shape, 120);
    modeler.get("selection").select(shape);
  }
  section.querySelector("[data-canvas] svg").focus({ preventScroll: true });
  section.scrollIntoView({ block: "nearest" });
  return true;
}

function markElements(modeler, findings) {
  const overlays = modeler.get("overlays");
  const canvas = modeler.get("canvas");
  overlays.remove({ type: "fault" });
  modeler.get("elementRegistry").forEach((one) => {
    for (const mark of Object.values(MARKS)) canvas.removeMarker(one, mark);
  });
  for (const [element, group] of grouped(findings)) {
    const shape = modeler.get("elementRegistry").get(element);
    if (!shape || shape === canvas.getRootElement()) continue;
    const severe = group.some((one) => one.severe);
    canvas.addMarker(shape, severe ? MARKS.severe : MARKS.advice);
    const position = shape.waypoints ? { top: -10, left: 0 } : { top: -12, right: 12 };
    overlays.add(shape, "fault", { position, html: badge(group, severe) });
  }
}

function grouped(findings) {
  const found = new Map();
  for (const one of findings) found.set(one.element, [...(found.get(one.element) ?? []), one]);
  return found;
}

/** A round sign with the number of faults; what they are stands in the list, and in its title. */
function badge(group, severe) {
  const mark = document.createElement("div");
  mark.className = `fault-badge ${severe ? "fault-badge-severe" : "fault-badge-advice"}`;
  mark.textContent = `${severe ? "!" : "i"} ${group.length}`;
  mark.title = group.map((one) => one.text).join("\n");
  return mark;
}
