/** Rows of the table on the page: marked where they match, shown where a finding is. */

/** The rows that match, marked again whenever the editor draws a cell anew. */
export class Marks {
  /** @param {HTMLElement} frame */
  constructor(frame) {
    this.frame = frame;
    this.rules = [];
    const again = new MutationObserver(() => this.#draw());
    again.observe(frame, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
  }

  /** @param {string[]} rules  ids of the rules that match */
  set(rules) {
    for (const cell of this.frame.querySelectorAll(".rule-hit")) cell.classList.remove("rule-hit");
    this.rules = rules;
    this.#draw();
  }

  #draw() {
    for (const rule of this.rules) {
      for (const cell of cellsOf(this.frame, rule)) {
        if (!cell.classList.contains("rule-hit")) cell.classList.add("rule-hit");
      }
    }
  }
}

/** Bring a row or column into view and show it for a moment. @param {string | null} id */
export function showRow(frame, id) {
  const cells = id ? cellsOf(frame, id) : [];
  for (const cell of cells) {
    cell.classList.remove("rule-shown");
    // Read the layout once, so that the animation begins anew.
    void cell.offsetWidth;
    cell.classList.add("rule-shown");
  }
  const first = cells[0] ?? frame;
  first.scrollIntoView({ block: "center", inline: "nearest" });
  frame.focus({ preventScroll: true });
}

function cellsOf(frame, id) {
  const name = CSS.escape(id);
  return [...frame.querySelectorAll(`[data-row-id="${name}"], [data-col-id="${name}"], [data-element-id="${name}"]`)];
}
