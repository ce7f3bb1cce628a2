/** Drawing a form: form-js with our components, our properties beside it, and the draft that keeps it. */
import { FormEditor } from "@bpmn-io/form-js-editor";
import { fill } from "../draft/draft.js";
import { countFindings, showFindings } from "../draft/findings.js";
import { ownFields, strangeKinds } from "./kinds.js";
import { fieldsIn, namesIn } from "./naming.js";
import { openPanel } from "./panel.js";
import { speak } from "./speech.js";
import "@bpmn-io/form-js-editor/dist/assets/form-js-editor-base.css";
import "@bpmn-io/form-js-editor/dist/assets/dragula.css";
import "./canvas.css";

// As many as the server reads (engine/forms/reader.py); more would only keep the browser from its work.
const MOST_FIELDS = 500;

/** Our properties stand in for the panel of form-js, whose conditions speak another language. */
class NoPanel {
  attachTo() {}
  detach() {}
  registerProvider() {}
}

/** Texts stand as they are written: nothing of them is reckoned while one draws. */
class PlainTexts {
  isExpression() {
    return false;
  }
  isTemplate() {
    return false;
  }
  /** Conditions are ours; here everything is shown. */
  evaluateUnaryTest() {
    return false;
  }
  evaluate(text) {
    return text;
  }
  getVariableNames() {
    return [];
  }
}

/**
 * Our pages ask one thing after the other: what was dropped beside another field gets a row of its own, in the
 * same step, so that undoing takes both back.
 */
class OwnRows {
  constructor(eventBus, modeling, formLayouter) {
    const moved = ["commandStack.formField.add.postExecuted", "commandStack.formField.move.postExecuted"];
    eventBus.on(moved, ({ context: { formField } }) => {
      const others = formLayouter.getRowForField(formField)?.components ?? [];
      if (others.length < 2) return;
      modeling.editFormField(formField, { layout: { ...formField.layout, row: formLayouter.nextRowId() } });
    });
  }
}
OwnRows.$inject = ["eventBus", "modeling", "formLayouter"];

/**
 * @param {{section: HTMLElement, setting: object, draft: object, preview: object}} desk
 * @param {string} text
 */
export async function edit(desk, text) {
  desk.view = "draw";
  desk.findings = [];
  steer(desk);
  speak(desk);
  desk.draft.onFindings((findings) => told(desk, findings));
  desk.draft.onReload((path, saved) => path === desk.setting.path && draw(desk, saved));
  desk.choices = await choices(desk.setting);
  await draw(desk, text);
  await desk.draft.check();
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (wanted) jump(desk, wanted);
}

/** @returns {Promise<{offices?: {value: string, label: string}[], forms?: {value: string, label: string}[]}>} where choices can come from */
async function choices(setting) {
  if (!setting.choices) return {};
  const answer = await fetch(setting.choices, { credentials: "same-origin" });
  return answer.ok ? answer.json() : {};
}

/** Draw a form from its text; one that cannot be drawn is shown as text. */
async function draw(desk, text) {
  const { section, setting } = desk;
  const source = section.querySelector("[data-source]");
  desk.editor?.destroy();
  desk.editor = null;
  try {
    const schema = JSON.parse(text);
    const count = fieldsIn(schema).length;
    if (count > MOST_FIELDS) throw new Error(fill(setting.words.page.large, { count: String(count) }));
    await open(desk, schema);
    source.hidden = true;
    section.querySelector("[data-canvas]").hidden = false;
  } catch (error) {
    section.querySelector("[data-canvas]").hidden = true;
    source.hidden = false;
    source.querySelector("[data-source-why]").textContent = fill(setting.words.page.broken, { reason: error.message });
    const area = source.querySelector("textarea");
    area.value = text;
    area.onchange = () => {
      keep(desk, area.value);
      draw(desk, area.value);
    };
  }
}

