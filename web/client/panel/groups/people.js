import { nameOf } from "../Desk.js";
import { expression, lines, measure, pick, text } from "../parts/fields.js";
import { links } from "../parts/Links.js";
import { cutoff } from "./general.js";
import { section } from "./section.js";

const BY_EXPRESSION = "=";

/** Who does the work: post, office, and who must or must not be the same person. */
export function who(desk) {
  const { t, choices } = desk;
  const isBegun = desk.is("bpmn:StartEvent") && desk.events.length > 0;
  const tasks = desk.others("bpmn:UserTask", "bpmn:ManualTask").map((one) => ({ value: one.id, label: nameOf(one) }));
  const isTask = desk.has("motcua:fourEyes");
  const isOpened = isBegun || desk.is("bpmn:CallActivity");
  return section(desk, "who", isOpened ? t("Cơ quan nhận", "Receiving office") : t("Ai làm", "Who"), true, [
    desk.has("motcua:post") && pick(desk, "motcua:post", {
      label: t("Vai trò", "Post"),
      options: choices.posts,
      none: isTask ? asLane(desk, "motcua:post", choices.posts) : t("— không ghi —", "— none —"),
      hint: isTask ? t("Ai giữ vai trò này ở cơ quan bên dưới thì thấy việc.", "Who holds this post in the office below sees the work.") : t("Áp dụng cho mọi việc trong làn, trừ việc ghi khác.", "Holds for all work in the lane that does not say otherwise."),
    }),
    ...(isOpened || desk.has("motcua:post") ? office(desk, isOpened) : []),
    isTask && pick(desk, "motcua:fourEyes", {
      label: t("Không cùng người với", "Not the person of"),
      options: tasks,
      none: t("— ai cũng được —", "— anybody —"),
      hint: t("Hai người kiểm tra: người đã làm việc kia không được làm việc này.", "Four eyes: who did the other task must not do this one."),
    }),
    isTask && pick(desk, "motcua:samePersonAs", {
      label: t("Cùng người với", "The person of"),
      options: tasks,
      none: t("— ai cũng được —", "— anybody —"),
      hint: t("Giao thẳng cho người đã làm việc kia.", "Goes straight to who did the other task."),
    }),
    desk.has("motcua:label") && expression(desk, "motcua:label", {
      marked: true,
      label: t("Nhãn phân biệt các lần lặp", "Label that tells repetitions apart"),
      hint: t("Ví dụ tên cơ quan được hỏi ý kiến.", "Such as the agency that is asked."),
    }),
  ]);
}

function office(desk, isOpened) {
  const { t, choices, business } = desk;
  const value = business.get("motcua:office") ?? "";
  const isReckoned = value.startsWith("=");
  const own = { value: "case", label: t("Cơ quan nhận hồ sơ", "The office of the case") };
  const reckoned = { value: BY_EXPRESSION, label: t("Theo biểu thức…", "By an expression…") };
  const kinds = choices.offices ?? [];
  return [
    pick(desk, "motcua:office", {
      label: t("Cơ quan", "Office"),
      none: isOpened ? t("— như thẻ thủ tục —", "— as the card says —") : asLane(desk, "motcua:office", kinds, own.label),
      options: [...(isOpened ? [] : [own]), ...kinds, reckoned],
      get: () => (isReckoned ? BY_EXPRESSION : value),
      hint: t("Của một loại: cơ quan gần nhất với cơ quan nhận.", "Of a kind: the one nearest to the office of the case."),
    }),
    isReckoned && expression(desk, "motcua:office", {
      id: "motcua:office-expression",
      marked: true,
      label: t("Cơ quan tính theo", "Office given by"),
      get: () => value,
      set: (text) => desk.change([business, { "motcua:office": text ?? "=" }]),
      hint: t("Cho ra loại hoặc mã cơ quan.", "Gives a kind or the code of an office."),
    }),
  ];
}

/** What holds where the element itself says nothing: what its lane says, or a lane around that. */
function asLane(desk, name, options = [], otherwise = "") {
  const { t, business } = desk;
  const lanes = desk.others("bpmn:Lane");
  let lane = desk.is("bpmn:Lane") ? holderOf(lanes, business) : lanes.find((one) => holds(one, business));
  while (lane && !lane.get(name)) lane = holderOf(lanes, lane);
  const value = lane?.get(name);
  const words = value ? (options.find((one) => one.value === value)?.label ?? (value === "case" ? otherwise : value)) : otherwise;
  if (!words) return t("— không ghi —", "— none —");
  return value ? t(`— như làn: ${words} —`, `— as its lane: ${words} —`) : `— ${words} —`;
}

