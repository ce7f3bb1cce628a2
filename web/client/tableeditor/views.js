/** The decisions of a file, each a view of the editor; the drawing of them where there are several. */

/** Show a button for each view. @param {HTMLElement} list */
export function listViews(list, editor, words) {
  const views = editor.getViews();
  const tables = views.filter((one) => one.type !== "drd");
  const offered = tables.length > 1 ? views : tables;
  list.hidden = offered.length < 2;
  list.replaceChildren(
    ...offered.map((view) => {
      const row = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = view.type === "drd" ? words.diagram : view.name || view.element.id;
      if (view === editor.getActiveView()) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => editor.open(view));
      row.append(button);
      return row;
    }),
  );
}

/** @returns the view to begin with: the only decision, or the drawing of several */
export function firstView(editor) {
  const views = editor.getViews();
  const tables = views.filter((one) => one.type !== "drd");
  return tables.length === 1 ? tables[0] : views[0];
}

/** @returns the view that holds the decision, column or rule of this id, if one does */
export function viewOf(editor, id) {
  const views = editor.getViews().filter((one) => one.type !== "drd");
  if (!id) return views[0];
  return views.find((one) => holds(one.element, id));
}

function holds(element, id) {
  const logic = element.decisionLogic ?? {};
  const rows = (logic.rule ?? []).flatMap((rule) => [rule, ...(rule.inputEntry ?? []), ...(rule.outputEntry ?? [])]);
  const columns = (logic.input ?? []).flatMap((one) => [one, one.inputExpression, one.inputValues]);
  return [element, logic, ...rows, ...columns, ...(logic.output ?? [])].some((one) => one?.id === id);
}
