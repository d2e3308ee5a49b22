package live.vitrine.media.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * What a test publishes: FFmpeg's moving test picture and a beeping tone, in real time.
 *
 * @param video whether there is a picture
 * @param audio whether there is sound
 * @param width pixels
 * @param height pixels
 * @param framesPerSecond pictures a second
 * @param keyFrameInterval pictures from one key frame to the next
 * @param bFrames the most B-frames between two others
 * @param kilobits of video a second
 */
public record TestMedia(
    boolean video,
    boolean audio,
    int width,
    int height,
    int framesPerSecond,
    int keyFrameInterval,
    int bFrames,
    int kilobits) {

  /** 640 × 360 at 25 frames a second, a key frame every second, no B-frames, AAC-LC. */
  public static TestMedia standard() {
    return new TestMedia(true, true, 640, 360, 25, 25, 0, 500);
  }

  public TestMedia videoOnly() {
    return new TestMedia(
        true, false, width, height, framesPerSecond, keyFrameInterval, bFrames, kilobits);
  }

  public TestMedia audioOnly() {
    return new TestMedia(
        false, true, width, height, framesPerSecond, keyFrameInterval, bFrames, kilobits);
  }

  public TestMedia withBFrames(int most) {
    return new TestMedia(
        video, audio, width, height, framesPerSecond, keyFrameInterval, most, kilobits);
  }

  public TestMedia withSize(int newWidth, int newHeight) {
    return new TestMedia(
        video, audio, newWidth, newHeight, framesPerSecond, keyFrameInterval, bFrames, kilobits);
  }

  public TestMedia withKeyFrameInterval(int pictures) {
    return new TestMedia(video, audio, width, height, framesPerSecond, pictures, bFrames, kilobits);
  }

  /** FFmpeg's arguments from the inputs to the codecs; the output is the caller's to add. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (video) {
      arguments.addAll(List.of("-re", "-f", "lavfi", "-i"));
      arguments.add("testsrc2=size=%dx%d:rate=%d".formatted(width, height, framesPerSecond));
    }
    if (audio) {
      arguments.addAll(List.of("-re", "-f", "lavfi", "-i"));
      arguments.add("sine=frequency=440:beep_factor=4:sample_rate=44100");
    }
    if (video) {
      String rate = kilobits + "k";
      arguments.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"));
      arguments.addAll(List.of("-b:v", rate, "-maxrate", rate, "-bufsize", rate));
      arguments.addAll(List.of("-g", String.valueOf(keyFrameInterval), "-sc_threshold", "0"));
      arguments.addAll(List.of("-bf", String.valueOf(bFrames)));
    }
    if (audio) {
      arguments.addAll(List.of("-c:a", "aac", "-b:a", "96k", "-ac", "2"));
    }
    return arguments;
  }
}
