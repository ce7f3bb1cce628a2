/** What stands in a drawing, as the arranging sees it. */

const is = (element, type) => element.businessObject.$instanceOf?.(type) ?? false;

/** Pools of a collaboration, or the root itself. */
export const containersOf = (root) => {
  const pools = root.children.filter((one) => is(one, "bpmn:Participant"));
  return pools.length > 0 ? [...pools].sort((one, other) => one.y - other.y) : [root];
};

/** A pool drawn upright is left as it is. */
export const isArrangeable = (container) => container.di?.isHorizontal !== false || !is(container, "bpmn:Participant");

export const isPool = (one) => is(one, "bpmn:Participant");
export const isExpanded = (one) => is(one, "bpmn:SubProcess") && one.di?.isExpanded === true && one.children.length > 0;

/** Steps, events and gateways that lie in a container, without those on a border. */
export const stepsOf = (container) =>
  container.children.filter((one) => is(one, "bpmn:FlowNode") && !one.host && !one.labelTarget);

/** What belongs to no column: notes, data, groups. */
export const notesOf = (container) =>
  container.children.filter(
    (one) => !one.waypoints && !one.labelTarget && !one.host && !is(one, "bpmn:FlowNode") && !is(one, "bpmn:Lane") && !isPool(one),
  );

/** Lanes directly in a pool or lane, from top to bottom. */
export const lanesOf = (container) =>
  container.children.filter((one) => is(one, "bpmn:Lane")).sort((one, other) => one.y - other.y);

/** Lanes that hold steps, in order; an empty list where there are none. */
export const leavesOf = (container) => lanesOf(container).flatMap((lane) => (lanesOf(lane).length ? leavesOf(lane) : [lane]));

/** The place among `leaves` of the lane that a step is in; 0 where no lane names it. */
export function laneOf(step, leaves) {
  const at = leaves.findIndex((lane) => (lane.businessObject.flowNodeRef ?? []).includes(step.businessObject));
  return Math.max(at, 0);
}

/** Ways from step to step; one that leaves from an event on a border leaves from its host. */
export function waysOf(steps) {
  const known = new Set(steps);
  const ways = [];
  for (const step of steps) {
    for (const one of [step, ...(step.attachers ?? [])]) {
      for (const { target } of one.outgoing.filter((flow) => is(flow, "bpmn:SequenceFlow"))) {
        const end = target.host ?? target;
        if (known.has(end) && end !== step) ways.push([step, end]);
      }
    }
  }
  return ways;
}
