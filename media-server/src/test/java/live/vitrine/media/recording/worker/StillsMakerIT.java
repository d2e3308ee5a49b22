package live.vitrine.media.recording.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.Pictures;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingFile;
import live.vitrine.media.recording.library.RecordingId;
import live.vitrine.media.recording.library.RecordingLibrary;
import live.vitrine.media.recording.library.RecordingState;
import live.vitrine.media.recording.library.Stills;
import live.vitrine.media.testing.ExternalProcess;
import live.vitrine.media.testing.FfmpegProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of real files by the real worker. */
class StillsMakerIT {
  private static final WorkerCommand WORKER =
      WorkerCommand.installed(Path.of(System.getProperty("user.home"), ".javacpp", "cache"));
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Pictures WIDE = new Pictures("avc1.64001f,mp4a.40.2", 640, 360);
  private static final Pattern CUE =
      Pattern.compile(
          """
          (\\d+):(\\d+):(\\d+)\\.(\\d+) --> (\\d+):(\\d+):(\\d+)\\.(\\d+)
          sheet-(\\d)\\.jpg#xywh=(\\d+),(\\d+),(\\d+),(\\d+)
          """);

  @TempDir Path folder;
  private final RecordingId id = new RecordingId("20261120-220111-000-abcdefghijkm");
  private final List<Recording> settled = new ArrayList<>();
  private RecordingLibrary library;

  @BeforeEach
  void open() throws IOException {
    library = RecordingLibrary.open(folder);
    library.onSettled(settled::add);
    Files.createDirectories(folder.resolve("show"));
  }

  @AfterEach
  void leavesNothingUnfinished() throws IOException {
    Path work = folder.resolve(".worker");
    if (Files.exists(work)) {
      try (var left = Files.list(work)) {
        assertThat(left).isEmpty();
      }
    }
  }

  private Path file(String name) {
    return folder.resolve("show").resolve(id + name);
  }

  private void film(String name, String... source) {
    List<String> command = new ArrayList<>(List.of(FfmpegProgram.BUNDLED.ffmpeg(), "-v", "error"));
    command.addAll(List.of(source));
    command.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"));
    command.addAll(List.of("-g", "50", "-bf", "2", file(name).toString()));
    try (ExternalProcess ffmpeg = ExternalProcess.start("the JavaCV jars", command)) {
      assertThat(ffmpeg.awaitExit(60)).as(ffmpeg.output()).isZero();
    }
  }

  private Recording over(Pictures pictures, RecordingFile... files) throws IOException {
    Recording recording =
        Recording.begun(id, StreamId.of("show"), Instant.parse("2026-11-20T22:01:11Z"))
            .showing(pictures)
            .withFiles(List.of(files))
            .in(RecordingState.READY);
    library.save(recording);
    return recording;
  }

  private RecordingFile movie(String name, long start, long duration) throws IOException {
    return new RecordingFile(id + name, MediaFormat.MP4, start, duration, Files.size(file(name)));
  }

  private Stills make(WorkerCommand command, Duration deadline) {
    try (Workbench workbench = new Workbench(folder.resolve(".worker"), command, deadline)) {
      workbench.start();
      new StillsMaker(library, workbench).start();
      await().atMost(LONG).until(() -> !settled.isEmpty());
    }
    return library.find(id).orElseThrow().stills();
  }

