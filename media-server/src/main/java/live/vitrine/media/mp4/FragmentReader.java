package live.vitrine.media.mp4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.mp4.BoxFile.Place;
import live.vitrine.media.mp4.Mp4Exception.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads movie fragments ("moof" and the "mdat" behind it, ISO/IEC 14496-12 section 8.8). Offsets of
 * samples are taken from the beginning of "moof" and have to stay inside that "mdat".
 */
final class FragmentReader {
  /** Some 200000 samples. */
  static final int MAX_MOOF_LENGTH = 4 << 20;

  /** Of one fragment; bounds what a count without a table behind it can claim. */
  static final int MAX_SAMPLES = 1 << 18;

  private static final int TFHD_BASE_DATA_OFFSET = 0x1;
  private static final int TFHD_DESCRIPTION = 0x2;
  private static final int TFHD_DURATION = 0x8;
  private static final int TFHD_SIZE = 0x10;
  private static final int TFHD_FLAGS = 0x20;
  private static final int TRUN_DATA_OFFSET = 0x1;
  private static final int TRUN_FIRST_FLAGS = 0x4;
  private static final int TRUN_DURATION = 0x100;
  private static final int TRUN_SIZE = 0x200;
  private static final int TRUN_FLAGS = 0x400;
  private static final int TRUN_COMPOSITION = 0x800;
  private static final int NON_SYNC = 0x1_0000;

  private final BoxFile file;
  private final Movie movie;

  FragmentReader(BoxFile file, Movie movie) {
    this.file = file;
    this.movie = movie;
  }

  /** A fragment: where its first box begins and its last one ends. */
  record Found(long start, long end, List<TrackFragment> tracks) {}

  /**
   * The fragment whose boxes begin at an offset; null at the end of the file.
   *
   * @throws Mp4Exception when it is not whole, or damaged
   */
  @Nullable Found at(long offset) throws IOException {
    Place box = file.at(offset);
    while (box != null && !box.type().equals("moof")) {
      if (box.type().equals("mdat") || box.type().equals("moov")) {
        throw new Mp4Exception(
            Reason.INVALID, "box '%s' at %d without 'moof'".formatted(box.type(), box.start()));
      }
      // Events, segment types and the like belong to the fragment behind them.
      box = file.at(box.end());
      if (box == null) {
        throw new Mp4Exception(Reason.TRUNCATED, "the file ends in front of 'moof'");
      }
    }
    if (box == null) {
      return null;
    }
    Place data = file.at(box.end());
    if (data == null) {
      throw new Mp4Exception(Reason.TRUNCATED, "the file ends behind 'moof'");
    }
    if (!data.type().equals("mdat")) {
      throw new Mp4Exception(Reason.INVALID, "box '%s' behind 'moof'".formatted(data.type()));
    }
    List<TrackFragment> tracks = readTracks(file.content(box, MAX_MOOF_LENGTH), box, data);
    return new Found(offset, data.end(), tracks);
  }

  private List<TrackFragment> readTracks(BoxReader moof, Place place, Place data) {
    List<TrackFragment> tracks = new ArrayList<>();
    int samples = 0;
    for (BoxReader box = moof.next(); box != null; box = moof.next()) {
      if (box.type().equals("traf")) {
        TrackFragment track = readTrack(box, place, data, MAX_SAMPLES - samples);
        for (SampleRun run : track.runs()) {
          samples += run.count();
        }
        if (!track.isEmpty()) {
          tracks.add(track);
        }
      }
    }
    if (tracks.isEmpty()) {
      throw new Mp4Exception(Reason.MISSING, "no sample in 'moof'");
    }
    return tracks;
  }

