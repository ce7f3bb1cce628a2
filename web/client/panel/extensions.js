/** The elements of a kind that stand among the extensions of an element. */
export function extensions(business, type) {
  const all = business.get?.("extensionElements")?.get("values") ?? [];
  return all.filter((one) => one.$type === type);
}

/**
 * What to change so that an element has these extensions of a kind, and all others as before.
 *
 * @returns {Array} a change for Desk.change
 */
export function withExtensions(desk, type, list, business = desk.business) {
  const before = business.get("extensionElements");
  const others = (before?.get("values") ?? []).filter((one) => one.$type !== type);
  const values = [...others, ...list];
  if (before && values.length) {
    for (const one of list) one.$parent = before;
    return [before, { values }];
  }
  const made = values.length ? desk.create("bpmn:ExtensionElements", { values }, business) : undefined;
  for (const one of made ? values : []) one.$parent = made;
  return [business, { extensionElements: made }];
}