async function open(desk, schema) {
  const { section, setting } = desk;
  const schemaNow = () => desk.editor._getState().schema;
  const OwnFields = ownFields(setting.words, schemaNow, strangeKinds(schema));
  const editor = new FormEditor({
    container: section.querySelector("[data-canvas]"),
    renderer: { compact: true },
    propertiesPanel: { parent: document.createElement("div") },
    additionalModules: [
      {
        formFields: ["type", OwnFields],
        propertiesPanel: ["type", NoPanel],
        expressionLanguage: ["type", PlainTexts],
        templating: ["type", PlainTexts],
        ownRows: ["type", OwnRows],
        __init__: ["ownRows"],
      },
    ],
  });
  desk.editor = editor;
  await editor.importSchema(schema);
  // What cases, steps and letters may know already keeps its name, whatever its label becomes.
  desk.opened ??= namesIn(schema);
  desk.openedValues ??= new Set(fieldsIn(schema).flatMap(({ key, values }) => (Array.isArray(values) ? values.map((one) => `${key} ${one.value}`) : [])));
  editor.on("commandStack.changed", () => changed(desk));
  desk.panel = openPanel(desk);
  editor.on("selection.changed", () => desk.panel.show());
}

function changed(desk) {
  keep(desk, `${JSON.stringify(desk.editor.getSchema(), null, 2)}\n`);
  desk.panel.follow();
  const stack = desk.editor.get("commandStack");
  desk.section.querySelector('[data-act="undo"]').disabled = !stack.canUndo();
  desk.section.querySelector('[data-act="redo"]').disabled = !stack.canRedo();
}

function keep(desk, text) {
  desk.draft.change(desk.setting.path, text);
  desk.preview.change(text);
}

/** The buttons above the canvas. */
function steer(desk) {
  const { section, preview } = desk;
  for (const act of ["undo", "redo"]) {
    section.querySelector(`[data-act="${act}"]`).addEventListener("click", () => desk.editor?.get("commandStack")[act]());
  }
  for (const button of section.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => view(desk, button.dataset.view));
  }
  // The keypress that follows would reach the new field, which has the keyboard by then, and unchoose it.
  section.querySelector("[data-canvas]").addEventListener("keydown", (event) => {
    if (event.code === "Enter" && event.target.matches(".fjs-palette-field")) event.preventDefault();
  });
  preview.sheet.addEventListener("focusin", (event) => {
    const key = event.target.name?.split("-")[0];
    const field = desk.editor && fieldOf(desk, key);
    if (field) desk.editor.get("selection").set(field);
  });
}

function view(desk, name) {
  const { section, preview } = desk;
  desk.view = name;
  for (const one of section.querySelectorAll("[data-view]")) {
    one.setAttribute("aria-pressed", String(one.dataset.view === name));
  }
  section.classList.toggle("formeditor-looking", name === "look");
  if (name === "look") preview.show();
  else preview.hide();
}

function told(desk, findings) {
  const { section, draft, setting } = desk;
  desk.findings = findings.filter((one) => one.file === setting.path);
  showFindings(section.querySelector("[data-faults]"), desk.findings, (one) => jump(desk, one.element), draft.words);
  section.querySelector("[data-faults-count]").textContent = countFindings(desk.findings, draft.words);
  desk.panel?.tell();
  mark(desk);
}

/** Mark on the canvas the fields that something is wrong with. */
function mark(desk) {
  const wrong = new Set(desk.findings.filter((one) => one.severe).map((one) => one.element));
  for (const one of desk.section.querySelectorAll("[data-canvas] [data-id]")) {
    const field = desk.editor?.get("formFieldRegistry").get(one.dataset.id);
    one.classList.toggle("drawn-faulty", Boolean(field?.key && wrong.has(field.key)));
  }
}

/** @returns {object | undefined} the field with this name, or the one that a part of this name belongs to */
function fieldOf(desk, key) {
  if (!key) return undefined;
  const fields = fieldsIn(desk.editor._getState().schema).filter((one) => one.key);
  const whole = fields.find((one) => one.key === key);
  return whole ?? fields.find((one) => key.startsWith(`${one.key}_`));
}

/** Choose the field of a fault. @returns {boolean} whether there is one */
function jump(desk, element) {
  const field = element && desk.editor && fieldOf(desk, element);
  if (!field) return false;
  if (desk.view === "look") view(desk, "draw");
  desk.editor.get("selection").set(field);
  desk.section.querySelector(`[data-canvas] [data-id="${CSS.escape(field.id)}"]`)?.scrollIntoView({ block: "nearest" });
  desk.panel.focus();
  return true;
}
