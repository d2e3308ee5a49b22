package live.vitrine.media.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import live.vitrine.media.rtmp.chunk.ChunkException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together from the chunks of one connection (RTMP section 5.3).
 *
 * <p>A payload byte is copied once, from the socket's buffer to where it stays: the header says how
 * long the message is, so its one buffer is taken when the first payload byte is there, with room
 * for an FLV tag around it (see {@link ChunkMessage}). Headers that come split wait in a few bytes
 * of scratch, so everything given is always consumed.
 *
 * <p>Set Chunk Size and Abort take effect here and are not passed on (RTMP sections 5.4.1, 5.4.2).
 * Memory held is bounded by {@link ChunkLimits}. The first {@link ChunkException} is final: it
 * closes the decoder. Not thread-safe.
 */
public final class ChunkDecoder implements AutoCloseable {
  private enum State {
    BASIC_HEADER,
    LONG_CHUNK_STREAM_ID,
    MESSAGE_HEADER,
    EXTENDED_TIME,
    REPEATED_TIME,
    PAYLOAD,
    CLOSED
  }

  private final ChunkStreams streams;
  private final ChunkHeader header = new ChunkHeader();
  private final RepeatedTime repeatedTime = new RepeatedTime();
  private int chunkSize = ChunkFormat.DEFAULT_CHUNK_SIZE;

  private State state = State.BASIC_HEADER;
  private int chunkType;
  private int idBytes;
  private @Nullable ChunkStream current;
  private int chunkRemaining;

  public ChunkDecoder(ByteBufAllocator allocator, ChunkLimits limits) {
    streams = new ChunkStreams(allocator, limits);
  }

  /** Changes what the peer may make us hold, from the next message header on. */
  public void limits(ChunkLimits newLimits) {
    streams.limits(newLimits);
  }

  /** The chunk size that the peer has announced, or 128. */
  public int chunkSize() {
    return chunkSize;
  }

  /** Bytes of buffers held for half-read messages. */
  public long halfReadBytes() {
    return streams.halfReadBytes();
  }

  /**
   * Reads everything that is readable and hands on each message that it completes. After {@link
   * #close} the bytes are skipped.
   *
   * @param in borrowed
   * @throws ChunkException on the first violation; half-read messages are released
   */
  public void decode(ByteBuf in, MessageSink out) {
    try {
      boolean progress = true;
      while (progress) {
        progress =
            switch (state) {
              case BASIC_HEADER -> readBasicHeader(in);
              case LONG_CHUNK_STREAM_ID -> readLongChunkStreamId(in);
              case MESSAGE_HEADER -> readMessageHeader(in, out);
              case EXTENDED_TIME -> readExtendedTime(in, out);
              case REPEATED_TIME -> matchRepeatedTime(in, out);
              case PAYLOAD -> readPayload(in, out);
              case CLOSED -> skipRest(in);
            };
      }
    } catch (ChunkException e) {
      close();
      throw e;
    }
  }

  /** Releases half-read messages. Bytes that still come are skipped. */
  @Override
  public void close() {
    state = State.CLOSED;
    streams.discardAll();
  }

  private boolean readBasicHeader(ByteBuf in) {
    if (!in.isReadable()) {
      return false;
    }
    int first = in.readUnsignedByte();
    chunkType = first >> 6;
    int id = first & 0x3F;
    if (id < ChunkFormat.MIN_CHUNK_STREAM_ID) {
      idBytes = id + 1;
      state = State.LONG_CHUNK_STREAM_ID;
    } else {
      select(id);
    }
    return true;
  }

  private boolean readLongChunkStreamId(ByteBuf in) {
    if (!header.gather(in, idBytes)) {
      return false;
    }
    select(header.longChunkStreamId(idBytes));
    return true;
  }

  private void select(int id) {
    ChunkStream known = streams.find(id);
    if (known == null) {
      // librtmp answers pings on a fresh chunk stream with a type 1 header. It has a length, so it
      // can be read: time counts from zero and the message stream is 0.
      if (chunkType > ChunkFormat.TYPE_SAME_STREAM) {
        throw new ChunkException(
            Reason.NO_PREVIOUS_HEADER, "type %d on chunk stream %d".formatted(chunkType, id));
      }
      known = streams.add(id);
    }
    current = known;
    state = State.MESSAGE_HEADER;
  }

