import { word } from "./words";

const confirmed = new WeakSet<HTMLFormElement>();

/** `data-confirm="Really?"` on a form or on its button: asks before it is sent. */
export function askFirst(): void {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      const submitter = event.submitter as HTMLElement | null;
      const question = submitter?.dataset.confirm ?? form.dataset.confirm;
      if (!question || confirmed.delete(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(question, submitter?.textContent?.trim() || "OK", () => {
        confirmed.add(form);
        form.requestSubmit(submitter);
      });
    },
    true,
  );
}

function ask(question: string, action: string, then: () => void): void {
  const dialog = document.createElement("dialog");
  const text = document.createElement("p");
  text.textContent = question;
  text.id = "confirm-question";
  dialog.setAttribute("aria-labelledby", text.id);
  const answers = document.createElement("div");
  answers.className = "row";
  answers.append(
    button(word("cancel"), "", () => dialog.close()),
    button(action, "primary", () => {
      dialog.close();
      then();
    }),
  );
  dialog.append(text, answers);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function button(text: string, className: string, onClick: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.className = className;
  made.addEventListener("click", onClick);
  return made;
}
