/** The editor of a file of decisions: dmn-js, our checker beside it, and a row of values to try. */
import "./table.css";
import { openDraft, fill } from "../draft/draft.js";
import { countFindings, showFindings } from "../draft/findings.js";
import { makeEditor } from "./editor.js";
import { mendWords } from "./mending.js";
import { Marks, showRow } from "./rows.js";
import { Trial } from "./trial.js";
import { firstView, listViews, viewOf } from "./views.js";

const PAUSE_MS = 300;

const table = document.getElementById("table");
if (table) edit(table);

/** @param {HTMLElement} element */
async function edit(element) {
  const draft = openDraft();
  const words = JSON.parse(element.dataset.words);
  const path = element.dataset.path;
  const frame = document.getElementById("decision-frame");
  const fault = document.getElementById("decision-fault");
  const editor = await makeEditor(frame, draft);
  mendWords(frame, draft.language, words.number);
  const marks = new Marks(frame);
  const trial = new Trial(element.dataset.try, draft.setting.csrf, words, (rules) => marks.set(rules));
  let waiting = 0;

  const show = async (text) => {
    fault.hidden = true;
    try {
      await editor.importXML(text, { open: false });
      await editor.open(firstView(editor));
    } catch (error) {
      fault.textContent = fill(words.unreadable, { reason: error.message });
      fault.hidden = false;
    }
  };
  const ask = async () => {
    const view = editor.getActiveView();
    const { xml } = await editor.saveXML({ format: true });
    await trial.ask(xml, view?.type === "drd" ? "" : (view?.element.id ?? ""));
  };
  const changed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const { xml } = await editor.saveXML({ format: true });
      draft.change(path, xml);
      await ask();
    }, PAUSE_MS);
  };

  editor.on("viewer.created", ({ viewer }) => {
    viewer.on("elements.changed", changed);
  });
  editor.on("views.changed", () => {
    listViews(document.getElementById("decision-views"), editor, words);
    marks.set([]);
    centre(editor);
    ask();
  });
  document.getElementById("decision-try").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE_MS);
  });
  draft.onReload((name, text) => name === path && show(text));
  draft.onFindings((findings) => {
    const own = findings.filter((one) => one.file === path);
    document.getElementById("decision-count").textContent = countFindings(own, draft.words);
    showFindings(document.getElementById("decision-findings"), own, (one) => jump(editor, frame, one), draft.words);
  });
  await show(await draft.load(path));
  draft.check();
}

/** Show all of the drawing of decisions: it begins under the tools otherwise. */
function centre(editor) {
  if (editor.getActiveView()?.type !== "drd") return;
  requestAnimationFrame(() => editor.getActiveViewer()?.get("canvas").zoom("fit-viewport", "auto"));
}

/** Go to the row, column or decision that a finding names. @returns {boolean} */
function jump(editor, frame, finding) {
  const view = viewOf(editor, finding.element);
  if (!view) return false;
  const isOpen = editor.getActiveView() === view;
  Promise.resolve(isOpen || editor.open(view)).then(() => showRow(frame, finding.element));
  return true;
}
