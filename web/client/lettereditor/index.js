/** The editor of a letter: source, fields to put in, and its pages after each pause in typing. */
import "./letter.css";
import { openDraft } from "../draft/draft.js";
import { previewLetter } from "./preview.js";
import { numberLines, putIn, selectLine, wrapIn } from "./source.js";

const PAUSE_MS = 250;

const letter = document.getElementById("letter");
if (letter) edit(letter);

/** @param {HTMLElement} element */
function edit(element) {
  const draft = openDraft();
  const words = JSON.parse(element.dataset.words);
  const text = document.getElementById("letter-text");
  const scenario = document.getElementById("letter-scenario");
  draft.path = element.dataset.path;
  let waiting = 0;

  const show = () => {
    numberLines(text);
    return previewLetter(element.dataset.preview, draft.setting.csrf, text.value, scenario.value, words, (line) =>
      selectLine(text, line),
    );
  };
  const changed = () => {
    draft.change(element.dataset.path, text.value);
    numberLines(text);
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE_MS);
  };

  text.addEventListener("input", changed);
  text.addEventListener("scroll", () => numberLines(text));
  addEventListener("resize", () => numberLines(text));
  scenario.addEventListener("change", show);
  draft.onReload((path, content) => {
    if (path !== element.dataset.path) return;
    text.value = content;
    show();
  });
  element.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert], [data-wrap]");
    if (!button) return;
    if (button.dataset.insert) putIn(text, inPlace(text, button.dataset.insert));
    else wrapIn(text, button.dataset.wrap);
    changed();
  });
  const blocks = document.getElementById("letter-blocks");
  blocks.addEventListener("change", () => {
    putIn(text, blocks.value);
    blocks.value = "";
    changed();
  });
  const filter = document.getElementById("field-filter");
  filter.addEventListener("input", () => narrow(element, filter.value));
  // The PDF is made of what is saved.
  scenario.form.addEventListener("submit", async (event) => {
    if (!draft.unsaved.size) return;
    event.preventDefault();
    if (await draft.flush()) scenario.form.submit();
  });
  show();
}

/** Inside the brackets of a command a field is named without its #. */
function inPlace(text, command) {
  const before = text.value.slice(0, text.selectionStart);
  const isInside = /(^|\n)\s*[\w-]+:\s*$/.test(before);
  return isInside ? command.slice(1) : command;
}

/** Show only the fields whose name or label holds what was typed. */
function narrow(element, typed) {
  const wanted = typed.trim().toLowerCase();
  for (const group of element.querySelectorAll(".field-groups details")) {
    let some = false;
    for (const button of group.querySelectorAll("button")) {
      const fits = button.dataset.find.includes(wanted);
      button.parentElement.hidden = !fits;
      some ||= fits;
    }
    group.hidden = !some;
    if (wanted) group.open = some;
  }
}
