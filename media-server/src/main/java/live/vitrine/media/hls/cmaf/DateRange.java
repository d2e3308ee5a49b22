package live.vitrine.media.hls.cmaf;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import live.vitrine.media.hub.TimedEvent;

/**
 * An event of the show as a playlist names it.
 *
 * @param id the event's own, made different when an event with that id was there before: what an
 *     EXT-X-DATERANGE says under one ID must never change (section 4.4.5.1)
 * @param start milliseconds since the epoch
 * @param addedIn number of the segment that was being written when it was added
 */
record DateRange(String id, TimedEvent event, long start, long addedIn) {
  long end() {
    return start + event.durationMillis();
  }

  /** The tag, with the end of its line. */
  void appendTo(StringBuilder out) {
    out.append("#EXT-X-DATERANGE:ID=\"").append(id);
    out.append("\",CLASS=\"live.vitrine.event\",START-DATE=\"");
    MediaPlaylist.appendDate(out, start);
    out.append("\",DURATION=").append(seconds(event.durationMillis()));
    out.append(",X-NAME=\"").append(event.name());
    out.append("\",X-EVENT=\"").append(event.id());
    out.append("\",X-DATA=\"");
    appendEncoded(out, event.data());
    out.append("\"\n");
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
  }

  /**
   * Percent-encodes what a quoted string cannot hold, and all that is not ASCII, so that {@code
   * decodeURIComponent} gives the JSON back and most of it can be read as it is.
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
