import { defineConfig } from "vite";
import { leanPanel } from "./build/lean.js";
import { spritePlugin } from "./build/sprite.js";
import { trim } from "./build/trim.js";

/** One entry per kind of page; file names carry their digest, so browsers may keep them for ever. */
export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [leanPanel(), spritePlugin()],
  // The form editor and its viewer must share one preact, or its hooks find no component.
  resolve: { dedupe: ["preact"] },
  css: { postcss: { plugins: [trim()] } },
  build: {
    outDir: ".dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2020",
    // Browsers since spring 2023: they mix colours themselves, which saves a third of the styles.
    cssTarget: ["chrome111", "firefox113", "safari16.4"],
    rollupOptions: {
      input: {
        style: "site/site.css",
        site: "site/index.js",
        viewer: "viewer/page.js",
        replay: "replay/index.js",
        workshop: "workshop/index.js",
        modeler: "modeler/index.js",
        formeditor: "formeditor/index.js",
        tableeditor: "tableeditor/index.js",
        lettereditor: "lettereditor/index.js",
        trial: "trial/index.js",
        comparing: "comparing/index.js",
        moving: "moving/index.js",
      },
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
