/** Tie the hints and faults under the fields to them, so that a screen reader says them too. */
export function describe(place) {
  requestAnimationFrame(() => {
    for (const entry of place.querySelectorAll("[data-entry-id]")) {
      const input = entry.querySelector(":scope > * > .bio-properties-panel-input");
      const told = entry.querySelectorAll(":scope > .bio-properties-panel-error, :scope > .bio-properties-panel-description");
      if (!input || input.closest("[data-entry-id]") !== entry) continue;
      told.forEach((one, index) => (one.id = `${input.id}-told-${index}`));
      const ids = Array.from(told, (one) => one.id).join(" ");
      if (ids) input.setAttribute("aria-describedby", ids);
      else input.removeAttribute("aria-describedby");
      input.setAttribute("aria-invalid", String(entry.classList.contains("has-error")));
    }
  });
}