  private TrackFragment readTrack(BoxReader traf, Place moof, Place data, int maxSamples) {
    BoxReader header = traf.child("tfhd");
    int flags = header.i32() & 0xFF_FFFF;
    if ((flags & TFHD_BASE_DATA_OFFSET) != 0) {
      throw new Mp4Exception(Reason.UNSUPPORTED, "'tfhd' with a base data offset");
    }
    RecordedTrack track = movie.track(header.i32());
    TrackDefaults movieDefaults = movie.defaults(track.id());
    TrackDefaults defaults =
        new TrackDefaults(
            track.id(),
            (flags & TFHD_DESCRIPTION) != 0 ? header.i32() : movieDefaults.description(),
            (flags & TFHD_DURATION) != 0 ? header.i32() : movieDefaults.duration(),
            (flags & TFHD_SIZE) != 0 ? header.i32() : movieDefaults.size(),
            (flags & TFHD_FLAGS) != 0 ? header.i32() : movieDefaults.flags());
    BoxReader time = traf.child("tfdt");
    long decodeTime = Ticks.checked(time.i32() >>> 24 == 1 ? time.i64() : time.u32());
    List<SampleRun> runs = new ArrayList<>();
    long next = moof.start();
    int left = maxSamples;
    for (BoxReader box = traf.next(); box != null; box = traf.next()) {
      if (box.type().equals("trun")) {
        SampleRun run = readRun(box, defaults, moof.start(), next, left, data);
        next = run.offset() + run.totalSize();
        left -= run.count();
        if (run.offset() < data.content() || next > data.end()) {
          throw new Mp4Exception(
              Reason.INVALID,
              "samples from %d to %d, but 'mdat' is from %d to %d"
                  .formatted(run.offset(), next, data.content(), data.end()));
        }
        runs.add(run);
      }
    }
    return new TrackFragment(track, defaults.description(), decodeTime, List.copyOf(runs));
  }

  private static SampleRun readRun(
      BoxReader trun, TrackDefaults defaults, long base, long next, int maxSamples, Place data) {
    int flags = trun.i32() & 0xFF_FFFF;
    long claimed = trun.u32();
    if (claimed > maxSamples) {
      throw new Mp4Exception(
          Reason.TOO_LARGE,
          "%d samples in 'trun', at most %d of %d left"
              .formatted(claimed, maxSamples, MAX_SAMPLES));
    }
    int count = (int) claimed;
    long offset = (flags & TRUN_DATA_OFFSET) != 0 ? base + trun.i32() : next;
    int firstFlags = (flags & TRUN_FIRST_FLAGS) != 0 ? trun.i32() : defaults.flags();
    int entryLength = 4 * Integer.bitCount(flags & 0xF00);
    if ((long) entryLength * count > trun.remaining()) {
      throw new Mp4Exception(
          Reason.TRUNCATED,
          "%d samples of %d bytes in 'trun' with %d left"
              .formatted(count, entryLength, trun.remaining()));
    }
    if ((flags & TRUN_SIZE) == 0 && count > 0) {
      // Without a table only the data bounds how many samples there can be.
      int size = positive(defaults.size());
      if (size == 0 || (long) size * count > data.contentLength()) {
        throw new Mp4Exception(
            Reason.INVALID,
            "%d samples of %d bytes in %d".formatted(count, size, data.contentLength()));
      }
    }
    int[] durations = new int[count];
    int[] sizes = new int[count];
    int[] compositionOffsets = new int[count];
    boolean[] syncs = new boolean[count];
    for (int i = 0; i < count; i++) {
      durations[i] = positive((flags & TRUN_DURATION) != 0 ? trun.i32() : defaults.duration());
      sizes[i] = positive((flags & TRUN_SIZE) != 0 ? trun.i32() : defaults.size());
      int otherFlags = i == 0 ? firstFlags : defaults.flags();
      syncs[i] = (((flags & TRUN_FLAGS) != 0 ? trun.i32() : otherFlags) & NON_SYNC) == 0;
      compositionOffsets[i] = (flags & TRUN_COMPOSITION) != 0 ? trun.i32() : 0;
    }
    return new SampleRun(offset, durations, sizes, compositionOffsets, syncs);
  }

  private static int positive(int value) {
    if (value < 0) {
      throw new Mp4Exception(
          Reason.TOO_LARGE,
          "duration or size %d of a sample".formatted(Integer.toUnsignedLong(value)));
    }
    return value;
  }
}
