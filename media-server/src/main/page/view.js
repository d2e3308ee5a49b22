// Everything that writes into the page.

const byId = (id) => document.getElementById(id);

export const elements = {
  video: byId("video"),
  stage: byId("stage"),
  unmute: byId("unmute"),
  player: byId("player"),
};

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Writes only what changed, so that a screen reader is not told the same twice. */
function setText(id, text) {
  const target = byId(id);
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

export function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) {
    return `${Math.floor(seconds)} s`;
  }
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function viewers(count) {
  return count === 1 ? "1 viewer" : `${count} viewers`;
}

/** What is known about a stream, as one line. */
export function describe(stream) {
  const { video, audio, bitrate } = stream;
  return [
    video && `${video.width}×${video.height}`,
    video?.framesPerSecond && `${Math.round(video.framesPerSecond)} fps`,
    video?.codec,
    audio?.codec,
    bitrate && `${(bitrate / 1e6).toFixed(1)} Mbit/s`,
  ]
    .filter(Boolean)
    .join(" · ");
}

export function showStreams(streams, chosen, choose) {
  const list = byId("streams");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.stream : undefined;
  list.replaceChildren(
    ...streams.map((stream) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.stream = stream.id;
      button.setAttribute("aria-pressed", String(stream.id === chosen));
      button.append(
        element("span", "name", stream.id),
        stream.state === "reconnecting" ? element("span", "away", "AWAY") : element("span", "live", "LIVE"),
        element("span", "details", `${viewers(stream.viewers)} · ${duration(stream.uptimeSeconds)}`),
      );
      button.addEventListener("click", () => choose(stream.id));
      const item = document.createElement("li");
      item.append(button);
      return item;
    }),
  );
  if (focused) {
    list.querySelector(`button[data-stream="${CSS.escape(focused)}"]`)?.focus();
  }
  byId("none").hidden = streams.length > 0;
  setText("summary", streams.length === 1 ? "1 stream live" : streams.length > 1 ? `${streams.length} streams live` : "");
}

export function showTitle(id, details) {
  setText("title", id ?? "No stream");
  setText("subtitle", details);
  document.title = id ? `${id} · Vitrine` : "Vitrine";
}

export function showServer(rtmpPort) {
  const host = location.hostname.includes(":") && !location.hostname.startsWith("[") ? `[${location.hostname}]` : location.hostname;
  setText("server", `rtmp://${host}${rtmpPort === 1935 ? "" : `:${rtmpPort}`}/live`);
}

const NOTICES = {
  waiting: ["Waiting for a stream", "It starts here by itself as soon as somebody is live."],
  absent: ["This stream is not live", "It starts here by itself as soon as it is."],
  connecting: ["Connecting…", ""],
  stalled: ["Waiting for more picture…", ""],
  reconnecting: ["The host has lost the connection", "It goes on here by itself when the host is back."],
  retrying: ["No connection to the stream", "Trying again…"],
  ended: ["The stream has ended", "It starts here again by itself should it come back."],
  impossible: ["This browser cannot play live video", "It has neither Media Source Extensions nor HLS."],
  unreachable: ["The server does not answer", "Trying again…"],
  playing: [],
};

export function showState(state, detail) {
  elements.stage.dataset.state = state;
  const notice = byId("notice");
  const [headline, sentence] = NOTICES[state];
  if (notice.dataset.shown !== state) {
    notice.dataset.shown = state;
    notice.replaceChildren(
      ...(headline ? [element("strong", "", headline)] : []),
      ...(sentence ? [element("span", "", sentence)] : []),
    );
  }
  notice.title = detail ?? "";
}

export function showFigures(figures) {
  for (const [id, text] of Object.entries(figures)) {
    setText(id, text);
  }
}

export function showFallback(wanted, used) {
  const line = byId("fallback");
  line.hidden = wanted === used;
  setText("fallback", wanted === used ? "" : `${wanted} did not work here; playing with ${used}.`);
}
