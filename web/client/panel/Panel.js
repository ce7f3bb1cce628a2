import { PropertiesPanel } from "@bpmn-io/properties-panel";
import { h, render } from "@bpmn-io/properties-panel/preact";
import { groupsOf } from "./groups.js";
import { placeholders } from "./texts.js";

/** Keeps the panel in step with what is chosen and what has changed in the diagram. */
export class Panel {
  static $inject = ["config.motcua", "injector", "eventBus", "canvas"];

  constructor(config, injector, eventBus, canvas) {
    this.config = config || {};
    this.injector = injector;
    this.canvas = canvas;
    this.chosen = null;
    eventBus.on("import.done", () => this.show(canvas.getRootElement()));
    eventBus.on("root.set", ({ element }) => this.show(element));
    eventBus.on("selection.changed", ({ newSelection }) => this.choose(newSelection));
    eventBus.on("elements.changed", () => this.show(this.chosen));
    eventBus.on("diagram.destroy", () => render(null, this.place()));
  }

  /** The element of the page that holds the panel. */
  place() {
    const { container = "#properties" } = this.config;
    return typeof container === "string" ? document.querySelector(container) : container;
  }

  choose(selection) {
    if (selection.length > 1) return this.show(selection);
    const one = selection[0] || this.canvas.getRootElement();
    return this.show(one.labelTarget || one);
  }

  show(element) {
    const place = this.place();
    if (!place || !element) return;
    this.chosen = element;
    const groups = Array.isArray(element) ? [] : groupsOf(element, this.injector, this.config);
    render(
      h(PropertiesPanel, { element, groups, placeholderProvider: placeholders(this.config) }),
      place,
    );
  }
}
