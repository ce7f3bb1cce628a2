import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

/**
 * The fonts of the pages without the instructions for the screens of twenty years ago.
 *
 * Every letter stays; what goes (hinting) is half of each file, and a quarter of a first visit.
 * Runs before the build, so that the name of a font tells its content.
 */
const FAMILY = "be-vietnam-pro";
const PARTS = ["latin-400", "latin-600", "vietnamese-400", "vietnamese-600"];
const from = new URL(`../node_modules/@fontsource/${FAMILY}/files/`, import.meta.url);
const to = new URL("../.fonts/", import.meta.url);

mkdirSync(fileURLToPath(to), { recursive: true });
for (const part of PARTS) {
  const name = `${FAMILY}-${part}-normal.woff2`;
  const whole = readFileSync(new URL(name, from));
  const lean = await subsetFont(whole, undefined, {
    keepAllGlyphs: true, noHinting: true, targetFormat: "woff2",
  });
  writeFileSync(new URL(name, to), lean);
}
