package live.vitrine.media.flv;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/**
 * Writes the payload of a script tag of our own: a name and one object, in AMF0 (FLV section
 * E.4.4). Used once, on any one thread; owns its buffer until {@link #retainedTag}.
 */
public final class ScriptPayload {
  private static final int NUMBER = 0;
  private static final int STRING = 2;
  private static final int OBJECT = 3;
  private static final int END = 9;
  private static final int MAX_STRING = 0xFFFF;

  private final ByteBuf buffer;

  /**
   * Begins the object.
   *
   * @param name what players know the tag by, {@code onTextData} for instance
   */
  public ScriptPayload(ByteBufAllocator allocator, String name) {
    buffer = allocator.directBuffer(256);
    buffer.writeZero(FlvTag.HEADER_LENGTH).readerIndex(FlvTag.HEADER_LENGTH);
    buffer.writeByte(STRING);
    writeText(name);
    buffer.writeByte(OBJECT);
  }

  /** Adds a member; texts of more than 65,535 bytes are refused. */
  public ScriptPayload text(String name, String value) {
    writeText(name);
    buffer.writeByte(STRING);
    writeText(value);
    return this;
  }

  /** Adds a member; beyond 2^53 it is rounded. */
  public ScriptPayload number(String name, long value) {
    writeText(name);
    buffer.writeByte(NUMBER).writeDouble((double) value);
    return this;
  }

  private void writeText(String text) {
    int length = ByteBufUtil.utf8Bytes(text);
    if (length > MAX_STRING) {
      throw new IllegalArgumentException(
          "text of %d bytes, at most %d allowed".formatted(length, MAX_STRING));
    }
    buffer.writeShort(length).writeCharSequence(text, StandardCharsets.UTF_8);
  }

  /** The finished tag; the caller owns it. */
  public FlvTag retainedTag(long timestamp) {
    buffer.writeShort(0).writeByte(END).ensureWritable(FlvTag.TRAILER_LENGTH);
    return FlvTag.take(TagType.SCRIPT, timestamp, buffer);
  }
}