/** Whether a node, or the subprocess it stands in, is drawn in the innermost of these lanes. */
function holds(lane, business) {
  if (lane.childLaneSet?.lanes?.length) return false;
  const inside = lane.get("flowNodeRef") ?? [];
  for (let one = business; one; one = one.$parent) if (inside.includes(one)) return true;
  return false;
}

const holderOf = (lanes, lane) => lanes.find((one) => one.childLaneSet?.lanes?.includes(lane));

/** The form that is filled in, and the letter that is written. */
export function papers(desk) {
  const { t, choices } = desk;
  const isAsking = desk.has("motcua:form") && (desk.is("bpmn:Task") || isMessage(desk));
  const chosen = (name, list) => (list ?? []).find((one) => one.value === desk.business.get(name))?.url ?? null;
  return section(desk, "papers", t("Biểu mẫu và văn bản", "Form and letter"), true, [
    isAsking && pick(desk, "motcua:form", {
      label: t("Biểu mẫu", "Form"),
      options: choices.forms,
      none: t("— không có —", "— none —"),
    }),
    isAsking && links(desk, "form-links", [
      { href: chosen("motcua:form", choices.forms), words: t("Mở biểu mẫu", "Open the form") },
      { href: choices.pages?.forms, words: t("Tạo biểu mẫu mới", "Make a new form") },
    ]),
    isAsking && desk.has("motcua:corrects") && text(desk, "motcua:corrects", {
      label: t("Chỉ được sửa các mục đánh dấu trong", "Only what is ticked here can be corrected"),
      hint: t("Mã của danh sách đánh dấu ở biểu mẫu của bước yêu cầu, ví dụ muc_can_sua.", "Key of the checklist in the form of the step that asks, such as muc_can_sua."),
    }),
    isAsking && desk.has("motcua:audience") && pick(desk, "motcua:audience", {
      label: t("Ai gửi biểu mẫu", "Who fills it in"),
      none: t("— hệ thống khác —", "— another system —"),
      options: [{ value: "applicant", label: t("Người nộp, trên trang của mình", "The applicant, on their page") }],
    }),
    desk.has("motcua:letter") && pick(desk, "motcua:letter", {
      label: t("Văn bản soạn ở bước này", "Letter written at this step"),
      options: choices.letters,
      none: t("— không có —", "— none —"),
    }),
    desk.business.get("motcua:letter") && desk.has("motcua:letterWhen") && expression(desk, "motcua:letterWhen", {
      marked: true,
      label: t("Chỉ ra văn bản khi", "Only issued if"),
      hint: t("Để trống: hoàn thành bước là ra văn bản.", "Empty: completing the step issues it."),
    }),
    desk.has("motcua:decides") && expression(desk, "motcua:decides", {
      marked: true,
      label: t("Là quyết định khi", "Decides if"),
      hint: t("Từ đó hồ sơ không dừng theo đề nghị nữa.", "From then on it is not stopped on request."),
    }),
    desk.has("motcua:letter") && links(desk, "letter-links", [
      { href: chosen("motcua:letter", choices.letters), words: t("Mở mẫu văn bản", "Open the letter") },
      { href: choices.pages?.letters, words: t("Tạo mẫu văn bản mới", "Make a new letter") },
    ]),
  ]);
}

const isMessage = (desk) => desk.events.some((one) => one.$type === "bpmn:MessageEventDefinition");

// Values of the clock that begin or add a term, see docs/reference/attributes.md.
const BUDGETED = ["start", "restart", "appoint", "pause-restart", "extend"];

