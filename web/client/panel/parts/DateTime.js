import { h } from "@bpmn-io/properties-panel/preact";

function DateTime({ id, label, getValue, setValue }) {
  const domId = `bio-properties-panel-${id}`;
  const value = getValue().replace(" ", "T");
  return h(
    "div",
    { class: "bio-properties-panel-entry", "data-entry-id": id },
    h("label", { class: "bio-properties-panel-label", for: domId }, label),
    h("input", {
      id: domId,
      type: "datetime-local",
      class: "bio-properties-panel-input",
      value: value.length === 10 ? `${value}T00:00` : value,
      onChange: (event) => event.target.value && setValue(event.target.value),
    }),
  );
}

/** A day and hour, as the offices' clocks show it. */
export const dateTime = (desk, { id, label, get, set }) => ({
  id,
  component: DateTime,
  label,
  getValue: get,
  setValue: set,
  isFilled: true,
});
