const MOST = 12;

/** `<input type="file" data-preview>` shows the pictures that were chosen. */
export function previewPictures(): void {
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    if (input.type !== "file" || !("preview" in input.dataset)) return;
    let box = input.nextElementSibling;
    if (!box?.classList.contains("preview")) {
      box = document.createElement("div");
      box.className = "preview";
      input.after(box);
    }
    box.querySelectorAll("img").forEach((old) => URL.revokeObjectURL(old.src));
    box.replaceChildren(...[...(input.files ?? [])].filter(isPicture).slice(0, MOST).map(picture));
  });
}

export function isPicture(file: { type: string }): boolean {
  return /^image\/(jpeg|png|webp|gif|avif)$/.test(file.type);
}

function picture(file: File): HTMLImageElement {
  const image = document.createElement("img");
  image.src = URL.createObjectURL(file);
  image.alt = file.name;
  return image;
}
