import { is } from "bpmn-js/lib/util/ModelUtil";
import { check, expression, lines, measure, pick, text } from "../parts/fields.js";
import { note } from "../parts/Links.js";
import { section } from "./section.js";

const ID = /^[A-Za-z_][\w.-]*$/;
const ALWAYS_INTERRUPT = ["bpmn:ErrorEventDefinition", "bpmn:CancelEventDefinition", "bpmn:CompensateEventDefinition"];

/** Name, English name, id; of an event whether it interrupts. */
export function general(desk) {
  if (desk.is("bpmn:Collaboration", "bpmn:Association", "bpmn:Group", "bpmn:DataAssociation")) return null;
  if (desk.is("bpmn:TextAnnotation")) return noteText(desk);
  const { t } = desk;
  return section(desk, "general", t("Chung", "General"), true, [
    desk.is("bpmn:DataObjectReference") || name(desk),
    isNamed(desk) && text(desk, "motcua:nameEn", { label: t("Tên tiếng Anh", "Name in English") }),
    interrupting(desk),
    identity(desk),
  ]);
}

const isNamed = (desk) => desk.is("bpmn:FlowNode", "bpmn:SequenceFlow", "bpmn:Lane", "bpmn:Participant", "bpmn:Process");

function noteText(desk) {
  const { t } = desk;
  return section(desk, "general", t("Chung", "General"), true, [
    lines(desk, "text", { label: t("Nội dung chú thích", "Text of the note") }),
  ]);
}

function name(desk) {
  const { t } = desk;
  const isArrow = desk.is("bpmn:SequenceFlow");
  return lines(desk, "name", {
    label: t("Tên", "Name"),
    rows: 1,
    hint: isArrow ? t("Câu trả lời dẫn tới nhánh này, ví dụ “Hồ sơ đủ”.", "The answer that leads this way, such as “Complete”.") : undefined,
  });
}

function identity(desk) {
  const { t, business } = desk;
  const ids = business.$model.ids;
  const fault = (id) => {
    if (!id || !ID.test(id)) return t("Mã bắt đầu bằng chữ không dấu, không có dấu cách.", "An id begins with a letter a–z and has no spaces.");
    const holder = ids?.assigned(id);
    if (holder && holder !== business) return t("Mã này đã dùng cho phần tử khác.", "Another element has this id.");
    return null;
  };
  const made = text(desk, "id", {
    label: t("Mã", "Id"),
    hint: t(
      "Hồ sơ đang chạy nhớ bước của mình theo mã; đừng đổi mã của bước đã công bố.",
      "Running cases remember their step by its id; keep the ids of published steps.",
    ),
    validate: fault,
    set: (id) => id !== business.id && !fault(id) && desk.change(...renamings(desk, id)),
  });
  return { ...made, isFilled: false };
}

/** The id itself, and the tasks that name it as text. */
function renamings(desk, id) {
  const before = desk.business.id;
  const naming = ["motcua:fourEyes", "motcua:samePersonAs"];
  const others = desk.others("bpmn:UserTask", "bpmn:ManualTask").flatMap((task) =>
    naming.filter((name) => task.get(name) === before).map((name) => [task, { [name]: id }]),
  );
  return [[desk.business, { id }], ...others];
}

function interrupting(desk) {
  const { t, business, events, element } = desk;
  const isStart = desk.is("bpmn:StartEvent") && element.parent?.businessObject?.triggeredByEvent;
  if (!(desk.is("bpmn:BoundaryEvent") || isStart) || !events.length) return null;
  if (events.some((one) => ALWAYS_INTERRUPT.some((type) => is(one, type)))) return null;
  return check(desk, isStart ? "isInterrupting" : "cancelActivity", {
    label: t("Ngắt việc đang làm", "Interrupts the work"),
    hint: t(
      "Bỏ dấu: việc vẫn làm tiếp, nhánh này chạy thêm bên cạnh.",
      "Without the mark the work goes on, and this way is taken beside it.",
    ),
  });
}

/** The process that is chosen: the drawing itself, a pool, or the drawing of a single pool. */
function processOf({ business }) {
  if (business.$type === "bpmn:Process") return business;
  if (business.$type === "bpmn:Participant") return business.processRef;
  const pools = business.$type === "bpmn:Collaboration" ? business.participants : [];
  return pools.length === 1 ? pools[0].processRef : null;
}

