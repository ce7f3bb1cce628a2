/** The part of the properties that says when a field is asked. */
import { literal, plain, readWhen, writeWhen } from "./condition.js";
import { element, part, pick, text } from "./controls.js";
import { isAsked } from "./kinds.js";
import { fieldsIn } from "./naming.js";
import { checked } from "./checking.js";

const HOWS = ["is", "isNot", "more", "less", "given"];

/**
 * @param {object} desk
 * @param {object} field
 * @param {(change: object, anew?: boolean) => void} change
 */
export function whenPart(desk, field, change) {
  const words = desk.setting.words.condition;
  const when = desk.when?.id === field.id ? desk.when.when : readWhen(field.conditional?.hide);
  const set = (more, anew = true) => {
    const next = { ...when, ...more };
    // What is not whole yet stands in the panel only.
    desk.when = { id: field.id, when: next };
    const hide = writeWhen(next);
    const conditional = hide || field.conditional ? { ...field.conditional, hide } : undefined;
    change({ conditional: hide ? conditional : undefined }, anew);
  };
  const mode = pick(
    { name: "when", label: words.condition, value: when.mode, options: [["always", words.always], ["show", words.show], ["free", words.free]] },
    (value) => set(begin(value, when, field)),
  );
  const inside = { always: [], show: () => simple(desk, field, when, set), free: () => free(desk, when, set) }[when.mode];
  return part(words.condition, mode, ...(typeof inside === "function" ? inside() : inside));
}

function begin(mode, when, field) {
  if (mode === "free") return { mode, text: (writeWhen(when) ?? field.conditional?.hide ?? "").replace(/^=\s*/, "") };
  return { mode, key: when.key ?? "", how: when.how ?? "is", value: when.value ?? "" };
}

function simple(desk, field, when, set) {
  const words = desk.setting.words.condition;
  const others = fieldsIn(desk.editor._getState().schema).filter((one) => one !== field && one.key && isAsked(one));
  const compared = others.find((one) => one.key === when.key);
  const named = others.map((one) => [one.key, `${one.label || one.dateLabel || one.key} (${one.key})`]);
  const rows = [
    pick({ name: "when-key", label: words.field, value: when.key, options: [["", "–"], ...named] }, (key) => set({ key, value: beginning(others, key) })),
    pick({ name: "when-how", label: words.how, value: when.how, options: HOWS.map((how) => [how, words[how]]) }, (how) => set({ how })),
  ];
  if (when.how === "given") return rows;
  const values = Array.isArray(compared?.values) ? compared.values : [];
  if (compared?.type === "checkbox") {
    rows.push(pick({ name: "when-value", label: words.value, value: "true", options: [["true", words.yes]] }, () => set({ value: "true" })));
  } else if (values.length) {
    const options = [["", "–"], ...values.map((one) => [one.value, one.label || one.value])];
    rows.push(pick({ name: "when-value", label: words.value, value: plain(when.value), options }, (value) => set({ value: literal(value, compared) })));
  } else {
    rows.push(text({ name: "when-value", label: words.value, value: plain(when.value) }, (value) => set({ value: literal(value, compared) }, false)));
  }
  return rows;
}

function beginning(fields, key) {
  return fields.find((one) => one.key === key)?.type === "checkbox" ? "true" : "";
}

function free(desk, when, set) {
  const words = desk.setting.words.condition;
  const told = element("p", { class: "panel-told", role: "status" });
  const area = text({ name: "when-text", label: words.expression, value: when.text, rows: 3 }, (value) => {
    set({ text: value }, false);
    checked(desk, value, told);
  });
  if (when.text) checked(desk, when.text, told);
  return [area, told];
}
