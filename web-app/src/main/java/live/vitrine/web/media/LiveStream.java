package live.vitrine.web.media;

import java.time.Instant;
import java.util.Optional;

/**
 * A stream that is live.
 *
 * @param reconnecting the publisher is lost, and is waited for
 * @param video empty until its configuration has come
 * @param audio empty until its configuration has come
 * @param keyFrameIntervalMillis 0 before there were two key frames
 * @param viewers of all protocols, those of HLS estimated
 */
public record LiveStream(
    String id,
    boolean reconnecting,
    Instant startedAt,
    Optional<Video> video,
    Optional<Audio> audio,
    long bitsPerSecond,
    long keyFrameIntervalMillis,
    int viewers) {

  /** Sizes and rates are 0 where the media-server does not read the codec. */
  public record Video(String codec, int width, int height, double framesPerSecond) {}

  public record Audio(String codec, int sampleRate, int channels) {}
}
