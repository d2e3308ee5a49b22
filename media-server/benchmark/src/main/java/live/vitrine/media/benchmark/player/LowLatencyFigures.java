package live.vitrine.media.benchmark.player;

import java.util.Map;
import java.util.TreeMap;
import live.vitrine.media.benchmark.measure.LatencyHistogram;

/** What players of low-latency HLS saw since the last {@link #clear}. One thread. */
public final class LowLatencyFigures {
  /**
   * From the moment that the picture behind a part's last one was in the kernel's hands to the
   * player's read of the part's last byte. Only that picture says how long the last one lasts, so
   * no server can complete a part earlier without guessing.
   */
  public final LatencyHistogram part = new LatencyHistogram();

  /** The same from the part's own last picture on: a picture's duration longer. */
  public final LatencyHistogram partFromLastFrame = new LatencyHistogram();

  /** From the same moment as {@link #part} to the last byte of the playlist that lists it. */
  public final LatencyHistogram playlist = new LatencyHistogram();

  private final Map<String, Long> problems = new TreeMap<>();
  long bytes;
  long mediaBytes;
  long parts;
  long playlists;
  long askedLate;
  long missed;
  long unavailable;

  void count(boolean media, long askedNanos, long nanos, long completeNanos, long lastFrameNanos) {
    if (!media) {
      playlist.record(nanos - completeNanos);
      return;
    }
    part.record(nanos - completeNanos);
    partFromLastFrame.record(nanos - lastFrameNanos);
    if (askedNanos > completeNanos) {
      askedLate++;
    }
  }

  void problem(String what) {
    problems.merge(what, 1L, Long::sum);
  }

  /** Everything read from the sockets. */
  public long bytes() {
    return bytes;
  }

  /** Bytes of parts, without heads and playlists. */
  public long mediaBytes() {
    return mediaBytes;
  }

  public long parts() {
    return parts;
  }

  public long playlists() {
    return playlists;
  }

  /** Parts that players asked for only after they were complete. */
  public long askedLate() {
    return askedLate;
  }

  /** Parts that players should have got and did not. */
  public long missed() {
    return missed;
  }

  /** Answers 503. */
  public long unavailable() {
    return unavailable;
  }

  /** Every answer that was not 200 and every lost connection, by what it was. */
  public Map<String, Long> problems() {
    return Map.copyOf(problems);
  }

  public void clear() {
    part.clear();
    partFromLastFrame.clear();
    playlist.clear();
    problems.clear();
    bytes = 0;
    mediaBytes = 0;
    parts = 0;
    playlists = 0;
    askedLate = 0;
    missed = 0;
    unavailable = 0;
  }
}
