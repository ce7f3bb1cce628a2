/** Asks the server for the pages of a letter and shows them, with what is missing and what is wrong. */
import { fill } from "../draft/draft.js";

let asked = null;

/**
 * @param {string} url
 * @param {string} csrf
 * @param {string} text
 * @param {string} scenario
 * @param {Record<string, string>} words
 * @param {(line: number) => void} jump
 */
export async function previewLetter(url, csrf, text, scenario, words, jump) {
  asked?.abort();
  asked = new AbortController();
  const told = document.getElementById("letter-told");
  let view;
  try {
    const answer = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      signal: asked.signal,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify({ text, scenario }),
    });
    view = await answer.json();
    if (!answer.ok) return say(told, view.detail ?? words.away);
  } catch (error) {
    if (error.name === "AbortError") return undefined;
    return say(told, words.away);
  }
  if (view.pages.length) showPages(view.pages, words);
  document.getElementById("letter-shown").classList.toggle("is-old", !view.pages.length);
  showMissing(view.missing);
  showFaults(view.findings, words, jump);
  return say(told, view.findings.some((one) => one.severe) ? "" : words.ready);
}

function say(told, words) {
  told.textContent = words;
}

function showPages(pages, words) {
  const shown = document.getElementById("letter-shown");
  const top = shown.scrollTop;
  while (shown.children.length > pages.length) shown.lastElementChild.remove();
  pages.forEach((page, index) => {
    const image = shown.children[index] ?? shown.appendChild(document.createElement("img"));
    image.alt = fill(words.page, { number: String(index + 1), total: String(pages.length) });
    image.src = page;
  });
  shown.scrollTop = top;
}

function showMissing(missing) {
  const box = document.getElementById("letter-missing");
  box.hidden = !missing.length;
  box.querySelector("ul").replaceChildren(
    ...missing.map((one) => {
      const line = document.createElement("li");
      const code = document.createElement("code");
      code.textContent = one.name;
      line.append(`${one.label} `, code);
      return line;
    }),
  );
}

function showFaults(findings, words, jump) {
  const list = document.getElementById("letter-findings");
  list.replaceChildren(
    ...findings.map((one) => {
      const line = document.createElement("li");
      line.className = one.severe ? "finding finding-severe" : "finding";
      const button = document.createElement("button");
      button.type = "button";
      if (one.line) {
        const place = document.createElement("span");
        place.className = "finding-kind";
        place.textContent = fill(words.line, { number: String(one.line) });
        button.append(place, " ");
      }
      button.append(one.text);
      button.addEventListener("click", () => one.line && jump(one.line));
      line.append(button);
      return line;
    }),
  );
}
