package live.vitrine.media.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Real media in memory, which a test publishes with times of its own. */
public final class FlvFile {
  private static final int EXIT_SECONDS = 40;

  private final List<FlvChecker.Tag> tags;

  private FlvFile(List<FlvChecker.Tag> tags) {
    this.tags = tags;
  }

  /**
   * Has FFmpeg 8 make a file.
   *
   * @param options FFmpeg's, from the inputs to the codecs
   */
  public static FlvFile make(String options) throws IOException {
    Path file = Files.createTempFile("media", ".flv");
    List<String> command = new ArrayList<>(List.of(FfmpegProgram.BUNDLED.ffmpeg()));
    command.addAll(List.of("-hide_banner", "-nostats", "-loglevel", "warning", "-y"));
    command.addAll(Arrays.asList(options.split(" +", -1)));
    command.addAll(List.of("-f", "flv", file.toString()));
    try (ExternalProcess ffmpeg = ExternalProcess.start("the JavaCV jar has it", command)) {
      if (ffmpeg.awaitExit(EXIT_SECONDS) != 0) {
        throw new AssertionError(ffmpeg.output());
      }
      byte[] bytes = Files.readAllBytes(file);
      FlvChecker checker = new FlvChecker();
      checker.feed(bytes, bytes.length);
      return new FlvFile(checker.tags());
    } finally {
      Files.delete(file);
    }
  }

  /** One second of pictures at 25 a second, the first a key frame, without sound. */
  public static FlvFile second(String codec, String size) throws IOException {
    return make(
        "-f lavfi -i testsrc2=size=%s:rate=25 -t 1 -pix_fmt yuv420p -g 25 -bf 0 -c:v %s"
            .formatted(size, codec));
  }

  /** The sequence header of the pictures. */
  public byte[] configuration() {
    return video().filter(FlvChecker.Tag::isConfiguration).findFirst().orElseThrow().payload();
  }

  /** The coded pictures. */
  public List<byte[]> pictures() {
    return video().filter(FlvChecker.Tag::isPicture).map(FlvChecker.Tag::payload).toList();
  }

  private Stream<FlvChecker.Tag> video() {
    return tags.stream().filter(tag -> tag.type() == 9);
  }
}
