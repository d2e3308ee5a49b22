package live.vitrine.media.recording.writer;

import io.netty.buffer.ByteBufAllocator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.hub.TimedEvent;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.RecordedEvent;
import live.vitrine.media.recording.library.RecordingId;

/**
 * A recording while its stream feeds it. Begins with the first key frame, or with the first sound
 * of a stream without pictures. Runs on the stream's event loop.
 */
final class ActiveRecording {
  private final Clock wallClock;
  private final RecordingWriter writer;
  private final RecordingClock clock = new RecordingClock();
  private final List<Muxer> muxers = new ArrayList<>(2);

  ActiveRecording(
      ByteBufAllocator allocator,
      Clock wallClock,
      RecordingWriter writer,
      Set<MediaFormat> formats) {
    this.wallClock = wallClock;
    this.writer = writer;
    for (MediaFormat format : formats) {
      muxers.add(
          switch (format) {
            case MP4 -> new Mp4Muxer(allocator, writer, clock);
            case FLV -> new FlvMuxer(allocator, writer, clock);
          });
    }
  }

  RecordingId id() {
    return writer.recording().id();
  }

  /** Whether it is over although the stream is not. */
  boolean isFailed() {
    return writer.isFailed();
  }

  void onConfiguration(TrackKey key, Optional<CodecConfiguration> configuration, FlvTag tag) {
    each(muxer -> muxer.onConfiguration(key, configuration, tag));
  }

  /**
   * @param known tracks whose configuration has come
   */
  void onFrame(TrackKey key, FlvTag tag, Map<TrackKey, ?> known) {
    if (!clock.isRunning()) {
      if (!tag.isKeyFrame() && known.keySet().stream().anyMatch(TrackKey::isVideo)) {
        return;
      }
      clock.start(tag.timestamp());
      writer.startsAt(wallClock.instant());
    }
    each(muxer -> muxer.onFrame(key, tag));
  }

  void onScript(FlvTag tag) {
    each(muxer -> muxer.onScript(tag));
  }

  void onEvent(TimedEvent event) {
    if (clock.isRunning()) {
      writer.offer(
          new WriteJob.Note(
              new RecordedEvent(
                  event.id(),
                  event.name(),
                  clock.millis(event.timestamp()),
                  event.durationMillis(),
                  event.data())));
    }
    each(muxer -> muxer.onEvent(event));
  }

  void flush() {
    each(Muxer::flush);
  }

  void forget() {
    each(Muxer::forget);
  }

  /** Ends it; its files are completed by others. */
  void end() {
    each(Muxer::end);
    writer.offer(new WriteJob.End());
  }

  /** What a muxer cannot bear costs the recording, not the stream. */
  private void each(Consumer<Muxer> step) {
    for (Muxer muxer : muxers) {
      try {
        step.accept(muxer);
      } catch (RuntimeException e) {
        writer.fail("a fault: " + e);
      }
    }
  }
}
