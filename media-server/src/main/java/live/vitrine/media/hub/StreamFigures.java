package live.vitrine.media.hub;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a stream at one moment.
 *
 * @param video nothing while no video configuration has come
 * @param audio nothing while no audio configuration has come
 * @param bitsPerSecond received, over the last seconds
 * @param keyFrameIntervalMillis between the last two key frames; zero before there are two
 * @param bytesReceived media payload since the stream began
 * @param videoFrames of the main track, since the stream began
 * @param audioFrames of the main track, since the stream began
 */
public record StreamFigures(
    @Nullable VideoFigures video,
    @Nullable AudioFigures audio,
    long bitsPerSecond,
    long keyFrameIntervalMillis,
    long bytesReceived,
    long videoFrames,
    long audioFrames) {
  /**
   * The picture.
   *
   * @param codec as in RFC 6381, or the FLV codec number
   * @param width pixels, zero when not known
   * @param height pixels, zero when not known
   */
  public record VideoFigures(String codec, int width, int height, double framesPerSecond) {}

  /**
   * The sound.
   *
   * @param codec as in RFC 6381, or the FLV sound format
   * @param sampleRate hertz, zero when not known
   * @param channels zero when not known
   */
  public record AudioFigures(String codec, int sampleRate, int channels) {}
}
