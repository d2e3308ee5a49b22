package live.vitrine.media.admin;

import java.time.Duration;
import java.time.Instant;
import live.vitrine.media.hub.LiveStream;
import live.vitrine.media.hub.PublisherConnection;
import live.vitrine.media.hub.StreamFigures;
import live.vitrine.media.hub.StreamFigures.AudioFigures;
import live.vitrine.media.hub.StreamFigures.VideoFigures;
import live.vitrine.media.hub.StreamSnapshot;
import live.vitrine.media.hub.ViewerProtocol;
import live.vitrine.media.json.JsonWriter;

/** A stream as the control API shows it. */
final class StreamJson {
  private StreamJson() {}

  static void write(JsonWriter json, StreamSnapshot snapshot) {
    LiveStream stream = snapshot.stream();
    StreamFigures figures = snapshot.figures();
    json.text("id", stream.id().value())
        .text("state", stream.state().label())
        .text("startedAt", stream.startedAt().toString())
        .number("uptimeSeconds", Duration.between(stream.startedAt(), Instant.now()).toSeconds())
        .object("publisher", stream.publisher(), StreamJson::writePublisher)
        .object("video", figures.video(), StreamJson::writeVideo)
        .object("audio", figures.audio(), StreamJson::writeAudio)
        .numbers("videoTracks", stream.videoTracks())
        .numbers("audioTracks", stream.audioTracks())
        .number("bitsPerSecond", figures.bitsPerSecond())
        .number("keyFrameIntervalMillis", figures.keyFrameIntervalMillis())
        .number("bytesReceived", figures.bytesReceived())
        .object("viewers", viewers -> writeViewers(viewers, stream))
        .number("tagsSkipped", stream.tagsSkipped());
  }

  private static void writePublisher(JsonWriter json, PublisherConnection publisher) {
    json.text("remoteAddress", publisher.remoteAddress()).text("agent", publisher.agent());
  }

  private static void writeVideo(JsonWriter json, VideoFigures video) {
    json.text("codec", video.codec())
        .number("width", video.width())
        .number("height", video.height())
        .decimal("framesPerSecond", video.framesPerSecond());
  }

  private static void writeAudio(JsonWriter json, AudioFigures audio) {
    json.text("codec", audio.codec())
        .number("sampleRate", audio.sampleRate())
        .number("channels", audio.channels());
  }

  private static void writeViewers(JsonWriter json, LiveStream stream) {
    for (ViewerProtocol protocol : ViewerProtocol.values()) {
      if (protocol.isAudience()) {
        json.number(protocol.label(), stream.viewers(protocol));
      }
    }
    json.number("total", stream.audience());
  }
}
