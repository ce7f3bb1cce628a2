/** The diagram as a picture, as a page, as a file of BPMN. */

const MARGIN = 20;
const SHARPNESS = 2;
const LARGEST_PIXELS = 12_000;
const LETTERS_MS = 400;

/** @param {object} desk of the editor */
export function exporting({ section, modeler, words, tell }) {
  const name = section.dataset.saveAs;
  const guarded = (act) => async () => {
    try {
      await act();
    } catch {
      tell(words.notExported);
    }
  };
  return {
    bpmn: guarded(async () => save(`${name}.bpmn`, "application/xml", (await modeler.saveXML({ format: true })).xml)),
    svg: guarded(async () => save(`${name}.svg`, "image/svg+xml", await drawing(modeler))),
    png: guarded(async () => saveUrl(`${name}.png`, await picture(await drawing(modeler)))),
    pdf: guarded(async () => sendForPdf(section, (await modeler.saveSVG()).svg)),
    print: guarded(async () => print(section, await drawing(modeler))),
  };
}

/** The whole drawing as SVG, with the letters it is written in. */
async function drawing(modeler) {
  const { svg } = await modeler.saveSVG();
  const font = await fontFaces();
  return svg.replace(/(<svg[^>]*>)/, `$1<style>${font}</style>`);
}

/** The faces of our font that the page uses, inside the text, so that the file shows them anywhere. */
async function fontFaces() {
  const faces = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSFontFaceRule);
  const ours = faces.filter((rule) => /Be Vietnam/.test(rule.style.fontFamily) && rule.style.fontWeight === "400");
  return (await Promise.all(ours.map(embedded))).join("");
}

async function embedded(rule) {
  const url = new URL(/url\("([^"]+)"\)/.exec(rule.style.src)[1], rule.parentStyleSheet.href);
  const bytes = await (await fetch(url)).arrayBuffer();
  const range = rule.style.unicodeRange ? `unicode-range:${rule.style.unicodeRange};` : "";
  return `@font-face{font-family:${rule.style.fontFamily};${range}src:url(${await dataUrl(new Blob([bytes], { type: "font/woff2" }))})}`;
}

function dataUrl(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** @param {string} svg @returns {Promise<string>} a PNG as data address, on white */
async function picture(svg) {
  const image = new Image();
  image.src = await dataUrl(new Blob([svg], { type: "image/svg+xml" }));
  await image.decode();
  const scale = Math.min(SHARPNESS, LARGEST_PIXELS / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil((image.width + 2 * MARGIN) * scale);
  canvas.height = Math.ceil((image.height + 2 * MARGIN) * scale);
  // Letters inside a picture are called for when it is drawn, and come a moment later: draw it twice.
  draw(canvas, image, scale);
  await new Promise((resolve) => setTimeout(resolve, LETTERS_MS));
  draw(canvas, image, scale);
  return canvas.toDataURL("image/png");
}

function draw(canvas, image, scale) {
  const pen = canvas.getContext("2d");
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, MARGIN, MARGIN);
}

async function save(name, type, text) {
  saveUrl(name, await dataUrl(new Blob([text], { type })));
}

function saveUrl(name, url) {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

/** The server makes the page: a form is sent, and the browser keeps what comes back. */
function sendForPdf(section, svg) {
  const form = section.querySelector("[data-pdf]");
  form.querySelector("[name=svg]").value = svg;
  delete form.dataset.sent;
  form.requestSubmit();
}

/** Put the drawing on the sheet that only the printer sees, and print. */
async function print(section, svg) {
  const image = new Image();
  image.src = await dataUrl(new Blob([svg], { type: "image/svg+xml" }));
  section.querySelector("[data-sheet]").replaceChildren(image);
  await image.decode();
  await new Promise((resolve) => setTimeout(resolve, LETTERS_MS));
  window.print();
}
