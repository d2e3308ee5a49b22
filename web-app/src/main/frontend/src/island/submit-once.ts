import { word } from "./words";

const BUSY_AFTER = 300;
const PROGRESS_AFTER = 2_000;
/** A download leaves the page as it is: its form can be used again. */
const AGAIN_AFTER = 20_000;

/** A form that changes something is sent once, however often it is clicked. Not with `data-submit-many`. */
export function submitOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || "submitMany" in form.dataset) return;
    if ("sent" in form.dataset) {
      event.preventDefault();
      return;
    }
    // A disabled button is not sent: let the browser collect the fields first.
    setTimeout(() => {
      if (!event.defaultPrevented) hold(form, event.submitter as HTMLButtonElement | null);
    });
  });
  // Back to a page that the browser kept.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll<HTMLFormElement>("form[data-sent]").forEach((form) => release(form));
  });
}

const releases = new WeakMap<HTMLFormElement, () => void>();

function hold(form: HTMLFormElement, button: HTMLButtonElement | null): void {
  form.dataset.sent = "";
  const contents = button ? [...button.childNodes] : [];
  if (button) button.disabled = true;
  const timers = [
    window.setTimeout(() => {
      button?.setAttribute("aria-busy", "true");
      if (button?.textContent?.trim()) button.textContent = word("working");
    }, BUSY_AFTER),
    window.setTimeout(() => release(form), AGAIN_AFTER),
  ];
  let progress: HTMLElement | undefined;
  if (bytes(form) > 0) {
    timers.push(
      window.setTimeout(() => {
        progress = document.createElement("progress");
        progress.setAttribute("aria-label", word("working"));
        form.append(progress);
      }, PROGRESS_AFTER),
    );
  }
  releases.set(form, () => {
    timers.forEach(clearTimeout);
    progress?.remove();
    delete form.dataset.sent;
    if (button) {
      button.disabled = false;
      button.removeAttribute("aria-busy");
      button.replaceChildren(...contents);
    }
  });
}

function release(form: HTMLFormElement): void {
  releases.get(form)?.();
  releases.delete(form);
}

/** What the files of a form weigh. */
function bytes(form: HTMLFormElement): number {
  let sum = 0;
  for (const input of form.querySelectorAll<HTMLInputElement>("input[type=file]")) {
    for (const file of input.files ?? []) sum += file.size;
  }
  return sum;
}
