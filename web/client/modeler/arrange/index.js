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
    const before = new Map(shapes.map((one) => [one, { x: one.x, y: one.y }]));
    for (const [shape, bounds] of context.bounds) Object.assign(shape, bounds);
    routeAll(connections, shapes, this._routing);
    for (const label of labels) placeLabel(label, before);
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

/** A label goes with its shape; that of a flow stands at the first bend or half way. */
function placeLabel(label, before) {
  const target = label.labelTarget;
  if (!target.waypoints) {
    label.x = Math.round(target.x + target.width / 2 - label.width / 2);
    label.y = Math.round(target.y + target.height + 6);
    const old = before.get(target);
    if (!old) return;
    return;
  }
  const [first, second] = target.waypoints;
  const flat = first.y === second.y;
  label.x = Math.round(flat ? first.x + 8 : second.x + 8);
  label.y = Math.round(flat ? first.y - label.height - 2 : (first.y + second.y) / 2 - label.height / 2);
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
