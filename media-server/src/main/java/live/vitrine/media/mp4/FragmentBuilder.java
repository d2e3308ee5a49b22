package live.vitrine.media.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Collects the samples of one movie fragment. Nothing is copied: a sample stays in the buffer it
 * came in, which is retained until the fragment is released. Used again for the next fragment after
 * {@link #takeFragment}. One thread at a time.
 *
 * <p>Samples are what Enhanced RTMP carries behind its headers: NAL units behind their lengths, AV1
 * temporal units without temporal delimiters, raw AAC frames, packets of Opus, frames of FLAC, AC-3
 * and MP3. These are the samples of ISOBMFF as they are.
 */
public final class FragmentBuilder {
  public FragmentBuilder(ByteBufAllocator allocator) {}

  /**
   * Adds a sample.
   *
   * @param decodeTime in units of the track's timescale; the samples of a track come in the order
   *     of their times. The first one's is written, later ones follow from the durations.
   * @param compositionOffset from decoding to presentation, signed, in the same units
   * @param duration until the track's next sample, in the same units
   * @param sync whether a decoder can start here; true for sound
   * @param source retained until the fragment is released
   * @param index absolute, in {@code source}
   */
  public void add(
      Mp4Track track,
      long decodeTime,
      int compositionOffset,
      int duration,
      boolean sync,
      ByteBuf source,
      int index,
      int length) {
    throw new UnsupportedOperationException();
  }

  /** Adds an event, which is written in front of the fragment. */
  public void event(EventMessage event) {
    throw new UnsupportedOperationException();
  }

  /** Whether there is no sample yet; an event alone makes no fragment. */
  public boolean isEmpty() {
    throw new UnsupportedOperationException();
  }

  /** Bytes of the samples so far. */
  public int sampleBytes() {
    throw new UnsupportedOperationException();
  }

  /**
   * Completes the fragment and begins an empty one. The caller owns the fragment.
   *
   * @param sequenceNumber rises with every fragment of a file (32 bits are written)
   * @throws IllegalStateException when there is no sample
   */
  public Fragment takeFragment(long sequenceNumber) {
    throw new UnsupportedOperationException();
  }

  /** Lets go of all samples and events that are in no fragment yet. The builder can be used on. */
  public void clear() {
    throw new UnsupportedOperationException();
  }
}
