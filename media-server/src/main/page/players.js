// The players, behind one shape: { id, label, supported(), play(video, urls, events) }.
//
// play() answers { behind(now), stop() }. events.ended() says that the stream is over, events.failed(reason) that
// this player cannot go on; one of them is called at most once.

import { Edge } from "./figures.js";
import { Pace } from "./pace.js";

const PACE_MILLIS = 200;
const scripts = new Map();

/** The players are classic scripts, fetched when first needed. */
function load(path) {
  if (!scripts.has(path)) {
    scripts.set(
      path,
      new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = path;
        element.onload = resolve;
        element.onerror = () => {
          scripts.delete(path);
          reject(new Error(`${path} cannot be loaded`));
        };
        document.head.append(element);
      }),
    );
  }
  return scripts.get(path);
}

const absolute = (url) => new URL(url, document.baseURI);

/** The address of the same stream by WebSocket: same path, other scheme. */
function webSocket(url) {
  const address = absolute(url);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address;
}

const mediaSource = () => "MediaSource" in window || "ManagedMediaSource" in window;

/** mpegts.js and flv.js: the younger is a descendant of the elder and kept its interface. */
async function playFlv(library, url, video, events) {
  const player = library.createPlayer(
    { type: "flv", isLive: true, cors: true, url: url.href },
    { enableStashBuffer: false, lazyLoad: false, autoCleanupSourceBuffer: true },
  );
  const edge = new Edge();
  const pace = new Pace(video);
  const timer = setInterval(() => pace.adjust(), PACE_MILLIS);
  player.on(library.Events.ERROR, (type, detail, info) => events.failed([type, detail, info?.msg].filter(Boolean).join(": ")));
  player.on(library.Events.LOADING_COMPLETE, () => events.ended());
  player.attachMediaElement(video);
  player.load();
  return {
    behind: (now) => edge.behind(video, now),
    stop() {
      clearInterval(timer);
      pace.stop();
      player.destroy();
    },
  };
}

async function playMpegts(url, video, events) {
  await load("page/players/mpegts.js");
  window.mpegts.LoggingControl.enableAll = false;
  window.mpegts.LoggingControl.enableError = true;
  return playFlv(window.mpegts, url, video, events);
}

async function playHls(urls, video, events) {
  await load("page/players/hls.min.js");
  const { Hls } = window;
  // How far behind the edge it plays, the playlist says; it keeps a little more in store after it ran dry.
  const hls = new Hls({ enableWorker: false, lowLatencyMode: true, maxLiveSyncPlaybackRate: 1.1, liveSyncOnStallIncrease: 0.3 });
  hls.on(Hls.Events.ERROR, (_, data) => {
    if (data.fatal) {
      events.failed([data.type, data.details].join(": "));
    }
  });
  const done = new AbortController();
  video.addEventListener("ended", () => events.ended(), { signal: done.signal });
  hls.attachMedia(video);
  hls.loadSource(absolute(urls.hls).href);
  return {
    // The playlist says at what time of day each picture was made.
    behind: () => (hls.playingDate ? Math.max(0, (Date.now() - hls.playingDate) / 1000) : hls.latency || undefined),
    stop() {
      done.abort();
      hls.destroy();
    },
  };
}

async function playNatively(urls, video, events) {
  const done = new AbortController();
  video.addEventListener("ended", () => events.ended(), { signal: done.signal });
  video.addEventListener("error", () => events.failed(video.error?.message || "cannot be played"), { signal: done.signal });
  video.src = absolute(urls.hls).href;
  return {
    behind() {
      const made = video.getStartDate?.().getTime();
      return made ? (Date.now() - made) / 1000 - video.currentTime : undefined;
    },
    stop() {
      done.abort();
      video.removeAttribute("src");
      video.load();
    },
  };
}

/** In the order in which they are tried. */
export const players = [
  {
    id: "mpegts",
    label: "mpegts.js, HTTP-FLV",
    supported: mediaSource,
    play: (video, urls, events) => playMpegts(absolute(urls.flv), video, events),
  },
  {
    id: "mpegts-ws",
    label: "mpegts.js, WS-FLV",
    supported: mediaSource,
    play: (video, urls, events) => playMpegts(webSocket(urls.flv), video, events),
  },
  {
    id: "hls",
    label: "hls.js, HLS",
    supported: mediaSource,
    play: (video, urls, events) => playHls(urls, video, events),
  },
  {
    id: "flv",
    label: "flv.js, HTTP-FLV",
    supported: mediaSource,
    async play(video, urls, events) {
      await load("page/players/flv.min.js");
      window.flvjs.LoggingControl.enableAll = false;
      return playFlv(window.flvjs, absolute(urls.flv), video, events);
    },
  },
  {
    id: "native",
    label: "the browser's own, HLS",
    supported: () => document.createElement("video").canPlayType("application/vnd.apple.mpegurl") !== "",
    play: (video, urls, events) => playNatively(urls, video, events),
  },
];
