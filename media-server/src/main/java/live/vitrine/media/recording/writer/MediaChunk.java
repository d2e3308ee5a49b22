package live.vitrine.media.recording.writer;

import java.nio.ByteBuffer;

/** Media on their way to a file. Made on the event loop, written and released by another thread. */
interface MediaChunk {
  /** Bytes. */
  int length();

  /** The bytes in order; valid until the release. */
  ByteBuffer[] vectors();

  void release();
}
