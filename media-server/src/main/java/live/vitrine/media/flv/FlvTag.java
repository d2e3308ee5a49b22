package live.vitrine.media.flv;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * A finished FLV tag in one buffer, ready to be sent as it is to any number of viewers.
 *
 * <pre>
 *  0      1        4            7          8          11          11+n     15+n
 *  +------+--------+------------+----------+----------+-----------+--------+
 *  | type | size n | time 23..0 | time 31… | stream 0 | payload … | 11 + n |
 *  +------+--------+------------+----------+----------+-----------+--------+
 *   UI8    UI24     UI24         UI8        UI24       n bytes     UI32
 * </pre>
 *
 * <p>Ownership: whoever calls {@link #take} owns one reference; {@link #retain} and {@link
 * #release} count further ones. The bytes must not be changed, nor the indices of {@link #buffer}
 * moved, once the tag has been handed on.
 */
public final class FlvTag {
  /** Room that a payload's buffer must have in front of it. */
  public static final int HEADER_LENGTH = 11;

  /** Room that a payload's buffer must have behind it: PreviousTagSize. */
  public static final int TRAILER_LENGTH = 4;

  private final ByteBuf buffer;
  private final TagType type;
  private final long timestamp;
  private final int track;
  private final PayloadKind kind;

  private FlvTag(ByteBuf buffer, TagType type, int track, long timestamp, PayloadKind kind) {
    this.buffer = buffer;
    this.type = type;
    this.timestamp = timestamp;
    this.track = track;
    this.kind = kind;
  }

  /**
   * Turns a payload into a tag by writing header and trailer around it, in place.
   *
   * @param timestamp milliseconds on the stream's timeline, not negative; the low 32 bits go onto
   *     the wire
   * @param buffer readable part: the payload, at most 2^24 - 1 bytes, at least {@link
   *     #HEADER_LENGTH} bytes in front of it and {@link #TRAILER_LENGTH} writable behind it. Takes
   *     ownership.
   */
  public static FlvTag take(TagType type, long timestamp, ByteBuf buffer) {
    return take(type, 0, timestamp, buffer);
  }

  /**
   * As the other, for a track of a multitrack stream.
   *
   * @param track 0 to 255; what FLV without multitrack carries is track 0
   * @param buffer the payload as it is when the track stands alone
   */
  public static FlvTag take(TagType type, int track, long timestamp, ByteBuf buffer) {
    int payloadIndex = buffer.readerIndex();
    int length = buffer.readableBytes();
    if (payloadIndex < HEADER_LENGTH || length > 0xFFFFFF) {
      buffer.release();
      throw new IllegalArgumentException(
          "payload of %d bytes at index %d: at most 16777215 bytes with %d in front are allowed"
              .formatted(length, payloadIndex, HEADER_LENGTH));
    }
    PayloadKind kind = PayloadKind.of(type, buffer);
    int start = payloadIndex - HEADER_LENGTH;
    buffer.setByte(start, type.id());
    buffer.setMedium(start + 1, length);
    writeTimestamp(buffer, start, timestamp);
    buffer.setMedium(start + 8, 0);
    buffer.writeInt(HEADER_LENGTH + length);
    buffer.readerIndex(start);
    return new FlvTag(buffer, type, track, timestamp, kind);
  }

  public TagType type() {
    return type;
  }

  /** Which of several pictures or sounds it belongs to, 0 to 255; 0 is the main one. */
  public int track() {
    return track;
  }

  /**
   * The same tag at another time, for the owner to place it before it is shared: writes the time
   * into the buffer and hands ownership on to the result.
   */
  public FlvTag movedTo(long newTimestamp) {
    writeTimestamp(buffer, buffer.readerIndex(), newTimestamp);
    return new FlvTag(buffer, type, track, newTimestamp, kind);
  }

  private static void writeTimestamp(ByteBuf buffer, int start, long timestamp) {
    buffer.setMedium(start + 4, (int) timestamp & 0xFFFFFF);
    buffer.setByte(start + 7, (int) (timestamp >>> 24));
  }

  /** Milliseconds on the stream's timeline; wider than the 32 bits that fit into the tag. */
  public long timestamp() {
    return timestamp;
  }

  /** The whole tag, borrowed: header, payload, PreviousTagSize. Do not move its indices. */
  public ByteBuf buffer() {
    return buffer;
  }

  /** Bytes of the whole tag, PreviousTagSize included. */
  public int length() {
    return buffer.readableBytes();
  }

  /** Where the payload begins in {@link #buffer}, for absolute reads. */
  public int payloadIndex() {
    return buffer.readerIndex() + HEADER_LENGTH;
  }

  public int payloadLength() {
    return buffer.readableBytes() - HEADER_LENGTH - TRAILER_LENGTH;
  }

  /** A video tag at which a decoder can start. */
  public boolean isKeyFrame() {
    return kind == PayloadKind.KEY_FRAME;
  }

  /** Codec configuration (a sequence header), audio or video. */
  public boolean isConfiguration() {
    return kind == PayloadKind.CONFIGURATION;
  }

  /**
   * What a decoder can do without: the script tag that describes the stream ({@code onMetaData},
   * not an event in it), and in Enhanced RTMP v2 the colours of a picture and the places of the
   * loudspeakers. The newest one of every track is what holds.
   */
  public boolean isMetadata() {
    return kind == PayloadKind.METADATA;
  }

  /** Configuration or metadata: what holds until something else is said. */
  public boolean isState() {
    return isConfiguration() || isMetadata();
  }

  /** A coded picture or coded sound, not configuration, metadata or an end mark. */
  public boolean isCodedFrame() {
    return kind == PayloadKind.KEY_FRAME || kind == PayloadKind.FRAME;
  }

  /** A copy of this tag at another time. The caller owns the copy. */
  public FlvTag retainedCopyAt(long newTimestamp) {
    ByteBuf copy = buffer.alloc().directBuffer(buffer.readableBytes());
    copy.writeBytes(buffer, buffer.readerIndex(), buffer.readableBytes() - TRAILER_LENGTH);
    copy.readerIndex(HEADER_LENGTH);
    return take(type, track, newTimestamp, copy);
  }

  /** Whether both tags are of one type and carry the same payload bytes. */
  public boolean hasSamePayload(FlvTag other) {
    return type == other.type
        && payloadLength() == other.payloadLength()
        && ByteBufUtil.equals(
            buffer, payloadIndex(), other.buffer, other.payloadIndex(), payloadLength());
  }

  @CanIgnoreReturnValue
  public FlvTag retain() {
    buffer.retain();
    return this;
  }

  @CanIgnoreReturnValue
  public boolean release() {
    return buffer.release();
  }

  @Override
  public String toString() {
    return "FlvTag[%s %s, %d ms, %d bytes]".formatted(type, kind, timestamp, payloadLength());
  }
}
