/** The properties of the chosen field: what is asked, in both languages, what is taken, and when it is asked. */
import { answerPart } from "./answers.js";
import { choicesPart } from "./choices.js";
import { button, element, part, text } from "./controls.js";
import { CHOOSING, PLACES, isAsked } from "./kinds.js";
import { freeName, nameOf, namesIn } from "./naming.js";
import { whenPart } from "./when.js";

/** @param {object} desk of the editor */
export function openPanel(desk) {
  const place = desk.section.querySelector("[data-panel]");
  let own = false;

  const chosen = () => desk.editor.get("selection").get() ?? desk.editor._getState().schema;

  /** Change the chosen field; with `anew` the panel is drawn again afterwards. */
  function change(properties, anew = false) {
    own = true;
    desk.editor.get("modeling").editFormField(chosen(), properties);
    own = false;
    if (anew) draw();
  }

  function draw() {
    const at = place.contains(document.activeElement) ? document.activeElement.dataset.name : "";
    const top = place.scrollTop;
    const field = chosen();
    place.replaceChildren(...parts(desk, field, change));
    tell();
    place.scrollTop = top;
    if (at) place.querySelector(`[data-name="${CSS.escape(at)}"]`)?.focus();
  }

  /** Say at the field what is wrong with it. */
  function tell() {
    const field = chosen();
    const list = place.querySelector("[data-field-faults]");
    const wrong = desk.findings.filter((one) => field.key && one.element && (one.element === field.key || one.element.startsWith(`${field.key}_`)));
    list.hidden = wrong.length === 0;
    list.classList.toggle("panel-hints", !wrong.some((one) => one.severe));
    list.querySelector("ul").replaceChildren(...wrong.map((one) => element("li", { class: one.severe ? "panel-bad" : "" }, one.text)));
  }

  draw();
  return {
    draw,
    tell,
    show() {
      desk.when = null;
      draw();
    },
    /** After a change that did not come from here, such as undo. */
    follow() {
      if (!own) draw();
    },
    focus() {
      place.querySelector("input, textarea, select")?.focus();
    },
  };
}

function parts(desk, field, change) {
  const words = desk.setting.words;
  const head = element(
    "header",
    { class: "panel-head" },
    element("h3", {}, words.kinds[field.type] ?? words.kinds.unknown),
    field.type === "default" && element("p", { class: "panel-help" }, words.panel.nothing),
  );
  const faults = element("div", { class: "panel-faults", "data-field-faults": "", hidden: true }, element("h4", {}, words.panel.faults), element("ul"));
  if (field.type === "default") return [head, faults, formPart(desk, field, change)];
  if (!(field.type in PLACES)) return [head, faults, element("p", {}, words.panel.unknown), placePart(desk, field)];
  const sections = [head, faults, questionPart(desk, field, change)];
  if (isAsked(field)) sections.push(answerPart(desk, field, change));
  if (CHOOSING.includes(field.type) && !field.properties?.source) sections.push(choicesPart(desk, field, change));
  if (!["separator", "spacer", "button"].includes(field.type)) sections.push(whenPart(desk, field, change));
  sections.push(placePart(desk, field));
  return sections.filter(Boolean);
}

function formPart(desk, field, change) {
  const words = desk.setting.words.panel;
  return part(
    words.question,
    text({ name: "title", label: words.title, value: field.title }, (title) => change({ title })),
    text({ name: "titleEn", label: words.titleEn, value: field.titleEn, lang: "en", help: words.english }, (titleEn) => change({ titleEn })),
  );
}

/** @param {object} field @returns {(name: string, value: unknown) => object} a change of one custom property */
export const property = (field) => (name, value) => {
  const { [name]: _before, ...rest } = field.properties ?? {};
  const properties = value === undefined || value === "" ? rest : { ...rest, [name]: value };
  return { properties: Object.keys(properties).length ? properties : undefined };
};

