package live.vitrine.media.recording.writer;

import java.util.Objects;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.MediaPayload;
import live.vitrine.media.mp4.FragmentBuilder;
import live.vitrine.media.mp4.Mp4Track;
import org.jspecify.annotations.Nullable;

/**
 * One track of an MP4 file. Holds its newest sample back until the next one says how long it lasts.
 * Runs on the stream's event loop.
 */
final class TrackWriter {
  /** Ticks of video a second. */
  static final int VIDEO_TIMESCALE = 90_000;

  private static final int VIDEO_TICKS_PER_MILLI = VIDEO_TIMESCALE / 1000;

  /** What a sample lasts of which nobody knows. */
  private static final int DEFAULT_MILLIS = 33;

  private final Mp4Track track;
  private final MediaPayload payload = new MediaPayload();
  private final @Nullable AudioClock clock;
  private @Nullable FlvTag pending;
  private long decodeTime;
  private long nextDecodeTime;
  private int lastDuration;
  private boolean begun;

  TrackWriter(Mp4Track track) {
    this.track = track;
    this.clock = track.isVideo() ? null : AudioClock.of(track.configuration(), track.timescale());
    this.lastDuration =
        clock != null && clock.frameDuration() > 0
            ? clock.frameDuration()
            : (int) ((long) DEFAULT_MILLIS * track.timescale() / 1000);
  }

  Mp4Track track() {
    return track;
  }

  /** Whether a frame may be the track's next: pictures begin with one that can be decoded. */
  boolean takes(FlvTag tag) {
    return begun || !track.isVideo() || tag.isKeyFrame();
  }

  /**
   * Puts the sample before this one into the fragment, now that its end is known. Call before
   * {@link #hold}.
   *
   * @param millis when this one is decoded, from the file's beginning
   */
  void complete(FragmentBuilder builder, long millis) {
    long place = clock == null ? millis * VIDEO_TICKS_PER_MILLI : clock.place(millis);
    if (pending != null) {
      int duration = Math.clamp(place - decodeTime, 1, Integer.MAX_VALUE);
      lastDuration = duration;
      add(builder, duration);
    }
    // A track's times never run back, whatever its tags say.
    nextDecodeTime = Math.max(place, nextDecodeTime);
  }

  /** Takes the next sample; retains its tag. */
  void hold(FlvTag tag) {
    begun = true;
    decodeTime = nextDecodeTime;
    nextDecodeTime = decodeTime + 1;
    pending = tag.retain();
  }

  /** Puts the last sample into the fragment; it lasts as long as the one before. */
  void flush(FragmentBuilder builder) {
    if (pending != null) {
      add(builder, lastDuration);
    }
  }

  private void add(FragmentBuilder builder, int duration) {
    FlvTag tag = Objects.requireNonNull(pending);
    pending = null;
    nextDecodeTime = decodeTime + duration;
    if (payload.locate(tag) && payload.length() > 0) {
      int offset = track.isVideo() ? payload.compositionTime() * VIDEO_TICKS_PER_MILLI : 0;
      boolean sync = !track.isVideo() || tag.isKeyFrame();
      builder.add(
          track,
          decodeTime,
          offset,
          duration,
          sync,
          tag.buffer(),
          payload.index(),
          payload.length());
    }
    tag.release();
  }

  /** Where the last sample that was put into a fragment ends, milliseconds. */
  long endMillis() {
    long end = pending == null ? nextDecodeTime : decodeTime;
    return begun ? end * 1000 / track.timescale() : 0;
  }

  void release() {
    if (pending != null) {
      pending.release();
      pending = null;
    }
  }
}
