import { PropertiesPanel } from "@bpmn-io/properties-panel";
import { h, render } from "@bpmn-io/properties-panel/preact";
import { Desk } from "./Desk.js";
import { groupsOf } from "./groups/index.js";
import { describe } from "./parts/describe.js";

const REFRESH_MS = 5000;

/** Keeps the panel in step with what is chosen, what has changed, and what the check has found. */
export class Panel {
  static $inject = ["config.motcua", "injector", "eventBus", "canvas"];

  constructor(config, injector, eventBus, canvas) {
    this.config = config || {};
    this.choices = this.config.choices || {};
    this.injector = injector;
    this.eventBus = eventBus;
    this.canvas = canvas;
    this.chosen = null;
    this.findings = [];
    /** What somebody chose to see where the text alone does not tell: see `parts/mode.js`. */
    this.modes = new Map();
    eventBus.on("import.done", () => this.show(canvas.getRootElement()));
    eventBus.on("root.set", ({ element }) => this.show(element));
    eventBus.on("selection.changed", ({ newSelection }) => this.choose(newSelection));
    eventBus.on("elements.changed", () => this.refresh());
    eventBus.on("diagram.destroy", () => this.place && render(null, this.place));
    this.config.draft?.onFindings?.((findings) => {
      this.findings = findings;
      this.refresh();
    });
    addEventListener("focus", () => this.reload());
  }

  /** The element of the page that holds the panel. */
  get place() {
    const { container = "#properties" } = this.config;
    return typeof container === "string" ? document.querySelector(container) : container;
  }

  choose(selection) {
    if (selection.length > 1) return this.show(selection);
    const one = selection[0] || this.canvas.getRootElement();
    return this.show(one?.labelTarget || one);
  }

  /** Show the chosen element as it is now; one that was taken away gives way to the whole. */
  refresh() {
    const { chosen, canvas } = this;
    if (!chosen || Array.isArray(chosen)) return;
    const isThere = this.injector.get("elementRegistry").get(chosen.id) === chosen;
    this.show(isThere ? chosen : canvas.getRootElement());
  }

  /** Ask anew what can be chosen: a form may have been made on another page meanwhile. */
  async reload() {
    const { url } = this.choices;
    if (!url || Date.now() - (this.asked ?? 0) < REFRESH_MS) return;
    this.asked = Date.now();
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    this.choices = await answer.json();
    this.refresh();
  }

  show(element) {
    const { place } = this;
    if (!place || !element || element.isImplicit) return;
    this.chosen = element;
    place.motcuaPanel = this;
    const desk = Array.isArray(element) ? null : new Desk(element, this);
    const panel = h(PropertiesPanel, {
      element,
      eventBus: this.eventBus,
      groups: desk ? groupsOf(desk) : [],
      placeholderProvider: placeholders(this.config),
    });
    render(panel, place);
    describe(place);
  }
}

function placeholders({ language }) {
  const vi = language !== "en";
  return {
    getEmpty: () => ({ text: vi ? "Hãy chọn một phần tử." : "Choose an element." }),
    getMultiple: () => ({
      text: vi
        ? "Đang chọn nhiều phần tử. Hãy chọn một phần tử để sửa thuộc tính của nó."
        : "Several elements are chosen. Choose one to edit its properties.",
    }),
  };
}
