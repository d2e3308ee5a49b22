package live.vitrine.media.rtmp.chunk;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.collection.IntObjectHashMap;
import live.vitrine.media.rtmp.chunk.ChunkException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The chunk streams of a connection and the memory they hold, under {@link ChunkLimits}. An array
 * for the ids that are used, a map for the rest.
 */
final class ChunkStreams {
  private final ByteBufAllocator allocator;
  private final @Nullable ChunkStream[] near = new ChunkStream[ChunkFormat.LONG_ID_BASE];
  private @Nullable IntObjectHashMap<ChunkStream> far;
  private int count;
  private ChunkLimits limits;
  private long halfReadBytes;

  ChunkStreams(ByteBufAllocator allocator, ChunkLimits limits) {
    this.allocator = allocator;
    this.limits = limits;
  }

  void limits(ChunkLimits newLimits) {
    limits = newLimits;
  }

  long halfReadBytes() {
    return halfReadBytes;
  }

  @Nullable ChunkStream find(int id) {
    if (id < near.length) {
      return near[id];
    }
    return far == null ? null : far.get(id);
  }

  ChunkStream add(int id) {
    if (count >= limits.maxChunkStreams()) {
      throw new ChunkException(
          Reason.TOO_MANY_CHUNK_STREAMS,
          "id %d after %d others, limit %d".formatted(id, count, limits.maxChunkStreams()));
    }
    count++;
    var added = new ChunkStream(id);
    if (id < near.length) {
      near[id] = added;
    } else {
      if (far == null) {
        far = new IntObjectHashMap<>();
      }
      far.put(id, added);
    }
    return added;
  }

  /** Checks the length of a message that begins. */
  void admit(ChunkStream stream) {
    if (stream.length() > limits.maxMessageBytes()) {
      throw new ChunkException(
          Reason.MESSAGE_TOO_LONG,
          "%d bytes of type %d, limit %d"
              .formatted(stream.length(), stream.typeId(), limits.maxMessageBytes()));
    }
  }

  /** Takes memory for the message that has begun, now that its first byte is there. */
  void reserve(ChunkStream stream) {
    if (halfReadBytes + stream.footprint() > limits.maxReassemblyBytes()) {
      throw new ChunkException(
          Reason.TOO_MUCH_HALF_READ,
          "%d bytes after %d, limit %d"
              .formatted(stream.footprint(), halfReadBytes, limits.maxReassemblyBytes()));
    }
    stream.reserve(allocator);
    halfReadBytes += stream.footprint();
  }

  /** Hands a finished message over. */
  ChunkMessage take(ChunkStream stream) {
    halfReadBytes -= stream.footprint();
    return stream.takeMessage();
  }

  /** Forgets the half-read message of one chunk stream, if there is one. */
  void discard(ChunkStream stream) {
    halfReadBytes -= stream.discard();
  }

  void discardAll() {
    for (ChunkStream stream : near) {
      if (stream != null) {
        discard(stream);
      }
    }
    if (far != null) {
      far.values().forEach(this::discard);
    }
  }
}
