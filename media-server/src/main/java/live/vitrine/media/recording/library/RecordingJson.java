package live.vitrine.media.recording.library;

import java.util.List;
import live.vitrine.media.json.JsonWriter;

/** A recording as the control API, webhooks and its own file show it. */
public final class RecordingJson {
  private RecordingJson() {}

  /** All of it. */
  public static void write(JsonWriter json, Recording recording) {
    writeSummary(json, recording);
    json.objects("events", recording.events(), RecordingJson::writeEvent);
  }

  /** Without its events, which may be many. */
  public static void writeSummary(JsonWriter json, Recording recording) {
    json.text("id", recording.id().value())
        .text("streamId", recording.stream().value())
        .text("state", recording.state().label())
        .flag("interrupted", recording.interrupted())
        .text("reason", recording.reason())
        .text("startedAt", recording.startedAt().toString())
        .number("durationMillis", recording.durationMillis())
        .number("bytes", recording.bytes())
        .text("codecs", recording.pictures().codecs())
        .number("width", recording.pictures().width())
        .number("height", recording.pictures().height())
        .text("clipOf", recording.clipOf() == null ? "" : recording.clipOf().value())
        .text("storedAt", recording.storedAt())
        .object("stills", stills -> writeStills(stills, recording.stills()))
        .objects("files", recording.files(), RecordingJson::writeFile)
        .object("urls", urls -> writeUrls(urls, recording));
  }

  private static void writeStills(JsonWriter json, Stills stills) {
    json.text("state", stills.state().label())
        .text("reason", stills.reason())
        .number("sheets", stills.sheets())
        .number("bytes", stills.bytes());
  }

  private static void writeFile(JsonWriter json, RecordingFile file) {
    json.text("name", file.name())
        .text("format", file.format().extension())
        .number("startMillis", file.startMillis())
        .number("durationMillis", file.durationMillis())
        .number("bytes", file.bytes());
  }

  /** Paths on the playback port, as soon as there is something behind them. */
  private static void writeUrls(JsonWriter json, Recording recording) {
    if (!recording.isOver()) {
      return;
    }
    String prefix = "/vod/" + recording.id();
    List<RecordingFile> movies = recording.files(MediaFormat.MP4);
    if (!movies.isEmpty()) {
      json.text("mp4", prefix + ".mp4");
      if (recording.clipOf() == null) {
        json.text("hls", prefix + "/index.m3u8");
      }
    }
    if (!recording.files(MediaFormat.FLV).isEmpty()) {
      json.text("flv", prefix + ".flv");
    }
    if (recording.stills().state() == Stills.State.READY) {
      json.text("poster", prefix + "/" + FileNames.POSTER);
      json.text("storyboard", prefix + "/" + FileNames.STORYBOARD);
    }
  }

  private static void writeEvent(JsonWriter json, RecordedEvent event) {
    json.text("id", event.id())
        .text("name", event.name())
        .number("startMillis", event.startMillis())
        .number("durationMillis", event.durationMillis())
        .json("data", event.data());
  }
}
