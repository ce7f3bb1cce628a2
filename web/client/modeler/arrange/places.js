import { isExpanded, isPool, lanesOf, laneOf, leavesOf, notesOf, stepsOf, waysOf } from "./reading.js";
import { rankNodes } from "./ranks.js";

const [COLUMN_GAP, ROW_GAP, HEAD, PADDING] = [60, 50, 30, 30];
const LEAST_ROW = 80;

/**
 * Give bounds to everything in a pool, a subprocess or a process, from a corner on.
 *
 * @param {object} container
 * @param {{x: number, y: number}} corner
 * @param {Map<object, object>} found bounds by shape; added to
 * @returns {{width: number, height: number}} what the container takes
 */
export function placeContainer(container, corner, found) {
  const steps = stepsOf(container);
  const leaves = leavesOf(container);
  const ways = waysOf(steps);
  const cells = cellsOf(steps, ways, rankNodes(steps, ways), leaves);
  const sizes = new Map(steps.map((one) => [one, sizeOf(one)]));
  const columns = widths(cells, sizes);
  const rows = heights(cells, sizes, Math.max(leaves.length, 1));
  const heads = (isPool(container) ? HEAD : 0) + depthOf(container) * HEAD;
  const start = { x: corner.x + heads + PADDING, y: corner.y };
  for (const [step, cell] of cells) {
    const size = sizes.get(step);
    const x = start.x + sum(columns.slice(0, cell.column)) + (columns[cell.column] - COLUMN_GAP - size.width) / 2;
    const y = start.y + rows.top(cell) + (rows.height(cell) - size.height) / 2;
    put(step, { x: Math.round(x), y: Math.round(y), ...size }, found);
  }
  const width = heads + PADDING + Math.max(sum(columns), LEAST_ROW) + PADDING;
  const height = rows.total;
  placeLanes(container, { ...corner, width, height }, rows, leaves, found);
  if (isPool(container)) found.set(container, { ...corner, width, height: emptyOr(container, height) });
  placeNotes(container, { ...corner, height }, found);
  return { width, height: isPool(container) ? emptyOr(container, height) : height };
}

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const emptyOr = (pool, height) => (pool.children.some((one) => !one.labelTarget) ? height : pool.height);
const depthOf = (container) => Math.max(0, ...lanesOf(container).map((lane) => (lanesOf(lane).length ? 1 + depthOf(lane) : 0)));

/** Row and column of each step: beside what leads to it where that is free. */
function cellsOf(steps, ways, ranks, leaves) {
  const cells = new Map();
  const taken = new Set();
  const inOrder = [...steps].sort((one, other) => ranks.get(one) - ranks.get(other));
  for (const step of inOrder) {
    const [column, lane] = [ranks.get(step), laneOf(step, leaves)];
    const before = ways.filter(([begin, end]) => end === step && cells.get(begin)?.lane === lane);
    const wished = before.length > 0 ? Math.min(...before.map(([begin]) => cells.get(begin).row)) : 0;
    let row = wished;
    while (taken.has(`${column} ${lane} ${row}`)) row += 1;
    taken.add(`${column} ${lane} ${row}`);
    cells.set(step, { column, lane, row });
  }
  return cells;
}

/** A subprocess that is drawn open is as large as what it holds. */
function sizeOf(step) {
  if (!isExpanded(step)) return { width: step.width, height: step.height };
  return placeContainer(step, { x: 0, y: 0 }, new Map());
}

/** The width of each column, with the gap behind it. */
function widths(cells, sizes) {
  const found = [];
  for (const [step, { column }] of cells) {
    found[column] = Math.max(found[column] ?? 0, sizes.get(step).width + COLUMN_GAP);
  }
  return found;
}

/** Where the rows of each lane lie, and how high all of it is. */
function heights(cells, sizes, lanes) {
  const rows = Array.from({ length: lanes }, () => [LEAST_ROW + ROW_GAP]);
  for (const [step, { lane, row }] of cells) {
    for (let at = rows[lane].length; at <= row; at += 1) rows[lane].push(LEAST_ROW + ROW_GAP);
    rows[lane][row] = Math.max(rows[lane][row], sizes.get(step).height + ROW_GAP);
  }
  const laneTop = (lane) => sum(rows.slice(0, lane).map(sum));
  return {
    top: ({ lane, row }) => laneTop(lane) + sum(rows[lane].slice(0, row)),
    height: ({ lane, row }) => rows[lane][row],
    lane: (lane) => ({ top: laneTop(lane), height: sum(rows[lane]) }),
    total: laneTop(lanes),
  };
}

/** Set a step, what lies in it, and the events on its border. */
function put(step, bounds, found) {
  found.set(step, bounds);
  if (isExpanded(step)) placeContainer(step, { x: bounds.x, y: bounds.y }, found);
  for (const [at, guest] of (step.attachers ?? []).entries()) {
    found.set(guest, {
      x: Math.round(bounds.x + bounds.width * 0.75 - at * (guest.width + 8) - guest.width / 2),
      y: Math.round(bounds.y + bounds.height - guest.height / 2),
      width: guest.width,
      height: guest.height,
    });
  }
}

/** Lanes fill their pool; one that holds lanes is as high as these. */
function placeLanes(container, bounds, rows, leaves, found) {
  const left = isPool(container) ? HEAD : 0;
  const place = (lane, x) => {
    const inner = lanesOf(lane);
    for (const one of inner) place(one, x + HEAD);
    const places = (inner.length ? leavesOf(lane) : [lane]).map((one) => rows.lane(leaves.indexOf(one)));
    const top = Math.min(...places.map((one) => one.top));
    const bottom = Math.max(...places.map((one) => one.top + one.height));
    found.set(lane, { x, y: bounds.y + top, width: bounds.x + bounds.width - x, height: bottom - top });
  };
  for (const lane of lanesOf(container)) place(lane, bounds.x + left);
}

/** Notes and data go along with the first thing they are tied to. */
function placeNotes(container, bounds, found) {
  for (const note of notesOf(container)) {
    const tied = [...note.incoming.map((one) => one.source), ...note.outgoing.map((one) => one.target)];
    const partner = tied.find((one) => found.has(one));
    if (!partner) continue;
    const { x, y } = found.get(partner);
    found.set(note, { x: x + note.x - partner.x, y: y + note.y - partner.y, width: note.width, height: note.height });
    if (note.x === partner.x) Object.assign(found.get(note), { x, y: bounds.y + bounds.height + 20 });
  }
}
