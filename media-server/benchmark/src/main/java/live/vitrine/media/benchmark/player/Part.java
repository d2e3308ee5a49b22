package live.vitrine.media.benchmark.player;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import live.vitrine.media.benchmark.media.FrameStamp;
import org.jspecify.annotations.Nullable;

/** One part of a stream, and who got it when, until it is known when it was complete. */
final class Part {
  private static final int TIMES = 3;

  final String name;
  final long sequence;
  final int number;
  final byte[] request;
  final byte[] playlistRequest;

  /** Who looks into it for all; null as long as nobody does. */
  @Nullable Object reader;

  private long[] waiting = new long[TIMES * 64];
  private int count;
  private long completeNanos;
  private long lastFrameNanos;

  Part(String name, long sequence, int number, byte[] request, byte[] playlistRequest) {
    this.name = name;
    this.sequence = sequence;
    this.number = number;
    this.request = request;
    this.playlistRequest = playlistRequest;
  }

  /** Whether it follows directly behind {@code other}. */
  boolean follows(Part other) {
    return sequence == other.sequence
        ? number == other.number + 1
        : sequence == other.sequence + 1 && number == 0;
  }

  /** Number of the last picture in it by decoding order; -1 without one. */
  static long lastPicture(Body body) {
    MemorySegment bytes = body.segment();
    long last = -1;
    for (long at = 1; at + FrameStamp.BYTES <= body.length(); at++) {
      // Before a picture's stamp stands the size of its SEI, before a sound's the rest of its own:
      // one has type 5 before that, the other a count of 255.
      if (bytes.get(ValueLayout.JAVA_BYTE, at) == 'v'
          && FrameStamp.isAt(bytes, at)
          && at >= 2
          && isPicture(bytes, at)) {
        last = Math.max(last, FrameStamp.number(bytes, at));
      }
    }
    return last;
  }

  private static boolean isPicture(MemorySegment bytes, long at) {
    int before = bytes.get(ValueLayout.JAVA_BYTE, at - 2);
    return before == 5
        || (at >= 3 && before == -1 && bytes.get(ValueLayout.JAVA_BYTE, at - 3) == 5);
  }

  /** Says when its last picture and the one behind it were sent. */
  void complete(long lastFrame, long nextFrame, LowLatencyFigures figures) {
    lastFrameNanos = lastFrame;
    completeNanos = nextFrame;
    for (int i = 0; i < count; i++) {
      figures.count(
          waiting[TIMES * i] == 1,
          waiting[TIMES * i + 1],
          waiting[TIMES * i + 2],
          completeNanos,
          lastFrameNanos);
    }
    count = 0;
    waiting = new long[0];
  }

  /** Somebody has it, or the playlist that lists it first. */
  void delivered(boolean media, long askedNanos, long nanos, LowLatencyFigures figures) {
    if (completeNanos != 0) {
      figures.count(media, askedNanos, nanos, completeNanos, lastFrameNanos);
      return;
    }
    if (TIMES * (count + 1) > waiting.length) {
      waiting = Arrays.copyOf(waiting, Math.max(2 * waiting.length, TIMES * 64));
    }
    waiting[TIMES * count] = media ? 1 : 0;
    waiting[TIMES * count + 1] = askedNanos;
    waiting[TIMES * count + 2] = nanos;
    count++;
  }
}
