/**
 * `<time data-countdown="SECONDS LEFT" data-ended="Over">` counts down to the end. Seconds left when the page was made, not an
 * hour: the reader's clock may be wrong.
 */
export function showCountdowns(): void {
  const ends = new WeakMap<Element, number>();
  const tick = (): void => {
    for (const time of document.querySelectorAll<HTMLElement>("[data-countdown]")) {
      let end = ends.get(time);
      if (end === undefined) {
        end = performance.now() + Number(time.dataset.countdown) * 1_000;
        ends.set(time, end);
      }
      const left = end - performance.now();
      time.textContent = left > 0 ? clock(left) : (time.dataset.ended ?? clock(0));
    }
  };
  tick();
  setInterval(tick, 1_000);
}

/** 1:02:03; hours go on beyond 24. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const two = (number: number): string => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
