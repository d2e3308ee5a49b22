// Keeps a player of a FLV stream near the live edge: it plays a little faster while too much is buffered, jumps when far
// too much is, and keeps more in store after it ran dry. hls.js does this by itself.

const LEAST_TARGET_SECONDS = 0.6;
const MOST_TARGET_SECONDS = 2.5;
const MORE_AFTER_STALL_SECONDS = 0.3;
const JUMP_BEYOND_SECONDS = 6;
const TOLERANCE_SECONDS = 0.2;
const FASTEST = 1.2;

/** Speed for a buffer of `ahead` seconds where `target` is wanted; `current` keeps it from switching to and fro. */
export function speedFor(ahead, target, current) {
  const surplus = ahead - target;
  const threshold = current > 1 ? 0 : TOLERANCE_SECONDS;
  if (surplus <= threshold) {
    return 1;
  }
  // In steps of a twentieth: every change of speed costs the sound a little.
  return Math.min(FASTEST, 1 + Math.ceil(surplus * 3) / 20);
}

/** Seconds buffered in front of the picture, without gap. */
export function bufferedAhead(video) {
  const { buffered, currentTime } = video;
  for (let i = 0; i < buffered.length; i++) {
    if (buffered.start(i) <= currentTime + 0.1 && currentTime <= buffered.end(i)) {
      return buffered.end(i) - currentTime;
    }
  }
  return 0;
}

export class Pace {
  #video;
  #target = LEAST_TARGET_SECONDS;
  #started = false;
  #events = new AbortController();

  constructor(video) {
    this.#video = video;
    const { signal } = this.#events;
    video.addEventListener("playing", () => (this.#started = true), { signal });
    video.addEventListener("waiting", () => this.#stalled(), { signal });
  }

  #stalled() {
    if (this.#started && !this.#video.seeking) {
      this.#target = Math.min(MOST_TARGET_SECONDS, this.#target + MORE_AFTER_STALL_SECONDS);
    }
  }

  /** To be called a few times a second. */
  adjust() {
    const video = this.#video;
    if (video.paused || video.buffered.length === 0) {
      return;
    }
    const edge = video.buffered.end(video.buffered.length - 1);
    // Behind a gap, or back from a long pause.
    if (edge - video.currentTime > JUMP_BEYOND_SECONDS || video.currentTime < video.buffered.start(0)) {
      video.currentTime = edge - this.#target;
    }
    const speed = speedFor(bufferedAhead(video), this.#target, video.playbackRate);
    if (speed !== video.playbackRate) {
      video.playbackRate = speed;
    }
  }

  stop() {
    this.#events.abort();
    this.#video.playbackRate = 1;
  }
}
