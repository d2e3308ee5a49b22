// What a viewer may want to know about the playback, read from the video element.

import { bufferedAhead } from "./pace.js";

/**
 * Tells how far the picture is behind the newest there is. The live edge moves on with the clock from the best position
 * ever seen, so a network that lags shows up here while the buffer shrinks.
 */
export class Edge {
  #lead = -Infinity;

  behind(video, now) {
    if (video.buffered.length === 0) {
      return undefined;
    }
    const newest = video.buffered.end(video.buffered.length - 1);
    this.#lead = Math.max(this.#lead, newest - now);
    return Math.max(0, now + this.#lead - video.currentTime);
  }
}

const NONE = { latency: "–", buffer: "–", decoded: "–", dropped: "–", speed: "–" };

/** Texts for the page, by the id of the element; `behind` is in seconds, where that is known. */
export function read(video, behind) {
  if (video.readyState === HTMLMediaElement.HAVE_NOTHING) {
    return NONE;
  }
  const quality = video.getVideoPlaybackQuality?.();
  return {
    latency: behind === undefined ? "–" : `${behind.toFixed(1)} s`,
    buffer: `${bufferedAhead(video).toFixed(1)} s`,
    decoded: quality ? String(quality.totalVideoFrames) : "–",
    dropped: quality ? String(quality.droppedVideoFrames) : "–",
    speed: `${video.playbackRate.toFixed(2)} ×`,
  };
}