function questionPart(desk, field, change) {
  const words = desk.setting.words.panel;
  const own = property(field);
  const more = field.properties ?? {};
  if (["separator", "spacer", "button"].includes(field.type)) return null;
  if (field.type === "text") {
    return part(
      words.question,
      text({ name: "text", label: words.text, value: field.text, rows: 4 }, (value) => change({ text: value })),
      text({ name: "textEn", label: words.textEn, value: more.textEn, rows: 4, lang: "en" }, (value) => change(own("textEn", value))),
    );
  }
  const isLong = ["checkbox", "signature"].includes(field.type);
  const rows = [
    text({ name: "label", label: words.label, value: field.label || field.dateLabel, rows: isLong ? 3 : 0 }, (value) => relabel(desk, field, value, change)),
    text({ name: "labelEn", label: words.labelEn, value: more.labelEn, rows: isLong ? 3 : 0, lang: "en", help: words.english }, (value) => change(own("labelEn", value))),
  ];
  if (field.type === "group") return part(words.question, ...rows);
  return part(
    words.question,
    ...rows,
    text({ name: "help", label: words.help, value: more.helpVi || field.description, rows: 2 }, (value) => change(more.helpVi ? own("helpVi", value) : { description: value || undefined })),
    text({ name: "helpEn", label: words.helpEn, value: more.helpEn || more.descriptionEn, rows: 2, lang: "en" }, (value) => change(own(more.descriptionEn ? "descriptionEn" : "helpEn", value))),
    text({ name: "key", label: words.key, value: field.key, help: words.keyHelp }, (key) => change({ key })),
  );
}

function relabel(desk, field, value, change) {
  const named = relabelled(desk, field, value);
  change(named);
  const key = desk.section.querySelector('[data-panel] [data-name="key"]');
  if (named.key && key) key.value = named.key;
}

/** A field whose name came from its label or its kind takes the name of its new label. */
function relabelled(desk, field, label) {
  const kind = nameOf(desk.setting.words.kinds[field.type] ?? "");
  const before = nameOf(field.label ?? "");
  const isAuto = [kind, before].some((name) => name && new RegExp(`^${name}(_\\d+)?$`).test(field.key ?? ""));
  const wanted = nameOf(label);
  const named = field.dateLabel && !field.label ? { dateLabel: label } : { label };
  if (!isAuto || !wanted || isUsed(desk, field.key)) return named;
  return { ...named, key: freeName(wanted, namesIn(desk.editor._getState().schema, field)) };
}

/** @returns {boolean} whether the form was opened with this name: then steps, letters and cases may know it */
function isUsed(desk, key) {
  return desk.opened.has(key);
}

function placePart(desk, field) {
  const words = desk.setting.words.panel;
  const { editor } = desk;
  const parent = editor.get("formFieldRegistry").get(field._parent);
  const index = parent.components.indexOf(field);
  const move = (step) => {
    const layouter = editor.get("formLayouter");
    const row = layouter.getRowForField(field);
    editor.get("modeling").moveFormField(field, parent, parent, index, step < 0 ? index - 1 : index + 2, row, undefined);
  };
  const up = button(words.up, () => move(-1));
  const down = button(words.down, () => move(1));
  up.disabled = index <= 0;
  down.disabled = index >= parent.components.length - 1;
  up.dataset.name = "up";
  down.dataset.name = "down";
  return part(
    words.order,
    element(
      "div",
      { class: "panel-buttons" },
      up,
      down,
      field.type in PLACES && field.type !== "group" && button(words.copy, () => duplicate(desk, field, parent, index)),
      button(words.delete, () => editor.get("modeling").removeFormField(field, parent, index), "btn-outline-danger"),
    ),
  );
}

function duplicate(desk, field, parent, index) {
  const { id: _id, _parent, _path, layout: _layout, ...given } = JSON.parse(JSON.stringify(field, (name, value) => (name === "_parent" ? undefined : value)));
  const key = given.key && freeName(given.key, namesIn(desk.editor._getState().schema));
  desk.editor.get("modeling").addFormField({ ...given, ...(key ? { key } : {}) }, parent, index + 1);
}
