import { inOrder } from "../changes.js";
import { check, expression, pick } from "../parts/fields.js";
import { declared } from "../parts/declared.js";
import { rowsEntry } from "../parts/Rows.js";
import { EVENTS } from "../kinds.js";
import { section } from "./section.js";

const WAITING = ["Message", "Timer", "Signal", "Conditional"];
const CAUGHT = { "bpmn:StartEvent": WAITING.slice(0, 3), "bpmn:IntermediateCatchEvent": WAITING };
const BOUNDARY = [...WAITING, "Error", "Escalation"];
const THROWN = { "bpmn:IntermediateThrowEvent": ["Message", "Signal", "Escalation"] };
const ENDING = ["Message", "Signal", "Error", "Escalation"];
// Kinds that stand by themselves: see the rules of BPMN 2.0.2, 10.5.
const ALONE = ["Link", "Cancel", "Compensate", "Terminate"];

const typeOf = (kind) => `bpmn:${kind}EventDefinition`;

/** Further triggers of an event: any of them, or all of them, are waited for. */
export function furtherTriggers(desk) {
  const { t, business, events, element } = desk;
  if (!desk.is("bpmn:Event") || !events.length) return null;
  if (events.some((one) => ALONE.some((kind) => one.$type === typeOf(kind)))) return null;
  const isInside = element.parent?.businessObject?.triggeredByEvent;
  const kinds = isInside || desk.is("bpmn:BoundaryEvent") ? BOUNDARY : (CAUGHT[business.$type] ?? THROWN[business.$type] ?? ENDING);
  const own = business.get("eventDefinitions");
  const words = (type) => t(...EVENTS[type]);
  const all = desk.is("bpmn:CatchEvent") && !desk.is("bpmn:StartEvent");
  return section(desk, "triggers", t("Nhiều sự kiện", "Several triggers"), events.length > 1, [
    pick(desk, "eventDefinitions", {
      id: "add-trigger",
      label: t("Thêm một sự kiện", "Add a trigger"),
      none: t("— không —", "— none —"),
      options: kinds.map((kind) => ({ value: typeOf(kind), label: words(typeOf(kind)) })),
      get: () => "",
      set: (type) => type && desk.change([business, { eventDefinitions: inOrder([...own, desk.create(type, {}, business)]) }]),
      hint: t("Sự kiện nào đến trước cũng được tính.", "Whichever comes first counts."),
    }),
    own.length > 1 && pick(desk, "eventDefinitions", {
      id: "remove-trigger",
      label: t("Bỏ một sự kiện", "Take a trigger away"),
      none: t("— không —", "— none —"),
      options: own.map((one, index) => ({ value: String(index), label: `${index + 1}. ${words(one.$type)}` })),
      get: () => "",
      set: (index) => index && desk.change([business, { eventDefinitions: own.filter((_, at) => at !== Number(index)) }]),
    }),
    all && events.length > 1 && check(desk, "parallelMultiple", { label: t("Cần đủ mọi sự kiện", "All triggers are needed") }),
  ]);
}

/** What a multi-instance throws at its border, each by a condition of its own. */
export function complexBehaviour(desk, loop) {
  const { t } = desk;
  const all = loop.get("complexBehaviorDefinition") ?? [];
  const keep = (list) => desk.change([loop, { complexBehaviorDefinition: list }]);
  const make = () => {
    const made = desk.create("bpmn:ComplexBehaviorDefinition", {}, loop);
    made.condition = desk.expression("nrOfCompletedInstances == 1", made);
    made.event = desk.create("bpmn:ImplicitThrowEvent", {}, made);
    made.event.eventDefinitions = [desk.create("bpmn:SignalEventDefinition", {}, made.event)];
    keep([...all, made]);
  };
  return rowsEntry(desk, "loop-complex", {
    addWords: t("Thêm điều kiện", "Add a condition"),
    add: make,
    rows: all.map((one, index) => ({
      id: `loop-complex-${index}`,
      label: `${t("Điều kiện", "Condition")} ${index + 1}`,
      remove: () => keep(all.filter((other) => other !== one)),
      entries: [
        expression(desk, "condition", {
          id: `loop-complex-${index}-condition`,
          kind: "completion",
          label: t("Báo khi", "Tells when"),
          get: () => one.condition?.body,
          set: (value) => desk.change([one, { condition: desk.expression(value, one) }]),
        }),
        ...thrownBy(desk, one, index),
      ].filter(Boolean),
    })),
  });
}

function thrownBy(desk, definition, index) {
  const event = definition.event?.eventDefinitions?.[0];
  if (event?.$type !== "bpmn:SignalEventDefinition") return [];
  return declared(desk, {
    type: "bpmn:Signal",
    reference: "signalRef",
    target: event,
    id: `loop-complex-${index}-signal`,
    label: desk.t("Bằng tín hiệu", "By the signal"),
    fresh: desk.t("Tín hiệu mới", "New signal"),
  });
}
