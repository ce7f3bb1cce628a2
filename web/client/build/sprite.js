import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The icons that pages may name; add one here and build again. */
const ICONS = [
  "alert-circle", "alert-triangle", "arrow-back-up", "arrow-forward-up", "arrow-left",
  "arrow-right", "arrow-down", "arrow-up", "arrows-maximize", "ban", "bell", "book", "building-bank", "calendar", "calendar-due", "check", "checks",
  "chevron-down", "chevron-left", "chevron-right", "circle-check", "circle-dashed", "circle-x",
  "clipboard-check", "clock", "coin", "copy", "device-floppy", "door-enter",
  "download", "edit", "external-link", "eye", "file", "file-check", "file-plus", "file-text", "files",
  "filter", "flame", "folder", "folders", "hand-stop", "help-circle",
  "history", "home", "hourglass", "id", "inbox", "info-circle", "key", "keyboard", "language",
  "layout-distribute-horizontal", "list", "list-check", "list-details", "lock", "login", "logout", "mail",
  "map", "maximize", "menu-2", "message", "minus", "note", "paperclip", "phone", "player-pause",
  "player-play", "player-skip-back", "player-skip-forward", 
  "plus", "printer", "refresh", "route", "scale", "search", "send", "settings", "shield-check",
  "signature", "sitemap", "timeline", "trash", "upload", "user",
  "user-check", "user-plus", "users", "versions", "x", "zoom-in", "zoom-out",
];

/** Emit all icons as one SVG sprite; a page shows `<use href="icons-….svg#name">`. */
export function spritePlugin() {
  return {
    name: "motcua-sprite",
    generateBundle() {
      const source = `<svg xmlns="http://www.w3.org/2000/svg">${ICONS.map(symbol).join("")}</svg>`;
      this.emitFile({ type: "asset", name: "icons.svg", originalFileName: "icons.svg", source });
      const mark = readFileSync(fileURLToPath(new URL("../site/mark.svg", import.meta.url)), "utf8");
      this.emitFile({ type: "asset", name: "mark.svg", originalFileName: "mark.svg", source: mark });
    },
  };
}

/** @param {string} name of an outline icon */
function symbol(name) {
  const path = new URL(`../node_modules/@tabler/icons/icons/outline/${name}.svg`, import.meta.url);
  const inner = readFileSync(fileURLToPath(path), "utf8")
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace("</svg>", "")
    .replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${inner}</symbol>`;
}
