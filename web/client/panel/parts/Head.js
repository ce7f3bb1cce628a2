import { h } from "@bpmn-io/properties-panel/preact";
import { nameOf } from "../Desk.js";
import { kindWords } from "../kinds.js";

/** What is chosen, and what the check says of it. */
export function Head({ desk }) {
  const { business, panel, t } = desk;
  const own = panel.findings.filter((one) => one.element && one.element === business.id && isDrawing(one));
  own.sort((one, two) => two.severe - one.severe);
  return h(
    "div",
    { class: "panel-head" },
    h("p", { class: "panel-kind" }, kindWords(desk)),
    h("h2", { class: "panel-name" }, desk.is("bpmn:Collaboration") ? t("Toàn bộ bản vẽ", "The whole drawing") : nameOf(business)),
    own.length > 0 &&
      h(
        "ul",
        { class: "panel-findings" },
        own.map((one, index) =>
          h(
            "li",
            { key: index, class: one.severe ? "panel-fault" : "panel-hint" },
            h("strong", null, one.severe ? t("Lỗi: ", "Fault: ") : t("Lưu ý: ", "Hint: ")),
            one.text,
          ),
        ),
      ),
  );
}

const isDrawing = (finding) => !finding.file || finding.file === "process.bpmn";
