package live.vitrine.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import live.vitrine.media.testing.ExternalProcess;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfprobeJudge;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every codec, from FLV through our boxes into FFmpeg's decoders, old and new. */
class CodecsInMp4IT {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource({
    "libx264 -preset ultrafast -bf 2, aac, h264, aac",
    "libx264 -preset ultrafast, libmp3lame, h264, mp3",
    "libx265 -preset ultrafast -x265-params log-level=none, libopus, hevc, opus",
    "libsvtav1 -preset 12, flac, av1, flac",
    "libvpx-vp9 -deadline realtime -cpu-used 8, ac3, vp9, ac3",
    "libx264 -preset ultrafast -bf 3, eac3, h264, eac3",
  })
  void decodesWithEveryFrameAtItsTime(
      String videoEncoder, String audioEncoder, String video, String audio) throws Exception {
    try (FlvInput input = FlvInput.read(TestFlv.make(folder, videoEncoder, audioEncoder))) {
      Path fragmented = folder.resolve("fragmented.mp4");
      Recording.write(input, 250, fragmented);
      Path progressive = folder.resolve("progressive.mp4");
      try (FileChannel source = FileChannel.open(fragmented);
          FileChannel target =
              FileChannel.open(progressive, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        FragmentedFile file = FragmentedFile.scan(source);
        assertThat(file.damage()).isEmpty();
        assertThat(file.duration()).isBetween(2990L, 3150L);
        ProgressiveMp4.write(source, file, target);
      }
      for (FfmpegProgram program : FfmpegProgram.values()) {
        judge(program, fragmented, 0, input, video, audio);
        judge(program, progressive, firstPresentation(input), input, video, audio);
      }
    }
  }

  /** A seekable file begins at its first frame, whatever its time was. */
  private static long firstPresentation(FlvInput input) {
    return input.frames().stream()
        .mapToLong(FlvInput.Frame::presentationMillis)
        .min()
        .orElseThrow();
  }

  private static void judge(
      FfmpegProgram program, Path file, long start, FlvInput input, String video, String audio)
      throws IOException, InterruptedException {
    FfprobeJudge judge = new FfprobeJudge(program);
    String name = file.toString();
    assertThat(judge.streams(name))
        .extracting(FfprobeJudge.Stream::codec)
        .containsExactlyInAnyOrder(video, audio);
    assertThat(judge.decodeErrors(name, 10)).as("%s %s", program, file).isEmpty();
    assertThat(decodedPictures(program, file)).isEqualTo(TestFlv.PICTURES);
    List<FfprobeJudge.Packet> packets = judge.packets(name, 10);
    check(packets, "video", start, input.frames(true));
    check(packets, "audio", start, input.frames(false));
  }

  private static void check(
      List<FfprobeJudge.Packet> all, String type, long start, List<FlvInput.Frame> frames) {
    List<FfprobeJudge.Packet> packets =
        all.stream().filter(packet -> packet.type().equals(type)).toList();
    assertThat(packets).as(type).hasSameSizeAs(frames);
    for (int i = 0; i < packets.size(); i++) {
      assertThat(packets.get(i).presentationTime() * 1000)
          .as("%s %d", type, i)
          .isCloseTo((double) frames.get(i).presentationMillis() - start, within(1.1));
      assertThat(packets.get(i).keyFrame()).as("%s %d", type, i).isEqualTo(frames.get(i).sync());
    }
  }

  private static int decodedPictures(FfmpegProgram program, Path file) {
    List<String> command =
        List.of(
            program.ffprobe(),
            "-v",
            "error",
            "-count_frames",
            "-select_streams",
            "v",
            "-show_entries",
            "stream=nb_read_frames",
            "-of",
            "default=noprint_wrappers=1:nokey=1",
            file.toString());
    try (ExternalProcess probe = ExternalProcess.start("Debian: ffmpeg", command)) {
      assertThat(probe.awaitExit(60)).isZero();
      return Integer.parseInt(probe.output().strip());
    }
  }
}
