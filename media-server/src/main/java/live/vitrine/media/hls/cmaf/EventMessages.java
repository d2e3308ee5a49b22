package live.vitrine.media.hls.cmaf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import live.vitrine.media.hub.TimedEvent;
import live.vitrine.media.mp4.EventMessage;

/**
 * Events of the show as players find them in the media: ID3 tags ("ID3 timed metadata in CMAF",
 * version 1.0.0) with one frame of user-defined text, described as {@link #DESCRIPTION}, whose
 * value is {@code {"id":…,"name":…,"data":…}}.
 */
final class EventMessages {
  static final String SCHEME = "https://aomedia.org/emsg/ID3";
  static final String DESCRIPTION = "live.vitrine.event";

  private static final int TEXT_IS_UTF8 = 3;

  private EventMessages() {}

  static EventMessage of(TimedEvent event) {
    // Names and ids have no character that JSON would escape.
    String json =
        "{\"id\":\"%s\",\"name\":\"%s\",\"data\":%s}"
            .formatted(event.id(), event.name(), event.data());
    return new EventMessage(
        SCHEME,
        "",
        1000,
        event.timestamp(),
        event.durationMillis(),
        (event.id() + event.timestamp()).hashCode(),
        ByteBuffer.wrap(tag(json)));
  }

  /** ID3v2.4 (sections 3.1, 4.2.6): header, then one TXXX frame; sizes have 7 bits a byte. */
  private static byte[] tag(String json) {
    byte[] description = DESCRIPTION.getBytes(StandardCharsets.UTF_8);
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    int frameLength = 1 + description.length + 1 + value.length;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {'I', 'D', '3', 4, 0, 0});
    writeSize(out, 10 + frameLength);
    out.writeBytes(new byte[] {'T', 'X', 'X', 'X'});
    writeSize(out, frameLength);
    out.writeBytes(new byte[] {0, 0, TEXT_IS_UTF8});
    out.writeBytes(description);
    out.write(0);
    out.writeBytes(value);
    return out.toByteArray();
  }

  private static void writeSize(ByteArrayOutputStream out, int size) {
    for (int shift = 21; shift >= 0; shift -= 7) {
      out.write(size >> shift & 0x7F);
    }
  }
}
