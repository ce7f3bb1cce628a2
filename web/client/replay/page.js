/** What of the page beside the diagram goes along with the replay. */

/**
 * @param {HTMLElement} section
 * @param {import("./Frames.js").Step[]} steps
 */
export function goAlong(section, steps) {
  const bar = section.querySelector("[data-replay-bar]");
  const list = document.querySelector("[data-replay-steps]");
  bar.hidden = false;
  drawTicks(section.querySelector("[data-replay-ticks]"), steps);
  section.addEventListener("replay-shown", ({ detail: { at, frame } }) => {
    const slider = section.querySelector("[data-replay-slider]");
    slider.value = String(at);
    slider.setAttribute("aria-valuetext", frame.say);
    section.querySelector("[data-replay-at]").textContent = frame.at;
    markStep(list, at);
    tellFacts(document.querySelector("[data-replay-facts]"), frame.facts);
    tellWaiting(document.querySelector("[data-replay-waiting]"), frame.waiting);
    history.replaceState(history.state, "", `?at=${at}`);
  });
}

/** One tick for each step, red where something went wrong; none when they would touch. */
function drawTicks(place, steps) {
  if (steps.length > 120) return;
  for (const step of steps) {
    const tick = document.createElement("span");
    if (step.failed.length > 0) tick.className = "bad";
    place.append(tick);
  }
}

/** Mark the row of a step and scroll the list, and only the list, so that it is seen. */
function markStep(list, at) {
  const before = list.querySelector(".replay-now");
  before?.classList.remove("replay-now");
  before?.querySelector("a").removeAttribute("aria-current");
  const row = list.children[at];
  row.classList.add("replay-now");
  row.querySelector("a").setAttribute("aria-current", "step");
  const above = row.offsetTop < list.scrollTop;
  const below = row.offsetTop + row.offsetHeight > list.scrollTop + list.clientHeight;
  if (above || below) list.scrollTop = row.offsetTop - list.clientHeight / 2;
}

/** @param {HTMLElement} body @param {import("./Frames.js").Fact[]} facts */
function tellFacts(body, facts) {
  body.replaceChildren(...facts.map((fact) => factRow(fact, body.dataset.new)));
}

function factRow(fact, fresh) {
  const row = document.createElement("tr");
  const name = document.createElement("th");
  name.scope = "row";
  name.textContent = fact.label;
  if (fact.changed) {
    row.className = "changed";
    const mark = document.createElement("span");
    mark.className = "state state-info";
    mark.textContent = fresh;
    name.append(" ", mark);
  }
  row.append(name, cell(fact.text), cell(fact.writer));
  return row;
}

function cell(text) {
  const made = document.createElement("td");
  made.textContent = text;
  return made;
}

/** @param {HTMLElement} place @param {string[]} names */
function tellWaiting(place, names) {
  const list = document.createElement("ul");
  list.className = "mb-0";
  for (const name of names.length > 0 ? names : [place.dataset.nothing]) {
    const line = document.createElement("li");
    line.textContent = name;
    list.append(line);
  }
  place.replaceChildren(list);
}
