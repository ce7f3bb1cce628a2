import { is } from "bpmn-js/lib/util/ModelUtil";
import { extensions } from "../extensions.js";

const KEEPING = ["bpmn:UserTask", "bpmn:ManualTask", "bpmn:ScriptTask", "bpmn:BusinessRuleTask", "bpmn:SubProcess"];
const WRITES = /^[ \t]*([A-Za-z]\w*)[ \t]*(?:[+\-*/]?=)(?!=)/gm;
const START = "";

/**
 * The names an expression at the chosen element can read.
 *
 * @returns {Array<{value: string, label: string, rank: number}>} rank 0: written before this element,
 *   1: known of every case, 2: written elsewhere, 3: functions
 */
export function knownNames(desk, kind) {
  const { choices, element } = desk;
  const writers = writersOf(desk);
  const before = upstream(element);
  const names = [...writers].map(([value, { label, places }]) => {
    const isBefore = [...places].some((place) => place === START || before.has(place));
    return { value, label, rank: isBefore ? 0 : 2 };
  });
  const fixed = [...(choices.dossier ?? []), ...more(desk, kind)];
  const functions = (choices.functions ?? []).map((one) => ({ ...one, value: `${one.value}(`, rank: 3 }));
  const all = [...names, ...fixed.map((one) => ({ ...one, rank: 1 })), ...functions];
  return all.sort((one, two) => one.rank - two.rank || one.value.localeCompare(two.value));
}

/** Every name that the diagram on the screen writes, saved or not. */
export const drawnNames = (desk) => [...writersOf(desk).keys()];

function more({ choices, business, t }, kind) {
  if (kind === "completion") return choices.counters ?? [];
  if (kind === "answer") return [{ value: "result", label: t("câu trả lời", "the answer") }];
  if (kind === "starting") return [{ value: "waitingForStart", label: t("cổng chưa đi tiếp", "the gateway still waits") }];
  if (kind === "take") return ["status", "headers", "body"].map((value) => ({ value, label: t("của câu trả lời", "of the answer") }));
  if (kind !== "activation") return [];
  const arrows = (business.get("incoming") ?? []).map((one) => ({ value: one.id, label: one.name ?? "" }));
  return [{ value: "activationCount", label: t("số thẻ đã tới", "tokens that have come") }, ...arrows];
}

/** @returns {Map<string, {label: string, places: Set<string>}>} places: ids, or START */
function writersOf(desk) {
  const found = new Map();
  const note = (name, place, label = "") => {
    if (!name) return;
    const one = found.get(name) ?? { label, places: new Set() };
    one.places.add(place);
    found.set(name, { ...one, label: one.label || label });
  };
  const { names = [], filingForm } = desk.choices;
  const all = desk.get("elementRegistry").filter((one) => !one.labelTarget).map((one) => one.businessObject);
  const asked = new Map();
  for (const one of all) {
    const form = one.get?.("motcua:form");
    if (form) asked.set(form, [...(asked.get(form) ?? []), one.id]);
    writtenBy(one).forEach((name) => note(name, one.id, ""));
  }
  for (const { value, label, forms } of names) {
    for (const form of forms) {
      const places = [...(asked.get(form) ?? []), ...(form === filingForm ? [START] : [])];
      places.forEach((place) => note(value, place, label));
    }
  }
  return found;
}

function writtenBy(business) {
  const names = extensions(business, "motcua:Output").map((one) => one.name);
  if (KEEPING.some((type) => is(business, type))) {
    names.push(...extensions(business, "motcua:Input").map((one) => one.name));
  }
  for (const name of ["motcua:result"]) names.push(business.get?.(name));
  const loop = business.loopCharacteristics;
  names.push(loop?.get("motcua:elementName"), loop?.get("motcua:output"));
  for (const one of business.get?.("properties") ?? []) names.push(one.name);
  if (business.dataObjectRef) names.push(business.dataObjectRef.name);
  for (const [, name] of (business.script ?? "").matchAll(WRITES)) names.push(name);
  return names.filter(Boolean);
}

/** The ids of what a case has passed when it comes to an element: back along the arrows and out. */
function upstream(element) {
  const seen = new Set();
  const open = [element];
  while (open.length) {
    const one = open.pop();
    const back = [one.source, one.host, one.parent, ...(one.incoming ?? []).map((arrow) => arrow.source)];
    for (const next of back) {
      if (!next?.businessObject || seen.has(next.id)) continue;
      seen.add(next.id);
      open.push(next);
    }
  }
  return seen;
}
