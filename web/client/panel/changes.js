/** Several changes of an element as one step that can be undone: the command `motcua.change`. */
export class Changes {
  static $inject = ["commandStack"];

  constructor(commandStack) {
    commandStack.registerHandler("motcua.change", ChangeAll);
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
