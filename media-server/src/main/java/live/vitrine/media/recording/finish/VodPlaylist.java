package live.vitrine.media.recording.finish;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import live.vitrine.media.mp4.MediaRange;
import live.vitrine.media.recording.library.FileNames;
import live.vitrine.media.recording.library.RecordedEvent;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingFile;

/** The HLS playlist of a recording: byte ranges of its files (RFC 8216 section 4.3). */
final class VodPlaylist {
  private static final int CHARACTERS_PER_SEGMENT = 80;

  /** A file with the segments in it. */
  record Part(RecordingFile file, List<MediaRange> ranges) {}

  private VodPlaylist() {}

  static String render(Recording recording, List<Part> parts) {
    long target = 1;
    int segments = 0;
    for (Part part : parts) {
      for (MediaRange range : part.ranges()) {
        target = Math.max(target, (range.duration() + 500) / 1000);
        segments++;
      }
    }
    StringBuilder out = new StringBuilder(CHARACTERS_PER_SEGMENT * (segments + 10));
    out.append("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-PLAYLIST-TYPE:VOD\n");
    out.append("#EXT-X-TARGETDURATION:").append(target).append('\n');
    out.append("#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-INDEPENDENT-SEGMENTS\n");
    for (int i = 0; i < parts.size(); i++) {
      writePart(out, recording, parts.get(i), i > 0);
    }
    recording.events().forEach(event -> writeEvent(out, recording, event));
    return out.append("#EXT-X-ENDLIST\n").toString();
  }

  private static void writePart(
      StringBuilder out, Recording recording, Part part, boolean discontinuity) {
    RecordingFile file = part.file();
    if (discontinuity) {
      out.append("#EXT-X-DISCONTINUITY\n");
    }
    out.append("#EXT-X-MAP:URI=\"").append(FileNames.head(file.name())).append("\"\n");
    boolean first = true;
    for (MediaRange range : part.ranges()) {
      if (first) {
        Instant start = recording.startedAt().plusMillis(file.startMillis() + range.start());
        out.append("#EXT-X-PROGRAM-DATE-TIME:").append(start).append('\n');
        first = false;
      }
      out.append(String.format(Locale.ROOT, "#EXTINF:%.3f,\n", range.duration() / 1000.0));
      out.append("#EXT-X-BYTERANGE:").append(range.length()).append('@').append(range.offset());
      out.append('\n').append(file.name()).append('\n');
    }
  }

  /** Section 4.3.2.7; an ID stands for one thing only, and events of one id replace each other. */
  private static void writeEvent(StringBuilder out, Recording recording, RecordedEvent event) {
    Instant start = recording.startedAt().plusMillis(event.startMillis());
    out.append("#EXT-X-DATERANGE:ID=\"").append(event.id());
    out.append("\",CLASS=\"live.vitrine.event\",START-DATE=\"").append(start);
    out.append("\",DURATION=");
    out.append(String.format(Locale.ROOT, "%.3f", event.durationMillis() / 1000.0));
    out.append(",X-NAME=\"").append(event.name());
    out.append("\",X-EVENT=\"").append(event.id());
    out.append("\",X-DATA=\"");
    appendEncoded(out, event.data());
    out.append("\"\n");
  }

  /**
   * JSON within a quoted string, which may hold neither quotes nor line ends: percent-encoded, as
   * {@code decodeURIComponent} undoes it.
   */
  private static void appendEncoded(StringBuilder out, String json) {
    for (byte unit : json.getBytes(StandardCharsets.UTF_8)) {
      if (unit < ' ' || unit == '"' || unit == '%' || unit == 0x7F) {
        out.append('%').append(String.format(Locale.ROOT, "%02X", unit & 0xFF));
      } else {
        out.append((char) unit);
      }
    }
  }
}
