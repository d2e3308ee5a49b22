package live.vitrine.media.mp4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text for players in an ID3v2.4 tag with one frame of user-defined text (sections 3.1, 4.2.6), as
 * "ID3 timed metadata in CMAF", version 1.0.0, carries it.
 */
public final class Id3Text {
  /** Marks an {@link EventMessage} whose message is an ID3 tag. */
  public static final String SCHEME = "https://aomedia.org/emsg/ID3";

  private static final int TEXT_IS_UTF8 = 3;

  private Id3Text() {}

  /** The tag. */
  public static byte[] tag(String description, String text) {
    byte[] name = description.getBytes(StandardCharsets.UTF_8);
    byte[] value = text.getBytes(StandardCharsets.UTF_8);
    int frameLength = 1 + name.length + 1 + value.length;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {'I', 'D', '3', 4, 0, 0});
    writeSize(out, 10 + frameLength);
    out.writeBytes(new byte[] {'T', 'X', 'X', 'X'});
    writeSize(out, frameLength);
    out.writeBytes(new byte[] {0, 0, TEXT_IS_UTF8});
    out.writeBytes(name);
    out.write(0);
    out.writeBytes(value);
    return out.toByteArray();
  }

  /** Seven bits a byte. */
  private static void writeSize(ByteArrayOutputStream out, int size) {
    for (int shift = 21; shift >= 0; shift -= 7) {
      out.write(size >> shift & 0x7F);
    }
  }
}
