import { StyleModule } from "style-mod";

/**
 * Let the text fields of cells style themselves under our Content-Security-Policy.
 *
 * They write their rules into one style element; whoever mounts first gives it the page's nonce.
 */
export function allowCellStyles() {
  const nonce = document.querySelector("script[nonce]")?.nonce;
  if (nonce) StyleModule.mount(document, new StyleModule({}), { nonce });
}
