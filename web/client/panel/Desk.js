import { getBusinessObject, is } from "bpmn-js/lib/util/ModelUtil";

/** What the groups of the panel work with: the chosen element, the choices, and how to change it. */
export class Desk {
  constructor(element, panel) {
    this.element = element;
    this.panel = panel;
    this.business = getBusinessObject(element);
    this.language = panel.config.language === "en" ? "en" : "vi";
    this.choices = panel.choices;
    this.t = (vi, en) => (this.language === "en" ? en : vi);
  }

  get(name) {
    return this.panel.injector.get(name);
  }

  is(...types) {
    return types.some((type) => is(this.element, type));
  }

  /** Whether an element can carry a property; of our own this is what bpmn/motcua.json says. */
  has(name, target = this.business) {
    return Boolean(target.$model.getPropertyDescriptor(target, name));
  }

  /** The root of the file, where messages, errors and the like are declared. */
  get definitions() {
    return this.get("bpmnjs").getDefinitions();
  }

  /** What an event waits for or throws, those it refers to among them. */
  get events() {
    if (!this.has("eventDefinitions")) return [];
    const inline = this.business.get("eventDefinitions") ?? [];
    const referred = this.business.get("eventDefinitionRef");
    return [...inline, ...(referred ?? [])];
  }

  /** Make an element of the file; `parent` is what it will stand in. */
  create(type, properties, parent) {
    const made = this.get("bpmnFactory").create(type, properties);
    if (parent) made.$parent = parent;
    return made;
  }

  /** A text of the file that is an expression. */
  expression(text, parent) {
    return text ? this.create("bpmn:FormalExpression", { body: text }, parent) : undefined;
  }

  /** Carry out changes, [what, properties] each, as one step that can be undone. */
  change(...changes) {
    const { element } = this;
    this.get("commandStack").execute("motcua.change", { element, changes });
  }

  /** The other elements of the drawing, by what they stand for. */
  others(...types) {
    return this.get("elementRegistry")
      .filter((one) => one !== this.element && !one.labelTarget && types.some((type) => is(one, type)))
      .map((one) => one.businessObject);
  }
}

/** What an element is called in a pick list. */
export const nameOf = (business) => (business.get("name") || business.id).replace(/\s+/g, " ");
