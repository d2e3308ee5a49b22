/** `<time datetime="2026-01-31T12:00:00Z">` in the reader's zone; the UTC text stays as its title. */
export function showLocalTimes(root: ParentNode): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>(
    "time[datetime*='T']:not([data-local], [data-countdown])",
  )) {
    const text = localTime(time.dateTime, document.documentElement.lang);
    if (text) {
      time.title = time.textContent?.trim() ?? "";
      time.textContent = text;
      time.dataset.local = "";
    }
  }
}

/** The instant in words; empty where it is none. */
export function localTime(instant: string, language: string, timeZone?: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return "";
  return new Intl.DateTimeFormat(language, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  }).format(date);
}
