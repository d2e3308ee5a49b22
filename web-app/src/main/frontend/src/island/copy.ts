import { word } from "./words";

/** `<button type="button" data-copy="text">` copies its text and says so. */
export function copyOnClick(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-copy]");
    if (button) {
      void copy(button.dataset.copy ?? "").then((copied) => {
        if (copied) say(word("copied"));
      });
    }
  });
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Without https there is no clipboard, except like this. */
function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}

let region: HTMLElement | undefined;
let timer = 0;

function say(text: string): void {
  if (!region?.isConnected) {
    region = document.createElement("p");
    region.className = "said";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.hidden = false;
  region.textContent = text;
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    if (region) region.hidden = true;
  }, 2_000);
}
