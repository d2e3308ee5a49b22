package live.vitrine.media.mp4;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import live.vitrine.media.mp4.BoxFile.Place;
import live.vitrine.media.mp4.FragmentReader.Found;
import live.vitrine.media.mp4.Mp4Exception.Reason;

/**
 * What a fragmented file holds, as far as it is whole: one "moov", then fragments. Immutable.
 * Memory is bounded by the number of fragments; sample tables are read again when they are needed.
 */
public final class FragmentedFile {
  /** Three days of a fragment every 250 ms. */
  public static final int MAX_FRAGMENTS = 1 << 20;

  private static final int MAX_MOOV_LENGTH = 1 << 20;

  private final Movie movie;
  private final int initLength;
  private final long wholeLength;
  private final Optional<Mp4Exception> damage;
  private final List<RecordedFragment> fragments;

  private FragmentedFile(
      Movie movie,
      int initLength,
      long wholeLength,
      Optional<Mp4Exception> damage,
      List<RecordedFragment> fragments) {
    this.movie = movie;
    this.initLength = initLength;
    this.wholeLength = wholeLength;
    this.damage = damage;
    this.fragments = List.copyOf(fragments);
  }

  /**
   * Reads the boxes of a file, not its samples; blocks. Bytes behind the last whole fragment are no
   * error: a crash leaves them, and cutting the file at {@link #wholeLength} repairs it.
   *
   * @param channel borrowed; its position is not used
   * @throws Mp4Exception when not even the head of the file is whole, or it is none of ours
   */
  public static FragmentedFile scan(FileChannel channel) throws IOException {
    BoxFile file = new BoxFile(channel, channel.size());
    Place moov = find(file);
    Movie movie = MovieReader.read(file.content(moov, MAX_MOOV_LENGTH));
    FragmentReader reader = new FragmentReader(file, movie);
    List<RecordedFragment> fragments = new ArrayList<>();
    Optional<Mp4Exception> damage = Optional.empty();
    long at = moov.end();
    try {
      for (Found found = reader.at(at); found != null; found = reader.at(at)) {
        if (fragments.size() == MAX_FRAGMENTS) {
          break;
        }
        fragments.add(describe(found, movie));
        at = found.end();
      }
    } catch (Mp4Exception e) {
      damage = Optional.of(e);
    }
    if (fragments.size() == MAX_FRAGMENTS) {
      // Not a matter of damage: nobody shall cut the file here.
      throw new Mp4Exception(
          Reason.TOO_LARGE, "the file has %d fragments or more".formatted(MAX_FRAGMENTS));
    }
    return new FragmentedFile(movie, (int) moov.end(), at, damage, fragments);
  }

  private static Place find(BoxFile file) throws IOException {
    long at = 0;
    for (Place box = file.at(at); box != null; box = file.at(at)) {
      if (box.type().equals("moov")) {
        return box;
      }
      if (at == 0 && !box.type().equals("ftyp")) {
        throw new Mp4Exception(
            Reason.INVALID, "the file begins with '%s', not 'ftyp'".formatted(box.type()));
      }
      // What HybridMp4 has closed looks like one box with everything in it.
      boolean closed = box.type().equals("mdat");
      at = closed ? box.content() : box.end();
      if (at > MAX_MOOV_LENGTH) {
        break;
      }
    }
    throw new Mp4Exception(Reason.MISSING, "no 'moov' within the first %d bytes".formatted(at));
  }

  private static RecordedFragment describe(Found found, Movie movie) {
    TrackFragment leading = found.tracks().getFirst();
    boolean independent = false;
    for (TrackFragment track : found.tracks()) {
      if (track.track().id() == movie.leading().id()) {
        leading = track;
        // Of further pictures the last one before may stand here too: they are held back longer.
        independent = track.startsWithSync();
      }
    }
    int timescale = leading.track().timescale();
    long start = Ticks.toMillis(leading.decodeTime(), timescale);
    long end = Ticks.toMillis(leading.decodeTime() + leading.duration(), timescale);
    return new RecordedFragment(
        found.start(), found.end() - found.start(), start, end - start, independent);
  }

  /** Bytes that end with a whole fragment (or the head when there is none). */
  public long wholeLength() {
    return wholeLength;
  }

  /** Whether the file had no other bytes behind that when it was read. */
  public boolean isWhole() {
    return damage.isEmpty();
  }

  /** Why the bytes behind that are no fragment; empty when there are none. */
  public Optional<Mp4Exception> damage() {
    return damage;
  }

  /** Bytes of "ftyp" and "moov" at the beginning. */
  public int initLength() {
    return initLength;
  }

  public List<RecordedTrack> tracks() {
    return movie.tracks();
  }

  public List<RecordedFragment> fragments() {
    return fragments;
  }

  /** Milliseconds on the file's timeline at which the first fragment begins; 0 when empty. */
  public long start() {
    return fragments.isEmpty() ? 0 : fragments.getFirst().start();
  }

  /** Milliseconds from there to the end of the last fragment. */
  public long duration() {
    if (fragments.isEmpty()) {
      return 0;
    }
    RecordedFragment last = fragments.getLast();
    return last.start() + last.duration() - start();
  }

  Movie movie() {
    return movie;
  }

  @Override
  public String toString() {
    return "FragmentedFile[%d fragments, %d ms, %d bytes]"
        .formatted(fragments.size(), duration(), wholeLength);
  }
}
