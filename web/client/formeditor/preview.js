/** The form as citizens and officers will see it, drawn by the server from the unsaved text. */

const PAUSE_MS = 250;

/**
 * @param {HTMLElement} section
 * @param {object} setting  of the page
 * @param {object} draft
 * @param {string} text     the form as it was saved last
 */
export function openPreview(section, setting, draft, text) {
  const place = section.querySelector("[data-look]");
  const sheet = section.querySelector("[data-sheet]");
  const told = section.querySelector("[data-look-told]");
  const look = { text, audience: setting.audience, language: setting.language, shown: false, checked: false };
  let waiting = 0;
  let asked = 0;

  async function draw() {
    const number = ++asked;
    const answers = answersIn(sheet);
    const body = { text: look.text, audience: look.audience, language: look.language, answers, check: look.checked };
    const html = await send(setting.draw, draft.setting.csrf, body);
    if (number !== asked) return;
    told.textContent = html === null ? setting.words.page.failed : "";
    if (html !== null) swap(sheet, html);
    sheet.lang = look.language;
    if (look.checked && html !== null && !sheet.querySelector(".fault-summary, .notice")) {
      told.textContent = setting.words.page.passed;
    }
    sheet.querySelector(".fault-summary")?.focus();
    look.checked = false;
    sheet.dispatchEvent(new CustomEvent("drawn"));
  }

  function soon() {
    clearTimeout(waiting);
    if (look.shown) waiting = setTimeout(draw, PAUSE_MS);
  }

  for (const button of place.querySelectorAll("[data-audience], [data-language]")) {
    button.addEventListener("click", () => {
      const name = button.dataset.audience ? "audience" : "language";
      look[name] = button.dataset[name];
      press(place, name, look[name]);
      draw();
    });
  }
  for (const button of place.querySelectorAll("button[data-width]")) {
    button.addEventListener("click", () => {
      sheet.dataset.width = button.dataset.width;
      press(place, "width", button.dataset.width);
    });
  }
  place.querySelector('[data-act="check"]').addEventListener("click", () => {
    look.checked = true;
    draw();
  });
  sheet.addEventListener("submit", (event) => event.preventDefault());
  sheet.addEventListener("change", soon);

  return {
    sheet,
    /** Draw it now, and from now on with each change. */
    show() {
      look.shown = true;
      place.hidden = false;
      return draw();
    },
    hide() {
      look.shown = false;
      place.hidden = true;
    },
    /** @param {string} text  the form as it stands now */
    change(text) {
      look.text = text;
      soon();
    },
  };
}

/** @returns {Promise<string | null>} the page's part, or null where the server did not answer */
async function send(url, csrf, body) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify(body),
    });
    return answer.ok ? (await answer.json()).html : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** @returns {Record<string, string[]>} what was typed, by name; files stay where they are */
function answersIn(sheet) {
  const found = {};
  for (const [name, value] of new FormData(sheet)) {
    if (typeof value === "string") (found[name] ??= []).push(value);
  }
  return found;
}

/** Put the new sheet in and leave the keyboard where it was. */
function swap(sheet, html) {
  const at = document.activeElement;
  const id = sheet.contains(at) ? at.id : "";
  const top = sheet.scrollTop;
  sheet.innerHTML = html;
  sheet.scrollTop = top;
  if (id) document.getElementById(id)?.focus({ preventScroll: true });
}

function press(place, name, value) {
  for (const one of place.querySelectorAll(`button[data-${name}]`)) {
    one.setAttribute("aria-pressed", String(one.dataset[name] === value));
  }
}
