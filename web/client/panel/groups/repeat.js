import { nameOf } from "../Desk.js";
import { dataName, expression, pick, text } from "../parts/fields.js";
import { complexBehaviour } from "./many.js";
import { section } from "./section.js";

const STANDARD = "bpmn:StandardLoopCharacteristics";
const MULTI = "bpmn:MultiInstanceLoopCharacteristics";
const NOTHING_THROWN = { noneBehaviorEventRef: undefined, oneBehaviorEventRef: undefined, complexBehaviorDefinition: [] };
const THROWN = { None: "noneBehaviorEventRef", One: "oneBehaviorEventRef" };

/** Whether and how an activity is repeated. */
export function repeat(desk) {
  const { t, business } = desk;
  if (!desk.is("bpmn:Activity") || business.triggeredByEvent) return null;
  const loop = business.loopCharacteristics;
  return section(desk, "repeat", t("Lặp lại", "Repetition"), Boolean(loop), [
    pick(desk, "loopCharacteristics", {
      label: t("Cách lặp", "How it is repeated"),
      none: t("không lặp", "not at all"),
      options: [
        { value: "side", label: t("cho từng phần tử, cùng lúc", "for each element, side by side") },
        { value: "turn", label: t("cho từng phần tử, lần lượt", "for each element, one after the other") },
        { value: "while", label: t("nhiều lần, theo điều kiện", "again and again, by a condition") },
      ],
      get: () => kindOf(loop),
      set: (kind) => choose(desk, loop, kind),
    }),
    ...(loop?.$type === STANDARD ? standard(desk, loop) : []),
    ...(loop?.$type === MULTI ? instances(desk, loop) : []),
  ]);
}

function kindOf(loop) {
  if (!loop) return "";
  if (loop.$type === STANDARD) return "while";
  return loop.isSequential ? "turn" : "side";
}

function choose(desk, loop, kind) {
  const { business } = desk;
  if (loop?.$type === MULTI && kind && kind !== "while") return desk.change([loop, { isSequential: kind === "turn" }]);
  const type = kind === "while" ? STANDARD : MULTI;
  const given = kind === "while" ? {} : { isSequential: kind === "turn" };
  const loopCharacteristics = kind ? desk.create(type, given, business) : undefined;
  return desk.change([business, { loopCharacteristics }]);
}

/** An expression that stands as an element below the loop. */
function inner(desk, loop, name, given) {
  return expression(desk, name, {
    ...given,
    target: loop,
    id: `loop-${name}`,
    get: () => loop.get(name)?.body,
    set: (value) => desk.change([loop, { [name]: desk.expression(value, loop) }]),
  });
}

function standard(desk, loop) {
  const { t } = desk;
  const fault = t("Hãy ghi số nguyên từ 1 đến 5000.", "Write a whole number from 1 to 5000.");
  const reads = (value) => !value || (/^[1-9]\d{0,3}$/.test(value) && Number(value) <= 5000);
  return [
    inner(desk, loop, "loopCondition", { label: t("Lặp khi còn đúng", "Again while this holds") }),
    pick(desk, "testBefore", {
      target: loop,
      label: t("Xét điều kiện", "The condition is asked"),
      options: [
        { value: "false", label: t("sau mỗi lần", "after each run") },
        { value: "true", label: t("trước mỗi lần", "before each run") },
      ],
      get: () => String(Boolean(loop.testBefore)),
      set: (value) => desk.change([loop, { testBefore: value === "true" }]),
    }),
    text(desk, "loopMaximum", {
      target: loop,
      label: t("Nhiều nhất bao nhiêu lần", "How often at most"),
      get: () => loop.loopMaximum && String(loop.loopMaximum),
      set: (value) => reads(value) && desk.change([loop, { loopMaximum: value ? Number(value) : undefined }]),
      validate: (value) => (reads(value) ? null : fault),
    }),
  ];
}

function instances(desk, loop) {
  const { t } = desk;
  return [
    expression(desk, "motcua:collection", {
      target: loop,
      marked: true,
      label: t("Danh sách", "List"),
      hint: t("Mỗi phần tử một lần, ví dụ co_quan_lay_y_kien.", "One run for each element, for example agencies_asked."),
    }),
    dataName(desk, "motcua:elementName", { target: loop, label: t("Tên của phần tử trong mỗi lần", "Name of the element in a run") }),
    inner(desk, loop, "loopCardinality", {
      label: t("Hoặc số lần", "Or the number of runs"),
      hint: t("Chỉ dùng khi không có danh sách.", "Only where there is no list."),
    }),
    dataName(desk, "motcua:output", { target: loop, label: t("Kết quả ghi vào danh sách tên", "Results are written to the list") }),
    expression(desk, "motcua:outputElement", {
      target: loop,
      label: t("Kết quả của một lần", "Result of one run"),
      hint: t("Tên hoặc biểu thức; có danh sách kết quả thì phải ghi.", "A name or an expression; needed with a list of results."),
    }),
    inner(desk, loop, "completionCondition", {
      kind: "completion",
      label: t("Dừng sớm khi", "Ends early when"),
      hint: t("Ví dụ nrOfCompletedInstances >= 2.", "For example nrOfCompletedInstances >= 2."),
    }),
    ...behaviour(desk, loop),
  ];
}

/** Whether something is thrown at the border as runs are done. */
function behaviour(desk, loop) {
  const { t, definitions } = desk;
  const behavior = loop.behavior ?? "All";
  const entries = [
    pick(desk, "behavior", {
      target: loop,
      label: t("Báo ra biên", "Tells its border"),
      options: [
        { value: "All", label: t("không", "never") },
        { value: "One", label: t("khi lần đầu tiên xong", "when the first run is done") },
        { value: "None", label: t("mỗi khi một lần xong", "whenever a run is done") },
        { value: "Complex", label: t("theo từng điều kiện", "by conditions") },
      ],
      get: () => behavior,
      set: (value) => desk.change([loop, { ...NOTHING_THROWN, behavior: value }]),
    }),
  ];
  if (behavior === "Complex") entries.push(complexBehaviour(desk, loop));
  if (!THROWN[behavior]) return entries;
  const reference = THROWN[behavior];
  const signals = definitions.get("rootElements").filter((one) => one.$type === "bpmn:Signal");
  const thrown = loop.get(reference);
  const write = (value) => {
    const signal = signals.find((one) => one.id === value) ?? desk.create("bpmn:Signal", { name: value }, definitions);
    const event = desk.create("bpmn:SignalEventDefinition", { signalRef: signal }, definitions);
    const made = signals.includes(signal) ? [event] : [signal, event];
    const kept = definitions.get("rootElements").filter((one) => one !== thrown);
    desk.change([definitions, { rootElements: [...kept, ...made] }], [loop, { [reference]: event }]);
  };
  entries.push(
    pick(desk, reference, {
      target: loop,
      label: t("Bằng tín hiệu", "By the signal"),
      none: t("— chưa chọn —", "— not chosen —"),
      options: [
        ...signals.map((one) => ({ value: one.id, label: nameOf(one) })),
        { value: t("Tín hiệu mới", "New signal"), label: t("Tạo mới…", "Make a new one…") },
      ],
      get: () => thrown?.signalRef?.id,
      set: (value) => (value ? write(value) : desk.change([loop, { [reference]: undefined }])),
      hint: t("Sự kiện gắn biên chờ tín hiệu này.", "An event on the border waits for it."),
    }),
  );
  return entries;
}
