import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import "./viewer.css";

const MARGIN = 24;
const LEGIBLE = 0.5;
const OURS = "urn:motcua:bpmn:1";
const FONT = '"Be Vietnam Pro", sans-serif';

/**
 * @typedef {object} Diagram
 * @property {() => void} fit                                      show the whole diagram
 * @property {(step: number) => void} zoom                         1 = nearer, -1 = farther
 * @property {() => void} actualSize                               100 %
 * @property {(ids: string[], name: string) => void} highlight     give a class to elements and flows
 * @property {(name: string) => void} clear                        take the class from all
 * @property {(counts: Record<string, number>) => void} tokens     show where tokens are, and how many
 * @property {(words: Record<string, string>) => void} notes     write a few words under elements
 * @property {(id: string) => void} follow                         scroll to an element
 * @property {() => boolean} isSmall                               whether its words are too small to read
 * @property {(id?: string) => void} focus                         show an element, or the start, legibly
 * @property {(id: string) => string} nameOf                       the element's name, or its id
 * @property {(handler: (id: string) => void) => void} onPick      called with the id that was clicked
 * @property {(box?: object) => object} window                     what is seen of the diagram; sets it if given
 * @property {(handler: () => void) => void} onMove                called when something else is seen
 * @property {(id: string) => boolean} has                         whether it draws this element
 */

/**
 * Draw the diagram at `xmlUrl` in `element`.
 * Fonts come first: labels are measured while importing.
 *
 * @param {HTMLElement} element
 * @param {string} xmlUrl
 * @returns {Promise<Diagram>}
 */
export async function mount(element, xmlUrl) {
  const [xml] = await Promise.all([fetchText(xmlUrl), document.fonts.load(`12px ${FONT}`, "Một cửa")]);
  const viewer = new NavigatedViewer({
    container: element,
    textRenderer: { defaultStyle: { fontFamily: FONT }, externalStyle: { fontFamily: FONT } },
  });
  await viewer.importXML(inLanguage(xml, document.documentElement.lang));
  const diagram = operations(viewer);
  diagram.fit();
  return diagram;
}

/** @param {string} url */
async function fetchText(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`The diagram answered ${answer.status}.`);
  return answer.text();
}

/**
 * Name the elements in English where the designer has done so.
 *
 * @param {string} xml
 * @param {string} language of the page
 */
function inLanguage(xml, language) {
  if (language !== "en") return xml;
  const parsed = new DOMParser().parseFromString(xml, "application/xml");
  for (const element of parsed.querySelectorAll("*")) {
    const name = element.getAttributeNS(OURS, "nameEn");
    if (!name) continue;
    element.setAttribute("name", name);
    // The place of its label was measured for the other language.
    const drawn = parsed.querySelector(`[bpmnElement="${CSS.escape(element.id)}"]`);
    drawn?.querySelector("BPMNLabel")?.remove();
  }
  return new XMLSerializer().serializeToString(parsed);
}

/** @returns {Diagram} */
function operations(viewer) {
  const canvas = viewer.get("canvas");
  const overlays = viewer.get("overlays");
  const registry = viewer.get("elementRegistry");
  const marked = new Map();
  const clear = (name) => {
    for (const id of marked.get(name) ?? []) canvas.removeMarker(id, name);
    marked.delete(name);
  };
  return {
    fit: () => fit(canvas),
    zoom: (step) => viewer.get("zoomScroll").stepZoom(step),
    actualSize: () => canvas.zoom(1, "auto"),
    clear,
    highlight(ids, name) {
      clear(name);
      const known = ids.filter((id) => registry.get(id));
      for (const id of known) canvas.addMarker(id, name);
      marked.set(name, known);
    },
    tokens(counts) {
      overlays.remove({ type: "token" });
      for (const [id, count] of Object.entries(counts)) {
        if (registry.get(id)) overlays.add(id, "token", { position: { top: -12, left: -12 }, html: token(count) });
      }
    },
    notes(words) {
      overlays.remove({ type: "note" });
      for (const [id, text] of Object.entries(words)) {
        if (registry.get(id)) overlays.add(id, "note", { position: { bottom: -2, left: 6 }, html: note(text) });
      }
    },
    follow: (id) => registry.get(id) && canvas.scrollToElement(id, 80),
    isSmall: () => canvas.zoom() < LEGIBLE,
    focus(id) {
      // What is still being drawn may have no start yet.
      const shown = registry.get(id) ?? registry.find((one) => one.type === "bpmn:StartEvent");
      if (!shown) return;
      canvas.zoom(LEGIBLE * 1.5);
      canvas.scrollToElement(shown, 60);
    },
    nameOf: (id) => registry.get(id)?.businessObject.name || id,
    window: (box) => canvas.viewbox(box),
    onMove: (handler) => viewer.get("eventBus").on("canvas.viewbox.changed", handler),
    has: (id) => Boolean(registry.get(id)),
    onPick: (handler) => viewer.get("eventBus").on("element.click", (event) => handler(event.element.id)),
  };
}

/** Show the whole diagram, with a little room around it. */
function fit(canvas) {
  canvas.zoom("fit-viewport", "auto");
  const { inner, outer } = canvas.viewbox();
  const scale = Math.min(outer.width / (inner.width + 2 * MARGIN), outer.height / (inner.height + 2 * MARGIN), 1.2);
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({
    x: inner.x + inner.width / 2 - width / 2,
    y: inner.y + inner.height / 2 - height / 2,
    width,
    height,
  });
}

/** @param {string} text */
function note(text) {
  const mark = document.createElement("div");
  mark.className = "diagram-note";
  mark.textContent = text;
  return mark;
}

/** @param {number} count */
function token(count) {
  const mark = document.createElement("div");
  mark.className = "token";
  mark.textContent = String(count);
  return mark;
}