/** Term of the work, and the legal clock. */
export function time(desk) {
  const { t, choices } = desk;
  const isTask = desk.is("bpmn:UserTask", "bpmn:ManualTask");
  const isTimer = desk.events.some((one) => one.$type === "bpmn:TimerEventDefinition");
  const waits = isTask || desk.is("bpmn:IntermediateCatchEvent", "bpmn:ReceiveTask");
  const clocks = (choices.clocks ?? []).filter((one) => waits || one.value !== "pause-restart");
  const counts = BUDGETED.includes(desk.business.get("motcua:clock")) || desk.business.get("motcua:clockTerm");
  return section(desk, "time", t("Thời hạn", "Time"), isTask, [
    isTask && measure(desk, "motcua:term", { label: t("Thời hạn của việc này", "Term of this work") }),
    (isTask || isTimer) && cutoff(desk),
    desk.has("motcua:clock") && pick(desk, "motcua:clock", {
      label: t("Thời hạn của hồ sơ", "Clock of the case"),
      none: t("— không đổi —", "— no change —"),
      options: clocks,
      hint: t("Điều xảy ra với thời hạn giải quyết khi hồ sơ tới đây.", "What happens to the legal term when a case comes here."),
    }),
    waits && desk.has("motcua:reason") && desk.business.get("motcua:clock") && lines(desk, "motcua:reason", {
      label: t("Lý do ghi vào sổ thời hạn lấy từ", "The reason told with the change of the term is taken from"),
      rows: 1,
      hint: t("Tên dữ liệu, cách nhau bằng dấu cách; tên đầu tiên có chữ được dùng.", "Names of data with spaces between; the first that holds a text is used."),
    }),
    desk.has("motcua:clockTerm") && counts && measure(desk, "motcua:clockTerm", {
      label: t("Thời hạn tính từ đây", "Term counted from here"),
      hint: t("Bỏ trống: thời hạn của cả thủ tục. Bắt buộc khi gia hạn.", "Empty: the term of the procedure. Needed for an extension."),
    }),
  ]);
}

/** What the citizen and the national portal see. */
export function portal(desk) {
  const { t, choices } = desk;
  if (!desk.has("motcua:publicName")) return null;
  const numbered = (choices.statuses ?? []).map((one) => ({ ...one, label: `${one.value}. ${one.label}` }));
  return section(desk, "portal", t("Người dân thấy", "What citizens see"), false, [
    text(desk, "motcua:publicName", {
      label: t("Câu cho người dân", "Words for the citizen"),
      hint: t("Lời dễ hiểu trên trang tra cứu; bỏ trống thì hiện tên bước.", "Plain words on the tracking page; without them the name is shown."),
    }),
    text(desk, "motcua:publicNameEn", { label: t("Câu đó bằng tiếng Anh", "The same in English") }),
    pick(desk, "motcua:status", {
      label: t("Trạng thái trên Cổng Dịch vụ công", "Status on the national portal"),
      none: t("— không đổi —", "— no change —"),
      options: numbered,
      hint: t("Từ bước này trở đi.", "From this step on."),
    }),
    pick(desk, "motcua:notice", {
      label: t("Báo tin", "Notice"),
      none: t("— không —", "— none —"),
      options: [{ value: "applicant", label: t("Thư cho người nộp khi hồ sơ tới đây", "Mail to the applicant when the case comes here") }],
    }),
  ]);
}

/** The law behind a step. */
export function basis(desk) {
  const { t } = desk;
  if (!desk.has("motcua:legalBasis") || desk.is("bpmn:Process")) return null;
  return section(desk, "basis", t("Căn cứ pháp lý", "Legal basis"), false, [
    lines(desk, "motcua:legalBasis", {
      rows: 1,
      label: t("Điều, khoản, văn bản", "Article and document"),
      hint: t("Ví dụ: Điều 17 Nghị định 118/2025/NĐ-CP.", "For example: Article 17, Decree 118/2025/NĐ-CP."),
    }),
  ]);
}

/** Minutes and money, for the measures of a review. */
export function costs(desk) {
  const { t } = desk;
  const fault = t("Hãy ghi một số từ 0.", "Write a number from 0.");
  const number = (name, label, hint) =>
    desk.has(name) && text(desk, name, { label, hint, validate: (value) => (!value || /^\d+([.,]\d+)?$/.test(value) ? null : fault) });
  return section(desk, "costs", t("Số liệu chi phí", "Cost figures"), false, [
    number("motcua:workMinutes", t("Số phút cán bộ làm", "Minutes of work of the officer")),
    number("motcua:citizenMinutes", t("Số phút người dân bỏ ra", "Minutes the citizen spends")),
    number("motcua:citizenCost", t("Người dân trả (đồng)", "The citizen pays (VND)")),
    number("motcua:share", t("Số hồ sơ đi đường này, trong 100", "Of 100 cases, so many go this way"), t("Để tính chi phí trung bình.", "To reckon what a case costs on average.")),
  ]);
}
