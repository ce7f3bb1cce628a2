import { CreateIcon, DeleteIcon } from "@bpmn-io/properties-panel";
import { h } from "@bpmn-io/properties-panel/preact";

/**
 * A list of things with fields each, which can be added and taken away.
 *
 * @param {{rows: Array<{id: string, label: string, entries: object[], remove: () => void}>, add: () => void}} props
 */
export function Rows({ id, label, description, rows, add, addWords, element, desk }) {
  return h(
    "div",
    { class: "bio-properties-panel-entry panel-rows", "data-entry-id": id },
    label && h("p", { class: "panel-rows-label" }, label),
    rows.map((row) =>
      h(
        "fieldset",
        { class: "panel-row-box", key: row.id },
        h("legend", null, row.label),
        row.entries.map(({ component, ...entry }) => h(component, { ...entry, element, key: entry.id })),
        h(
          "button",
          {
            type: "button",
            class: "panel-remove",
            onClick: row.remove,
            title: `${desk.t("Bỏ", "Remove")} ${row.label}`,
            "aria-label": `${desk.t("Bỏ", "Remove")} ${row.label}`,
          },
          h(DeleteIcon, {}),
        ),
      ),
    ),
    h("button", { type: "button", class: "panel-add", onClick: add }, h(CreateIcon, {}), addWords),
    description && h("div", { class: "bio-properties-panel-description" }, description),
  );
}

/** The entry for a list of rows. */
export const rowsEntry = (desk, id, given) => ({ id, component: Rows, desk, ...given, isFilled: given.rows.length > 0 });
