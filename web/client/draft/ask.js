/**
 * Ask in a dialogue that must be answered.
 *
 * @param {string} title
 * @param {string} text
 * @param {[string, string][]} choices  pairs of name and words
 * @returns {Promise<string>} the name chosen
 */
export function ask(title, text, choices) {
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  dialog.setAttribute("aria-labelledby", "ask-title");
  const heading = document.createElement("h2");
  heading.id = "ask-title";
  heading.textContent = title;
  const line = document.createElement("p");
  line.textContent = text;
  const buttons = document.createElement("div");
  buttons.className = "ask-choices";
  dialog.append(heading, line, buttons);
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    for (const [name, words] of choices) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-secondary";
      button.textContent = words;
      button.addEventListener("click", () => {
        dialog.close();
        dialog.remove();
        resolve(name);
      });
      buttons.append(button);
    }
    dialog.showModal();
  });
}
