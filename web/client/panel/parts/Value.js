import { h } from "@bpmn-io/properties-panel/preact";
import { useEffect, useState } from "@bpmn-io/properties-panel/preact/hooks";
import { Expression } from "./Expression.js";

/** A value that is plain text, or is reckoned by an expression: that is written after "=". */
function Value({ id, label, description, desk, getValue, setValue }) {
  const { t } = desk;
  const value = getValue();
  const isReckoned = value.startsWith("=");
  const words = t("Tính bằng biểu thức", "Reckon it by an expression");
  const toggle = h(
    "button",
    {
      type: "button",
      class: "panel-toggle",
      "aria-pressed": String(isReckoned),
      "aria-label": `ƒx ${label}: ${words}`,
      title: words,
      onClick: () => setValue(isReckoned ? value.replace(/^=\s*/, "") : `=${value}`),
    },
    "ƒx",
  );
  const more = { id, label, description, desk, toggle };
  if (!isReckoned) return h(Plain, { ...more, value, setValue });
  return h(Expression, {
    ...more,
    kind: "expression",
    rows: 1,
    getValue: () => value.replace(/^=\s*/, ""),
    setValue: (typed) => setValue(`=${typed}`),
  });
}

function Plain({ id, label, description, value, setValue, toggle }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const domId = `bio-properties-panel-${id}`;
  return h(
    "div",
    { class: "bio-properties-panel-entry", "data-entry-id": id },
    h("div", { class: "panel-label-row" }, h("label", { class: "bio-properties-panel-label", for: domId }, label), toggle),
    h(
      "div",
      null,
      h("input", {
        id: domId,
        type: "text",
        class: "bio-properties-panel-input",
        autocomplete: "off",
        value: text,
        onInput: (event) => setText(event.target.value),
        onChange: (event) => setValue(event.target.value.trim()),
      }),
    ),
    description && h("div", { class: "bio-properties-panel-description" }, description),
  );
}

/** @param {object} given  id, label, hint, get, set: called with the text, "" for none */
export const valueEntry = (desk, given) => ({
  id: given.id,
  component: Value,
  desk,
  label: given.label,
  description: given.hint,
  getValue: () => given.get() ?? "",
  setValue: (value) => value !== (given.get() ?? "") && given.set(value),
  isFilled: Boolean(given.get()),
});
