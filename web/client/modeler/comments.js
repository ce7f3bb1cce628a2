/**
 * Comments of readers on elements: a mark on each, a list that leads there, and a line to write one.
 * Works on the editor and on the diagram that is only shown.
 */

/**
 * @typedef {object} Ground  what comments need of a drawing
 * @property {(id: string) => boolean} lead              show an element; false when it is not there
 * @property {(counts: Map<string, string[]>) => void} mark   texts by element
 * @property {(handler: (id: string) => void) => void} onPick  "" for the whole diagram
 * @property {(id: string) => string} nameOf
 */

const FILE = "process.bpmn";

/**
 * @param {HTMLElement | null} section  `[data-comments]`: the address of the comments
 * @param {Ground} ground
 * @param {Record<string, string>} words
 */
export async function showComments(section, ground, words) {
  if (!section) return;
  const form = section.querySelector("form");
  const place = section.querySelector("[data-comments-on]");
  const show = (comments) => draw(section, ground, words, comments.filter((one) => one.path === FILE));
  ground.onPick((id) => {
    form.elements.element.value = id;
    place.textContent = id ? ground.nameOf(id) : words.wholeDiagram;
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await call(section.dataset.comments, new FormData(form));
    if (!answer) return;
    form.elements.text.value = "";
    delete form.dataset.sent;
    show(answer.comments);
  });
  const first = await call(section.dataset.comments);
  if (first) show(first.comments);
}

async function call(url, body) {
  const method = body ? "POST" : "GET";
  const answer = await fetch(url, { method, body, credentials: "same-origin", headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : null;
}

function draw(section, ground, words, comments) {
  const open = comments.filter((one) => !one.resolved);
  section.querySelector("[data-comments-count]").textContent = open.length ? String(open.length) : "";
  section.querySelector("[data-comments-list]").replaceChildren(...open.map((one) => line(one, ground, words)));
  const texts = new Map();
  for (const one of open) {
    if (one.element) texts.set(one.element, [...(texts.get(one.element) ?? []), `${one.by}: ${one.text}`]);
  }
  ground.mark(texts);
}

function line(comment, ground, words) {
  const row = document.createElement("li");
  row.className = "finding";
  const button = document.createElement("button");
  button.type = "button";
  const where = document.createElement("span");
  where.className = "finding-kind";
  where.textContent = comment.element ? ground.nameOf(comment.element) : words.wholeDiagram;
  button.append(where, ` ${comment.text} – ${comment.by}`);
  button.addEventListener("click", () => ground.lead(comment.element));
  row.append(button);
  return row;
}

/** @returns {Ground} comments on the diagram being drawn */
export function editorGround(modeler, lead) {
  const registry = modeler.get("elementRegistry");
  return {
    lead,
    onPick: (handler) =>
      modeler.on("selection.changed", ({ newSelection }) =>
        handler(newSelection.length === 1 ? newSelection[0].id : ""),
      ),
    nameOf: (id) => registry.get(id)?.businessObject.name || id,
    mark(texts) {
      const overlays = modeler.get("overlays");
      overlays.remove({ type: "comment" });
      for (const [id, said] of texts) {
        if (registry.get(id)?.parent) overlays.add(id, "comment", { position: { bottom: 10, left: -8 }, html: sign(said) });
      }
    },
  };
}

/** @returns {Ground} comments on a diagram that is only shown */
export function viewerGround(diagram) {
  return {
    lead(id) {
      diagram.highlight([id], "picked");
      diagram.follow(id);
      return true;
    },
    onPick: (handler) => diagram.onPick(handler),
    nameOf: diagram.nameOf,
    mark: (texts) => diagram.notes(Object.fromEntries([...texts].map(([id, said]) => [id, said.join(" · ").slice(0, 60)]))),
  };
}

function sign(said) {
  const mark = document.createElement("div");
  mark.className = "comment-badge";
  mark.textContent = `“${said.length}”`;
  mark.title = said.join("\n");
  return mark;
}
