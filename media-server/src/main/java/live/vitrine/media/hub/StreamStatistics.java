package live.vitrine.media.hub;

import java.util.concurrent.TimeUnit;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import org.jspecify.annotations.Nullable;

/** Counts what a publisher sends. Confined to the stream's event loop. */
final class StreamStatistics {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(2);

  private long bytes;
  private long videoFrames;
  private long audioFrames;
  private long lastKeyFrame = -1;
  private long keyFrameInterval;

  private long windowStart;
  private long windowBytes;
  private long windowVideoFrames;
  private double bitsPerSecond;
  private double framesPerSecond;

  /** Begins to count at this time of the event loop's clock. */
  StreamStatistics(long now) {
    windowStart = now;
  }

  void received(int length, long now) {
    if (now - windowStart >= WINDOW_NANOS) {
      closeWindow(now);
    }
    bytes += length;
  }

  private void closeWindow(long now) {
    double seconds = (now - windowStart) / 1e9;
    bitsPerSecond = (bytes - windowBytes) * 8 / seconds;
    framesPerSecond = (videoFrames - windowVideoFrames) / seconds;
    windowStart = now;
    windowBytes = bytes;
    windowVideoFrames = videoFrames;
  }

  void sawFrame(FlvTag tag) {
    if (tag.type() == TagType.AUDIO) {
      audioFrames++;
      return;
    }
    videoFrames++;
    if (tag.isKeyFrame()) {
      if (lastKeyFrame >= 0) {
        keyFrameInterval = tag.timestamp() - lastKeyFrame;
      }
      lastKeyFrame = tag.timestamp();
    }
  }

  /** The figures now; the configuration tags are borrowed. */
  StreamFigures figures(@Nullable FlvTag video, @Nullable FlvTag audio, long now) {
    if (now - windowStart >= 2 * WINDOW_NANOS) {
      // Nothing has come for a while.
      closeWindow(now);
    }
    return new StreamFigures(
        CodecFigures.video(video, framesPerSecond),
        CodecFigures.audio(audio),
        Math.round(bitsPerSecond),
        keyFrameInterval,
        bytes,
        videoFrames,
        audioFrames);
  }
}
