import { extensions, withExtensions } from "../extensions.js";
import { dataName, expression, lines, pick, text } from "../parts/fields.js";
import { declared } from "../parts/declared.js";
import { links } from "../parts/Links.js";
import { valueEntry } from "../parts/Value.js";
import { inputRows, outputRows } from "./data.js";
import { section } from "./section.js";

const TOPIC = "\u0000topic";
const PYTHON = ["", "python", "python3", "text/python", "text/x-python"];

/** Conditions of an arrow, and the default way out of a step. */
export function ways(desk) {
  const { t, business } = desk;
  if (desk.is("bpmn:SequenceFlow")) return condition(desk);
  const leaving = (desk.has("default") && business.get("outgoing")) || [];
  if (leaving.length < 2) return null;
  return section(desk, "ways", t("Nhánh đi ra", "Ways out"), true, [
    pick(desk, "default", {
      label: t("Nhánh mặc định", "Default way"),
      none: t("— không có —", "— none —"),
      options: leaving.map((one) => ({ value: one.id, label: wayWords(desk, one) })),
      get: () => business.default?.id,
      set: (id) => desk.change([business, { default: leaving.find((one) => one.id === id) }]),
      hint: t("Đi khi không điều kiện nào đúng.", "Taken when no condition holds."),
    }),
  ]);
}

function wayWords({ t }, flow) {
  const target = flow.targetRef?.name || flow.targetRef?.id;
  return flow.name ? `${flow.name} → ${target}` : `${t("tới", "to")} ${target}`;
}

function condition(desk) {
  const { t, business } = desk;
  const source = business.sourceRef;
  const isDefault = source?.default === business;
  const hasDefault = source?.$model.getPropertyDescriptor(source, "default");
  const isComplex = source?.$type === "bpmn:ComplexGateway";
  const makeDefault = (on) => {
    const own = on && business.conditionExpression ? [[business, { conditionExpression: undefined }]] : [];
    desk.change([source, { default: on ? business : undefined }], ...own);
  };
  return section(desk, "condition", t("Điều kiện", "Condition"), true, [
    isDefault || expression(desk, "conditionExpression", {
      kind: isComplex ? "starting" : "expression",
      label: t("Đi đường này khi", "This way is taken when"),
      hint: t("Ví dụ ho_so_du == true. Gõ vài chữ để chọn tên; Ctrl+Space hiện tất cả.", "For example complete == true. Type to choose a name; Ctrl+Space shows all."),
      get: () => business.conditionExpression?.body,
      set: (value) => desk.change([business, { conditionExpression: desk.expression(value, business) }]),
    }),
    hasDefault && pick(desk, "default", {
      label: t("Nhánh mặc định", "Default way"),
      options: [
        { value: "no", label: t("không", "no") },
        { value: "yes", label: t("có: đi khi không điều kiện nào khác đúng", "yes: taken when no other condition holds") },
      ],
      get: () => (isDefault ? "yes" : "no"),
      set: (value) => makeDefault(value === "yes"),
    }),
  ]);
}

/** The script of a script task. */
export function script(desk) {
  const { t, business } = desk;
  if (!desk.is("bpmn:ScriptTask")) return null;
  const isPython = PYTHON.includes((business.scriptFormat ?? "").trim().toLowerCase());
  return section(desk, "script", t("Kịch bản", "Script"), true, [
    expression(desk, "script", {
      kind: "script",
      rows: 8,
      label: t("Tính và ghi dữ liệu", "Reckons and writes data"),
      hint: t(
        "Mỗi dòng “tên = giá trị” ghi một tên vào dữ liệu hồ sơ, ví dụ tong_phi = so_ban * 2000.",
        "Each line “name = value” writes a name to the data of the case, such as total = copies * 2000.",
      ),
    }),
    isPython || pick(desk, "scriptFormat", {
      label: t("Ngôn ngữ", "Language"),
      options: [{ value: "python", label: "Python" }],
      hint: t("Chỉ chạy được Python.", "Only Python is run."),
    }),
  ]);
}

/** The decision of a business rule task. */
export function decision(desk) {
  const { t, choices } = desk;
  if (!desk.has("motcua:decision")) return null;
  const chosen = (choices.decisions ?? []).find((one) => one.value === desk.business.get("motcua:decision"));
  return section(desk, "decision", t("Bảng quyết định", "Decision table"), true, [
    pick(desk, "motcua:decision", { label: t("Bảng", "Table"), options: choices.decisions, none: t("— chưa chọn —", "— not chosen —") }),
    links(desk, "decision-links", [
      { href: chosen?.url ?? null, words: t("Mở bảng", "Open the table") },
      { href: choices.pages?.decisions, words: t("Tạo bảng mới", "Make a new table") },
    ]),
    dataName(desk, "motcua:result", { label: t("Kết quả ghi vào tên", "Result is written to the name") }),
  ]);
}

