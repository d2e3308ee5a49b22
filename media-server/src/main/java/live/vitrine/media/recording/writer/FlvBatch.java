package live.vitrine.media.recording.writer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.flv.FlvTag;

/**
 * Tags of an FLV file, each with a header of its own because its time is another than on the
 * stream; the rest stays in the tag's buffer. Built on the event loop.
 */
final class FlvBatch implements MediaChunk {
  private static final int CAPACITY = 128;

  private final ByteBuf headers;
  private final List<FlvTag> tags = new ArrayList<>(CAPACITY);
  private int length;

  FlvBatch(ByteBufAllocator allocator) {
    this.headers = allocator.directBuffer(CAPACITY * FlvTag.HEADER_LENGTH);
  }

  /** Adds a tag at this time; retains it. */
  void add(FlvTag tag, long millis) {
    headers
        .writeByte(tag.type().id())
        .writeMedium(tag.payloadLength())
        .writeMedium((int) millis & 0xFFFFFF)
        .writeByte((int) (millis >>> 24))
        .writeMedium(0);
    tags.add(tag.retain());
    length += tag.length();
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public ByteBuffer[] vectors() {
    ByteBuffer[] vectors = new ByteBuffer[tags.size() * 2];
    for (int i = 0; i < tags.size(); i++) {
      FlvTag tag = tags.get(i);
      vectors[2 * i] = headers.nioBuffer(i * FlvTag.HEADER_LENGTH, FlvTag.HEADER_LENGTH);
      vectors[2 * i + 1] =
          tag.buffer().nioBuffer(tag.payloadIndex(), tag.payloadLength() + FlvTag.TRAILER_LENGTH);
    }
    return vectors;
  }

  @Override
  public void release() {
    headers.release();
    tags.forEach(FlvTag::release);
    tags.clear();
  }
}