  private static double brightness(BufferedImage image) {
    long sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        sum += image.getRGB(x, y) >> 8 & 0xFF;
      }
    }
    return (double) sum / image.getWidth() / image.getHeight();
  }

  private static long millis(MatchResult cue, int group) {
    return ((Long.parseLong(cue.group(group)) * 60 + Long.parseLong(cue.group(group + 1))) * 60
                + Long.parseLong(cue.group(group + 2)))
            * 1_000
        + Long.parseLong(cue.group(group + 3));
  }

  /** Reads the index as a player does and returns where each tile is. */
  private List<BufferedImage> tiles(long duration, int width, int height) throws IOException {
    List<BufferedImage> tiles = new ArrayList<>();
    long end = 0;
    for (MatchResult cue :
        CUE.matcher(Files.readString(file("-storyboard.vtt"))).results().toList()) {
      assertThat(millis(cue, 1)).isEqualTo(end);
      end = millis(cue, 5);
      BufferedImage sheet = ImageIO.read(file("-sheet-" + cue.group(9) + ".jpg").toFile());
      // Fails outside of the sheet.
      BufferedImage tile =
          sheet.getSubimage(
              Integer.parseInt(cue.group(10)),
              Integer.parseInt(cue.group(11)),
              Integer.parseInt(cue.group(12)),
              Integer.parseInt(cue.group(13)));
      assertThat(tile.getWidth()).isEqualTo(width);
      assertThat(tile.getHeight()).isEqualTo(height);
      tiles.add(tile);
    }
    assertThat(end).isEqualTo(duration);
    return tiles;
  }

  @Test
  void takesAPosterThatIsNotBlackAndATileEveryTwoSeconds() throws Exception {
    film(
        ".mp4",
        "-f",
        "lavfi",
        "-i",
        "color=black:s=640x360:r=25:d=8[out0];testsrc2=s=640x360:r=25:d=32[out1]",
        "-filter_complex",
        "[0:v:0][0:v:1]concat");
    Recording before = over(WIDE, movie(".mp4", 0, 40_000));
    Stills stills = make(WORKER, LONG);

    assertThat(stills.reason()).isEmpty();
    assertThat(stills.state()).isEqualTo(Stills.State.READY);
    assertThat(stills.sheets()).isEqualTo(1);
    assertThat(library.find(id).orElseThrow().bytes()).isGreaterThan(before.bytes() + 10_000);
    assertThat(settled).extracting(Recording::stills).containsExactly(stills);
    BufferedImage poster = ImageIO.read(file("-poster.jpg").toFile());
    assertThat(poster.getWidth()).isEqualTo(640);
    assertThat(poster.getHeight()).isEqualTo(360);
    assertThat(brightness(poster)).isBetween(60.0, 200.0);
    List<BufferedImage> tiles = tiles(40_000, 160, 90);
    assertThat(tiles).hasSize(20);
    assertThat(brightness(tiles.get(1))).isLessThan(20);
    assertThat(brightness(tiles.get(10))).isGreaterThan(60);
    // It is on the disk, and goes with the recording.
    assertThat(RecordingLibrary.open(folder).find(id).orElseThrow().stills()).isEqualTo(stills);
    assertThat(library.delete(library.find(id).orElseThrow())).isTrue();
    try (var left = Files.list(folder.resolve("show"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void goesAcrossFilesOfDifferentShape() throws Exception {
    film(".mp4", "-f", "lavfi", "-i", "color=red:s=640x360:r=25:d=5");
    film("-2.mp4", "-f", "lavfi", "-i", "color=white:s=360x640:r=25:d=6");
    var _ = over(WIDE, movie(".mp4", 0, 5_000), movie("-2.mp4", 7_000, 6_000));
    assertThat(make(WORKER, LONG).state()).isEqualTo(Stills.State.READY);
    List<BufferedImage> tiles = tiles(13_000, 160, 90);
    assertThat(tiles).hasSize(7);
    // Red has no green; nothing is between the files.
    assertThat(tiles.subList(0, 4)).allMatch(tile -> brightness(tile) < 20);
    assertThat(tiles.subList(4, 7)).allMatch(tile -> brightness(tile) > 50);
  }

  @Test
  void leavesARecordingAsItIsWhenItsFileIsBroken() throws Exception {
    Files.write(file(".mp4"), new byte[100_000]);
    // A process that was killed left it.
    Files.write(
        Files.createDirectories(folder.resolve(".worker/work-1")).resolve("x"), new byte[1]);
    var _ = over(WIDE, movie(".mp4", 0, 40_000));
    Stills stills = make(WORKER, LONG);
    assertThat(stills.state()).isEqualTo(Stills.State.FAILED);
    assertThat(stills.reason()).contains("no picture could be decoded");
    assertThat(library.find(id).orElseThrow().state()).isEqualTo(RecordingState.READY);
  }

  @Test
  void endsAWorkerThatHangs() throws Exception {
    Files.write(file(".mp4"), new byte[100]);
    var _ = over(WIDE, movie(".mp4", 0, 1_000));
    Stills stills =
        make(
            new WorkerCommand(List.of("sh", "-c", "sleep 1000", "worker")), Duration.ofMillis(300));
    assertThat(stills.state()).isEqualTo(Stills.State.FAILED);
    assertThat(stills.reason()).contains("ended after");
    assertThat(library.find(id).orElseThrow().state()).isEqualTo(RecordingState.READY);
  }

  @Test
  void makesNoneOfSound() throws Exception {
    Files.write(file(".mp4"), new byte[100]);
    var _ = over(new Pictures("mp4a.40.2", 0, 0), movie(".mp4", 0, 1_000));
    assertThat(make(new WorkerCommand(List.of("false")), LONG)).isEqualTo(Stills.NONE);
  }
}
