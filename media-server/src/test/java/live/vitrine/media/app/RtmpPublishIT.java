package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.rtmp.session.CloseCause;
import live.vitrine.media.testing.DecodedStream;
import live.vitrine.media.testing.ExternalProcess;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfprobeJudge;
import live.vitrine.media.testing.FlvChecker;
import live.vitrine.media.testing.FlvViewer;
import live.vitrine.media.testing.HeAacFile;
import live.vitrine.media.testing.SelfSignedCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real encoders publish; FFmpeg 8 judges what comes out over HTTP-FLV, Debian's what comes out over
 * RTMP. GStreamer: Debian's packages {@code gstreamer1.0-tools}, {@code gstreamer1.0-plugins-bad}
 * and {@code gstreamer1.0-plugins-ugly}.
 */
class RtmpPublishIT {
  private static final String GSTREAMER =
      "Debian: gstreamer1.0-tools gstreamer1.0-plugins-good gstreamer1.0-plugins-bad"
          + " gstreamer1.0-plugins-ugly";

  private static final List<String> PICTURE =
      List.of("-re", "-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25");
  private static final List<String> SOUND =
      List.of("-re", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100");
  private static final List<String> H264 =
      List.of("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "25");
  private static final List<String> AAC = List.of("-c:a", "aac", "-b:a", "96k", "-ac", "2");

  @TempDir Path folder;

  @SafeVarargs
  private static List<String> all(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  private static ExternalProcess ffmpeg(
      FfmpegProgram program, List<String> arguments, String address) {
    List<String> command =
        all(
            List.of(program.ffmpeg(), "-hide_banner", "-nostats", "-loglevel", "warning"),
            arguments,
            List.of("-f", "flv", address));
    return ExternalProcess.start("Debian: ffmpeg", command);
  }

  private static void awaitLive(RunningServer server, ExternalProcess publisher) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          assertThat(publisher.isRunning()).as(publisher.output()).isTrue();
          return server.hub().find(StreamId.of("show")).isPresent();
        });
  }

  private static void assertWatchable(RunningServer server, boolean picture, boolean sound) {
    String flv = server.playback("/live/show.flv").toString();
    assertDecodes(DecodedStream.of(FfmpegProgram.BUNDLED, flv, 2), picture, sound);
    String rtmp = server.rtmpUrl() + "/show";
    assertDecodes(DecodedStream.of(FfmpegProgram.SYSTEM, rtmp, 2), picture, sound);
  }

  private static void assertDecodes(DecodedStream decoded, boolean picture, boolean sound) {
    assertThat(decoded.complaints()).isEmpty();
    assertThat(decoded.backwards()).isEmpty();
    if (picture) {
      assertThat(decoded.pictures()).isBetween(40, 60);
    } else {
      assertThat(decoded.pictures()).isZero();
    }
    if (sound) {
      assertThat(decoded.sounds()).isGreaterThan(30);
    } else {
      assertThat(decoded.sounds()).isZero();
    }
  }

