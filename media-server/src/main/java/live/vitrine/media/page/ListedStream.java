package live.vitrine.media.page;

import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.StreamFigures;
import live.vitrine.media.hub.StreamSnapshot;
import live.vitrine.media.json.JsonWriter;

/** A stream as anybody may see it: nothing of its publisher. */
final class ListedStream {
  private ListedStream() {}

  static void write(JsonWriter json, StreamSnapshot snapshot, long nowMillis) {
    LiveStream stream = snapshot.stream();
    StreamFigures figures = snapshot.figures();
    String path = "/live/" + stream.id();
    json.text("id", stream.id().value())
        .text("state", stream.state().label())
        .number("uptimeSeconds", (nowMillis - stream.startedAt().toEpochMilli()) / 1_000)
        .number("viewers", stream.audience())
        .object(
            "video",
            figures.video(),
            (out, video) ->
                out.text("codec", video.codec())
                    .number("width", video.width())
                    .number("height", video.height())
                    .decimal("framesPerSecond", video.framesPerSecond()))
        .object(
            "audio",
            figures.audio(),
            (out, audio) ->
                out.text("codec", audio.codec())
                    .number("sampleRate", audio.sampleRate())
                    .number("channels", audio.channels()))
        .number("bitrate", figures.bitsPerSecond())
        .object("urls", urls -> urls.text("flv", path + ".flv").text("hls", path + "/index.m3u8"));
  }
}
