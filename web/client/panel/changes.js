const REFERRING = ["Message", "Signal", "Error", "Escalation"].map((kind) => `bpmn:${kind}EventDefinition`);

/**
 * The triggers of an event, those that refer to something declared first: bpmn-js looks at the first
 * alone when it keeps what is referred to, and fails where that refers to nothing.
 */
export const inOrder = (definitions) =>
  [...definitions].sort((one, two) => REFERRING.includes(two.$type) - REFERRING.includes(one.$type));

/** Several changes of an element as one step that can be undone: the command `motcua.change`. */
export class Changes {
  static $inject = ["commandStack", "eventBus", "elementRegistry", "moddle"];

  constructor(commandStack, eventBus, registry, moddle) {
    nameParts(moddle);
    commandStack.registerHandler("motcua.change", ChangeAll);
    eventBus.on("import.done", () => {
      for (const { businessObject } of registry.getAll()) {
        const all = businessObject?.eventDefinitions;
        if (all?.length > 1) businessObject.eventDefinitions = inOrder(all);
      }
    });
  }
}

/**
 * Have the parts of a complex behaviour written under their own names, `condition` and `event`, as
 * the schema of BPMN has them; bpmn-moddle would write the names of their types.
 */
function nameParts({ registry }) {
  for (const one of registry.typeMap["bpmn:ComplexBehaviorDefinition"].properties) {
    if (["condition", "event"].includes(one.name.replace(/^.*:/, ""))) one.xml = { serialize: "xsi:type" };
  }
}

class ChangeAll {
  static $inject = ["modeling"];

  constructor(modeling) {
    this.modeling = modeling;
  }

  /** @param {{element: object, changes: Array<[object, object]>}} context  what gets which properties */
  preExecute({ element, changes }) {
    for (const [target, properties] of changes) {
      if (target === element.businessObject) this.modeling.updateProperties(element, properties);
      else this.modeling.updateModdleProperties(element, target, properties);
    }
  }
}
