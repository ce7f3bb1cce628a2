import { fill } from "./draft.js";

/**
 * Show findings as a list of buttons that jump to their element.
 *
 * @param {HTMLElement} list         an <ol> or <ul>
 * @param {import("./draft.js").Finding[]} findings
 * @param {(finding: import("./draft.js").Finding) => boolean} jump  tells whether it could jump; else the page of
 *                                   the finding's file is opened
 * @param {Record<string, string>} words  of the draft's setting
 */
export function showFindings(list, findings, jump, words) {
  const severe = findings.filter((one) => one.severe);
  const sorted = [...severe, ...findings.filter((one) => !one.severe)];
  list.replaceChildren(...sorted.map((one) => line(one, jump, words)));
}

/** @returns {string} how many faults and hints there are, in words */
export function countFindings(findings, words) {
  const faults = findings.filter((one) => one.severe).length;
  const hints = findings.length - faults;
  const parts = [];
  if (faults) parts.push(fill(words.faults, { number: String(faults) }));
  if (hints) parts.push(fill(words.advice, { number: String(hints) }));
  return parts.join(" · ") || words.noFindings;
}

function line(finding, jump, words) {
  const row = document.createElement("li");
  row.className = finding.severe ? "finding finding-severe" : "finding";
  const button = document.createElement("button");
  button.type = "button";
  const kind = document.createElement("span");
  kind.className = "finding-kind";
  kind.textContent = finding.severe ? words.fault : words.hint;
  button.append(kind, ` ${finding.text}`);
  button.addEventListener("click", () => {
    if (!jump(finding) && finding.url) location.assign(finding.url);
  });
  row.append(button);
  return row;
}
