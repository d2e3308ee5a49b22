package live.vitrine.media.mp4;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/**
 * A finished fragment: events, "moof" and "mdat". Immutable, may be shared between threads;
 * reference counted, because its samples are in the buffers of the tags. Begins with one reference,
 * which the builder's caller owns; with the last one the samples are let go of.
 */
public final class Fragment extends AbstractReferenceCounted {
  private final ByteBuf head;
  private final ByteBuf[] sources;
  private final int[] indices;
  private final int[] lengths;
  private final int length;
  private final boolean independent;

  /** Takes ownership of the head and of every source, once for each sample. */
  Fragment(ByteBuf head, ByteBuf[] sources, int[] indices, int[] lengths, boolean independent) {
    this.head = head;
    this.sources = sources;
    this.indices = indices;
    this.lengths = lengths;
    this.independent = independent;
    int sum = head.readableBytes();
    for (int sample : lengths) {
      sum += sample;
    }
    this.length = sum;
  }

  /** Bytes of all. */
  public int length() {
    return length;
  }

  /** Bytes in front of the first sample: events, "moof" and the header of "mdat". */
  public int headLength() {
    return head.readableBytes();
  }

  /** Samples of all tracks. */
  public int sampleCount() {
    return sources.length;
  }

  /** Whether a player can start with it: every picture track in it begins with a sync sample. */
  public boolean isIndependent() {
    return independent;
  }

  /**
   * The bytes in order, for a gathering write: the head, then one buffer for each sample. New
   * buffers on every call; valid until the fragment is released.
   */
  public ByteBuffer[] vectors() {
    ByteBuffer[] vectors = new ByteBuffer[1 + sources.length];
    vectors[0] = head.nioBuffer();
    for (int i = 0; i < sources.length; i++) {
      vectors[1 + i] = sources[i].nioBuffer(indices[i], lengths[i]);
    }
    return vectors;
  }

  /** Writes all of it to a channel that blocks. */
  public void writeTo(GatheringByteChannel channel) throws IOException {
    ByteBuffer[] vectors = vectors();
    int first = 0;
    while (first < vectors.length) {
      // A channel may take only some of the bytes, and the system only some of the buffers.
      long written = channel.write(vectors, first, vectors.length - first);
      if (written == 0 && vectors[first].hasRemaining()) {
        throw new IOException("the channel takes no bytes");
      }
      while (first < vectors.length && !vectors[first].hasRemaining()) {
        first++;
      }
    }
  }

  /** Copies all of it behind what {@code target} holds. */
  public void copyTo(ByteBuf target) {
    target.writeBytes(head, head.readerIndex(), head.readableBytes());
    for (int i = 0; i < sources.length; i++) {
      target.writeBytes(sources[i], indices[i], lengths[i]);
    }
  }

  @Override
  protected void deallocate() {
    head.release();
    for (ByteBuf source : sources) {
      source.release();
    }
  }

  @Override
  @CanIgnoreReturnValue
  public Fragment retain() {
    super.retain();
    return this;
  }

  @Override
  @CanIgnoreReturnValue
  public boolean release() {
    return super.release();
  }

  @Override
  public Fragment touch(Object hint) {
    head.touch(hint);
    return this;
  }
}
