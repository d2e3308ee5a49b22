package live.vitrine.media.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A timed event for players (an "emsg" box of version 1, ISO/IEC 23009-1 section 5.10.3.3).
 *
 * @param schemeIdUri what kind of message it is, such as {@code https://aomedia.org/emsg/ID3}
 * @param value what the scheme makes of it, often empty
 * @param timescale units of the times a second
 * @param presentationTime when it applies, on the timeline of the tracks, in units of the timescale
 * @param duration how long, in units of the timescale; {@link #UNKNOWN_DURATION} for open
 * @param id 32 bits; messages of one scheme, value and id are the same message
 * @param message from position to limit; not copied: the caller does not change it any more
 */
public record EventMessage(
    String schemeIdUri,
    String value,
    int timescale,
    long presentationTime,
    long duration,
    int id,
    ByteBuffer message) {
  /** The end is not known. */
  public static final long UNKNOWN_DURATION = 0xFFFF_FFFFL;

  /** Bytes in front of the strings: box header, version, four times, id. */
  private static final int FIXED_LENGTH = 12 + 4 + 8 + 4 + 4;

  /** Bytes of the box. */
  int boxLength() {
    return FIXED_LENGTH
        + schemeIdUri.getBytes(StandardCharsets.UTF_8).length
        + value.getBytes(StandardCharsets.UTF_8).length
        + 2
        + message.remaining();
  }

  void writeTo(BoxWriter out) {
    out.openFull("emsg", 1, 0);
    out.u32(timescale);
    out.u64(presentationTime);
    out.u32((int) duration);
    out.u32(id);
    out.string(schemeIdUri);
    out.string(value);
    out.bytes(message.duplicate());
    out.close();
  }
}
