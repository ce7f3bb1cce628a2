import { nameOf } from "../Desk.js";
import { expression, pick, text } from "../parts/fields.js";
import { declared } from "../parts/declared.js";
import { inputRows } from "./data.js";
import { section } from "./section.js";
import { timerEntries } from "./timers.js";
import { key } from "./work.js";

/** One group for each thing an event waits for or throws. */
export function triggers(desk) {
  if (!desk.is("bpmn:Event")) return [];
  const many = desk.events.length > 1;
  return desk.events.map((event, index) => trigger(desk, event, many ? `-${index}` : "")).filter(Boolean);
}

const TRIGGERS = {
  "bpmn:MessageEventDefinition": message,
  "bpmn:SignalEventDefinition": signal,
  "bpmn:ErrorEventDefinition": error,
  "bpmn:EscalationEventDefinition": escalation,
  "bpmn:TimerEventDefinition": timer,
  "bpmn:ConditionalEventDefinition": condition,
  "bpmn:LinkEventDefinition": link,
  "bpmn:CompensateEventDefinition": compensation,
};

function trigger(desk, event, more) {
  return TRIGGERS[event.$type]?.(desk, event, more) ?? null;
}

const isThrown = (desk) => desk.is("bpmn:ThrowEvent");

function payload(desk) {
  const { t } = desk;
  if (!isThrown(desk)) return null;
  return inputRows(desk, "inputs", { label: t("Mang theo", "Carries"), hint: t("Bên nhận thấy những giá trị này.", "Who receives it sees these values.") });
}

function message(desk, event, more) {
  const { t } = desk;
  return section(desk, `message${more}`, t("Thông điệp", "Message"), true, [
    ...declared(desk, {
      type: "bpmn:Message",
      reference: "messageRef",
      target: event,
      id: `messageRef${more}`,
      label: t("Thông điệp", "Message"),
      fresh: t("Thông điệp mới", "New message"),
    }),
    key(desk),
    payload(desk),
  ]);
}

function signal(desk, event, more) {
  const { t } = desk;
  return section(desk, `signal${more}`, t("Tín hiệu", "Signal"), true, [
    ...declared(desk, {
      type: "bpmn:Signal",
      reference: "signalRef",
      target: event,
      id: `signalRef${more}`,
      label: t("Tín hiệu", "Signal"),
      fresh: t("Tín hiệu mới", "New signal"),
      hint: t("Tới mọi hồ sơ đang chờ tín hiệu này.", "Reaches every case that waits for it."),
    }),
    payload(desk),
  ]);
}

function error(desk, event, more) {
  const { t } = desk;
  const isCaught = !isThrown(desk);
  return section(desk, `error${more}`, t("Lỗi", "Error"), true, declared(desk, {
    type: "bpmn:Error",
    reference: "errorRef",
    target: event,
    id: `errorRef${more}`,
    code: "errorCode",
    label: t("Lỗi", "Error"),
    fresh: t("Lỗi mới", "New error"),
    none: isCaught ? t("mọi lỗi", "every error") : undefined,
    hint: isCaught ? t("Kết nối hỏng có mã như http-404.", "A failed connection has a code such as http-404.") : undefined,
  }));
}

function escalation(desk, event, more) {
  const { t } = desk;
  return section(desk, `escalation${more}`, t("Leo thang", "Escalation"), true, declared(desk, {
    type: "bpmn:Escalation",
    reference: "escalationRef",
    target: event,
    id: `escalationRef${more}`,
    code: "escalationCode",
    label: t("Leo thang", "Escalation"),
    fresh: t("Leo thang mới", "New escalation"),
    none: isThrown(desk) ? undefined : t("mọi leo thang", "every escalation"),
  }));
}

function timer(desk, event, more) {
  return section(desk, `timer${more}`, desk.t("Hẹn giờ", "Timer"), true, timerEntries(desk, event, more));
}

function condition(desk, event, more) {
  const { t } = desk;
  return section(desk, `conditional${more}`, t("Điều kiện", "Condition"), true, [
    expression(desk, "condition", {
      target: event,
      id: `condition${more}`,
      label: t("Xảy ra khi", "Happens when"),
      get: () => event.condition?.body,
      set: (value) => desk.change([event, { condition: desk.expression(value, event) }]),
    }),
  ]);
}

function link(desk, event, more) {
  const { t } = desk;
  return section(desk, `link${more}`, t("Liên kết", "Link"), true, [
    text(desk, "name", {
      target: event,
      id: `link-name${more}`,
      label: t("Tên liên kết", "Name of the link"),
      hint: t("Nơi đi và nơi đến mang cùng một tên.", "Where it goes out and where it comes in have the same name."),
    }),
  ]);
}

function compensation(desk, event, more) {
  const { t } = desk;
  if (!isThrown(desk)) return null;
  const tasks = desk.others("bpmn:Activity").filter((one) => !one.isForCompensation);
  return section(desk, `compensation${more}`, t("Hoàn tác", "Compensation"), true, [
    pick(desk, "activityRef", {
      target: event,
      id: `activityRef${more}`,
      label: t("Hoàn tác việc", "Undoes"),
      none: t("mọi việc đã xong ở đây", "all that is done here"),
      options: tasks.map((one) => ({ value: one.id, label: nameOf(one) })),
      get: () => event.activityRef?.id,
      set: (id) => desk.change([event, { activityRef: tasks.find((one) => one.id === id) }]),
    }),
    pick(desk, "waitForCompletion", {
      target: event,
      id: `waitForCompletion${more}`,
      label: t("Đi tiếp", "Goes on"),
      options: [
        { value: "true", label: t("khi đã hoàn tác xong", "when all is undone") },
        { value: "false", label: t("ngay", "at once") },
      ],
      get: () => String(event.waitForCompletion !== false),
      set: (value) => desk.change([event, { waitForCompletion: value === "true" }]),
    }),
  ]);
}
