import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Put a finished build where pages find it, or compare it with what is there.
 *
 * `node build/dist.js swap`: new files first, then the manifest that names them, then the old files
 * go; so a server that starts meanwhile finds a whole build.
 * `node build/dist.js check`: fails when the committed files are not what the sources give.
 */
const built = fileURLToPath(new URL("../.dist", import.meta.url));
const served = fileURLToPath(new URL("../../ui/static/dist", import.meta.url));
const MANIFEST = "manifest.json";

const names = (folder) => readdirSync(folder).sort();
const same = (name) => readFileSync(join(built, name)).equals(readFileSync(join(served, name)));

function swap() {
  mkdirSync(served, { recursive: true });
  const wanted = names(built);
  for (const name of wanted.filter((one) => one !== MANIFEST)) cpSync(join(built, name), join(served, name));
  cpSync(join(built, MANIFEST), join(served, "manifest.new"));
  renameSync(join(served, "manifest.new"), join(served, MANIFEST));
  for (const name of names(served)) if (!wanted.includes(name)) rmSync(join(served, name));
}

function check() {
  const [here, there] = [names(built), names(served)];
  const wrong = [
    ...here.filter((one) => !there.includes(one)).map((one) => `${one} is missing`),
    ...there.filter((one) => !here.includes(one)).map((one) => `${one} is not built any more`),
    ...here.filter((one) => there.includes(one) && !same(one)).map((one) => `${one} differs`),
  ];
  for (const line of wrong) process.stderr.write(`${line}\n`);
  process.exitCode = wrong.length ? 1 : 0;
}

({ swap, check })[process.argv[2]]();
