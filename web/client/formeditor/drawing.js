/** How components stand on the canvas: their texts and a picture of what is asked, nothing that can be filled in. */
import { h } from "preact";
import { describe } from "./condition.js";

/** @param {string} kind @param {object} words @returns a component that draws fields of the kind */
export function drawing(kind, words) {
  return function Drawn({ field }) {
    const body = BODIES[kind] ?? BODIES.unknown;
    const help = field.description || field.properties?.helpVi;
    return h("div", { class: `fjs-form-field drawn drawn-${kind}` }, [
      ...heading(kind, field, words),
      help && h("p", { class: "drawn-help" }, help),
      body(field, words),
      field.conditional?.hide && h("p", { class: "drawn-when" }, describe(field, words)),
    ]);
  };
}

const UNTITLED = ["text", "separator", "spacer", "button", "checkbox", "signature"];

function heading(kind, field, words) {
  if (UNTITLED.includes(kind)) return [];
  const label = field.label || field.dateLabel || "–";
  const must = field.validate?.required ? h("span", { class: "drawn-must" }, " *") : null;
  const strange = kind in BODIES ? null : h("span", { class: "drawn-kind" }, ` ${words.kinds.unknown}: ${kind}`);
  const english = field.properties?.labelEn;
  return [
    h("p", { class: "drawn-label" }, [label, must, strange]),
    english && h("p", { class: "drawn-english", lang: "en" }, english),
  ];
}

const box = (more, ...inside) => h("div", { class: `drawn-box ${more}`, "aria-hidden": "true" }, inside);
const line = (text) => h("div", { class: "drawn-choice" }, [h("span", { class: "drawn-mark", "aria-hidden": "true" }), h("span", null, text)]);
const chosen = (field) => h("div", null, listed(field).map((one) => line(one.label || one.value)));
const listed = (field) => (Array.isArray(field.values) ? field.values : []);
const ticked = (field) =>
  h("div", null, [
    h("div", { class: "drawn-choice" }, [
      h("span", { class: "drawn-mark", "aria-hidden": "true" }),
      h("span", null, [field.label, field.validate?.required ? h("span", { class: "drawn-must" }, " *") : null]),
    ]),
    field.properties?.labelEn && h("p", { class: "drawn-english", lang: "en" }, field.properties.labelEn),
  ]);

const BODIES = {
  textfield: () => box(""),
  textarea: () => box("tall"),
  number: () => box("short"),
  datetime: () => h("div", { class: "drawn-row" }, [box("tiny"), box("tiny"), box("less")]),
  filepicker: () => box("file"),
  select: (field) => box("", listed(field)[0]?.label ?? field.properties?.source ?? ""),
  radio: chosen,
  checklist: chosen,
  checkbox: ticked,
  signature: ticked,
  personalnumber: () => box("less"),
  address: () => h("div", { class: "drawn-row" }, [box(""), box(""), box("")]),
  paperlist: (field) =>
    h("div", null, listed(field).map((one) => h("div", { class: "drawn-paper" }, [h("span", null, one.label || one.value), box("tiny"), box("tiny"), box("file")]))),
  decision: (field, words) =>
    h("div", null, listed(field).map((one) => line(one.reason ? `${one.label} – ${words.answer.reasonNeeded}` : one.label))),
  feeline: (field) => h("p", { class: "drawn-fee" }, field.properties?.amount || "–"),
  text: (field) =>
    h("div", null, [
      h("p", { class: "drawn-text" }, field.text),
      field.properties?.textEn && h("p", { class: "drawn-english", lang: "en" }, field.properties.textEn),
    ]),
  separator: () => h("div", { class: "drawn-line", "aria-hidden": "true" }),
  spacer: () => h("div", { class: "drawn-space", "aria-hidden": "true" }),
  button: (field) => box("short", field.label),
  unknown: () => box(""),
};
