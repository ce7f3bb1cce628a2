/** The text area of a source: numbers of its lines, and changes that can be undone. */

/** Write the number of each line beside it; a long line takes several rows. @param {HTMLTextAreaElement} text */
export function numberLines(text) {
  const column = text.parentElement.querySelector(".source-lines");
  const rows = text.value.split("\n").map((line) => rowsOf(text, line));
  column.textContent = rows.map((count, index) => `${index + 1}${"\n".repeat(count)}`).join("");
  column.scrollTop = text.scrollTop;
}

/** Select a line and bring it into view. @param {HTMLTextAreaElement} text @param {number} line from 1 */
export function selectLine(text, line) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  const rows = lines.slice(0, line - 1).reduce((sum, one) => sum + rowsOf(text, one), 0);
  const height = parseFloat(getComputedStyle(text).lineHeight);
  text.scrollTop = Math.max(0, rows * height - text.clientHeight / 2);
}

/** Put words where the cursor stands. @param {HTMLTextAreaElement} text @param {string} words */
export function putIn(text, words) {
  if (!words) return;
  text.focus();
  // The only way that keeps the browser's own undo; where it is gone the text is set.
  if (!document.execCommand("insertText", false, words)) {
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
  }
}

/** Put a sign before and after what is selected. @param {HTMLTextAreaElement} text @param {string} sign */
export function wrapIn(text, sign) {
  const chosen = text.value.slice(text.selectionStart, text.selectionEnd) || "…";
  putIn(text, `${sign}${chosen}${sign}`);
}

/** @returns {number} rows that a line takes in a text area of a fixed-width typeface */
function rowsOf(text, line) {
  const style = getComputedStyle(text);
  const width = text.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const most = Math.max(1, Math.floor(width / letterWidth(style)));
  let rows = 1;
  let used = 0;
  for (const word of line.split(/(?<=[\s-])/)) {
    if (used && used + word.trimEnd().length > most) {
      rows += 1;
      used = 0;
    }
    used += word.length;
    while (used > most && word.length > most) {
      rows += 1;
      used -= most;
    }
  }
  return rows;
}

/** @returns {number} width of one letter, measured once */
function letterWidth(style) {
  letterWidth.context ??= document.createElement("canvas").getContext("2d");
  letterWidth.context.font = `${style.fontSize} ${style.fontFamily}`;
  return letterWidth.context.measureText("0").width || 8;
}