  private boolean readMessageHeader(ByteBuf in, MessageSink out) {
    ChunkStream stream = current();
    if (chunkType == ChunkFormat.TYPE_NO_HEADER) {
      if (stream.isExtended()) {
        state = State.REPEATED_TIME;
        repeatedTime.expect(stream.timeField());
      } else {
        continueWithoutHeader(stream, out);
      }
      return true;
    }
    if (!header.gather(in, ChunkFormat.messageHeaderLength(chunkType))) {
      return false;
    }
    header.parse(chunkType);
    if (header.extended) {
      state = State.EXTENDED_TIME;
    } else {
      applyHeader(stream, out);
    }
    return true;
  }

  private boolean readExtendedTime(ByteBuf in, MessageSink out) {
    if (!header.gather(in, 4)) {
      return false;
    }
    header.parseExtended();
    applyHeader(current(), out);
    return true;
  }

  private boolean matchRepeatedTime(ByteBuf in, MessageSink out) {
    return switch (repeatedTime.match(in)) {
      case NEEDS_BYTES -> false;
      case PRESENT -> {
        continueWithoutHeader(current(), out);
        yield true;
      }
      case ABSENT -> {
        // What matched so far was payload, or even the next chunk.
        byte[] replay = repeatedTime.matched();
        continueWithoutHeader(current(), out);
        if (replay.length > 0) {
          decode(Unpooled.wrappedBuffer(replay), out);
        }
        yield true;
      }
    };
  }

  private void applyHeader(ChunkStream stream, MessageSink out) {
    if (!stream.isHalfRead()) {
      stream.begin(header);
      beginMessage(stream, out);
    } else if (stream.isRepeatedBy(header)) {
      beginChunk(stream);
    } else {
      throw new ChunkException(
          Reason.HEADER_MISMATCH,
          "type %d header in a message of which %d of %d bytes are missing"
              .formatted(chunkType, stream.missing(), stream.length()));
    }
  }

  private void continueWithoutHeader(ChunkStream stream, MessageSink out) {
    if (stream.isHalfRead()) {
      beginChunk(stream);
    } else {
      stream.beginAgain();
      beginMessage(stream, out);
    }
  }

  private void beginMessage(ChunkStream stream, MessageSink out) {
    streams.admit(stream);
    if (stream.length() == 0) {
      streams.reserve(stream);
      finishMessage(stream, out);
    } else {
      beginChunk(stream);
    }
  }

  private void beginChunk(ChunkStream stream) {
    chunkRemaining = Math.min(chunkSize, stream.missing());
    state = State.PAYLOAD;
  }

  private boolean readPayload(ByteBuf in, MessageSink out) {
    if (!in.isReadable()) {
      return false;
    }
    ChunkStream stream = current();
    if (!stream.isHalfRead()) {
      streams.reserve(stream);
    }
    int bytes = Math.min(chunkRemaining, in.readableBytes());
    stream.write(in, bytes);
    chunkRemaining -= bytes;
    if (chunkRemaining > 0) {
      return false;
    }
    if (stream.missing() == 0) {
      finishMessage(stream, out);
    } else {
      state = State.BASIC_HEADER;
    }
    return true;
  }

  private void finishMessage(ChunkStream stream, MessageSink out) {
    state = State.BASIC_HEADER;
    ChunkMessage message = streams.take(stream);
    switch (message.typeId()) {
      case ChunkFormat.MESSAGE_SET_CHUNK_SIZE -> setChunkSize(takeControlValue(message));
      case ChunkFormat.MESSAGE_ABORT -> abort(takeControlValue(message));
      default -> out.take(message);
    }
  }

  private static int takeControlValue(ChunkMessage message) {
    ByteBuf payload = message.payload();
    try {
      if (payload.readableBytes() < 4) {
        throw new ChunkException(
            Reason.SHORT_CONTROL_MESSAGE,
            "%d bytes of type %d".formatted(payload.readableBytes(), message.typeId()));
      }
      return payload.readInt();
    } finally {
      payload.release();
    }
  }

  private void setChunkSize(int size) {
    if (size <= 0) {
      throw new ChunkException(
          Reason.BAD_CHUNK_SIZE,
          "%d, allowed 1 to %d"
              .formatted(Integer.toUnsignedLong(size), ChunkFormat.MAX_CHUNK_SIZE));
    }
    chunkSize = size;
  }

  private void abort(int chunkStreamId) {
    // Ids that cannot exist and streams without a half-read message: nothing to forget.
    ChunkStream aborted = chunkStreamId < 0 ? null : streams.find(chunkStreamId);
    if (aborted != null) {
      streams.discard(aborted);
    }
  }

  private static boolean skipRest(ByteBuf in) {
    in.skipBytes(in.readableBytes());
    return false;
  }

  private ChunkStream current() {
    ChunkStream stream = current;
    if (stream == null) {
      throw new IllegalStateException("no chunk begun");
    }
    return stream;
  }
}
