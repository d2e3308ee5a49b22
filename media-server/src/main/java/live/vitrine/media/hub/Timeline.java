package live.vitrine.media.hub;

import java.util.Arrays;

/**
 * Maps a publisher's 32-bit time stamps to the stream's own timeline, which starts at zero, never
 * jumps and never runs back within a track, whatever the publisher does: wrap at 32 bits, jump by
 * an hour, run back, reconnect.
 *
 * <p>Sound and picture jump at the same moment but not in the same message. The mapping before a
 * jump is therefore kept beside the one after it, and each time stamp goes with the one it is near
 * to, so that both tracks stay in step. Confined to the stream's event loop.
 */
final class Timeline {
  /** The tracks that time stamps are ordered by. */
  enum Track {
    AUDIO,
    VIDEO
  }

  /** Two time stamps that lie further apart than this do not belong to one clock. */
  static final int MAX_GAP_MILLIS = 10_000;

  /** A track that runs back by more than this has jumped; less is held still. */
  static final int MAX_STEP_BACK_MILLIS = 500;

  /** The distance put between the last frame before a jump and the first one after it. */
  static final int JOIN_MILLIS = 40;

  private static final int KINDS = Track.values().length;

  private Epoch current = Epoch.NONE;
  private Epoch previous = Epoch.NONE;
  private final long[] lastOutput = unset(-1);
  private boolean jumped;
  private boolean started;

  /** The newest time given out, in milliseconds; zero before the first. */
  long now() {
    long newest = 0;
    for (long output : lastOutput) {
      newest = Math.max(newest, output);
    }
    return newest;
  }

  /** The newest time given out on one track, in milliseconds; zero before the first. */
  long now(Track track, int number) {
    return Math.max(0, lastOutput[index(track, number)]);
  }

  /** Whether the last call of {@link #map} began anew after a jump. */
  boolean jumped() {
    return jumped;
  }

  /** Another publisher follows: its first time stamp joins on to the newest time given out. */
  void restart() {
    current = Epoch.NONE;
    previous = Epoch.NONE;
  }

  /** The stream's time for a coded frame of the main track of its kind. */
  long map(Track track, long timestamp) {
    return map(track, 0, timestamp);
  }

  /**
   * The stream's time for a coded frame.
   *
   * @param number of its track, 0 to {@link TrackSelection#MAX_TRACK}
   * @param timestamp the publisher's, unsigned 32 bits
   */
  long map(Track kind, int number, long timestamp) {
    int track = index(kind, number);
    int input = (int) timestamp;
    jumped = false;
    Epoch epoch;
    if (current.accepts(track, input)) {
      epoch = current;
    } else if (previous.accepts(track, input) && !isPast(previous.output(input), track)) {
      epoch = previous;
    } else {
      jumped = current != Epoch.NONE;
      boolean first = current == Epoch.NONE && !started;
      started = true;
      previous = current;
      current = new Epoch(input, first ? 0 : now() + JOIN_MILLIS);
      epoch = current;
    }
    long output = Math.max(epoch.advance(track, input), Math.max(0, lastOutput[track]));
    lastOutput[track] = output;
    return output;
  }

  private static int index(Track track, int number) {
    return number * KINDS + track.ordinal();
  }

  private static long[] unset(long value) {
    long[] all = new long[KINDS * (TrackSelection.MAX_TRACK + 1)];
    Arrays.fill(all, value);
    return all;
  }

  /** Whether the stream has moved on from this time: the old mapping no longer leads anywhere. */
  private boolean isPast(long output, int track) {
    return output < lastOutput[track] - MAX_STEP_BACK_MILLIS;
  }

  /** One unbroken stretch of the publisher's clock. */
  private static final class Epoch {
    static final Epoch NONE = new Epoch(0, 0);

    private int lastInput;
    private long lastOutput;
    private final long[] lastOfTrack = unset(Long.MIN_VALUE);

    Epoch(int firstInput, long firstOutput) {
      this.lastInput = firstInput;
      this.lastOutput = firstOutput;
    }

    boolean accepts(int track, int input) {
      if (this == NONE || Math.abs((long) (input - lastInput)) > MAX_GAP_MILLIS) {
        return false;
      }
      long last = lastOfTrack[track];
      return last == Long.MIN_VALUE || output(input) >= last - MAX_STEP_BACK_MILLIS;
    }

    long advance(int track, int input) {
      long output = output(input);
      lastInput = input;
      lastOutput = output;
      lastOfTrack[track] = output;
      return output;
    }

    /** The difference of two unsigned 32-bit times is right across the wrap. */
    private long output(int input) {
      return lastOutput + (input - lastInput);
    }
  }
}
