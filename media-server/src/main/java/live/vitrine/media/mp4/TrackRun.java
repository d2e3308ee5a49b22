package live.vitrine.media.mp4;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The samples of one track in the fragment that is being collected, and how they are described
 * ("traf", ISO/IEC 14496-12 section 8.8.6). Its arrays are used again for the next fragment.
 */
final class TrackRun {
  /** The payload needs no other sample (section 8.8.3.1: sample_depends_on = 2). */
  private static final int SYNC_FLAGS = 0x0200_0000;

  /** It depends on others (1) and is no sync sample. */
  private static final int OTHER_FLAGS = 0x0101_0000;

  private static final int TFHD_DEFAULT_FLAGS = 0x20;
  private static final int TFHD_BASE_IS_MOOF = 0x02_0000;
  private static final int TRUN_DATA_OFFSET = 0x1;
  private static final int TRUN_DURATION = 0x100;
  private static final int TRUN_SIZE = 0x200;
  private static final int TRUN_FLAGS = 0x400;
  private static final int TRUN_COMPOSITION = 0x800;
  private static final int FIRST_CAPACITY = 16;

  private final Mp4Track track;
  private long decodeTime;
  private int count;
  private boolean composed;
  private boolean allSync = true;
  private boolean firstSync;
  private ByteBuf[] sources = new ByteBuf[FIRST_CAPACITY];
  private int[] indices = new int[FIRST_CAPACITY];
  private int[] lengths = new int[FIRST_CAPACITY];
  private int[] durations = new int[FIRST_CAPACITY];
  private int[] offsets = new int[FIRST_CAPACITY];
  private boolean[] syncs = new boolean[FIRST_CAPACITY];

  TrackRun(Mp4Track track) {
    this.track = track;
  }

  Mp4Track track() {
    return track;
  }

  int count() {
    return count;
  }

  /** Whether a decoder can start with the first sample. */
  boolean startsWithSync() {
    return firstSync;
  }

  /** Retains the source. */
  void add(
      long time, int offset, int duration, boolean sync, ByteBuf source, int index, int length) {
    if (count == sources.length) {
      grow();
    }
    if (count == 0) {
      decodeTime = time;
      firstSync = sync;
    }
    sources[count] = source.retain();
    indices[count] = index;
    lengths[count] = length;
    durations[count] = duration;
    offsets[count] = offset;
    syncs[count] = sync;
    composed |= offset != 0;
    allSync &= sync;
    count++;
  }

  private void grow() {
    int capacity = 2 * count;
    sources = Arrays.copyOf(sources, capacity);
    indices = Arrays.copyOf(indices, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    durations = Arrays.copyOf(durations, capacity);
    offsets = Arrays.copyOf(offsets, capacity);
    syncs = Arrays.copyOf(syncs, capacity);
  }

  /** Bytes of the "traf" box. */
  int boxLength() {
    int head = 8 + (allSync ? 20 : 16) + 20 + 20;
    return head + count * (8 + (allSync ? 0 : 4) + (composed ? 4 : 0));
  }

  /**
   * Writes the "traf" box.
   *
   * @param dataOffset of the first sample, from the beginning of "moof"
   */
  void writeTo(BoxWriter out, int dataOffset) {
    out.open("traf");
    out.openFull("tfhd", 0, TFHD_BASE_IS_MOOF | (allSync ? TFHD_DEFAULT_FLAGS : 0));
    out.u32(track.id());
    if (allSync) {
      out.u32(SYNC_FLAGS);
    }
    out.close();
    out.openFull("tfdt", 1, 0);
    out.u64(decodeTime);
    out.close();
    out.openFull(
        "trun",
        1,
        TRUN_DATA_OFFSET
            | TRUN_DURATION
            | TRUN_SIZE
            | (allSync ? 0 : TRUN_FLAGS)
            | (composed ? TRUN_COMPOSITION : 0));
    out.u32(count);
    out.u32(dataOffset);
    for (int i = 0; i < count; i++) {
      out.u32(durations[i]);
      out.u32(lengths[i]);
      if (!allSync) {
        out.u32(syncs[i] ? SYNC_FLAGS : OTHER_FLAGS);
      }
      if (composed) {
        out.u32(offsets[i]);
      }
    }
    out.close();
    out.close();
  }

  /** Bytes of the samples. */
  int sampleBytes() {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += lengths[i];
    }
    return sum;
  }

  /** Hands the samples with their references over, from {@code at} on, and is empty after that. */
  void moveTo(ByteBuf[] toSources, int[] toIndices, int[] toLengths, int at) {
    System.arraycopy(sources, 0, toSources, at, count);
    System.arraycopy(indices, 0, toIndices, at, count);
    System.arraycopy(lengths, 0, toLengths, at, count);
    forget();
  }

  /** Lets go of all samples. */
  void clear() {
    for (int i = 0; i < count; i++) {
      sources[i].release();
    }
    forget();
  }

  private void forget() {
    // A reference left here would keep a tag's memory reachable that the pool has long reused.
    Arrays.fill(sources, 0, count, null);
    count = 0;
    composed = false;
    allSync = true;
  }
}
