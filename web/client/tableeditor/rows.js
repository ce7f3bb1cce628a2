/** Rows of the table on the page: marked where they match, shown where a finding is. */

/** @param {HTMLElement} frame @param {string[]} rules  ids of the rules that match */
export function markRows(frame, rules) {
  clearMarks(frame);
  for (const rule of rules) for (const cell of cellsOf(frame, rule)) cell.classList.add("rule-hit");
}

/** @param {HTMLElement} frame */
export function clearMarks(frame) {
  for (const cell of frame.querySelectorAll(".rule-hit")) cell.classList.remove("rule-hit");
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
