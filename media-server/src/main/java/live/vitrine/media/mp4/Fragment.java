package live.vitrine.media.mp4;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/**
 * A finished fragment: events, "moof" and "mdat". Immutable, shared between threads; reference
 * counted because its samples are in the buffers of the tags. Begins with one reference, the
 * builder's caller's.
 */
public final class Fragment {
  /** Bytes of all. */
  public int length() {
    throw new UnsupportedOperationException();
  }

  /** Bytes in front of the first sample: events, "moof" and the header of "mdat". */
  public int headLength() {
    throw new UnsupportedOperationException();
  }

  /** Whether a player can start with it: every picture track in it begins with a sync sample. */
  public boolean isIndependent() {
    throw new UnsupportedOperationException();
  }

  /**
   * The bytes in order, for a gathering write: the head, then one buffer for each sample. New
   * buffers on every call; valid until the fragment is released.
   */
  public ByteBuffer[] vectors() {
    throw new UnsupportedOperationException();
  }

  /** Writes all of it; blocks. */
  public void writeTo(GatheringByteChannel channel) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Copies all of it behind what {@code target} holds. */
  public void copyTo(ByteBuf target) {
    throw new UnsupportedOperationException();
  }

  public void retain() {
    throw new UnsupportedOperationException();
  }

  /** Gives a reference back; with the last one the samples are let go of. */
  public void release() {
    throw new UnsupportedOperationException();
  }
}
