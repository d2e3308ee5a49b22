package live.vitrine.media.hls;

/**
 * Decides where the program clock reference goes: with every frame of the clock's track that has a
 * later time, and in packets of its own where frames are more than {@link #INTERVAL_TICKS} apart
 * (ISO/IEC 13818-1 section 2.7.2).
 */
final class ProgramClock {
  /** The longest that the clock may be silent. */
  static final int INTERVAL_TICKS = 100 * MediaClock.TICKS_PER_MILLISECOND;

  /**
   * How far the clock is behind the decoding time: what a decoder may buffer, and by how much sound
   * may come late behind the pictures.
   */
  private static final int DELAY_TICKS = 700 * MediaClock.TICKS_PER_MILLISECOND;

  /** A longer silence than this many intervals is not filled: nothing is sent in it anyway. */
  private static final int MAX_FILL = 200;

  private final TransportPacketWriter out;
  private Track track = Track.VIDEO;
  private long last = TransportPacketWriter.NO_PCR;
  private boolean due = true;

  ProgramClock(TransportPacketWriter out) {
    this.out = out;
  }

  /** A segment begins: its first frame carries the clock whatever was sent before. */
  void startSegment(Track clockTrack) {
    track = clockTrack;
    due = true;
  }

  /** Sends the clock in packets of its own while only the other track has frames. */
  void advanceTo(long dts) {
    if (due) {
      out.writeClock(track, reference(dts));
    } else {
      fillUntil(dts - DELAY_TICKS);
    }
  }

  /**
   * Fills the gap before a frame of the clock's track and answers the reference to send with it;
   * {@link TransportPacketWriter#NO_PCR} when time did not move on.
   */
  long reference(long dts) {
    long now = dts - DELAY_TICKS;
    if (due) {
      due = false;
      last = Math.max(now, last + 1);
      return last;
    }
    fillUntil(now);
    if (now <= last) {
      return TransportPacketWriter.NO_PCR;
    }
    last = now;
    return now;
  }

  private void fillUntil(long time) {
    if (time - last > (long) MAX_FILL * INTERVAL_TICKS) {
      last = time - INTERVAL_TICKS;
    }
    while (time - last > INTERVAL_TICKS) {
      last += INTERVAL_TICKS;
      out.writeClock(track, last);
    }
  }
}
