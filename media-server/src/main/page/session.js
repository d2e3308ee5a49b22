// One viewer watching one stream: which player, which state, and what happens when it breaks off.

import { players } from "./players.js";

const RETRY_MILLIS = [500, 1000, 2000, 4000];
/** After so many failures in a row without a picture the next player has its turn. */
const FAILURES_BEFORE_NEXT = 2;

/**
 * States, told to `changed(state, detail)`: `connecting`, `playing`, `stalled`, `retrying`, `ended`, `impossible`.
 */
export class Session {
  #video;
  #urls;
  #queue;
  #changed;
  #run; // of the player that plays now
  #failures = 0;
  #stopped = false;
  #timer;
  #events = new AbortController();

  /** @param first id of the player to begin with */
  constructor(video, urls, first, changed) {
    this.#video = video;
    this.#urls = urls;
    this.#changed = changed;
    const possible = players.filter((player) => player.supported());
    this.#queue = [...possible.filter((player) => player.id === first), ...possible.filter((player) => player.id !== first)];
    const { signal } = this.#events;
    video.addEventListener("playing", () => this.#playing(), { signal });
    video.addEventListener("waiting", () => this.#run?.seen && changed("stalled"), { signal });
    this.#start();
  }

  /** The player in use; undefined when none can be used. */
  get player() {
    return this.#queue[0];
  }

  behind(now) {
    return this.#run?.playback?.behind(now);
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#events.abort();
    this.#endRun();
  }

  #playing() {
    if (this.#run) {
      this.#run.seen = true;
      this.#failures = 0;
      this.#changed("playing");
    }
  }

  async #start() {
    const player = this.player;
    if (!player) {
      this.#changed("impossible");
      return;
    }
    const run = { seen: false, playback: undefined };
    this.#run = run;
    this.#changed("connecting");
    const current = () => this.#run === run;
    try {
      const playback = await player.play(this.#video, this.#urls, {
        ended: () => current() && this.#over(),
        failed: (reason) => current() && this.#failed(reason),
      });
      if (!current()) {
        playback.stop();
        return;
      }
      run.playback = playback;
      await this.#letPlay();
    } catch (error) {
      if (current()) {
        this.#failed(error.message);
      }
    }
  }

  /** Sound needs the viewer's consent in most browsers: without it the picture comes first. */
  async #letPlay() {
    try {
      await this.#video.play();
    } catch (error) {
      if (error.name === "NotAllowedError" && !this.#video.muted) {
        this.#video.muted = true;
        await this.#video.play();
      } else if (error.name !== "AbortError") {
        throw error;
      }
    }
  }

  /** What is buffered still plays; the end of the stream is no failure. */
  #over() {
    const video = this.#video;
    const finish = () => {
      if (!this.#stopped) {
        this.#endRun();
        this.#changed("ended");
      }
    };
    const { buffered } = video;
    const left = buffered.length === 0 ? 0 : buffered.end(buffered.length - 1) - video.currentTime;
    this.#timer = setTimeout(finish, Math.min(Math.max(left, 0), 5) * 1000);
  }

  #failed(reason) {
    const wasSeen = this.#run?.seen;
    this.#endRun();
    this.#failures = wasSeen ? 1 : this.#failures + 1;
    if (this.#failures > FAILURES_BEFORE_NEXT && this.#queue.length > 1) {
      this.#queue.shift();
      this.#failures = 0;
    }
    this.#changed("retrying", reason);
    const wait = RETRY_MILLIS[Math.min(this.#failures, RETRY_MILLIS.length - 1)];
    this.#timer = setTimeout(() => this.#start(), wait);
  }

  #endRun() {
    const run = this.#run;
    this.#run = undefined;
    run?.playback?.stop();
  }
}
