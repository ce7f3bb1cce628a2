import { h } from "@bpmn-io/properties-panel/preact";

/** Ways to other pages; they open beside, so that the drawing stays. */
function Links({ id, links, desk }) {
  const beside = desk.t("(mở ở thẻ mới)", "(opens in a new tab)");
  return h(
    "div",
    { class: "bio-properties-panel-entry panel-links", "data-entry-id": id },
    links.map(({ href, words }) =>
      h("a", { key: words, href, target: "_blank", rel: "noopener" }, words, h("span", { class: "visually-hidden" }, ` ${beside}`)),
    ),
  );
}

/** @param {Array<{href: string | null, words: string}>} links  those without address are left out */
export function links(desk, id, given) {
  const found = given.filter((one) => one.href);
  return found.length ? { id, component: Links, desk, links: found, isFilled: false } : null;
}

function Note({ id, words }) {
  return h("p", { class: "bio-properties-panel-entry panel-note", "data-entry-id": id }, words);
}

/** A sentence among the fields. */
export const note = (id, words) => ({ id, component: Note, words, isFilled: false });
