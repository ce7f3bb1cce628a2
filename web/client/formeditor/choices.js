/** The list of choices of a field, or of papers: label, English label, code, and what a choice asks for. */
import { fill } from "../draft/draft.js";
import { button, element, part, text, tick } from "./controls.js";
import { freeName, nameOf } from "./naming.js";

/**
 * @param {object} desk
 * @param {object} field
 * @param {(change: object, anew?: boolean) => void} change  of the field; anew: the panel is drawn again
 */
export function choicesPart(desk, field, change) {
  const words = desk.setting.words.answer;
  const values = Array.isArray(field.values) ? field.values : [];
  const isPapers = field.type === "paperlist";
  const set = (index, more) => change({ values: field.values.map((one, at) => (at === index ? clean({ ...one, ...more }) : one)) });
  const rows = values.map((_, index) => row(desk, field, index, set, change));
  const add = button(isPapers ? words.addPaper : words.addChoice, () => {
    const label = `${desk.setting.words.page.newChoice} ${values.length + 1}`;
    const value = freeName(nameOf(label) || "muc", new Set(values.map((each) => each.value)));
    change({ values: [...(field.values ?? []), { label, value }] }, true);
  });
  const card = isPapers && desk.setting.papers.length > 0 && button(words.fromCard, () => change({ values: fromCard(desk, field.values ?? []) }, true));
  return part(isPapers ? words.papers : words.choices, element("ol", { class: "panel-choices" }, ...rows), element("div", { class: "panel-buttons" }, add, card));
}

function row(desk, field, index, set, change) {
  const words = desk.setting.words.answer;
  const one = field.values[index] ?? {};
  const name = `values-${index}`;
  const remove = button("×", () => change({ values: field.values.filter((_, at) => at !== index) }, true), "btn-icon btn-link");
  const what = fill(words.removeChoice, { what: one.label || one.value || String(index + 1) });
  remove.setAttribute("aria-label", what);
  remove.title = what;
  const label = text({ name: `${name}-label`, label: words.choiceLabel, value: one.label }, (value) => {
    const code = codeOf(desk, field, index, value);
    set(index, { label: value, value: code });
    desk.section.querySelector(`[data-name="${name}-value"]`).value = code;
  });
  const flags = {
    decision: ["reason", words.reasonNeeded],
    paperlist: ["required", words.paperNeeded],
  }[field.type];
  return element(
    "li",
    { class: "panel-choice" },
    element("div", { class: "panel-choice-head" }, element("span", {}, fill(field.type === "paperlist" ? words.paper : words.choice, { number: String(index + 1) })), remove),
    label,
    text({ name: `${name}-en`, label: words.choiceEn, value: one.labelEn, lang: "en" }, (value) => set(index, { labelEn: value })),
    text({ name: `${name}-value`, label: words.choiceValue, value: one.value }, (value) => set(index, { value })),
    flags && tick({ name: `${name}-${flags[0]}`, label: flags[1], value: one[flags[0]] }, (value) => set(index, { [flags[0]]: value || undefined })),
  );
}

/** The code follows the label until somebody has written one, or the form was opened with it. */
function codeOf(desk, field, index, label) {
  const { value, label: before } = field.values[index];
  const isAuto = !value || value === nameOf(before ?? "") || /^lua_chon_\d+$/.test(value);
  if (!isAuto || !nameOf(label) || desk.openedValues.has(`${field.key} ${value}`)) return value;
  return freeName(nameOf(label), new Set(field.values.filter((_, at) => at !== index).map((one) => one.value)));
}

/** The papers of the card; those that stand in the form already keep their code. */
function fromCard(desk, values) {
  const known = new Map(values.map((one) => [one.label, one]));
  const taken = new Set();
  return desk.setting.papers.map((paper) => {
    const before = known.get(paper.label);
    const value = before?.value ?? freeName(nameOf(paper.label).slice(0, 24).replace(/_+$/, "") || "giay_to", taken);
    taken.add(value);
    return clean({ ...before, label: paper.label, labelEn: paper.labelEn, value, required: before?.required ?? (paper.originals + paper.copies > 0 || undefined) });
  });
}

/** Leave out what has no value, so that it is not written. */
function clean(one) {
  return Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined && value !== ""));
}
