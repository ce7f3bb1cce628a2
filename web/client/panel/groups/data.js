import { extensions, withExtensions } from "../extensions.js";
import { dataName, expression, text } from "../parts/fields.js";
import { rowsEntry } from "../parts/Rows.js";
import { valueEntry } from "../parts/Value.js";
import { section } from "./section.js";

const INPUT = "motcua:Input";
const OUTPUT = "motcua:Output";
// Events that bring nothing.
const SILENT = ["bpmn:LinkEventDefinition", "bpmn:CompensateEventDefinition"];

/** Inputs as rows of name and value; `names` are those that have fields of their own elsewhere. */
export function inputRows(desk, id, given, names = []) {
  const { t } = desk;
  const all = extensions(desk.business, INPUT);
  const shown = all.filter((one) => !names.includes(one.name));
  const keep = (list) => desk.change(withExtensions(desk, INPUT, list));
  return rowsEntry(desk, id, {
    label: given.label,
    description: given.hint,
    addWords: t("Thêm giá trị", "Add a value"),
    add: () => keep([...all, desk.create(INPUT, { name: fresh(all), value: "=" })]),
    rows: shown.map((input, index) => ({
      id: `${id}-${index}`,
      label: input.name || t("chưa có tên", "without a name"),
      remove: () => keep(all.filter((one) => one !== input)),
      entries: [
        text(desk, "name", { target: input, id: `${id}-${index}-name`, label: given.nameLabel ?? t("Tên", "Name") }),
        valueEntry(desk, {
          id: `${id}-${index}-value`,
          label: t("Giá trị", "Value"),
          get: () => input.value,
          set: (value) => desk.change([input, { value }]),
        }),
      ],
    })),
  });
}

/** What is kept of what an activity gives. */
export function outputRows(desk, id, given) {
  const { t } = desk;
  const all = extensions(desk.business, OUTPUT);
  const keep = (list) => desk.change(withExtensions(desk, OUTPUT, list));
  return rowsEntry(desk, id, {
    label: given.label,
    description: given.hint,
    addWords: t("Thêm kết quả", "Add a result"),
    add: () => keep([...all, desk.create(OUTPUT, { name: fresh(all), value: "=" })]),
    rows: all.map((output, index) => ({
      id: `${id}-${index}`,
      label: output.name || t("chưa có tên", "without a name"),
      remove: () => keep(all.filter((one) => one !== output)),
      entries: [
        dataName(desk, "name", { target: output, id: `${id}-${index}-name`, label: t("Ghi vào tên", "Written to the name") }),
        expression(desk, "value", {
          target: output,
          id: `${id}-${index}-value`,
          marked: true,
          kind: given.kind,
          label: t("Giá trị", "Value"),
        }),
      ],
    })),
  });
}

function fresh(all) {
  const taken = new Set(all.map((one) => one.name));
  for (let number = 1; ; number += 1) if (!taken.has(`gia_tri_${number}`)) return `gia_tri_${number}`;
}

/** What an activity sees beside the data of the case, and what is kept of what it does. */
export function mapping(desk) {
  const { t } = desk;
  const isLink = desk.events.some((one) => SILENT.includes(one.$type));
  if (!desk.is("bpmn:Activity", "bpmn:CatchEvent") || isLink) return null;
  if (desk.business.triggeredByEvent || desk.is("bpmn:CallActivity")) return null;
  const isAnswered = desk.is("bpmn:ServiceTask", "bpmn:SendTask");
  const isLent = desk.is("bpmn:Activity") && !isAnswered;
  return section(desk, "mapping", t("Dữ liệu vào và ra", "Data in and out"), false, [
    isLent && inputRows(desk, "inputs", {
      label: t("Chỉ bước này thấy", "Seen by this step alone"),
      nameLabel: t("Tên trong bước này", "Name in this step"),
    }),
    outputRows(desk, "outputs", {
      kind: isAnswered ? "answer" : "expression",
      label: t("Giữ lại sau bước này", "Kept after this step"),
      hint: t(
        "Không ghi gì: mọi điều bước này ghi đều vào dữ liệu hồ sơ. Có ghi: chỉ giữ những tên này.",
        "Without any, all that the step writes goes to the data of the case; with some, these names alone.",
      ),
    }),
    desk.is("bpmn:SubProcess") && ownNames(desk),
  ]);
}

/** Names that belong to a subprocess alone. */
function ownNames(desk) {
  const { t, business } = desk;
  const all = business.get("properties") ?? [];
  const keep = (properties) => desk.change([business, { properties }]);
  return rowsEntry(desk, "own-names", {
    label: t("Dữ liệu riêng của quy trình con", "Data of the subprocess alone"),
    description: t("Mỗi lần chạy có bản của mình; bên ngoài không thấy.", "Each run has its own; nobody outside sees it."),
    addWords: t("Thêm tên", "Add a name"),
    add: () => keep([...all, desk.create("bpmn:Property", { name: fresh(all) }, business)]),
    rows: all.map((one, index) => ({
      id: `own-names-${index}`,
      label: one.name || one.id,
      remove: () => keep(all.filter((other) => other !== one)),
      entries: [dataName(desk, "name", { target: one, id: `own-names-${index}-name`, label: t("Tên", "Name") })],
    })),
  });
}

/** A data object, and the arrows between it and a step. */
export function dataObjects(desk) {
  const { t, business } = desk;
  if (desk.is("bpmn:DataObjectReference") && business.dataObjectRef) {
    return section(desk, "data", t("Dữ liệu", "Data"), true, [
      text(desk, "name", { label: t("Nhãn trên hình", "Label in the drawing") }),
      dataName(desk, "name", {
        target: business.dataObjectRef,
        id: "data-name",
        label: t("Tên trong dữ liệu hồ sơ", "Name in the data of the case"),
        hint: t("Không ghi: hình chỉ để xem.", "Without it the drawing is there to be looked at."),
      }),
    ]);
  }
  if (desk.is("bpmn:DataInputAssociation")) return handedIn(desk);
  return desk.is("bpmn:DataOutputAssociation") ? handedOut(desk) : null;
}

function handedIn(desk) {
  const { t, business } = desk;
  const assignment = business.get("assignment")?.[0];
  const write = (given) => {
    const now = { to: assignment?.to?.body, from: assignment?.from?.body, ...given };
    if (!now.to && !now.from) return desk.change([business, { assignment: [] }]);
    const made = desk.create("bpmn:Assignment", {}, business);
    made.from = desk.expression(now.from, made);
    made.to = desk.expression(now.to, made);
    return desk.change([business, { assignment: [made] }]);
  };
  return section(desk, "data", t("Dữ liệu đưa vào", "Data handed in"), true, [
    dataName(desk, "to", {
      label: t("Tên trong bước này", "Name in this step"),
      get: () => assignment?.to?.body,
      set: (to) => write({ to }),
    }),
    expression(desk, "from", {
      label: t("Giá trị", "Value"),
      hint: t("Ví dụ tên của dữ liệu này.", "For example the name of the data object."),
      get: () => assignment?.from?.body,
      set: (from) => write({ from }),
    }),
  ]);
}

function handedOut(desk) {
  const { t, business } = desk;
  return section(desk, "data", t("Dữ liệu đưa ra", "Data handed out"), true, [
    expression(desk, "transformation", {
      label: t("Giá trị ghi vào dữ liệu này", "Value written to the data object"),
      get: () => business.get("transformation")?.body,
      set: (value) => desk.change([business, { transformation: desk.expression(value, business) }]),
    }),
  ]);
}
