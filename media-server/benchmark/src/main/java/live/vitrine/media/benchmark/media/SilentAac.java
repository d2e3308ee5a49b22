package live.vitrine.media.benchmark.media;

import java.nio.ByteBuffer;

/**
 * AAC-LC frames of silence, stereo at 44.1 kHz, brought to size by a data stream element (ISO
 * 14496-3 table 4.10) that every decoder skips and that carries the stamp.
 */
final class SilentAac {
  static final int SAMPLE_RATE = 44_100;
  static final int SAMPLES_PER_FRAME = 1_024;

  /** AudioSpecificConfig: AAC-LC, 44.1 kHz, two channels. */
  static final byte[] CONFIGURATION = {0x12, 0x10};

  /** Where the stamp starts in the bytes of {@link #frame}. */
  static final int STAMP_OFFSET = 3;

  private static final byte[] SILENCE = {0x21, 0x10, 0x04, 0x60, (byte) 0x8C, 0x1C};

  /** Element 4 (data stream), instance 0, byte aligned. */
  private static final byte DATA_STREAM_ELEMENT = (byte) 0x81;

  private SilentAac() {}

  /** One raw frame of exactly {@code size} bytes, 264 to 519. */
  static byte[] frame(int size) {
    int data = size - STAMP_OFFSET - SILENCE.length;
    if (data < 255 || data > 510) {
      throw new IllegalArgumentException("no frame of " + size + " bytes, 264 to 519");
    }
    ByteBuffer frame =
        ByteBuffer.allocate(size)
            .put(DATA_STREAM_ELEMENT)
            .put((byte) 255)
            .put((byte) (data - 255))
            .put(FrameStamp.blank());
    while (frame.position() < size - SILENCE.length) {
      frame.put((byte) 0x55);
    }
    return frame.put(SILENCE).array();
  }
}
