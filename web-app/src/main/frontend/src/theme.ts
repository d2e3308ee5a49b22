// Loaded before anything is painted, as a classic script: the chosen theme without a flash of the other.
{
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.dataset.theme = chosen;
    }
  } catch {
    // Without storage the system's theme it is.
  }
}
