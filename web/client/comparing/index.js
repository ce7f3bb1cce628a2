/** Comparing two versions: their diagrams side by side or one over the other, moved together. */
import "./comparing.css";
import { compare } from "./pictures.js";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const frame of document.querySelectorAll("[data-pictures]")) compare(frame);
