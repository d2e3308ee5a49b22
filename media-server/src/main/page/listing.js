// Which streams are live, asked for every two seconds.

const REFRESH_MILLIS = 2000;
const TIMEOUT_MILLIS = 5000;

/**
 * Calls `seen(listing)` with every answer and `lost()` when there is none. Never ends: the page is a window that stays open.
 */
export async function watchListing(seen, lost) {
  for (;;) {
    try {
      const response = await fetch("streams.json", { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
      if (!response.ok) {
        throw new Error(`streams.json: ${response.status}`);
      }
      seen(await response.json());
    } catch {
      lost();
    }
    await new Promise((resolve) => setTimeout(resolve, REFRESH_MILLIS));
  }
}