/** What a service or send task calls. */
export function service(desk) {
  const { t, business, choices } = desk;
  if (!desk.has("motcua:connector")) return null;
  const isSending = desk.is("bpmn:SendTask");
  const topic = business.get("motcua:topic");
  const connector = business.get("motcua:connector");
  const hasTopic = topic !== undefined && !connector;
  const known = (choices.connectors ?? []).find((one) => one.value === connector && topic === undefined);
  const choose = (value) =>
    desk.change([business, {
      "motcua:connector": value === TOPIC ? undefined : value,
      "motcua:topic": value === TOPIC ? (topic ?? "") : undefined,
    }]);
  const names = (known?.inputs ?? []).map((one) => one.name);
  return section(desk, "service", t("Kết nối", "Connection"), true, [
    pick(desk, "motcua:connector", {
      label: t("Gọi tới", "Calls"),
      none: isSending ? t("— báo tin hoặc gửi thông điệp —", "— a notice or a message —") : t("— chưa chọn —", "— not chosen —"),
      options: [...(choices.connectors ?? []), { value: TOPIC, label: t("Chương trình bên ngoài nhận việc", "A program outside that fetches work") }],
      get: () => (hasTopic ? TOPIC : connector),
      set: choose,
    }),
    topic !== undefined && text(desk, "motcua:topic", {
      label: t("Chủ đề", "Topic"),
      set: (value) => desk.change([business, { "motcua:topic": value ?? "" }]),
      hint: t("Chương trình bên ngoài hỏi việc theo chủ đề này.", "The program outside asks for work of this topic."),
    }),
    ...(known?.inputs ?? []).map((one) => connectorInput(desk, one)),
    inputRows(desk, "inputs", {
      label: known ? t("Giá trị khác", "Other values") : t("Giá trị đưa cho bên nhận", "Values handed over"),
    }, names),
    dataName(desk, "motcua:result", { label: t("Câu trả lời ghi vào tên", "The answer is written to the name") }),
  ]);
}

function connectorInput(desk, { name, label, needed }) {
  const all = extensions(desk.business, "motcua:Input");
  const input = all.find((one) => one.name === name);
  const words = needed ? `${label} *` : label;
  const write = (value) => {
    if (input && value) return desk.change([input, { value }]);
    const others = all.filter((one) => one !== input);
    const made = value ? [desk.create("motcua:Input", { name, value })] : [];
    return desk.change(withExtensions(desk, "motcua:Input", [...others, ...made]));
  };
  const id = `input-${name}`;
  if (name === "take") {
    return expression(desk, "value", { id, label, kind: "take", get: () => input?.value, set: write });
  }
  return valueEntry(desk, { id, label: words, get: () => input?.value, set: write });
}

/** The procedure or process that a call activity calls, and what is handed over. */
export function call(desk) {
  const { t, business, choices } = desk;
  if (!desk.is("bpmn:CallActivity")) return null;
  const called = (business.get("calledElement") ?? "").replace(/^.*:/, "");
  const inside = desk.definitions
    .get("rootElements")
    .filter((one) => (one.$type === "bpmn:Process" && !holds(one, business)) || one.$type.startsWith("bpmn:Global"))
    .map((one) => ({ value: one.id, label: `${one.name || one.id} ${t("(trong tệp này)", "(in this file)")}` }));
  const procedure = (choices.procedures ?? []).find((one) => one.value === called);
  return section(desk, "call", t("Quy trình được gọi", "What is called"), true, [
    pick(desk, "calledElement", {
      label: t("Thủ tục", "Procedure"),
      none: t("— chưa chọn —", "— not chosen —"),
      options: [...(choices.procedures ?? []), ...inside],
      get: () => called,
      set: (value) => desk.change([business, { calledElement: value, "motcua:version": undefined }]),
    }),
    !inside.some((one) => one.value === called) && pick(desk, "motcua:version", {
      label: t("Phiên bản", "Version"),
      none: t("mới nhất đang dùng", "the latest in force"),
      options: (procedure?.versions ?? []).map((number) => ({ value: String(number), label: `${t("phiên bản", "version")} ${number}` })),
    }),
    inputRows(desk, "inputs", {
      label: t("Đưa sang", "Handed in"),
      nameLabel: t("Tên ở bên kia", "Name over there"),
      hint: t("Bên được gọi chỉ thấy những giá trị này.", "What is called sees these values alone."),
    }),
    outputRows(desk, "outputs", {
      kind: "foreign",
      label: t("Nhận về", "Handed back"),
      hint: t("Chỉ những giá trị này quay lại.", "Only these values come back."),
    }),
  ]);
}

