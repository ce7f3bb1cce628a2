import { Section } from "../parts/Section.js";

/** A group of the panel; none where it would be empty. `false` and `null` among the entries are left out. */
export function section(desk, id, label, shouldOpen, entries) {
  const found = entries.filter((one) => one && typeof one === "object");
  if (!found.length) return null;
  return {
    id,
    label,
    component: Section,
    entries: found,
    shouldOpen,
    isFilled: found.some((one) => one.isFilled),
    filledWords: desk.t("có nội dung", "something is set"),
  };
}
