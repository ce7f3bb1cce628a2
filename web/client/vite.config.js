import { defineConfig } from "vite";
import { spritePlugin } from "./build/sprite.js";
import { trim } from "./build/trim.js";

/** One entry per kind of page; file names carry their digest, so browsers may keep them for ever. */
export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [spritePlugin()],
  css: { postcss: { plugins: [trim()] } },
  build: {
    outDir: "../ui/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2020",
    rollupOptions: {
      input: {
        style: "site/site.css",
        site: "site/index.js",
        viewer: "viewer/page.js",
        replay: "replay/index.js",
      },
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