function holds(process, business) {
  let one = business;
  while (one && one !== process) one = one.$parent;
  return one === process;
}

/** Order and end of an ad-hoc subprocess. */
export function adHoc(desk) {
  const { t, business } = desk;
  if (!desk.is("bpmn:AdHocSubProcess")) return null;
  return section(desk, "ad-hoc", t("Các việc bên trong", "Activities inside"), true, [
    pick(desk, "ordering", {
      label: t("Thứ tự", "Order"),
      options: [
        { value: "Parallel", label: t("cùng lúc, không theo thứ tự", "side by side") },
        { value: "Sequential", label: t("lần lượt", "one after the other") },
      ],
      get: () => business.ordering ?? "Parallel",
    }),
    expression(desk, "completionCondition", {
      label: t("Xong khi", "Done when"),
      hint: t("Không ghi: xong khi mọi việc xong.", "Without it: when all of them are done."),
      get: () => business.completionCondition?.body,
      set: (value) => desk.change([business, { completionCondition: desk.expression(value, business) }]),
    }),
    pick(desk, "cancelRemainingInstances", {
      label: t("Khi đó, việc đang làm", "What still runs then"),
      options: [
        { value: "true", label: t("bỏ", "is given up") },
        { value: "false", label: t("làm cho xong", "is finished") },
      ],
      get: () => String(business.cancelRemainingInstances !== false),
      set: (value) => desk.change([business, { cancelRemainingInstances: value === "true" }]),
    }),
  ]);
}

/** How a case ends here. */
export function ending(desk) {
  const { t, choices } = desk;
  if (!desk.has("motcua:ending")) return null;
  const value = desk.business.get("motcua:ending");
  const known = choices.endings ?? [];
  const isOwn = desk.panel.modes.get(`${desk.element.id}-ending`) || (value && !known.some((one) => one.value === value));
  const other = { value: "\u0000other", label: t("cách khác…", "another word…") };
  return section(desk, "ending", t("Kết thúc", "Ending"), true, [
    pick(desk, "motcua:ending", {
      label: t("Hồ sơ kết thúc thế nào", "How the case ends"),
      none: t("giải quyết xong", "done"),
      options: [...known, other],
      get: () => (isOwn ? other.value : value),
      set: (chosen) => {
        desk.panel.modes.set(`${desk.element.id}-ending`, chosen === other.value);
        if (chosen === other.value) desk.panel.refresh();
        else desk.change([desk.business, { "motcua:ending": chosen }]);
      },
    }),
    isOwn && text(desk, "motcua:ending", { id: "motcua:ending-own", label: t("Từ dùng cho kết thúc này", "Word for this ending") }),
    lines(desk, "motcua:reason", {
      label: t("Lý do báo cho người nộp lấy từ", "The reason told to the applicant is taken from"),
      rows: 1,
      hint: t("Tên dữ liệu, cách nhau bằng dấu cách; tên đầu tiên có chữ được dùng.", "Names of data with spaces between; the first that holds a text is used."),
    }),
  ]);
}

/** The message of a send or receive task, or of an arrow between pools. */
export function taskMessage(desk) {
  const { t, business } = desk;
  const isFlow = desk.is("bpmn:MessageFlow");
  if (!desk.is("bpmn:ReceiveTask", "bpmn:SendTask") && !isFlow) return null;
  if (desk.is("bpmn:SendTask") && business.get("motcua:connector")) return null;
  return section(desk, "message", t("Thông điệp", "Message"), true, [
    ...declared(desk, {
      type: "bpmn:Message",
      reference: "messageRef",
      target: business,
      id: "messageRef",
      label: t("Thông điệp", "Message"),
      fresh: t("Thông điệp mới", "New message"),
      none: desk.is("bpmn:SendTask") ? t("— không: báo tin cho người nộp —", "— none: notify the applicant —") : undefined,
    }),
    isFlow ? null : key(desk),
  ]);
}

/** What tells which case a message is for. */
export function key(desk) {
  const { t } = desk;
  return expression(desk, "motcua:key", {
    marked: true,
    label: t("Khóa: hồ sơ nào", "Key: which case"),
    hint: t("Không ghi: mã hồ sơ.", "Without it: the dossier code."),
  });
}
