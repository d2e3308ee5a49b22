package live.vitrine.media.hls.cmaf;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The bytes of one snapshot's playlists: written once, by whoever asks first. */
final class PlaylistTexts {
  private volatile byte @Nullable [] full;
  private volatile byte @Nullable [] delta;
  private volatile byte @Nullable [] deltaWithoutDates;

  /** The playlist, not to be changed. Two who ask first at once may both write it. */
  byte[] get(Skip skip, Supplier<byte[]> writer) {
    byte[] known =
        switch (skip) {
          case NONE -> full;
          case SEGMENTS -> delta;
          case SEGMENTS_AND_DATES -> deltaWithoutDates;
        };
    if (known != null) {
      return known;
    }
    byte[] written = writer.get();
    switch (skip) {
      case NONE -> full = written;
      case SEGMENTS -> delta = written;
      case SEGMENTS_AND_DATES -> deltaWithoutDates = written;
    }
    return written;
  }
}
