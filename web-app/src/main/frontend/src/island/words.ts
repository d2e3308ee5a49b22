/** A word in the reader's language, from an attribute of the body. */
export function word(name: string): string {
  return document.body.dataset[name] ?? "";
}
