/**
 * The components that our pages can ask with, and no others: what each is called, where it stands in the
 * palette, and what a new one holds.
 */
import { Default, Group } from "@bpmn-io/form-js-viewer";
import { drawing } from "./drawing.js";
import { iconOf } from "./icons.js";
import { freeName, nameOf, namesIn } from "./naming.js";

const CHOICES = "values";
/** Kind → place in the palette; "" is drawn but not offered. */
export const PLACES = {
  textfield: "basic-input",
  textarea: "basic-input",
  number: "basic-input",
  datetime: "basic-input",
  filepicker: "basic-input",
  checkbox: "selection",
  radio: "selection",
  select: "selection",
  checklist: "selection",
  text: "presentation",
  separator: "presentation",
  group: "container",
  personalnumber: "action",
  address: "action",
  paperlist: "action",
  decision: "action",
  feeline: "action",
  signature: "action",
  spacer: "",
  button: "",
};
export const CHOOSING = ["select", "radio", "checklist", "paperlist", "decision"];
const UNASKED = ["group", "text", "separator", "spacer", "button", "default"];

/** @param {object} field @returns {boolean} whether it has an answer */
export const isAsked = (field) => !UNASKED.includes(field.type);

/** What a new field of a kind holds, beside its label and name. */
const BEGINNINGS = {
  number: () => ({ decimalDigits: 0 }),
  datetime: () => ({ subtype: "date" }),
  radio: (words) => ({ [CHOICES]: choices(words, 2) }),
  select: (words) => ({ [CHOICES]: choices(words, 2) }),
  checklist: (words) => ({ [CHOICES]: choices(words, 2) }),
  paperlist: (words) => ({ [CHOICES]: choices(words, 1) }),
  decision: () => ({
    [CHOICES]: [
      { label: "Đồng ý", labelEn: "Agree", value: "dong_y" },
      { label: "Từ chối", labelEn: "Refuse", value: "tu_choi", reason: true },
    ],
    validate: { required: true },
  }),
  personalnumber: () => ({
    description: "12 chữ số, ghi trên thẻ căn cước hoặc ứng dụng VNeID.",
    properties: { helpEn: "12 digits, on the identity card or in VNeID." },
    validate: { required: true },
  }),
  address: () => ({ validate: { required: true } }),
  feeline: () => ({ properties: { amount: "0" } }),
  signature: () => ({
    label: "Tôi cam đoan những nội dung khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật.",
    properties: { labelEn: "I declare that what is stated above is true and answer for it by law." },
    validate: { required: true },
  }),
};

function choices(words, count) {
  return Array.from({ length: count }, (_, index) => ({
    label: `${words.page.newChoice} ${index + 1}`,
    value: `lua_chon_${index + 1}`,
  }));
}

/**
 * Make the registry of components that the editor is built with.
 *
 * @param {object} words   of the page
 * @param {() => object} schemaNow  gives the form as it stands
 * @param {string[]} strange  kinds of the form at hand that nobody here knows
 */
export function ownFields(words, schemaNow, strange) {
  return class OwnFields {
    constructor() {
      this._formFields = {};
      this.register("default", Default);
      for (const [kind, group] of Object.entries(PLACES)) this.register(kind, component(kind, group));
      for (const kind of strange) this.register(kind, component(kind, ""));
    }

    /** What is not offered stays out of the palette, which lists what can be enumerated. */
    register(kind, made) {
      const enumerable = Boolean(made.config.group);
      Object.defineProperty(this._formFields, kind, { value: made, enumerable, configurable: true });
    }

    get(kind) {
      return this._formFields[kind];
    }
  };

  function component(kind, group) {
    const name = words.kinds[kind] ?? words.kinds.unknown;
    const made = kind === "group" ? (props) => Group(props) : drawing(kind, words);
    made.config = {
      type: kind,
      keyed: false,
      name,
      group,
      icon: iconOf(kind),
      create: (given = {}, isNew = true) => (isNew ? begin(kind, name, given) : { ...given }),
    };
    return made;
  }

  function begin(kind, name, given) {
    const more = BEGINNINGS[kind]?.(words) ?? {};
    const field = { label: name, ...more, ...given, type: kind };
    if (kind === "group") return { ...field, components: [], showOutline: true, ...given };
    if (kind === "text") return { text: words.kinds.text, ...given, type: kind };
    if (kind === "separator") return { ...given, type: kind };
    return { key: freeName(nameOf(name) || kind, namesIn(schemaNow())), ...field };
  }
}

/** @param {object} schema @returns {string[]} kinds in the form that are not ours */
export function strangeKinds(schema) {
  const found = new Set();
  const visit = (part) => {
    for (const one of part.components ?? []) {
      if (typeof one.type === "string" && !(one.type in PLACES)) found.add(one.type);
      visit(one);
    }
  };
  visit(schema);
  return [...found];
}
