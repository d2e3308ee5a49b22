package live.vitrine.media.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import live.vitrine.media.flv.FlvTag;

/** What a framing makes of tags, for tests of framings in other packages. */
public final class Vectors {
  private Vectors() {}

  /** The bytes of a run; the caller owns them. The tags are borrowed. */
  public static ByteBuf retainedRun(Framing framing, List<FlvTag> tags) {
    VectorBuilder builder = new VectorBuilder(ByteBufAllocator.DEFAULT);
    framing.run(tags, tags.stream().mapToInt(FlvTag::length).sum(), builder);
    return copied(builder.build());
  }

  /** The bytes of a preamble; the caller owns them. The tags are borrowed. */
  public static ByteBuf retainedPreamble(Framing framing, List<FlvTag> tags) {
    return retainedPreamble(framing, true, true, tags);
  }

  /** The bytes of a preamble; the caller owns them. The tags are borrowed. */
  public static ByteBuf retainedPreamble(
      Framing framing, boolean hasAudio, boolean hasVideo, List<FlvTag> tags) {
    VectorBuilder builder = new VectorBuilder(ByteBufAllocator.DEFAULT);
    framing.preamble(hasAudio, hasVideo, tags, builder);
    return copied(builder.build());
  }

  private static ByteBuf copied(Vector vector) {
    ByteBuf pieces = vector.retainedRemainder(0);
    try {
      return ByteBufAllocator.DEFAULT.buffer(pieces.readableBytes()).writeBytes(pieces);
    } finally {
      pieces.release();
      vector.release();
    }
  }
}
