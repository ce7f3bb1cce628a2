import { h } from "@bpmn-io/properties-panel/preact";
import { useEffect, useState } from "@bpmn-io/properties-panel/preact/hooks";
import { readMeasure, UNITS, writeMeasure } from "./measures.js";

const OTHER = "other";

/** A length of time as number and unit, or in words of one's own. */
export function Measure({ id, label, description, desk, getValue, setValue }) {
  const { t } = desk;
  const value = getValue();
  const [mode, setMode] = useState(null);
  useEffect(() => setMode(null), [desk.element]);
  const read = mode === OTHER ? null : readMeasure(value);
  const unit = read?.unit ?? (value || mode === OTHER ? OTHER : "");
  const domId = `bio-properties-panel-${id}`;
  const choose = (chosen) => {
    setMode(chosen === OTHER ? OTHER : null);
    if (chosen !== OTHER) setValue(writeMeasure(read?.amount ?? "1", chosen));
  };
  const amount = (event) => setValue(writeMeasure(event.target.value, unit));
  const isCounted = read && unit !== "same day";
  return h(
    "fieldset",
    { class: "bio-properties-panel-entry panel-measure", "data-entry-id": id },
    h("legend", { class: "bio-properties-panel-label" }, label),
    h(
      "div",
      { class: "panel-row" },
      isCounted &&
        h("input", {
          type: "number",
          class: "bio-properties-panel-input",
          id: domId,
          min: "0",
          step: unit === "working days" ? "0.5" : "1",
          value: read.amount,
          "aria-label": `${label}: ${t("số", "number")}`,
          onChange: amount,
        }),
      h(
        "select",
        {
          class: "bio-properties-panel-input",
          id: `${domId}-unit`,
          value: unit,
          "aria-label": `${label}: ${t("đơn vị", "unit")}`,
          onChange: (event) => choose(event.target.value),
        },
        h("option", { value: "" }, t("— không ghi —", "— none —")),
        UNITS.map(([one, vi, en]) => h("option", { value: one, key: one }, t(vi, en))),
        h("option", { value: OTHER }, t("cách ghi khác…", "other wording…")),
      ),
    ),
    unit === OTHER &&
      h("input", {
        type: "text",
        class: "bio-properties-panel-input",
        id: domId,
        value,
        "aria-label": label,
        placeholder: "P1M, 5 tuần, =so_ngay",
        onChange: (event) => setValue(event.target.value.trim()),
      }),
    description && h("div", { class: "bio-properties-panel-description" }, description),
  );
}
