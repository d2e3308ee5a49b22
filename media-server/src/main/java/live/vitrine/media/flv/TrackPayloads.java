package live.vitrine.media.flv;

import io.netty.buffer.ByteBuf;

/**
 * Takes a payload of Enhanced RTMP v2 apart into payloads as they are when a track stands alone.
 *
 * <pre>
 *  extended header, packet type ModEx      | UI8 size-1 (255: UI16 size-1) | data | type 4, next 4 |
 *  packet type Multitrack                  | kind 4, packet type 4 |
 *    one track (0)                         | FourCC | UI8 track | body
 *    many tracks (1)                       | FourCC | n × (UI8 track | UI24 size | body)
 *    many tracks, many codecs (2)          | n × (FourCC | UI8 track | UI24 size | body)
 *  comes out as, for every track           | frame type, packet type | FourCC | body
 * </pre>
 *
 * <p>Extensions are dropped: the only one defined, an offset in nanoseconds, is finer than any
 * output's clock. Payloads in legacy form, and all that say nothing of tracks, are track 0 and pass
 * untouched. Enhanced RTMP v2, sections "Enhanced Audio" and "Enhanced Video".
 */
public final class TrackPayloads {
  /** Of one message: there are no more track numbers. */
  public static final int MAX_TRACKS = 256;

  private static final int FOUR_CC = 4;
  private static final int PLAIN_HEADER = 1 + FOUR_CC;
  private static final int PACKET_TYPE_MASK = 0x0F;
  private static final int EXTENDED_VIDEO = 0x80;
  private static final int EXTENDED_AUDIO = 0x90;
  private static final int FRAME_TYPE_COMMAND = 0x50;
  private static final int PACKET_METADATA = 4;
  private static final int PACKET_AUDIO_MULTITRACK = 5;
  private static final int PACKET_VIDEO_MULTITRACK = 6;
  private static final int PACKET_MODEX = 7;

  private static final int ONE_TRACK = 0;
  private static final int MANY_TRACKS = 1;
  private static final int MANY_TRACKS_MANY_CODECS = 2;

  /** Gets the tracks of one message in their order. */
  @FunctionalInterface
  public interface Consumer {
    /**
     * Takes one track.
     *
     * @param track 0 to 255
     * @param payload readable part: the payload, with {@link FlvTag#HEADER_LENGTH} bytes in front
     *     and {@link FlvTag#TRAILER_LENGTH} writable behind it as {@link FlvTag#take} needs them,
     *     if the message's had that room. Takes ownership.
     */
    void accept(int track, ByteBuf payload);
  }

  private final TagType type;
  private final ByteBuf payload;
  private final int end;
  private boolean handedOn;

  private TrackPayloads(TagType type, ByteBuf payload) {
    this.type = type;
    this.payload = payload;
    this.end = payload.writerIndex();
  }

  /**
   * Hands every track of a message to {@code consumer}, before it returns. A payload that is
   * refused is refused as a whole: nothing of it has been handed over then.
   *
   * <p>What has one track is changed in place, without copying; of several tracks the last one is,
   * and the others are copied.
   *
   * @param payload readable part: the payload of an RTMP message, with room around it as {@link
   *     FlvTag#take} needs it. Takes ownership, also when it throws.
   * @throws PayloadException when the payload is malformed
   */
  public static void unwrap(TagType type, ByteBuf payload, Consumer consumer) {
    if (!isWrapped(type, payload)) {
      consumer.accept(0, payload);
      return;
    }
    var tracks = new TrackPayloads(type, payload);
    try {
      tracks.unwrapTo(consumer);
    } finally {
      if (!tracks.handedOn) {
        payload.release();
      }
    }
  }

  private static boolean isWrapped(TagType type, ByteBuf payload) {
    if (type == TagType.SCRIPT || !payload.isReadable()) {
      return false;
    }
    int first = payload.getUnsignedByte(payload.readerIndex());
    int packetType = first & PACKET_TYPE_MASK;
    return type == TagType.VIDEO
        ? (first & EXTENDED_VIDEO) != 0
            && (packetType == PACKET_VIDEO_MULTITRACK || packetType == PACKET_MODEX)
        : (first & 0xF0) == EXTENDED_AUDIO
            && (packetType == PACKET_AUDIO_MULTITRACK || packetType == PACKET_MODEX);
  }

  private void unwrapTo(Consumer consumer) {
    int first = payload.getUnsignedByte(payload.readerIndex());
    int frameType = first & ~PACKET_TYPE_MASK;
    int packetType = first & PACKET_TYPE_MASK;
    int at = payload.readerIndex() + 1;
    while (packetType == PACKET_MODEX) {
      at = endOfExtension(at);
      packetType = payload.getByte(at - 1) & PACKET_TYPE_MASK;
    }
    if (!isMultitrack(frameType, packetType, at)) {
      payload.setByte(at - 1, frameType | packetType);
      handOn(0, at - 1, consumer);
      return;
    }
    need(at, 1, "the multitrack type");
    int kind = payload.getUnsignedByte(at) >> 4;
    packetType = payload.getByte(at) & PACKET_TYPE_MASK;
    if (packetType == PACKET_MODEX || packetType == multitrack()) {
      throw new PayloadException(
          PayloadException.Reason.NESTED,
          "packet type of tracks is %d, which is no type of a single track".formatted(packetType));
    }
    unwrapTracks(kind, (byte) (frameType | packetType), at + 1, consumer);
  }