/** What holds for a whole process. */
export function wholeProcess(desk) {
  const { t } = desk;
  const process = processOf(desk);
  if (!process) return null;
  const target = process;
  const isPool = process !== desk.business;
  return section(desk, "process", isPool ? t("Quy trình của bên này", "Process of this pool") : t("Quy trình", "Process"), true, [
    isPool && text(desk, "name", { target, id: "process-name", label: t("Tên quy trình", "Name of the process") }),
    isPool && text(desk, "motcua:nameEn", { target, id: "process-nameEn", label: t("Tên quy trình bằng tiếng Anh", "Name of the process in English") }),
    measure(desk, "motcua:term", {
      target,
      label: t("Thời hạn giải quyết", "Term"),
      hint: t("Thời hạn đã công bố của cả thủ tục; từ đó tính ngày hẹn trả.", "The published term of the whole procedure; the promised day comes of it."),
    }),
    cutoff(desk, target),
    measure(desk, "motcua:legalTerm", {
      target,
      label: t("Thời hạn luật định", "Statutory term"),
      hint: t("Ghi khi cơ quan công bố thời hạn ngắn hơn luật.", "Where the office publishes less than the law gives."),
    }),
    measure(desk, "motcua:extraTerm", {
      target,
      label: t("Thời hạn cộng thêm", "Supplement to the term"),
      hint: t("Thường là biểu thức, ví dụ cho vùng khó khăn: =cong_them.", "Mostly an expression, as for difficult areas: =cong_them."),
    }),
    measure(desk, "motcua:mostExtension", {
      target,
      label: t("Gia hạn tối đa theo luật", "Longest extension by law"),
      hint: t("Bỏ trống: luật không cho gia hạn.", "Empty: the law gives no extension."),
    }),
    pick(desk, "motcua:apology", {
      target,
      label: t("Phải xin lỗi", "Apology is owed"),
      none: t("— theo quy định chung —", "— by the general rule —"),
      options: [
        { value: "before", label: t("Một ngày làm việc trước khi hết hạn", "One working day before the term ends") },
        { value: "at-expiry", label: t("Khi hết hạn", "When the term ends") },
      ],
    }),
    lines(desk, "motcua:legalBasis", { target, label: t("Căn cứ pháp lý", "Legal basis"), rows: 2 }),
    check(desk, "isExecutable", {
      target,
      label: t("Chạy quy trình này", "Run this process"),
      hint: t("Bỏ dấu: chỉ vẽ để xem, hệ thống không chạy.", "Without the mark it is only a drawing and is not run."),
    }),
  ]);
}

export function cutoff(desk, target = desk.business) {
  const { t } = desk;
  const fault = t("Hãy ghi giờ dạng 15:00, hoặc last-hour, closing.", "Write a time such as 15:00, or last-hour, closing.");
  return text(desk, "motcua:cutoff", {
    target,
    label: t("Giờ chốt trong ngày", "Cut-off hour"),
    placeholder: "15:00",
    validate: (value) => (!value || /^(([01]\d|2[0-3]):[0-5]\d|last-hour|closing)$/.test(value) ? null : fault),
    hint: t("Nhận sau giờ này thì tính từ ngày làm việc sau. last-hour: một giờ trước khi tan sở; closing: giờ tan sở.", "What comes later counts from the next working day. last-hour: an hour before closing; closing: when offices close."),
  });
}

/** A collaboration of several has no properties of its own: say where they are. */
export function collaboration(desk) {
  if (!desk.is("bpmn:Collaboration") || processOf(desk)) return null;
  const words = desk.t(
    "Bản vẽ có nhiều bên. Hãy chọn một bên, một làn hoặc một bước để xem thuộc tính.",
    "The drawing has several pools. Choose a pool, a lane or a step to see its properties.",
  );
  return section(desk, "general", desk.t("Chung", "General"), true, [note("collaboration", words)]);
}

/** What belongs to the standard and is rarely needed. */
export function rare(desk) {
  const { t, business } = desk;
  const isTask = desk.is("bpmn:Activity");
  const directions = [
    ["Converging", "chỉ gộp", "only joins"],
    ["Diverging", "chỉ rẽ", "only splits"],
    ["Mixed", "vừa gộp vừa rẽ", "joins and splits"],
  ];
  const begins = desk.is("bpmn:ReceiveTask") || desk.is("bpmn:EventBasedGateway");
  return section(desk, "rare", t("Ít dùng", "Rarely needed"), false, [
    begins && check(desk, "instantiate", {
      label: t("Bắt đầu quy trình", "Begins the process"),
      hint: t("Hồ sơ mới được mở khi sự kiện này đến.", "A new case is opened when this comes."),
    }),
    desk.is("bpmn:Gateway") && pick(desk, "gatewayDirection", {
      label: t("Chiều của cổng", "Direction of the gateway"),
      none: t("tùy số mũi tên", "as its arrows say"),
      options: directions.map(([value, vi, en]) => ({ value, label: t(vi, en) })),
      get: () => (business.gatewayDirection === "Unspecified" ? "" : business.gatewayDirection),
    }),
    desk.is("bpmn:ComplexGateway") && activation(desk),
    isTask && !business.triggeredByEvent && check(desk, "isForCompensation", {
      label: t("Dùng để hoàn tác việc khác", "Undoes another activity"),
      hint: t("Chỉ chạy khi có sự kiện hoàn tác.", "Runs only when a compensation is thrown."),
    }),
    isTask && quantity(desk, "startQuantity", t("Số thẻ cần để bắt đầu", "Tokens needed to start")),
    isTask && quantity(desk, "completionQuantity", t("Số thẻ gửi đi khi xong", "Tokens sent when done")),
  ]);
}

function activation(desk) {
  const { business, t } = desk;
  return expression(desk, "activationCondition", {
    kind: "activation",
    label: t("Đi tiếp khi", "Goes on when"),
    hint: t("Ví dụ activationCount >= 2", "For example activationCount >= 2"),
    get: () => business.activationCondition?.body,
    set: (value) => desk.change([business, { activationCondition: desk.expression(value, business) }]),
  });
}

function quantity(desk, name, label) {
  const { business, t } = desk;
  const fault = t("Hãy ghi số nguyên từ 1.", "Write a whole number from 1.");
  const reads = (value) => !value || /^[1-9]\d{0,4}$/.test(value);
  return text(desk, name, {
    label,
    get: () => (business.get(name) === 1 ? "" : String(business.get(name))),
    set: (value) => reads(value) && desk.change([business, { [name]: value ? Number(value) : undefined }]),
    validate: (value) => (reads(value) ? null : fault),
    placeholder: "1",
  });
}
