// The page: lists what is live and plays one of them.
//
// ?stream=ID chooses the stream and ?player=ID the player, so that a view can be linked to.

import { read } from "./figures.js";
import { watchListing } from "./listing.js";
import { players } from "./players.js";
import { Session } from "./session.js";
import * as view from "./view.js";

const FIGURES_MILLIS = 500;
const { video, unmute } = view.elements;

const address = new URL(location.href);
let wantedStream = address.searchParams.get("stream") ?? undefined;
let wantedPlayer = players.find((player) => player.id === address.searchParams.get("player")) ?? players[0];
let streams = [];
let session; // while something is being watched
let watched; // what it watches: an entry of the listing
let state = "waiting";

function setState(next, detail) {
  state = next;
  showState(detail);
  unmute.hidden = !(next === "playing" && video.muted);
  view.showFallback(wantedPlayer.label, session?.player?.label ?? wantedPlayer.label);
}

/** A picture that waits has a better reason when the host is away. */
function showState(detail) {
  const away = state === "stalled" && watched?.state === "reconnecting";
  view.showState(away ? "reconnecting" : state, detail);
}

function stop() {
  session?.stop();
  session = undefined;
  watched = undefined;
}

function watch(stream) {
  stop();
  watched = stream;
  session = new Session(video, stream.urls, wantedPlayer.id, (next, detail) => queueMicrotask(() => setState(next, detail)));
}

function choose(id) {
  wantedStream = id;
  remember("stream", id);
  const stream = streams.find((candidate) => candidate.id === id);
  if (stream) {
    watch(stream);
  }
  show();
}

function remember(name, value) {
  address.searchParams.set(name, value);
  history.replaceState(null, "", address);
}

/** A publisher that came back has a shorter uptime than the one that was watched to its end. */
function isAnother(stream) {
  return stream.uptimeSeconds < watched.uptimeSeconds;
}

function refreshed(listing) {
  streams = listing.streams;
  view.showServer(listing.rtmpPort ?? 1935);
  const current = streams.find((stream) => stream.id === (wantedStream ?? watched?.id)) ?? (wantedStream ? undefined : streams[0]);
  if (!current) {
    if (!session || state === "retrying") {
      stop();
      setState(wantedStream ? "absent" : "waiting");
    }
  } else if (!session || (state === "ended" && isAnother(current))) {
    watch(current);
  } else if (current.id === watched.id) {
    watched = current;
    if (state === "stalled") {
      showState();
    }
  }
  show();
}

function show() {
  const id = watched?.id ?? wantedStream;
  view.showStreams(streams, watched?.id, choose);
  view.showTitle(id, watched ? view.describe(watched) : "");
}

function lost() {
  if (!session) {
    setState("unreachable");
  }
}

for (const player of players.filter((candidate) => candidate.supported())) {
  view.elements.player.append(new Option(player.label, player.id, false, player === wantedPlayer));
}
view.elements.player.addEventListener("change", (event) => {
  wantedPlayer = players.find((player) => player.id === event.target.value);
  remember("player", wantedPlayer.id);
  if (watched) {
    watch(watched);
  }
});
unmute.addEventListener("click", () => {
  video.muted = false;
  unmute.hidden = true;
});
video.addEventListener("volumechange", () => {
  unmute.hidden = !(state === "playing" && video.muted);
});
setInterval(() => view.showFigures(read(video, session?.behind(performance.now() / 1000))), FIGURES_MILLIS);

view.showServer(1935);
setState("waiting");
watchListing(refreshed, lost);
