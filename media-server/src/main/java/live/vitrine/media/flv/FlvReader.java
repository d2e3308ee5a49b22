package live.vitrine.media.flv;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes an FLV stream apart as it arrives (FLV sections E.2 to E.4.1), in pieces of any size.
 *
 * <pre>
 *  HEADER --9 bytes--> SKIP --> PREVIOUS_SIZE --4 bytes--> TAG_HEADER --11 bytes--> PAYLOAD
 *                                     ^---------------- n bytes --------------------|
 * </pre>
 *
 * <p>A payload byte is copied once, into a buffer with room for an FLV tag around it. Holds at most
 * one half-read tag of up to {@value #MAX_PAYLOAD} bytes. What PreviousTagSize says is not looked
 * at, as some servers get it wrong; tags of unknown types are skipped. The first {@link
 * FlvException} is final. Not thread-safe.
 */
public final class FlvReader implements AutoCloseable {
  /** Bytes of one tag's payload. */
  public static final int MAX_PAYLOAD = 4 << 20;

  private static final int FILE_HEADER_LENGTH = 9;
  private static final int MAX_FILE_HEADER_LENGTH = 1_024;
  private static final int PREVIOUS_SIZE_LENGTH = 4;

  private enum State {
    HEADER,
    SKIP,
    PREVIOUS_SIZE,
    TAG_HEADER,
    PAYLOAD,
    CLOSED
  }

  /** Where tags go. */
  @FunctionalInterface
  public interface Sink {
    /**
     * The next tag's payload.
     *
     * @param timestamp milliseconds, unsigned 32 bits
     * @param payload with room in front and behind as {@link FlvTag#take} needs it; takes ownership
     */
    void take(TagType type, long timestamp, ByteBuf payload);
  }

  private final ByteBufAllocator allocator;
  private final ByteBuf scratch;
  private State state = State.HEADER;
  private int toSkip;
  private @Nullable TagType type;
  private long timestamp;
  private int missing;
  private @Nullable ByteBuf payload;

  /** A reader at the beginning of a stream; {@link #close} it. */
  public FlvReader(ByteBufAllocator allocator) {
    this.allocator = allocator;
    this.scratch = allocator.heapBuffer(FlvTag.HEADER_LENGTH);
  }

  /**
   * Reads everything that is readable and hands on each tag that it completes.
   *
   * @param in borrowed
   * @throws FlvException on the first violation
   */
  public void read(ByteBuf in, Sink out) {
    try {
      boolean progress = true;
      while (progress) {
        progress =
            switch (state) {
              case HEADER -> readHeader(in);
              case SKIP -> skip(in);
              case PREVIOUS_SIZE -> readPreviousSize(in);
              case TAG_HEADER -> readTagHeader(in);
              case PAYLOAD -> readPayload(in, out);
              case CLOSED -> {
                in.skipBytes(in.readableBytes());
                yield false;
              }
            };
      }
    } catch (FlvException e) {
      close();
      throw e;
    }
  }

  private boolean gather(ByteBuf in, int length) {
    scratch.writeBytes(in, Math.min(in.readableBytes(), length - scratch.readableBytes()));
    return scratch.readableBytes() == length;
  }

  private boolean readHeader(ByteBuf in) {
    boolean whole = gather(in, FILE_HEADER_LENGTH);
    requireSignature();
    if (!whole) {
      return false;
    }
    long length = scratch.getUnsignedInt(5);
    if (length < FILE_HEADER_LENGTH || length > MAX_FILE_HEADER_LENGTH) {
      throw new FlvException(
          FlvException.Reason.BAD_HEADER_LENGTH,
          "%d bytes, allowed: %d to %d"
              .formatted(length, FILE_HEADER_LENGTH, MAX_FILE_HEADER_LENGTH));
    }
    scratch.clear();
    toSkip = (int) length - FILE_HEADER_LENGTH;
    state = State.SKIP;
    return true;
  }

  /** At the first byte that is wrong, so that an endless page is not read to its ninth. */
  private void requireSignature() {
    for (int i = 0; i < Math.min(4, scratch.readableBytes()); i++) {
      int expected = i == 3 ? 1 : "FLV".charAt(i);
      if (scratch.getByte(i) != expected) {
        throw new FlvException(
            FlvException.Reason.NOT_FLV,
            "byte %d is 0x%02x, expected 0x%02x"
                .formatted(i, scratch.getUnsignedByte(i), expected));
      }
    }
  }

  private boolean skip(ByteBuf in) {
    int length = Math.min(toSkip, in.readableBytes());
    in.skipBytes(length);
    toSkip -= length;
    if (toSkip > 0) {
      return false;
    }
    state = State.PREVIOUS_SIZE;
    return true;
  }

  private boolean readPreviousSize(ByteBuf in) {
    if (!gather(in, PREVIOUS_SIZE_LENGTH)) {
      return false;
    }
    scratch.clear();
    state = State.TAG_HEADER;
    return true;
  }

  private boolean readTagHeader(ByteBuf in) {
    if (!gather(in, FlvTag.HEADER_LENGTH)) {
      return false;
    }
    int id = scratch.getUnsignedByte(0);
    int length = scratch.getUnsignedMedium(1);
    timestamp = scratch.getUnsignedMedium(4) | (long) scratch.getUnsignedByte(7) << 24;
    int streamId = scratch.getUnsignedMedium(8);
    scratch.clear();
    if ((id & 0xE0) != 0 || streamId != 0) {
      throw new FlvException(
          FlvException.Reason.BAD_TAG, "type 0x%02x, stream ID %d".formatted(id, streamId));
    }
    if (length > MAX_PAYLOAD) {
      throw new FlvException(
          FlvException.Reason.TAG_TOO_LONG, "%d bytes, allowed: %d".formatted(length, MAX_PAYLOAD));
    }
    type = typeOf(id).orElse(null);
    if (type == null) {
      toSkip = length;
      state = State.SKIP;
    } else {
      missing = length;
      payload =
          allocator
              .directBuffer(FlvTag.HEADER_LENGTH + length + FlvTag.TRAILER_LENGTH)
              .setIndex(FlvTag.HEADER_LENGTH, FlvTag.HEADER_LENGTH);
      state = State.PAYLOAD;
    }
    return true;
  }

  private static Optional<TagType> typeOf(int id) {
    for (TagType type : TagType.values()) {
      if (type.id() == id) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private boolean readPayload(ByteBuf in, Sink out) {
    ByteBuf buffer = payload;
    TagType tagType = type;
    if (buffer == null || tagType == null) {
      throw new IllegalStateException("no tag");
    }
    int length = Math.min(missing, in.readableBytes());
    buffer.writeBytes(in, length);
    missing -= length;
    if (missing > 0) {
      return false;
    }
    payload = null;
    state = State.PREVIOUS_SIZE;
    out.take(tagType, timestamp, buffer);
    return true;
  }

  /** Releases a half-read tag. Bytes that still come are skipped. Again does nothing. */
  @Override
  public void close() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    scratch.release();
    if (payload != null) {
      payload.release();
      payload = null;
    }
  }
}
