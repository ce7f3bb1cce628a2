/** How many entries a menu's search has found, in the reader's language: the menu counts in English. */
const COUNT = ".djs-popup-search-count";

class Counting {
  static $inject = ["config.motcua", "canvas"];

  constructor(config, canvas) {
    if (config.language !== "vi") return;
    const container = canvas.getContainer();
    const what = { childList: true, characterData: true, subtree: true };
    new MutationObserver(() => container.querySelectorAll(COUNT).forEach(speak)).observe(container, what);
  }
}

/** The menu writes number, noun and "found" as texts of their own. */
function speak(place) {
  for (const node of place.childNodes) {
    const spoken = node.data?.replace(/results?/, "kết quả").replace(/ ?found/, "");
    if (spoken !== node.data) node.data = spoken;
  }
}

export default { __init__: ["motcuaCounting"], motcuaCounting: ["type", Counting] };
