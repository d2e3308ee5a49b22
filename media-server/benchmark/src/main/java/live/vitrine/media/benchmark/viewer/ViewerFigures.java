package live.vitrine.media.benchmark.viewer;

import java.util.EnumMap;
import java.util.Map;
import live.vitrine.media.benchmark.measure.LatencyHistogram;

/**
 * What a group of viewers saw since the last {@link #clear}. Belongs to the load generator's
 * thread; the fields are written once per read or tag, so they are plain.
 */
public final class ViewerFigures {
  /** From the publisher's send to the viewer's read of the same picture. */
  public final LatencyHistogram latency = new LatencyHistogram();

  /** From request to the end of the first key frame. */
  public final LatencyHistogram join = new LatencyHistogram();

  final Map<StreamFault, Long> faults = new EnumMap<>(StreamFault.class);
  long bytes;
  long reads;
  long tags;
  long pictures;
  long sounds;
  long lostPictures;
  long lostSounds;
  long ended;

  /** Bytes read from the sockets, framing included. */
  public long bytes() {
    return bytes;
  }

  public long reads() {
    return reads;
  }

  public long tags() {
    return tags;
  }

  public long pictures() {
    return pictures;
  }

  /** Pictures and sounds that were numbered but never came. */
  public long lost() {
    return lostPictures + lostSounds;
  }

  /** Viewers whose connection ended without a fault of the protocol. */
  public long ended() {
    return ended;
  }

  /** Viewers that stopped because of what they were sent, by reason. */
  public Map<StreamFault, Long> faults() {
    return Map.copyOf(faults);
  }

  void fault(StreamFault fault) {
    faults.merge(fault, 1L, Long::sum);
  }

  public void clear() {
    latency.clear();
    join.clear();
    faults.clear();
    bytes = 0;
    reads = 0;
    tags = 0;
    pictures = 0;
    sounds = 0;
    lostPictures = 0;
    lostSounds = 0;
    ended = 0;
  }
}
