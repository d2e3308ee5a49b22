import { word } from "./words";

/** `<input type="password" data-show-password>` gets a button that shows what was typed. */
export function showPasswords(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>("input[data-show-password]")) {
    delete input.dataset.showPassword;
    const row = document.createElement("div");
    row.className = "with-button";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = word("show");
    button.setAttribute("aria-controls", input.id);
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const shown = input.type === "text";
      input.type = shown ? "password" : "text";
      button.setAttribute("aria-pressed", String(!shown));
      button.textContent = word(shown ? "show" : "hide");
    });
    input.replaceWith(row);
    row.append(input, button);
    input.form?.addEventListener("submit", () => (input.type = "password"));
  }
}
