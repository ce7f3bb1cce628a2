/** The part of the properties that says what is taken for an answer. */
import { element, number, part, pick, text, tick } from "./controls.js";
import { checked } from "./checking.js";
import { fieldsIn } from "./naming.js";
import { property } from "./panel.js";

const FILES = ["pdf", "jpg", "png"];

/**
 * @param {object} desk
 * @param {object} field
 * @param {(change: object, anew?: boolean) => void} change
 */
export function answerPart(desk, field, change) {
  const words = desk.setting.words.answer;
  const about = { desk, field, change, words, own: property(field), more: field.properties ?? {} };
  const rows = [];
  if (field.type !== "feeline") {
    const isShown = about.more.readonly === "true" || field.readonly === true;
    if (!isShown && field.type !== "paperlist") {
      rows.push(tick({ name: "required", label: words.required, value: field.validate?.required }, (value) => change(rule(field, "required", value || undefined))));
    }
    rows.push(
      tick({ name: "readonly", label: words.readonly, value: isShown }, (value) =>
        change({ ...about.own("readonly", value ? "true" : undefined), readonly: value || undefined }, true),
      ),
    );
  }
  rows.push(...(ROWS[field.type]?.(about) ?? []));
  return part(words.answer, ...rows);
}

function rule(field, name, value) {
  const { [name]: _before, ...rest } = field.validate ?? {};
  const validate = value === undefined || value === "" ? rest : { ...rest, [name]: value };
  return { validate: Object.keys(validate).length ? validate : undefined };
}

const ruled = ({ field, change, words }, name, label = words[name]) =>
  number({ name, label, value: field.validate?.[name] }, (value) => change(rule(field, name, value)));

const owned = ({ own, more, change, words }, name, about = {}) =>
  text({ name, label: words[name], value: more[name], ...about }, (value) => change(own(name, value)));

function lines(about) {
  const { field, more, own, change, words } = about;
  const sorts = [["text", words.sortText], ["email", words.sortEmail], ["phone", words.sortPhone]];
  const sort = more.kind || field.validate?.validationType || "text";
  const rows = [
    pick({ name: "sort", label: words.sort, value: sort, options: sorts }, (value) => {
      const given = own("kind", value === "text" ? undefined : value);
      change({ ...given, ...rule(field, "validationType", undefined) }, true);
    }),
  ];
  if (sort === "text") {
    rows.push(ruled(about, "minLength"), ruled(about, "maxLength"));
    rows.push(text({ name: "pattern", label: words.pattern, value: field.validate?.pattern }, (value) => change(rule(field, "pattern", value), true)));
    if (field.validate?.pattern) rows.push(owned(about, "patternVi"), owned(about, "patternEn", { lang: "en" }));
  }
  rows.push(filling(about));
  return rows;
}

function filling({ more, own, change, words }) {
  const options = [
    ["", words.autoNone],
    ["name", words.autoName],
    ["tel", words.autoTel],
    ["email", words.autoEmail],
    ["street-address", words.autoAddress],
    ["bday", words.autoBday],
  ];
  return pick({ name: "autocomplete", label: words.autocomplete, value: more.autocomplete ?? "", options }, (value) => change(own("autocomplete", value)));
}

function sources({ desk, more, own, change, words }, others = []) {
  const offices = (desk.choices?.offices ?? []).map((one) => [`offices:${one.value}`, one.label]);
  const value = more.source ?? "";
  return pick({ name: "source", label: words.source, value, options: [["", words.sourceOwn], ...others, ...offices] }, (chosen) => change(own("source", chosen), true));
}

/** A checklist can follow what is filed: the questions of a form, the papers of the card. */
function filed({ desk, words }) {
  const forms = (desk.choices?.forms ?? []).map((one) => [`fields:${one.value}`, words.sourceForm.replace("{form}", one.label)]);
  return [...forms, ["papers", words.sourcePapers]];
}

function kindsOfFiles({ field, more, own, change, words }) {
  const accepted = (more.accept || field.accept || FILES.join(",")).split(",").map((one) => one.trim().replace(/^\./, "").replace("jpeg", "jpg"));
  const ticks = FILES.map((kind) =>
    tick({ name: `accept-${kind}`, label: kind.toUpperCase(), value: accepted.includes(kind) }, (value) => {
      const left = FILES.filter((one) => (one === kind ? value : accepted.includes(one)));
      change({ ...own("accept", left.join(",")), accept: undefined }, true);
    }),
  );
  return element("fieldset", { class: "panel-ticks" }, element("legend", { class: "form-label" }, words.accept), ...ticks);
}

/** A choice among the other fields of the form. */
function others({ desk, field, more, own, change }, name, label, kinds, none) {
  const found = fieldsIn(desk.editor._getState().schema).filter((one) => one !== field && one.key && kinds.includes(one.type));
  const options = [["", none], ...found.map((one) => [one.key, `${one.label || one.dateLabel || one.key} (${one.key})`])];
  return pick({ name, label, value: more.refers ?? "", options }, (value) => change(own("refers", value)));
}

function fee(about) {
  const { desk, own, more, change, words } = about;
  const expression = (name, help) => {
    const told = element("p", { class: "panel-told", role: "status" });
    const area = text({ name, label: words[name], value: (more[name] ?? "").replace(/^=\s*/, ""), rows: 2, help }, (value) => {
      change(own(name, value));
      checked(desk, value, told);
    });
    return [area, told];
  };
  return [...expression("amount", words.amountHelp), ...expression("freeIf"), owned(about, "freeVi"), owned(about, "freeEn", { lang: "en" })];
}

function papers(about) {
  const { own, more, change, words } = about;
  const asks = (name, label) => tick({ name, label, value: more[name] !== "false" }, (value) => change(own(name, value ? undefined : "false")));
  return [asks("counts", words.counts), asks("files", words.files), ruled(about, "max", words.mostFiles), kindsOfFiles(about)];
}

function files(about) {
  const { field, change, words } = about;
  const several = tick({ name: "multiple", label: words.multiple, value: field.multiple }, (value) => change({ multiple: value || undefined }));
  return [several, ruled(about, "max", words.mostFiles), kindsOfFiles(about)];
}

function numbers(about) {
  const { field, change, words } = about;
  const decimals = number({ name: "decimals", label: words.decimals, value: field.decimalDigits }, (value) => change({ decimalDigits: value }));
  return [ruled(about, "min"), ruled(about, "max"), decimals];
}

const ROWS = {
  textfield: lines,
  textarea: (about) => [ruled(about, "minLength"), ruled(about, "maxLength")],
  number: numbers,
  datetime: (about) => [filling(about)],
  select: (about) => [sources(about)],
  radio: (about) => [sources(about)],
  checklist: (about) => [sources(about, filed(about))],
  filepicker: files,
  paperlist: papers,
  personalnumber: (about) => [others(about, "refers", about.words.born, ["datetime"], about.words.nothingCompared)],
  signature: (about) => [others(about, "refers", about.words.signs, ["textfield"], about.words.signsOfficer)],
  decision: (about) => [owned(about, "reasonVi"), owned(about, "reasonEn", { lang: "en" })],
  feeline: fee,
};
