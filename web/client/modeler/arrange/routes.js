/** Lines between shapes that have been put elsewhere: round the others, not through them. */

const ROOM = 18;

/**
 * @param {object[]} connections given new waypoints
 * @param {object[]} shapes
 * @param {{layouter: object, docking: object}} routing of bpmn-js
 */
export function routeAll(connections, shapes, { layouter, docking }) {
  const walls = shapes.filter((one) => !one.host && one.businessObject.$instanceOf?.("bpmn:FlowNode") && !holdsOthers(one));
  for (const connection of connections) {
    const { source, target } = connection;
    connection.waypoints = [];
    if (connection.businessObject.$instanceOf?.("bpmn:Association")) {
      connection.waypoints = [centre(source), centre(target)];
      connection.waypoints = docking.getCroppedWaypoints(connection);
      continue;
    }
    const plain = layouter.layoutConnection(connection, {});
    const others = walls.filter((one) => one !== source && one !== target && one !== source.host && one !== target.host);
      const ways = [plain, ...detours(source, target)];
    connection.waypoints = ways.find((way) => !isBlocked(way, others)) ?? straightened(plain);
    connection.waypoints = docking.getCroppedWaypoints(connection);
  }
}

const holdsOthers = (shape) => shape.children.some((one) => !one.labelTarget && !one.waypoints);
const centre = (shape) => ({
  x: (shape.x ?? shape.waypoints[0].x) + (shape.width ?? 0) / 2,
  y: (shape.y ?? shape.waypoints[0].y) + (shape.height ?? 0) / 2,
});

/** A line that slants in spite of all goes level first, then upright. */
function straightened(way) {
  return way.flatMap((end, at) => (at > 0 && isSlanting(way[at - 1], end) ? [{ x: end.x, y: way[at - 1].y }, end] : [end]));
}

/** Ways under and over both ends: down, along, up. */
function detours(source, target) {
  if (source.waypoints || target.waypoints) return [];
  const [from, to] = [centre(source), centre(target)];
  const under = Math.max(source.y + source.height, target.y + target.height) + ROOM;
  const over = Math.min(source.y, target.y) - ROOM;
  const middle = (source.x + source.width + target.x) / 2;
  const past = source.x + source.width + ROOM;
  const short = target.x - ROOM;
  return [
    [from, { x: middle, y: from.y }, { x: middle, y: to.y }, to],
    [from, { x: past, y: from.y }, { x: past, y: to.y }, to],
    [from, { x: short, y: from.y }, { x: short, y: to.y }, to],
    [from, { x: from.x, y: under }, { x: to.x, y: under }, to],
    [from, { x: from.x, y: over }, { x: to.x, y: over }, to],
    [from, { x: from.x, y: to.y }, to],
    [from, { x: to.x, y: from.y }, to],
  ];
}

function isBlocked(way, shapes) {
  return way.slice(1).some((end, at) => isSlanting(way[at], end) || shapes.some((one) => crosses(way[at], end, one)));
}

const isSlanting = (begin, end) => Math.abs(begin.x - end.x) > 1 && Math.abs(begin.y - end.y) > 1;

/** Whether a level or upright line goes through a shape. */
function crosses(begin, end, shape) {
  const [left, right] = [Math.min(begin.x, end.x), Math.max(begin.x, end.x)];
  const [top, bottom] = [Math.min(begin.y, end.y), Math.max(begin.y, end.y)];
  return left < shape.x + shape.width && right > shape.x && top < shape.y + shape.height && bottom > shape.y;
}