  static Stream<Arguments> ffmpegPublishers() {
    List<String> bFrames = List.of("-bf", "2", "-preset", "veryfast");
    List<Arguments> cases = new ArrayList<>();
    for (FfmpegProgram program : FfmpegProgram.values()) {
      cases.add(arguments("plain", program, all(PICTURE, SOUND, H264, AAC), true, true));
      cases.add(
          arguments("B-frames", program, all(PICTURE, SOUND, H264, bFrames, AAC), true, true));
      cases.add(arguments("video only", program, all(PICTURE, H264), true, false));
      cases.add(arguments("audio only", program, all(SOUND, AAC), false, true));
      cases.add(
          arguments(
              "no duration",
              program,
              all(PICTURE, SOUND, H264, AAC, List.of("-flvflags", "no_duration_filesize")),
              true,
              true));
      // Times from 100,000 s on need the extended timestamp in every chunk. FFmpeg 5.1's -re would
      // wait for that time to come.
      cases.add(
          arguments(
              "times of its own",
              program,
              all(
                  List.of("-copyts", "-itsoffset", "100000"),
                  PICTURE.subList(1, PICTURE.size()),
                  List.of("-itsoffset", "100000"),
                  SOUND.subList(1, SOUND.size()),
                  List.of("-vf", "realtime", "-af", "arealtime"),
                  H264,
                  AAC),
              true,
              true));
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ffmpegPublishers")
  void takesWhatFfmpegPublishes(
      String name, FfmpegProgram program, List<String> arguments, boolean picture, boolean sound) {
    try (RunningServer server = RunningServer.open();
        ExternalProcess publisher = ffmpeg(program, arguments, server.rtmpUrl() + "/show")) {
      awaitLive(server, publisher);
      try (FlvViewer viewer = FlvViewer.watch(server.playback("/live/show.flv"))) {
        assertWatchable(server, picture, sound);

        publisher.interrupt();
        await().atMost(Duration.ofSeconds(10)).until(viewer::isEnded);
        assertThat(viewer.checker().isAtTagEnd()).isTrue();
        assertThat(viewer.checker().flags()).isEqualTo((picture ? 1 : 0) + (sound ? 4 : 0));
      }
      assertThat(server.hub().streams()).isEmpty();
    }
  }

  @Test
  void takesHeAac() throws IOException, InterruptedException {
    Path file = HeAacFile.in(folder, 30);
    List<String> arguments = List.of("-re", "-i", file.toString(), "-c", "copy");
    try (RunningServer server = RunningServer.open();
        ExternalProcess publisher =
            ffmpeg(FfmpegProgram.BUNDLED, arguments, server.rtmpUrl() + "/show")) {
      awaitLive(server, publisher);

      assertWatchable(server, false, true);
      try (FlvViewer viewer = FlvViewer.watch(server.playback("/live/show.flv"))) {
        await().until(() -> viewer.tags().size() > 10);
        assertThat(viewer.tags())
            .filteredOn(FlvChecker.Tag::isConfiguration)
            .singleElement()
            .extracting(FlvChecker.Tag::payload)
            .isEqualTo(HeAacFile.CONFIGURATION);
      }
      // 44,100 Hz from sound that was encoded at 22,050: the decoder's HE-AAC path.
      assertThat(
              new FfprobeJudge(FfmpegProgram.BUNDLED)
                  .streams(server.playback("/live/show.flv").toString()))
          .filteredOn(stream -> stream.type().equals("audio"))
          .singleElement()
          .extracting(FfprobeJudge.Stream::sampleRate)
          .isEqualTo(44_100);
    }
  }

  static Stream<Arguments> gstreamerSinks() {
    return Stream.of(
        arguments("rtmp2sink", "location=%s"), arguments("rtmpsink", "location=%s live=1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("gstreamerSinks")
  void takesWhatGstreamerPublishes(String sink, String location) {
    try (RunningServer server = RunningServer.open();
        ExternalProcess publisher =
            ExternalProcess.start(
                GSTREAMER, gstreamer(sink, location.formatted(server.rtmpUrl() + "/show")))) {
      awaitLive(server, publisher);

      assertWatchable(server, true, true);
      publisher.interrupt();
      await().atMost(Duration.ofSeconds(10)).until(() -> server.hub().streams().isEmpty());
    }
  }

  private static List<String> gstreamer(String sink, String location) {
    String pipeline =
        "gst-launch-1.0 -e flvmux name=mux streamable=true ! "
            + sink
            + " LOCATION"
            + " videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=25/1"
            + " ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! h264parse"
            + " ! queue ! mux."
            + " audiotestsrc is-live=true ! audioconvert ! voaacenc ! aacparse ! queue ! mux.";
    return Stream.of(pipeline.split(" ", -1))
        .map(word -> word.equals("LOCATION") ? location : word)
        .toList();
  }

  @Test
  void takesRtmpsWithASelfSignedCertificate() {
    SelfSignedCertificate own = SelfSignedCertificate.in(folder);
    List<String> arguments = all(PICTURE, SOUND, H264, AAC);
    try (RunningServer server = RunningServer.openSecure(own.certificate(), own.key());
        ExternalProcess publisher =
            ffmpeg(FfmpegProgram.SYSTEM, arguments, server.rtmpsUrl() + "/show")) {
      awaitLive(server, publisher);

      assertWatchable(server, true, true);
      assertDecodes(
          DecodedStream.of(FfmpegProgram.SYSTEM, server.rtmpsUrl() + "/show", 2), true, true);
    }
  }

  @Test
  void letsASecondPublisherTakeOverWithoutDisturbingViewers() {
    List<String> first = all(PICTURE, SOUND, H264, AAC);
    List<String> second =
        all(PICTURE, SOUND, H264, List.of("-bf", "2", "-preset", "veryfast"), AAC);
    try (RunningServer server = RunningServer.open();
        ExternalProcess old = ffmpeg(FfmpegProgram.BUNDLED, first, server.rtmpUrl() + "/show")) {
      awaitLive(server, old);
      String flv = server.playback("/live/show.flv").toString();
      try (FlvViewer viewer = FlvViewer.watch(server.playback("/live/show.flv"))) {
        CompletableFuture<DecodedStream> decoded =
            CompletableFuture.supplyAsync(() -> DecodedStream.of(FfmpegProgram.BUNDLED, flv, 8));
        await().until(() -> viewer.tags().size() > 50);
        try (ExternalProcess young =
            ffmpeg(FfmpegProgram.SYSTEM, second, server.rtmpUrl() + "/show")) {
          assertThat(old.awaitExit(15)).isNotZero();
          assertThat(server.rtmpCounters().closed(CloseCause.REPLACED)).isOne();
          int before = viewer.tags().size();

          await().atMost(Duration.ofSeconds(15)).until(() -> viewer.tags().size() > before + 100);
          DecodedStream whole = decoded.join();
          assertThat(whole.complaints()).isEmpty();
          assertThat(whole.backwards()).isEmpty();
          assertThat(whole.pictures()).isGreaterThan(150);
          assertThat(young.isRunning()).isTrue();
        }
      }
    }
  }

  @Test
  void refusesAWrongKeyWithAReason() throws IOException {
    int before = logLines("may not publish").size();
    try (RunningServer server = RunningServer.start();
        ExternalProcess publisher =
            ffmpeg(
                FfmpegProgram.BUNDLED,
                all(PICTURE, H264),
                server.rtmpUrl() + "/show.0.AAAAAAAAAAAAAAAAAAAAAA")) {
      int exit = publisher.awaitExit(20);

      assertThat(exit).isNotZero();
      assertThat(publisher.output()).contains("Refused: ");
      assertThat(server.rtmpCounters().closed(CloseCause.PUBLISH_REFUSED)).isOne();
    }
    assertThat(logLines("may not publish"))
        .hasSize(before + 1)
        .last()
        .asString()
        .contains("Refused");
  }

  @Test
  void takesAValidKey() {
    try (RunningServer server = RunningServer.start();
        ExternalProcess publisher =
            ffmpeg(
                FfmpegProgram.BUNDLED,
                all(PICTURE, SOUND, H264, AAC),
                server.rtmpUrl() + "/" + server.key("show"))) {
      awaitLive(server, publisher);
      assertWatchable(server, true, true);
    }
  }

  /** The log's lines that contain this, of all tests so far. */
  private static List<String> logLines(String part) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("target", "test.log"))) {
      return lines.filter(line -> line.contains(part)).toList();
    }
  }
}
