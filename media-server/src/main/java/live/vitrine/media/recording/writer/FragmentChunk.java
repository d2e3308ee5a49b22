package live.vitrine.media.recording.writer;

import java.nio.ByteBuffer;
import live.vitrine.media.mp4.Fragment;

/** A fragment of MP4, owned. */
record FragmentChunk(Fragment fragment) implements MediaChunk {
  @Override
  public int length() {
    return fragment.length();
  }

  @Override
  public ByteBuffer[] vectors() {
    return fragment.vectors();
  }

  @Override
  public void release() {
    fragment.release();
  }
}
