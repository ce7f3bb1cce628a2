/**
 * Going through the diagram by keyboard: full stop and comma choose the next and the previous step,
 * Enter leads to what is set on it.
 */
export const WALKED = "motcua.walked";

class Walking {
  static $inject = ["config.motcua", "eventBus", "keyboard", "selection", "elementRegistry", "canvas"];

  constructor(config, eventBus, keyboard, selection, registry, canvas) {
    const turns = { ".": 1, ",": -1 };
    keyboard.addListener(({ keyEvent: event }) => {
      if (keyboard.hasModifier(event)) return undefined;
      if (event.key === "Enter" && selection.get().length === 1) return enterPanel(config.container);
      const turn = turns[event.key];
      return turn ? step(turn) : undefined;
    });

    /** Choose the element `turn` places on, in the order in which people read: left to right. */
    function step(turn) {
      const root = canvas.getRootElement();
      const all = registry.filter((one) => canvas.findRoot(one) === root && isStop(one)).sort(inReadingOrder);
      if (all.length === 0) return true;
      const at = all.indexOf(selection.get()[0]);
      const next = at < 0 ? (turn > 0 ? 0 : all.length - 1) : (at + turn + all.length) % all.length;
      selection.select(all[next]);
      canvas.scrollToElement(all[next], 80);
      eventBus.fire(WALKED, { element: all[next] });
      return true;
    }
  }
}

const isStop = (one) => Boolean(one.parent) && !one.waypoints && !one.labelTarget && !one.hidden;
const inReadingOrder = (one, other) => one.x - other.x || one.y - other.y;

/** @param {string} place selector of the panel */
function enterPanel(place) {
  const first = document.querySelector(place)?.querySelector("button, input, select, textarea, [tabindex='0']");
  first?.focus();
  return true;
}

export default { __init__: ["motcuaWalking"], motcuaWalking: ["type", Walking] };
