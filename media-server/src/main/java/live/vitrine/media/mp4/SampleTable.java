package live.vitrine.media.mp4;

import java.nio.ByteBuffer;
import java.util.Arrays;
import live.vitrine.media.mp4.Mp4Exception.Reason;

/**
 * The sample table of one track ("stbl", ISO/IEC 14496-12 sections 8.5 to 8.7), collected sample by
 * sample in decoding order.
 */
final class SampleTable {
  private static final long MAX_32_BITS = 0xFFFF_FFFFL;

  private final RecordedTrack track;
  private final RunColumn deltas = new RunColumn();
  private final RunColumn compositionOffsets = new RunColumn();
  private final IntColumn sizes = new IntColumn();
  private final IntColumn syncs = new IntColumn();
  private final IntColumn chunkSamples = new IntColumn();
  private final IntColumn chunkDescriptions = new IntColumn();
  private long[] chunkOffsets = new long[16];
  private long firstTime;
  private long lastTime;
  private int lastDuration;
  private int firstOffset;

  SampleTable(RecordedTrack track) {
    this.track = track;
  }

  RecordedTrack track() {
    return track;
  }

  boolean isEmpty() {
    return sizes.size() == 0;
  }

  int sampleCount() {
    return sizes.size();
  }

  /**
   * Begins a run of samples that lie behind each other.
   *
   * @param offset in the data that is copied, from 0
   */
  void startChunk(long offset, int description) {
    int count = chunkSamples.size();
    if (count == chunkOffsets.length) {
      chunkOffsets = Arrays.copyOf(chunkOffsets, count + (count >> 1));
    }
    chunkOffsets[count] = offset;
    chunkSamples.add(0);
    chunkDescriptions.add(description);
  }

  /** Adds a sample to the chunk that was begun last. */
  void add(long decodeTime, int compositionOffset, int duration, int size, boolean sync) {
    if (isEmpty()) {
      firstTime = decodeTime;
      lastTime = decodeTime;
      firstOffset = compositionOffset;
    } else {
      // What is between two samples counts, not what the first was said to last: a gap stays a gap.
      long delta = Math.max(0, decodeTime - lastTime);
      if (delta > Integer.MAX_VALUE) {
        throw new Mp4Exception(
            Reason.TOO_LARGE, "gap of %d units in track %d".formatted(delta, track.id()));
      }
      deltas.add((int) delta);
      lastTime += delta;
    }
    lastDuration = duration;
    compositionOffsets.add(compositionOffset);
    sizes.add(size);
    if (sync) {
      syncs.add(sizes.size());
    }
    chunkSamples.setLast(chunkSamples.last() + 1);
  }

  /** No sample comes any more. */
  void finish() {
    deltas.add(lastDuration);
  }

  /** Decoding time of the first sample, in the track's units. */
  long firstTime() {
    return firstTime;
  }

  /** When the first sample is presented, in the track's units. */
  long firstPresentation() {
    return firstTime + firstOffset;
  }

  /** From the first sample to the end of the last, in the track's units. */
  long duration() {
    return lastTime + lastDuration - firstTime;
  }

  /** From decoding to presentation of the first sample, in the track's units; never below 0. */
  int compositionDelay() {
    return Math.max(0, firstOffset);
  }

  /**
   * Writes the "stbl" box.
   *
   * @param dataStart where the copied data begins in the file
   */
  void writeTo(BoxWriter out, long dataStart, boolean largeOffsets) {
    out.open("stbl");
    ByteBuffer description = track.sampleDescription().duplicate();
    out.open("stsd");
    out.bytes(description);
    out.close();
    out.openFull("stts", 0, 0);
    deltas.writeTo(out);
    out.close();
    if (!compositionOffsets.isZero()) {
      out.openFull("ctts", 1, 0);
      compositionOffsets.writeTo(out);
      out.close();
    }
    if (syncs.size() != sizes.size()) {
      out.openFull("stss", 0, 0);
      writeColumn(out, syncs);
      out.close();
    }
    writeChunks(out);
    out.openFull("stsz", 0, 0);
    out.u32(0);
    writeColumn(out, sizes);
    out.close();
    out.openFull(largeOffsets ? "co64" : "stco", 0, 0);
    out.u32(chunkSamples.size());
    for (int i = 0; i < chunkSamples.size(); i++) {
      long offset = dataStart + chunkOffsets[i];
      if (largeOffsets) {
        out.u64(offset);
      } else {
        out.u32((int) (offset & MAX_32_BITS));
      }
    }
    out.close();
    out.close();
  }

  private static void writeColumn(BoxWriter out, IntColumn column) {
    out.u32(column.size());
    for (int i = 0; i < column.size(); i++) {
      out.u32(column.get(i));
    }
  }

  /** "stsc", section 8.7.4: chunks of as many samples as the one before are left out. */
  private void writeChunks(BoxWriter out) {
    out.openFull("stsc", 0, 0);
    int countPosition = out.position();
    out.u32(0);
    int entries = 0;
    for (int i = 0; i < chunkSamples.size(); i++) {
      if (i == 0
          || chunkSamples.get(i) != chunkSamples.get(i - 1)
          || chunkDescriptions.get(i) != chunkDescriptions.get(i - 1)) {
        out.u32(i + 1);
        out.u32(chunkSamples.get(i));
        out.u32(chunkDescriptions.get(i));
        entries++;
      }
    }
    out.setU32(countPosition, entries);
    out.close();
  }
}
