/** A row of values to try a decision with: fields by what it reads, and what it answers. */
import { fill } from "../draft/draft.js";

export class Trial {
  /**
   * @param {string} url
   * @param {string} csrf
   * @param {Record<string, string>} words
   * @param {(rules: string[]) => void} mark  shows the rules that match
   */
  constructor(url, csrf, words, mark) {
    Object.assign(this, { url, csrf, words, mark });
    this.form = document.getElementById("decision-try");
    this.told = document.getElementById("decision-told");
    this.values = {};
    this.shape = "";
    this.number = 0;
    this.form.addEventListener("input", (event) => {
      this.values[event.target.name] = event.target.value;
    });
  }

  /** @param {string} text of the file as it stands @param {string} decision its id; "" for none */
  async ask(text, decision) {
    const number = ++this.number;
    let answer;
    try {
      const response = await fetch(this.url, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.csrf },
        body: JSON.stringify({ text, decision, values: this.values }),
      });
      answer = await response.json();
      if (!response.ok) throw new TypeError(answer.detail);
    } catch (error) {
      this.#say([line(error.message && !(error instanceof SyntaxError) ? error.message : this.words.away)]);
      return;
    }
    if (number !== this.number) return;
    this.#ask(answer.asked);
    const isTyped = Object.values(this.values).some(Boolean) || !answer.asked.length;
    this.mark(isTyped ? answer.matched : []);
    if (isTyped) this.#answer(answer);
    else this.#say([]);
  }

  /** Show the fields anew, but only when others are asked: whoever types must not lose the place. */
  #ask(asked) {
    const shape = JSON.stringify(asked);
    if (shape === this.shape) return;
    this.shape = shape;
    this.form.replaceChildren(...asked.map((one, index) => this.#field(one, `try-${index}`)));
    if (!asked.length) this.form.replaceChildren(line(this.words.noInputs));
  }

  #field(one, id) {
    const box = document.createElement("div");
    const label = document.createElement("label");
    label.className = "form-label";
    label.htmlFor = id;
    const code = document.createElement("code");
    code.textContent = one.name;
    label.append(`${one.label} `, code);
    const choices = one.kind === "truth" ? [["true", this.words.yes], ["false", this.words.no]] : one.choices;
    const field = choices.length ? select(choices, this.words.choose) : input(one.kind);
    field.id = id;
    field.name = one.name;
    field.value = this.values[one.name] ?? "";
    box.append(label, field);
    return box;
  }

  #answer(answer) {
    if (answer.fault) return this.#say([line(answer.fault, "try-fault")]);
    if (!answer.matched.length && !answer.told.length) return this.#say([line(this.words.none, "try-fault")]);
    const rows = document.createElement("dl");
    for (const one of answer.told) {
      const name = document.createElement("dt");
      name.textContent = one.label;
      const value = document.createElement("dd");
      value.textContent = one.value;
      rows.append(name, value);
    }
    const numbers = answer.matched.map((rule) => rowNumber(rule)).filter(Boolean);
    const matching = fill(this.words.matches, { numbers: numbers.join(", ") });
    return this.#say([...(numbers.length ? [line(matching)] : []), rows]);
  }

  #say(parts) {
    this.told.replaceChildren(...parts);
  }
}

function line(words, kind = "") {
  const found = document.createElement("p");
  found.className = kind;
  found.textContent = words;
  return found;
}

function input(kind) {
  const field = document.createElement("input");
  field.className = "form-control";
  field.type = kind === "day" ? "date" : "text";
  if (kind === "number") field.inputMode = "decimal";
  field.autocomplete = "off";
  return field;
}

function select(choices, none) {
  const field = document.createElement("select");
  field.className = "form-select";
  field.append(new Option(none, ""), ...choices.map(([value, words]) => new Option(words, value)));
  return field;
}

/** @returns {string} the number that stands at the beginning of a rule's row */
function rowNumber(rule) {
  const cell = document.querySelector(`#decision-frame .rule-index[data-row-id="${CSS.escape(rule)}"]`);
  return cell?.textContent.trim() ?? "";
}
