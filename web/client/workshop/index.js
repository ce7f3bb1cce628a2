/** Styles of the workshop; on a page of a draft, who else is at work on it. */
import "./workshop.css";
import { openDraft } from "../draft/draft.js";

if (document.getElementById("draft")) openDraft();
document.querySelector(".draft-tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
