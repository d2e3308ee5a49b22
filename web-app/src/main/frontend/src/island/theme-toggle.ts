export type Theme = "system" | "light" | "dark";

/** `<button data-theme-toggle hidden data-system="…" data-light="…" data-dark="…">` goes through the themes. */
export function offerThemes(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLElement>("[data-theme-toggle][hidden]")) {
    button.hidden = false;
    label(button);
    button.addEventListener("click", () => {
      choose(nextTheme(current()));
      label(button);
    });
  }
}

export function nextTheme(theme: Theme): Theme {
  return theme === "system" ? "light" : theme === "light" ? "dark" : "system";
}

function current(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

function choose(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Then it lasts as long as this page.
  }
}

function label(button: HTMLElement): void {
  button.textContent = button.dataset[current()] ?? "";
}
