/** "Arrange anew": all shapes of the file in columns from left to right, one step of undo. */
import { rankNodes } from "./ranks.js";
import { containersOf, isArrangeable } from "./reading.js";
import { placeContainer } from "./places.js";
import { routeAll } from "./routes.js";

const ACT = "motcua.arrange";
const GAP = 40;

class Arranging {
  static $inject = ["commandStack", "elementRegistry", "canvas", "injector"];

  constructor(commandStack, registry, canvas, injector) {
    this._stack = commandStack;
    this._registry = registry;
    this._canvas = canvas;
    commandStack.register(ACT, injector.instantiate(ArrangeHandler));
  }

  /** Arrange every drawing of the file. */
  arrange() {
    this._stack.execute(ACT, { bounds: boundsOf(this._canvas.getRootElements()) });
  }
}

/** Sets bounds and waypoints, and puts the old ones back. */
class ArrangeHandler {
  static $inject = ["bpmnUpdater", "elementRegistry", "layouter", "connectionDocking"];

  constructor(updater, registry, layouter, docking) {
    this._updater = updater;
    this._registry = registry;
    this._routing = { layouter, docking };
  }

  execute(context) {
    const connections = this._registry.filter((one) => one.waypoints);
    const shapes = this._registry.filter((one) => one.parent && !one.waypoints && !one.labelTarget);
    const labels = this._registry.filter((one) => one.labelTarget);
    context.old = [...shapes, ...labels, ...connections].map(remembered);
    for (const [shape, bounds] of context.bounds) Object.assign(shape, bounds);
    routeAll(connections, shapes, this._routing);
    for (const label of labels) placeLabel(label);
    return this._written([...shapes, ...labels, ...connections]);
  }

  revert({ old }) {
    for (const { element, ...values } of old) Object.assign(element, values);
    return this._written(old.map((one) => one.element));
  }

  /** Write what was changed into the file's drawing as well. */
  _written(elements) {
    for (const one of elements) {
      if (one.waypoints) this._updater.updateConnectionWaypoints(one);
      else this._updater.updateBounds(one);
    }
    return elements;
  }
}

function remembered(element) {
  if (element.waypoints) return { element, waypoints: element.waypoints };
  const { x, y, width, height } = element;
  return { element, x, y, width, height };
}

/** A label stands where no line leaves its shape; that of a flow at the flow's beginning. */
function placeLabel(label) {
  const target = label.labelTarget;
  if (target.waypoints) return placeFlowLabel(label, target.waypoints);
  const ends = [...target.outgoing.map((one) => one.waypoints[0]), ...target.incoming.map((one) => one.waypoints.at(-1))];
  const middle = target.x + target.width / 2;
  const isFree = (y) => !ends.some((one) => Math.abs(one.y - y) < 3 && Math.abs(one.x - middle) < target.width / 2);
  const below = target.y + target.height;
  label.x = Math.round(middle - label.width / 2);
  label.y = Math.round(below + 6);
  if (isFree(below) && !target.host) return;
  if (isFree(target.y) && !target.host) label.y = Math.round(target.y - label.height - 4);
  // Beside the line that leaves below: its own words stand on the other side.
  else Object.assign(label, { x: Math.round(middle - label.width - 6), y: Math.round(below - 4) });
}

function placeFlowLabel(label, [first, second]) {
  const isLevel = Math.abs(first.y - second.y) < 2;
  const isLong = Math.abs(first.y - second.y) > 2 * label.height;
  const down = second.y > first.y;
  label.x = Math.round(first.x + 8);
  if (isLevel) label.y = Math.round(first.y - label.height - 2);
  else if (isLong) label.y = Math.round(down ? first.y + 8 : first.y - label.height - 8);
  else label.y = Math.round(second.y + (down ? 4 : -label.height - 4));
}

/** @returns {Map<object, object>} the bounds that each shape shall have */
function boundsOf(roots) {
  const found = new Map();
  for (const root of roots) {
    let top = 80;
    for (const container of containersOf(root).filter(isArrangeable)) {
      const size = placeContainer(container, { x: 160, y: top }, found, rankNodes);
      top += size.height + GAP;
    }
  }
  return found;
}

export default { __init__: ["motcuaArranging"], motcuaArranging: ["type", Arranging] };
