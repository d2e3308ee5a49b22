package live.vitrine.media.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Collects the samples of one movie fragment (ISO/IEC 14496-12 section 8.8.4). Nothing is copied: a
 * sample stays in the buffer it came in, which is retained until the fragment is released. Used
 * again for the next fragment after {@link #takeFragment}. One thread at a time.
 *
 * <p>Samples are what Enhanced RTMP carries behind its headers: NAL units behind their lengths, AV1
 * temporal units without temporal delimiters, raw AAC frames, packets of Opus, frames of FLAC, AC-3
 * and MP3. These are the samples of ISOBMFF as they are.
 */
public final class FragmentBuilder {
  /** Samples of one fragment together; far above what a segment of any length needs. */
  public static final int MAX_SAMPLE_BYTES = 1 << 30;

  private static final int MFHD_LENGTH = 16;
  private static final int BOX_HEADER = 8;

  private final ByteBufAllocator allocator;
  private final List<TrackRun> runs = new ArrayList<>();
  private final List<EventMessage> events = new ArrayList<>();
  private int sampleBytes;
  private int sampleCount;

  /**
   * A builder without samples.
   *
   * @param allocator for the head of each fragment
   */
  public FragmentBuilder(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /**
   * Adds a sample.
   *
   * @param decodeTime in units of the track's timescale, at least 0; samples of a track come in the
   *     order of their times. The first one's is written, later ones follow from the durations.
   * @param compositionOffset from decoding to presentation, signed, in the same units
   * @param duration until the track's next sample, in the same units, at least 0
   * @param sync whether a decoder can start here; true for sound
   * @param source retained until the fragment is released
   * @param index absolute, in {@code source}
   * @throws IllegalStateException above {@link #MAX_SAMPLE_BYTES}
   * @throws IllegalArgumentException for a negative time or duration, or when the track's format or
   *     timescale is another than that of the samples it has in this fragment
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
    if (decodeTime < 0 || duration < 0) {
      throw new IllegalArgumentException(
          "decode time %d, duration %d: at least 0".formatted(decodeTime, duration));
    }
    Objects.checkFromIndexSize(index, length, source.capacity());
    if (length > MAX_SAMPLE_BYTES - sampleBytes) {
      throw new IllegalStateException(
          "fragment of %d + %d bytes, at most %d allowed"
              .formatted(sampleBytes, length, MAX_SAMPLE_BYTES));
    }
    run(track).add(decodeTime, compositionOffset, duration, sync, source, index, length);
    sampleBytes += length;
    sampleCount++;
  }

  private TrackRun run(Mp4Track track) {
    for (int i = 0; i < runs.size(); i++) {
      TrackRun run = runs.get(i);
      if (run.track().id() == track.id()) {
        return run.track().equals(track) ? run : replaced(i, track);
      }
    }
    TrackRun run = new TrackRun(track);
    runs.add(run);
    return run;
  }

  /** A track of another format under an id that was used before. */
  private TrackRun replaced(int index, Mp4Track track) {
    if (runs.get(index).count() > 0) {
      throw new IllegalArgumentException(
          "track %d changes its format within a fragment".formatted(track.id()));
    }
    TrackRun run = new TrackRun(track);
    runs.set(index, run);
    return run;
  }

  /** Adds an event, which is written in front of the fragment. */
  public void event(EventMessage event) {
    events.add(event);
  }

  /** Whether there is no sample yet; an event alone makes no fragment. */
  public boolean isEmpty() {
    return sampleCount == 0;
  }

  /** Bytes of the samples so far. */
  public int sampleBytes() {
    return sampleBytes;
  }

  /**
   * Completes the fragment and begins an empty one. The caller owns the fragment.
   *
   * @param sequenceNumber rises with every fragment of a file; its lower 32 bits are written
   * @throws IllegalStateException when there is no sample
   */
  public Fragment takeFragment(long sequenceNumber) {
    if (isEmpty()) {
      throw new IllegalStateException("a fragment needs a sample");
    }
    ByteBuf head = writeHead((int) sequenceNumber);
    boolean independent = true;
    ByteBuf[] sources = new ByteBuf[sampleCount];
    int[] indices = new int[sampleCount];
    int[] lengths = new int[sampleCount];
    int at = 0;
    for (TrackRun run : runs) {
      int count = run.count();
      if (count > 0) {
        independent &= !run.track().isVideo() || run.startsWithSync();
        run.moveTo(sources, indices, lengths, at);
        at += count;
      }
    }
    events.clear();
    sampleBytes = 0;
    sampleCount = 0;
    return new Fragment(head, sources, indices, lengths, independent);
  }

  private ByteBuf writeHead(int sequenceNumber) {
    int eventLength = 0;
    for (EventMessage event : events) {
      eventLength += event.boxLength();
    }
    int fragmentLength = BOX_HEADER + MFHD_LENGTH;
    for (TrackRun run : runs) {
      fragmentLength += run.count() == 0 ? 0 : run.boxLength();
    }
    ByteBuf head = allocator.directBuffer(eventLength + fragmentLength + BOX_HEADER);
    BoxWriter out = new BoxWriter(head);
    for (EventMessage event : events) {
      event.writeTo(out);
    }
    out.open("moof");
    out.openFull("mfhd", 0, 0);
    out.u32(sequenceNumber);
    out.close();
    int dataOffset = fragmentLength + BOX_HEADER;
    for (TrackRun run : runs) {
      if (run.count() > 0) {
        run.writeTo(out, dataOffset);
        dataOffset += run.sampleBytes();
      }
    }
    out.close();
    out.u32(BOX_HEADER + sampleBytes);
    out.fourCharacters("mdat");
    return head;
  }

  /** Lets go of all samples and events that are in no fragment yet. The builder can be used on. */
  public void clear() {
    runs.forEach(TrackRun::clear);
    events.clear();
    sampleBytes = 0;
    sampleCount = 0;
  }
}
