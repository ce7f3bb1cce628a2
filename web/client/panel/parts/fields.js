import { CheckboxEntry, SelectEntry, TextAreaEntry, TextFieldEntry } from "@bpmn-io/properties-panel";
import { debounce } from "min-dash";
import { Expression } from "./Expression.js";
import { Measure } from "./Measure.js";

const PAUSE_MS = 350;
const pause = (call) => debounce(call, PAUSE_MS);

/**
 * Each function gives one entry of the panel. They take
 *   desk   the chosen element
 *   name   the property that is edited
 *   given  label, hint; target: what carries the property, if not the element itself; id, if two
 *          entries edit the same property; get and set, if it is more than a property
 */
function entry(desk, name, given, component, more = {}) {
  const target = given.target ?? desk.business;
  const get = given.get ?? (() => target.get(name));
  const set = given.set ?? ((value) => desk.change([target, { [name]: value }]));
  return {
    id: given.id ?? name,
    component,
    desk,
    label: given.label,
    description: given.hint,
    getValue: () => get() ?? "",
    setValue: (value) => set(value === "" ? undefined : value),
    isFilled: ![undefined, null, "", false].includes(get()),
    ...more,
  };
}

export function text(desk, name, given) {
  const { validate, placeholder } = given;
  return entry(desk, name, given, TextFieldEntry, { debounce: pause, validate, placeholder });
}

/** A text of several lines. */
export function lines(desk, name, given) {
  return entry(desk, name, given, TextAreaEntry, { debounce: pause, rows: given.rows ?? 3 });
}

export function check(desk, name, given) {
  const made = entry(desk, name, given, CheckboxEntry);
  return { ...made, getValue: () => Boolean(made.getValue()) };
}

/** One of several; a value that is no longer offered stays, and is marked. */
export function pick(desk, name, given) {
  const { options = [], none } = given;
  const made = entry(desk, name, given, SelectEntry);
  const value = made.getValue();
  const offered = none === undefined ? [...options] : [{ value: "", label: none }, ...options];
  if (value && !options.some((one) => one.value === value)) {
    offered.push({ value, label: `${value} ${desk.t("(không có)", "(not there)")}` });
  }
  // Where one of the options must hold, the first is what holds anyway.
  const isFilled = made.isFilled && (none !== undefined || value !== options[0]?.value);
  return { ...made, isFilled, getOptions: () => offered };
}

/** An expression, or a script, with completion of names and immediate checking. */
export function expression(desk, name, given) {
  const { kind = "expression", marked = false, rows = 1 } = given;
  const made = entry(desk, name, given, Expression, { kind, rows });
  return {
    ...made,
    getValue: () => String(made.getValue()).replace(/^\s*=(?!=)\s*/, ""),
    setValue: (value) => made.setValue(value && marked ? `=${value}` : value),
  };
}

/** A length of time: number and unit. */
export function measure(desk, name, given) {
  return entry(desk, name, given, Measure);
}

/** A name of the case data that the element writes. */
export function dataName(desk, name, given) {
  const { t } = desk;
  const fault = t(
    "Chỉ dùng chữ thường không dấu, chữ số, dấu gạch dưới; bắt đầu bằng chữ; không dùng “dossier”.",
    "Use small letters a–z, digits and underscores, beginning with a letter; not “dossier”.",
  );
  const isUsable = (value) => !value || (/^[a-z][a-z0-9_]{0,59}$/.test(value) && value !== "dossier");
  return text(desk, name, { validate: (value) => (isUsable(value) ? null : fault), ...given });
}
