package live.vitrine.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import live.vitrine.media.testing.ExternalProcess;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfprobeJudge;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made from recordings, as FFmpeg sees it: repaired files, seekable ones, clips. */
class RecordingFilesIT {
  @TempDir private Path folder;
  private Path recording;
  private final FfprobeJudge judge = new FfprobeJudge(FfmpegProgram.BUNDLED);

  @BeforeEach
  void record() throws IOException {
    recording = folder.resolve("recording.mp4");
    Path flv = TestFlv.make(folder, "libx264 -preset ultrafast -bf 2", "aac");
    try (FlvInput input = FlvInput.read(flv)) {
      Recording.write(input, 1000, recording);
    }
  }

  @Test
  void repairedFilesDecodeWithoutComplaint() throws Exception {
    byte[] whole = Files.readAllBytes(recording);
    List<Integer> cuts = new ArrayList<>();
    for (int boundary : Samples.boundaries(whole)) {
      cuts.addAll(List.of(boundary - 5, boundary, boundary + 5));
    }
    int repaired = 0;
    for (int cut : cuts) {
      Path file = folder.resolve("cut.mp4");
      Files.write(file, Arrays.copyOf(whole, Math.clamp(cut, 0, whole.length)));
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        FragmentedFile scanned = FragmentedFile.scan(channel);
        if (scanned.fragments().isEmpty()) {
          continue;
        }
        channel.truncate(scanned.wholeLength());
      } catch (Mp4Exception _) {
        assertThat(cut).as("not even the head is whole").isLessThan(2000);
        continue;
      }
      assertThat(judge.decodeErrors(file.toString(), 10)).as("cut at %d", cut).isEmpty();
      repaired++;
    }
    assertThat(repaired).isGreaterThan(8);
  }

  @Test
  void seekableFileShowsTheSamePictureAfterSeeking() throws Exception {
    Path file = write(Long.MIN_VALUE, Long.MAX_VALUE);

    Boxes boxes = Boxes.of(Files.readAllBytes(file));
    assertThat(boxes.at("moov").start()).isLessThan(boxes.at("mdat").start());
    for (FfmpegProgram program : FfmpegProgram.values()) {
      assertThat(duration(program, file)).isCloseTo(3.04, within(0.06));
      String sought = picture(program, List.of("-ss", "1.6", "-i", file.toString()), "null");
      String counted = picture(program, List.of("-i", file.toString()), "select=gte(t\\,1.6)");
      assertThat(sought).isEqualTo(counted).isNotEmpty();
    }
  }

  @Test
  void clipBeginsWithTheKeyFrameBeforeAndItsSound() throws Exception {
    Path file = write(1500, 2500);

    for (FfmpegProgram program : FfmpegProgram.values()) {
      FfprobeJudge someone = new FfprobeJudge(program);
      assertThat(someone.decodeErrors(file.toString(), 10)).isEmpty();
      assertThat(duration(program, file)).isCloseTo(1.55, within(0.1));
      List<FfprobeJudge.Packet> packets = someone.packets(file.toString(), 10);
      FfprobeJudge.Packet picture = first(packets, "video");
      assertThat(picture.keyFrame()).isTrue();
      assertThat(picture.presentationTime()).isCloseTo(0, within(0.001));
      assertThat(first(packets, "audio").presentationTime()).isCloseTo(0, within(0.022));
    }
  }

  @Test
  void everySegmentDecodesBehindTheHead() throws Exception {
    byte[] whole = Files.readAllBytes(recording);
    try (FileChannel channel = FileChannel.open(recording)) {
      FragmentedFile file = FragmentedFile.scan(channel);
      List<MediaRange> ranges = MediaRanges.of(file, 1000);
      assertThat(ranges).hasSize(3);
      for (MediaRange range : ranges) {
        Path segment = folder.resolve("segment.mp4");
        Files.write(segment, Arrays.copyOf(whole, file.initLength()));
        int from = (int) range.offset();
        Files.write(
            segment,
            Arrays.copyOfRange(whole, from, from + (int) range.length()),
            StandardOpenOption.APPEND);
        assertThat(judge.decodeErrors(segment.toString(), 10)).isEmpty();
        assertThat(first(judge.packets(segment.toString(), 10), "video").keyFrame()).isTrue();
      }
    }
  }

  private Path write(long from, long to) throws IOException {
    Path file = folder.resolve("seekable.mp4");
    try (FileChannel source = FileChannel.open(recording);
        FileChannel target =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ProgressiveMp4.write(source, FragmentedFile.scan(source), from, to, target);
    }
    return file;
  }

  private static FfprobeJudge.Packet first(List<FfprobeJudge.Packet> packets, String type) {
    return packets.stream().filter(packet -> packet.type().equals(type)).findFirst().orElseThrow();
  }

  private static double duration(FfmpegProgram program, Path file) {
    return Double.parseDouble(
        run(
            List.of(
                program.ffprobe(),
                "-v",
                "error",
                "-show_entries",
                "format=duration",
                "-of",
                "default=noprint_wrappers=1:nokey=1",
                file.toString())));
  }

  /** The check sum of the first picture that comes out. */
  private static String picture(FfmpegProgram program, List<String> input, String filter) {
    List<String> command = new ArrayList<>(List.of(program.ffmpeg(), "-v", "error"));
    command.addAll(input);
    command.addAll(List.of("-an", "-vf", filter, "-frames:v", "1", "-f", "md5", "-"));
    return run(command);
  }

  private static String run(List<String> command) {
    try (ExternalProcess process = ExternalProcess.start("Debian: ffmpeg", command)) {
      assertThat(process.awaitExit(60)).as(process.output()).isZero();
      return process.output().strip();
    }
  }
}