  private int multitrack() {
    return type == TagType.VIDEO ? PACKET_VIDEO_MULTITRACK : PACKET_AUDIO_MULTITRACK;
  }

  /** A frame type of "command" has no tracks, but for metadata, which has that frame type too. */
  private boolean isMultitrack(int frameType, int packetType, int at) {
    return packetType == multitrack()
        && (type == TagType.AUDIO
            || (frameType & ~EXTENDED_VIDEO) != FRAME_TYPE_COMMAND
            || (at < end && (payload.getByte(at) & PACKET_TYPE_MASK) == PACKET_METADATA));
  }

  /** Index behind the byte with the next packet type. */
  private int endOfExtension(int at) {
    need(at, 1, "the size of an extension");
    int size = payload.getUnsignedByte(at) + 1;
    int data = at + 1;
    if (size == 256) {
      need(data, 2, "the size of an extension");
      size = payload.getUnsignedShort(data) + 1;
      data += 2;
    }
    need(data, size + 1, "an extension");
    return data + size + 1;
  }

  private void unwrapTracks(int kind, byte head, int at, Consumer consumer) {
    switch (kind) {
      case ONE_TRACK -> {
        need(at, FOUR_CC + 1, "a track");
        int track = payload.getUnsignedByte(at + FOUR_CC);
        int codec = payload.getInt(at);
        takeLast(track, head, codec, at + FOUR_CC + 1, consumer);
      }
      case MANY_TRACKS -> {
        need(at, FOUR_CC, "the codec of the tracks");
        int codec = payload.getInt(at);
        checkTracks(at + FOUR_CC, 0);
        split(head, at + FOUR_CC, 0, codec, consumer);
      }
      case MANY_TRACKS_MANY_CODECS -> {
        checkTracks(at, FOUR_CC);
        split(head, at, FOUR_CC, 0, consumer);
      }
      default ->
          throw new PayloadException(
              PayloadException.Reason.UNKNOWN_MULTITRACK_TYPE,
              "multitrack type is %d, 0 to 2 are known".formatted(kind));
    }
  }

  /**
   * Walks over all tracks before any is handed on.
   *
   * @param codecLength bytes of a codec in front of every track
   */
  private void checkTracks(int start, int codecLength) {
    int at = start;
    int tracks = 0;
    do {
      need(at, codecLength + 4, "the header of a track");
      int size = payload.getUnsignedMedium(at + codecLength + 1);
      at += codecLength + 4;
      need(at, size, "a track");
      at += size;
      tracks++;
      if (tracks > MAX_TRACKS) {
        throw new PayloadException(
            PayloadException.Reason.TOO_MANY_TRACKS,
            "more than %d tracks in a message".formatted(MAX_TRACKS));
      }
    } while (at < end);
  }

  private void split(byte head, int start, int codecLength, int sharedCodec, Consumer consumer) {
    int at = start;
    while (true) {
      int codec = codecLength == 0 ? sharedCodec : payload.getInt(at);
      int track = payload.getUnsignedByte(at + codecLength);
      int size = payload.getUnsignedMedium(at + codecLength + 1);
      int body = at + codecLength + 4;
      at = body + size;
      if (at == end) {
        takeLast(track, head, codec, body, consumer);
        return;
      }
      consumer.accept(track, retainedCopy(head, codec, body, size));
    }
  }

  private ByteBuf retainedCopy(byte head, int codec, int body, int size) {
    int capacity = FlvTag.HEADER_LENGTH + PLAIN_HEADER + size + FlvTag.TRAILER_LENGTH;
    ByteBuf copy = payload.alloc().directBuffer(capacity);
    copy.writeZero(FlvTag.HEADER_LENGTH).readerIndex(FlvTag.HEADER_LENGTH);
    return copy.writeByte(head).writeInt(codec).writeBytes(payload, body, size);
  }

  /** There are at least as many bytes of the old header in front of a body as of the new one. */
  private void takeLast(int track, byte head, int codec, int body, Consumer consumer) {
    int start = body - PLAIN_HEADER;
    payload.setByte(start, head);
    payload.setInt(start + 1, codec);
    handOn(track, start, consumer);
  }

  private void handOn(int track, int start, Consumer consumer) {
    handedOn = true;
    consumer.accept(track, payload.readerIndex(start));
  }

  private void need(int at, int length, String what) {
    if (length > end - at) {
      throw new PayloadException(
          PayloadException.Reason.TRUNCATED,
          "payload ends inside %s: %d bytes needed, %d left"
              .formatted(what, length, Math.max(0, end - at)));
    }
  }
}
