package live.vitrine.media.rtmp.message;

import static live.vitrine.media.rtmp.chunk.ChunkMessage.HEADER_ROOM;
import static live.vitrine.media.rtmp.chunk.ChunkMessage.TRAILER_ROOM;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.rtmp.chunk.ChunkMessage;
import live.vitrine.media.rtmp.message.MessageException.Reason;

/**
 * Takes an aggregate apart, which is a run of FLV tags (RTMP section 7.1.6).
 *
 * <pre>
 *  | type 8 | length 24 | time 24 | time 31..24 | stream 24 | payload | back pointer 32 | …
 * </pre>
 */
final class AggregateDecoder {
  /** An empty message costs its sender 15 bytes and us a buffer. */
  private static final int MAX_MESSAGES = 1_024;

  private static final int TAG_HEADER = 11;
  private static final int BACK_POINTER = 4;

  private AggregateDecoder() {}

  /** Borrows the aggregate's payload; the result owns copies of its parts. */
  static Aggregate decode(ChunkMessage aggregate) {
    List<MediaMessage> messages = new ArrayList<>();
    try {
      read(aggregate, messages);
      return new Aggregate(messages);
    } catch (MessageException e) {
      messages.forEach(MediaMessage::release);
      throw e;
    }
  }

  private static void read(ChunkMessage aggregate, List<MediaMessage> messages) {
    ByteBuf in = aggregate.payload();
    long offset = 0;
    for (int count = 0; in.isReadable(); count++) {
      if (count == MAX_MESSAGES) {
        throw new MessageException(
            Reason.BAD_AGGREGATE, "more than %d messages".formatted(MAX_MESSAGES));
      }
      require(in, TAG_HEADER);
      int typeId = in.readUnsignedByte();
      int length = in.readUnsignedMedium();
      long time = in.readUnsignedMedium() | ((long) in.readUnsignedByte() << 24);
      in.skipBytes(3);
      if (count == 0) {
        offset = aggregate.timestamp() - time;
      }
      require(in, length);
      part(aggregate, typeId, (time + offset) & 0xFFFFFFFFL, length, messages);
      // The last back pointer is left out by some senders.
      in.skipBytes(Math.min(BACK_POINTER, in.readableBytes()));
    }
  }

  private static void part(
      ChunkMessage aggregate, int typeId, long timestamp, int length, List<MediaMessage> messages) {
    ByteBuf in = aggregate.payload();
    int stream = aggregate.messageStreamId();
    switch (typeId) {
      case MessageType.AUDIO ->
          messages.add(new Audio(stream, timestamp, retainedCopy(in, length)));
      case MessageType.VIDEO ->
          messages.add(new Video(stream, timestamp, retainedCopy(in, length)));
      case MessageType.DATA_AMF0 ->
          messages.add(new Data(stream, timestamp, retainedCopy(in, length)));
      default -> in.skipBytes(length);
    }
  }

  private static ByteBuf retainedCopy(ByteBuf in, int length) {
    return in.alloc()
        .directBuffer(HEADER_ROOM + length + TRAILER_ROOM)
        .setIndex(HEADER_ROOM, HEADER_ROOM)
        .writeBytes(in, length);
  }

  private static void require(ByteBuf in, int bytes) {
    if (in.readableBytes() < bytes) {
      throw new MessageException(
          Reason.BAD_AGGREGATE, "%d bytes needed, %d left".formatted(bytes, in.readableBytes()));
    }
  }
}
