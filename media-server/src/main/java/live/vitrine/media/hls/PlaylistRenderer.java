package live.vitrine.media.hls;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes a media playlist, RFC 8216 section 4.3. Segments are named relative to it: {@code
 * {streamId}/{showId}-{sequence}.ts}, names that never come to mean other bytes.
 */
final class PlaylistRenderer {
  /** Version 6 is the first in which EXT-X-INDEPENDENT-SEGMENTS may stand in a media playlist. */
  private static final int VERSION = 6;

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String segmentPrefix;

  PlaylistRenderer(String streamId, String showId) {
    segmentPrefix = streamId + "/" + showId + "-";
  }

  /**
   * @param segments oldest first, at least one
   * @param independent whether every segment of the show so far begins with a key frame
   */
  byte[] render(
      List<Segment> segments,
      long targetSeconds,
      long discontinuitySequence,
      boolean independent,
      boolean ended) {
    StringBuilder out = new StringBuilder(256 + segments.size() * 128);
    out.append("#EXTM3U\n#EXT-X-VERSION:").append(VERSION);
    out.append("\n#EXT-X-TARGETDURATION:").append(targetSeconds);
    out.append("\n#EXT-X-MEDIA-SEQUENCE:").append(segments.getFirst().sequence()).append('\n');
    if (discontinuitySequence > 0) {
      out.append("#EXT-X-DISCONTINUITY-SEQUENCE:").append(discontinuitySequence).append('\n');
    }
    if (independent) {
      out.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
    }
    for (Segment segment : segments) {
      append(out, segment);
    }
    if (ended) {
      out.append("#EXT-X-ENDLIST\n");
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void append(StringBuilder out, Segment segment) {
    if (segment.discontinuity()) {
      out.append("#EXT-X-DISCONTINUITY\n");
    }
    out.append("#EXT-X-PROGRAM-DATE-TIME:");
    DATE_TIME.formatTo(Instant.ofEpochMilli(segment.wallClock()), out);
    out.append("\n#EXTINF:").append(segment.duration() / 1000).append('.');
    long fraction = segment.duration() % 1000;
    out.append(fraction / 100).append(fraction / 10 % 10).append(fraction % 10);
    out.append(",\n").append(segmentPrefix).append(segment.sequence()).append(".ts\n");
  }
}
