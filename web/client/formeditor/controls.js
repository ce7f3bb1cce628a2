/** Controls of the properties: each with its label, calling back after a pause in typing. */

const PAUSE_MS = 200;
let counted = 0;

/** @returns {HTMLElement} */
export function element(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...inside.filter((one) => one !== null && one !== undefined && one !== false));
  return made;
}

/** @param {string} name  by which the keyboard finds its place again after the panel was drawn anew */
function labelled(label, name, control, help) {
  const id = `p-${name}-${(counted += 1)}`;
  control.id = id;
  control.dataset.name = name;
  const hint = help && element("p", { class: "panel-help", id: `${id}-help` }, help);
  if (hint) control.setAttribute("aria-describedby", hint.id);
  return element("div", { class: "panel-entry" }, element("label", { for: id, class: "form-label" }, label), control, hint);
}

/**
 * A line or area of text.
 *
 * @param {{name: string, label: string, value: string, help?: string, rows?: number, number?: boolean, lang?: string}} about
 * @param {(value: string) => void} change
 */
export function text(about, change) {
  const { name, label, value, help, rows, number, lang } = about;
  const control = rows ? element("textarea", { class: "form-control", rows: String(rows) }) : element("input", { class: "form-control", type: "text" });
  control.value = value ?? "";
  if (number) control.inputMode = "numeric";
  if (lang) control.lang = lang;
  let waiting = 0;
  let last = control.value;
  const tell = () => {
    clearTimeout(waiting);
    if (control.value === last) return;
    last = control.value;
    change(control.value.trim());
  };
  control.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, PAUSE_MS);
  });
  control.addEventListener("change", tell);
  return labelled(label, name, control, help);
}

/**
 * A number, or nothing.
 *
 * @param {(value: number | undefined) => void} change
 */
export function number(about, change) {
  return text({ ...about, value: about.value === undefined || about.value === null ? "" : String(about.value), number: true }, (typed) => {
    const value = typed === "" ? undefined : Number(typed.replace(",", "."));
    change(Number.isNaN(value) ? typed : value);
  });
}

/** @param {(value: boolean) => void} change */
export function tick({ name, label, value }, change) {
  const control = element("input", { type: "checkbox" });
  control.checked = Boolean(value);
  control.dataset.name = name;
  control.addEventListener("change", () => change(control.checked));
  return element("label", { class: "panel-tick" }, control, element("span", {}, label));
}

/** @param {{name: string, label: string, value: string, options: [string, string][], help?: string}} about */
export function pick({ name, label, value, options, help }, change) {
  const control = element("select", { class: "form-select" });
  for (const [one, words] of options) control.append(element("option", { value: one }, words));
  if (!options.some(([one]) => one === value)) control.append(element("option", { value }, value));
  control.value = value;
  control.addEventListener("change", () => change(control.value));
  return labelled(label, name, control, help);
}

/** @param {string} label @param {() => void} act */
export function button(label, act, more = "btn-secondary") {
  const made = element("button", { type: "button", class: `btn ${more}` }, label);
  made.addEventListener("click", act);
  return made;
}

/** @param {string} heading */
export function part(heading, ...inside) {
  const id = `p-part-${(counted += 1)}`;
  return element("section", { class: "panel-part", "aria-labelledby": id }, element("h4", { id }, heading), ...inside);
}
