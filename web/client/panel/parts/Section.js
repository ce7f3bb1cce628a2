import { ArrowIcon, useLayoutState } from "@bpmn-io/properties-panel";
import { h } from "@bpmn-io/properties-panel/preact";

/** A group of fields under a heading that opens and closes; a dot says that something is set. */
export function Section({ id, label, entries, element, shouldOpen, isFilled, filledWords }) {
  const [open, setOpen] = useLayoutState(["groups", id, "open"], Boolean(shouldOpen));
  const body = `panel-${id}`;
  const button = h(
    "button",
    { type: "button", "aria-expanded": String(open), "aria-controls": body, onClick: () => setOpen(!open) },
    h("span", { class: "panel-heading-words" }, label),
    isFilled && h("span", { class: "panel-dot", role: "img", "aria-label": filledWords, title: filledWords }),
    h(ArrowIcon, { class: open ? "bio-properties-panel-arrow-down" : "bio-properties-panel-arrow-right" }),
  );
  return h(
    "section",
    { class: "bio-properties-panel-group", "data-group-id": `group-${id}` },
    h("h3", { class: "panel-heading" }, button),
    h(
      "div",
      { id: body, class: `bio-properties-panel-group-entries${open ? " open" : ""}` },
      open && entries.map(({ component, ...entry }) => h(component, { ...entry, element, key: entry.id })),
    ),
  );
}
