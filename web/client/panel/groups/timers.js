import { expression, measure, pick, text } from "../parts/fields.js";
import { dateTime } from "../parts/DateTime.js";
import { readMeasure } from "../parts/measures.js";

const KINDS = ["timeDuration", "timeDate", "timeCycle"];
const CYCLE = /^R(-1|\d*)\/(.+)$/;
const DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?$/;
const BEGINNINGS = { after: "1 working day", every: "R/1 working day", text: "=" };

/** When a timer goes off: in plain choices, or as text. */
export function timerEntries(desk, event, more) {
  const { t } = desk;
  const value = (KINDS.map((kind) => event.get(kind)?.body).find(Boolean) ?? "").trim();
  const memory = `${desk.element.id}-timer${more}`;
  const mode = modeOf(value, desk.panel.modes.get(memory));
  const write = (typed) => desk.change([event, timing(desk, event, typed ?? "")]);
  const choose = (chosen) => {
    desk.panel.modes.set(memory, chosen);
    if (chosen && chosen !== "text") write(chosen === "at" ? tomorrow() : BEGINNINGS[chosen]);
    else if (chosen === "text" && !value) write(BEGINNINGS.text);
    else if (chosen) desk.panel.refresh();
    else write("");
  };
  return [
    pick(desk, "timer", {
      id: `timer-mode${more}`,
      label: t("Đến lúc nào", "When"),
      none: t("— chưa chọn —", "— not chosen —"),
      options: [
        { value: "after", label: t("sau một khoảng thời gian", "after some time") },
        { value: "at", label: t("vào một ngày giờ", "at a day and hour") },
        { value: "every", label: t("lặp lại đều", "again and again") },
        { value: "text", label: t("biểu thức hoặc chuẩn ISO 8601", "expression or ISO 8601") },
      ],
      get: () => mode,
      set: choose,
    }),
    ...fields(desk, { value, mode, more, write }),
  ];
}

function fields(desk, { value, mode, more, write }) {
  const { t } = desk;
  if (mode === "after") {
    return [measure(desk, "timer", { id: `timer-after${more}`, label: t("Sau", "After"), get: () => value, set: write })];
  }
  if (mode === "at") {
    const label = t("Ngày giờ (Việt Nam)", "Day and hour (Viet Nam)");
    return [dateTime(desk, { id: `timer-at${more}`, label, get: () => value, set: write })];
  }
  if (mode === "every") return cycleFields(desk, { value, more, write });
  if (mode !== "text") return [];
  return [
    expression(desk, "timer", {
      id: `timer-text${more}`,
      kind: "timer",
      label: t("Biểu thức hoặc văn bản", "Expression or text"),
      get: () => (value.startsWith("=") ? `= ${value}` : value),
      set: write,
      hint: t("PT1H, R3/P1D, 2026-12-31, hoặc biểu thức có dấu = đứng trước.", "PT1H, R3/P1D, 2026-12-31, or an expression with = before it."),
    }),
  ];
}

function cycleFields(desk, { value, more, write }) {
  const { t } = desk;
  const [, count, each] = CYCLE.exec(value) ?? [null, "", "1 working day"];
  const times = count === "-1" ? "" : count;
  const fault = t("Hãy ghi một số nguyên từ 1.", "Write a whole number from 1.");
  return [
    measure(desk, "timer", { id: `timer-every${more}`, label: t("Mỗi", "Every"), get: () => each, set: (typed) => typed && write(`R${times}/${typed}`) }),
    text(desk, "timer", {
      id: `timer-count${more}`,
      label: t("Số lần", "How often"),
      hint: t("Không ghi: lặp mãi.", "Without it: without end."),
      get: () => times,
      set: (typed) => (!typed || /^[1-9]\d{0,5}$/.test(typed)) && write(`R${typed ?? ""}/${each}`),
      validate: (typed) => (!typed || /^[1-9]\d{0,5}$/.test(typed) ? null : fault),
    }),
  ];
}

function modeOf(value, chosen) {
  if (chosen === "text" && value) return "text";
  if (!value) return "";
  const cycle = CYCLE.exec(value);
  if (cycle) return readMeasure(cycle[2]) ? "every" : "text";
  if (DATE.test(value)) return "at";
  return readMeasure(value) ? "after" : "text";
}

/** The text where BPMN wants it: a duration, a date or a cycle. */
function timing(desk, event, value) {
  const clean = value.trim();
  const kind = CYCLE.test(clean) ? "timeCycle" : /^\d{4}-\d\d-\d\d/.test(clean) ? "timeDate" : "timeDuration";
  return Object.fromEntries(KINDS.map((one) => [one, one === kind ? desk.expression(clean, event) : undefined]));
}

function tomorrow() {
  const day = new Date(Date.now() + 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });
  return `${day}T08:00`;
}
