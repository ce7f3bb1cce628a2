/**
 * Two diagrams side by side: what takes whose place. The table below them is the form; the diagrams
 * show what it says and fill it in: a click on the left picks a step, one on the right its place.
 */
import { mount } from "../viewer/viewer.js";
import { steer } from "../viewer/steer.js";
import "./moving.css";

const NONE = "-";
const pair = document.querySelector("[data-move-pair]");
if (pair) begin(pair);

/** @param {HTMLElement} pair */
async function begin(pair) {
  const [left, right] = await Promise.all(["before", "after"].map((side) => draw(pair, side)));
  if (!left || !right) return;
  for (const element of document.querySelectorAll("[data-with-script]")) element.hidden = false;
  const table = document.getElementById("mapping");
  const editable = pair.dataset.editable === "yes";
  const show = () => paint(table, left, right);
  let picked = null;
  const pick = (id) => {
    picked = table.querySelector(`select[data-from="${CSS.escape(id)}"]`) ? id : null;
    for (const [diagram, chosen] of [[left, picked], [right, picked && target(table, picked)]]) {
      diagram.clear("move-picked");
      if (!chosen || chosen === NONE) continue;
      diagram.highlight([chosen], "move-picked");
      diagram.follow(chosen);
    }
    for (const row of table.querySelectorAll("tr[data-row]")) {
      row.classList.toggle("move-row", row.dataset.row === picked);
    }
  };
  show();
  const first = table.querySelector("tr[data-row]:not([data-number='0'])")?.dataset.row;
  if (first && left.isSmall()) left.focus(first);
  if (first && right.isSmall()) right.focus(target(table, first));
  if (!editable) return;
  left.onPick(pick);
  right.onPick((id) => {
    if (!picked) return;
    const select = selectOf(table, picked);
    if (![...select.options].some((one) => one.value === id)) return;
    select.value = id;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  table.addEventListener("focusin", (event) => {
    if (event.target.dataset?.from) pick(event.target.dataset.from);
  });
  table.addEventListener("change", (event) => {
    show();
    if (event.target.dataset?.from) pick(event.target.dataset.from);
  });
}

/** Draw one side; a side that cannot be drawn says so and leaves the table. */
async function draw(pair, side) {
  const element = pair.querySelector(`[data-side="${side}"]`);
  try {
    const diagram = await mount(element, element.dataset.diagram);
    steer(element.closest("[data-diagram-frame]"), diagram);
    element.dataset.drawn = "yes";
    return diagram;
  } catch {
    element.replaceChildren();
    element.classList.add("diagram-fault");
    element.textContent = element.dataset.diagramFault;
    return null;
  }
}

function selectOf(table, id) {
  return table.querySelector(`select[data-from="${CSS.escape(id)}"]`);
}

function target(table, id) {
  const found = table.querySelector(`[data-from="${CSS.escape(id)}"]`);
  return found?.value ?? found?.dataset.to ?? NONE;
}

/** Colour both diagrams by what the table says; the table has the same in words. */
function paint(table, left, right) {
  const rows = [...table.querySelectorAll("tr[data-row]")];
  const standing = rows.filter((row) => Number(row.dataset.number) > 0).map((row) => row.dataset.row);
  const places = new Map(rows.map((row) => [row.dataset.row, target(table, row.dataset.row)]));
  const lost = [...places].filter(([, to]) => to === NONE).map(([from]) => from);
  const taken = [...places].filter(([from, to]) => to !== NONE && to !== from).map(([, to]) => to);
  for (const diagram of [left, right]) {
    for (const name of ["waiting", "failed", "walked"]) diagram.clear(name);
  }
  left.highlight(standing, "waiting");
  left.highlight(lost, "failed");
  left.tokens(Object.fromEntries(rows.filter((row) => Number(row.dataset.number) > 0)
    .map((row) => [row.dataset.row, Number(row.dataset.number)])));
  right.highlight(taken, "walked");
}
