package live.vitrine.media.mp4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.mp4.FragmentReader.Found;
import live.vitrine.media.mp4.Mp4Exception.Reason;

/**
 * The samples of a range of a recording: their tables, and where their bytes are. Collected
 * fragment by fragment.
 */
final class Clip {
  /** More than a day of picture and sound. */
  private static final int MOST_SAMPLES = 8 << 20;

  /**
   * What tables and the box they are written to take for a sample, with others at the same time.
   */
  private static final int HEAP_BYTES_PER_SAMPLE = 256;

  /**
   * Tables never take the memory that live streams need: a recording that is longer stays as is.
   */
  static final int MAX_SAMPLES = maxSamples(Runtime.getRuntime().maxMemory());

  private final List<SampleTable> tables = new ArrayList<>();
  private final CopyRanges ranges = new CopyRanges();
  private final RecordedTrack leading;
  private final ClipStart start;
  private final boolean wholeStart;
  private final long to;
  private final boolean inPlace;
  private int samples;

  private Clip(FragmentedFile file, ClipStart start, boolean wholeStart, long to, boolean inPlace) {
    for (RecordedTrack track : file.tracks()) {
      tables.add(new SampleTable(track));
    }
    this.leading = file.movie().leading();
    this.start = start;
    this.wholeStart = wholeStart;
    this.to = to;
    this.inPlace = inPlace;
  }

  /**
   * Collects a range.
   *
   * @param from milliseconds; {@link Long#MIN_VALUE} also for the sound in front of the picture
   * @param to milliseconds
   */
  static Clip collect(BoxFile source, FragmentedFile file, long from, long to) throws IOException {
    return collect(source, file, from, to, false);
  }

  /** All of a recording, with the samples where they are in its file. */
  static Clip inPlace(BoxFile source, FragmentedFile file) throws IOException {
    return collect(source, file, Long.MIN_VALUE, Long.MAX_VALUE, true);
  }

  private static Clip collect(
      BoxFile source, FragmentedFile file, long from, long to, boolean inPlace) throws IOException {
    FragmentReader reader = new FragmentReader(source, file.movie());
    List<RecordedFragment> fragments = file.fragments();
    ClipStart start = ClipStart.find(reader, fragments, file.movie().leading(), from);
    if (start == null) {
      throw new Mp4Exception(Reason.MISSING, "no sync sample to begin with");
    }
    boolean wholeStart = from == Long.MIN_VALUE;
    Clip clip = new Clip(file, start, wholeStart, to, inPlace);
    // Sound that is heard with the first picture may have come a little earlier.
    int first = wholeStart ? 0 : Math.max(0, start.fragment() - 1);
    for (int i = first; i < fragments.size() && fragments.get(i).start() < to; i++) {
      Found found = reader.at(fragments.get(i).offset());
      if (found != null) {
        found.tracks().forEach(clip::add);
      }
    }
    clip.tables.removeIf(SampleTable::isEmpty);
    if (clip.tables.isEmpty()) {
      throw new Mp4Exception(Reason.MISSING, "no sample before %d ms".formatted(to));
    }
    clip.tables.forEach(SampleTable::finish);
    return clip;
  }

  private void add(TrackFragment fragment) {
    SampleTable table = table(fragment.track());
    int timescale = fragment.track().timescale();
    long time = fragment.decodeTime();
    for (SampleRun run : fragment.runs()) {
      long offset = run.offset();
      boolean inChunk = false;
      for (int i = 0; i < run.count(); i++) {
        int size = run.sizes()[i];
        boolean belongs =
            Ticks.toMillis(time, timescale) < to
                && (!table.isEmpty() || begins(fragment.track(), time, run, i));
        if (belongs) {
          long position = ranges.add(offset, size);
          if (!inChunk) {
            table.startChunk(inPlace ? offset : position, fragment.description());
            inChunk = true;
          }
          table.add(time, run.compositionOffsets()[i], run.durations()[i], size, run.syncs()[i]);
          count();
        }
        offset += size;
        time += run.durations()[i];
      }
    }
  }

  private SampleTable table(RecordedTrack track) {
    for (SampleTable table : tables) {
      if (table.track().id() == track.id()) {
        return table;
      }
    }
    throw new Mp4Exception(Reason.INVALID, "no track %d".formatted(track.id()));
  }

  /** Whether a track can begin with a sample. */
  private boolean begins(RecordedTrack track, long time, SampleRun run, int index) {
    if (track.id() == leading.id()) {
      return time >= start.decodeTime() && run.syncs()[index];
    }
    if (!run.syncs()[index]) {
      return false;
    }
    long end = time + run.compositionOffsets()[index] + run.durations()[index];
    long begin = Ticks.rescale(start.presentationTime(), leading.timescale(), track.timescale());
    if (track.video()) {
      // Another picture must not be shown in part: it begins with its next sync sample.
      return wholeStart || time + run.compositionOffsets()[index] >= begin;
    }
    return wholeStart || end > begin;
  }

  static int maxSamples(long heapBytes) {
    return (int) Math.min(MOST_SAMPLES, heapBytes / HEAP_BYTES_PER_SAMPLE);
  }

  private void count() {
    samples++;
    if (samples > MAX_SAMPLES) {
      throw new Mp4Exception(Reason.TOO_LARGE, "more than %d samples".formatted(MAX_SAMPLES));
    }
  }

  /** Tables of the tracks that have samples. */
  List<SampleTable> tables() {
    return tables;
  }

  CopyRanges ranges() {
    return ranges;
  }

  /** When the presentation begins, in units of a timescale. */
  long presentationStart(int timescale) {
    long begin = Ticks.rescale(start.presentationTime(), leading.timescale(), timescale);
    if (wholeStart) {
      for (SampleTable table : tables) {
        begin =
            Math.min(
                begin,
                Ticks.rescale(table.firstPresentation(), table.track().timescale(), timescale));
      }
    }
    return begin;
  }
}
