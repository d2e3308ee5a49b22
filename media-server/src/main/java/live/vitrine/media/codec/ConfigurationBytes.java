package live.vitrine.media.codec;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.HexFormat;
import live.vitrine.media.codec.CodecException.Reason;
import org.jspecify.annotations.Nullable;

/** The bytes of a configuration; equal when all of them are. */
public final class ConfigurationBytes {
  private static final int SHOWN_BYTES = 32;

  private final byte[] bytes;

  private ConfigurationBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes over the array: it must not be changed any more. */
  static ConfigurationBytes of(byte[] bytes) {
    return new ConfigurationBytes(bytes);
  }

  /**
   * Copies a range whose length has to be within bounds.
   *
   * @param name of the structure, for messages
   * @throws CodecException {@code TRUNCATED} below {@code min}, {@code TOO_LARGE} above {@code max}
   */
  static ConfigurationBytes copyOf(
      String name, int min, int max, ByteBuf buffer, int index, int length) {
    if (length < min) {
      throw new CodecException(
          Reason.TRUNCATED, "%s of %d bytes, at least %d needed".formatted(name, length, min));
    }
    if (length > max) {
      throw new CodecException(
          Reason.TOO_LARGE, "%s of %d bytes, at most %d allowed".formatted(name, length, max));
    }
    byte[] bytes = new byte[length];
    buffer.getBytes(index, bytes);
    return new ConfigurationBytes(bytes);
  }

  /** Not a copy: must not be changed. */
  public byte[] array() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConfigurationBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    String shown = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES));
    return bytes.length > SHOWN_BYTES ? shown + "… (" + bytes.length + " bytes)" : shown;
  }
}
