package live.vitrine.media.hls.cmaf;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.MediaPayload;
import live.vitrine.media.mp4.FragmentBuilder;
import live.vitrine.media.mp4.Mp4Track;
import org.jspecify.annotations.Nullable;

/**
 * Turns the tags of one track into samples. The newest frame is held back until the next one says
 * how long it lasts. Owns the held frame until {@link #discard}. Runs on the stream's event loop.
 */
final class TrackWriter {
  private final Mp4Track track;
  private final SampleTimes times;
  private @Nullable Sample held;
  private long lastDuration;

  TrackWriter(int id, CodecConfiguration configuration) {
    times = SampleTimes.of(configuration);
    track = new Mp4Track(id, configuration, times.timescale());
    lastDuration = times.units(20);
  }

  Mp4Track track() {
    return track;
  }

  boolean isVideo() {
    return track.isVideo();
  }

  /** When a frame is decoded whose tag has this time, in the track's units. One call a frame. */
  long place(FlvTag tag) {
    return times.next(tag.timestamp());
  }

  long micros(long units) {
    return times.micros(units);
  }

  /** Holds a frame; none must be held. */
  void hold(FlvTag tag, MediaPayload payload, long time) {
    held =
        new Sample(
            tag.buffer().retain(),
            payload.index(),
            payload.length(),
            time,
            (int) times.units(payload.compositionTime()),
            !isVideo() || tag.isKeyFrame());
  }

  @Nullable Sample held() {
    return held;
  }

  /** How long the held frame lasts when the next one is decoded at this time. */
  long durationUntil(long next) {
    return held == null ? 0 : next - held.time();
  }

  /** How long the held frame lasts when nothing follows. */
  long usualDuration() {
    return lastDuration;
  }

  /** Adds the held frame to a fragment and holds none. */
  void addHeld(FragmentBuilder builder, long duration) {
    Sample sample = held;
    if (sample == null) {
      return;
    }
    held = null;
    lastDuration = duration;
    ByteBuf source = sample.source();
    builder.add(
        track,
        sample.time(),
        sample.compositionOffset(),
        (int) duration,
        sample.sync(),
        source,
        sample.index(),
        sample.length());
    source.release();
  }

  /** Forgets the held frame. */
  void discard() {
    if (held != null) {
      held.source().release();
      held = null;
    }
  }
}
