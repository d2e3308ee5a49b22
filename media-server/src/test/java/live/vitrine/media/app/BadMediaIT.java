package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.typesafe.config.Config;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import live.vitrine.media.hls.Ffmpeg;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.testing.Browser;
import live.vitrine.media.testing.FfmpegProgram;
import live.vitrine.media.testing.FfprobeJudge;
import live.vitrine.media.testing.FlvChecker;
import live.vitrine.media.testing.FlvFile;
import live.vitrine.media.testing.FlvViewer;
import live.vitrine.media.testing.HexBytes;
import live.vitrine.media.testing.HlsPage;
import live.vitrine.media.testing.NumberedStream;
import live.vitrine.media.testing.RtmpSocket;
import live.vitrine.media.testing.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Publishers whose media is wrong, in real pictures, beside a good stream that is watched. Viewers
 * over FLV get every picture, HLS and the recording can be decoded, and the good stream notices
 * nothing.
 */
class BadMediaIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FRAME_MILLIS = 40;
  private static final FfprobeJudge JUDGE = new FfprobeJudge(FfmpegProgram.BUNDLED);

  private static FlvFile avc;
  private static FlvFile smallAvc;
  private static FlvFile hevc;

  private RunningServer server;
  private NumberedStream good;
  private FlvViewer goodViewer;
  private RtmpSocket bad;
  private FlvViewer viewer;
  private RecordingApiClient api;
  private boolean begun;

  @BeforeAll
  static void makeMedia() throws IOException {
    avc = FlvFile.second("libx264 -preset ultrafast", "320x180");
    smallAvc = FlvFile.second("libx264 -preset ultrafast", "160x90");
    hevc = FlvFile.second("libx265 -preset ultrafast -x265-params log-level=none", "320x180");
  }

  @BeforeEach
  void start() {
    server = RunningServer.openWith(Map.of("VITRINE_RECORDING_FORMAT", "mp4"));
    api = new RecordingApiClient(server);
    good = NumberedStream.publish(server.ports().rtmp(), "good");
    await().until(() -> server.hub().find(StreamId.of("good")).isPresent());
    goodViewer = FlvViewer.watch(server.playback("/live/good.flv"));
    await().until(() -> !NumberedStream.numbers(goodViewer.tags()).isEmpty());
    bad = RtmpSocket.publisher(server.ports().rtmp(), "bad");
    viewer = FlvViewer.watch(server.playback("/live/bad.flv"));
  }

  @AfterEach
  void nobodyElseHasNoticed() {
    try {
      int sent = good.sent();
      await().until(() -> NumberedStream.numbers(goodViewer.tags()).getLast() >= sent);
      List<Integer> numbers = NumberedStream.numbers(goodViewer.tags());
      assertThat(numbers)
          .isEqualTo(IntStream.rangeClosed(numbers.getFirst(), numbers.getLast()).boxed().toList());
      assertThat(good.isHungUpOn()).isFalse();
    } finally {
      goodViewer.close();
      viewer.close();
      good.close();
      bad.close();
      api.close();
      server.close();
    }
  }

  private void send(long time, byte[] payload) {
    bad.send(bad.peer().video(time, payload));
  }

  /** Everything after the first picture is sent to a viewer who watches already. */
  private void sendPicture(long time, byte[] payload) {
    send(time, payload);
    if (!begun) {
      begun = true;
      awaitSeen(1);
    }
  }

  /** A second of pictures; the time behind it. */
  private long sendSecond(FlvFile media, long time) {
    long next = time;
    for (byte[] picture : media.pictures()) {
      sendPicture(next & 0xFFFFFFFFL, picture);
      next += FRAME_MILLIS;
    }
    return next;
  }

  private long seen() {
    return viewer.tags().stream().filter(FlvChecker.Tag::isPicture).count();
  }

  private void awaitSeen(long pictures) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen()).isEqualTo(pictures));
  }

  private URI hls() {
    return server.playback("/live/bad/index.m3u8");
  }

  private String playlist() throws Exception {
    await().atMost(PATIENCE).until(() -> server.get(hls()).statusCode() == 200);
    return server.get(server.playback("/live/bad/main.m3u8")).body();
  }

  /** Ends the publication as an encoder does. */
  private void end() {
    bad.send(bad.peer().call(0, "deleteStream", 4));
    bad.close();
  }

  private static int discontinuities(String playlist) {
    return playlist.split("\n#EXT-X-DISCONTINUITY\n", -1).length - 1;
  }

  private static int count(String address, String codec) throws Exception {
    String all =
        Ffmpeg.BUNDLED.probe(
            "-v error -count_frames -select_streams v -show_entries stream=codec_name,nb_read_frames"
                + " -of csv=p=0 %s",
            address);
    // Some formats have programs, and the streams in them again.
    List<String> lines = all.lines().filter(line -> line.contains(",")).toList();
    assertThat(lines).as(all).isNotEmpty();
    String[] answer = lines.getFirst().split(",", -1);
    assertThat(answer[0]).as(address).isEqualTo(codec);
    return Integer.parseInt(answer[1]);
  }

  private Config awaitRecording() {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          List<? extends Config> mine =
              api.get("recordings?stream=bad").getConfigList("recordings");
          return !mine.isEmpty() && mine.getFirst().getString("state").equals("ready");
        });
    return api.get("recordings?stream=bad").getConfigList("recordings").getFirst();
  }

  /** Pictures that can be decoded in each file. */
  private List<String> recordedPictures() throws Exception {
    Config recording = awaitRecording();
    List<String> pictures = new ArrayList<>();
    for (Config file : recording.getConfigList("files")) {
      String address =
          server
              .playback("/vod/%s/%s".formatted(recording.getString("id"), file.getString("name")))
              .toString();
      assertThat(JUDGE.decodeErrors(address, 600)).as(file.getString("name")).isEmpty();
      FfprobeJudge.Stream stream = JUDGE.streams(address).getFirst();
      pictures.add(
          "%s %d %d".formatted(stream.codec(), stream.width(), count(address, stream.codec())));
    }
    return pictures;
  }

  @ParameterizedTest
  @CsvSource({
    // where each two seconds begin; how many discontinuities HLS marks
    "0, 3600000, 100000, 2",
    "3600000, 0, 7200000, 2",
    // across 32 bits: nothing happens
    "4294964296, 4294966296, 1000, 0",
    "4294966000, 704, 2704, 0",
  })
  void goesOnWhenTimesJumpOrWrap(long first, long second, long third, int marks) throws Exception {
    send(first, avc.configuration());
    for (long begin : new long[] {first, second, third}) {
      long _ = sendSecond(avc, sendSecond(avc, begin));
    }
    awaitSeen(150);
    assertThat(viewer.tags().getLast().time() - viewer.tags().getFirst().time())
        .isBetween(5_960L, 6_040L);
    end();
    await().atMost(PATIENCE).until(() -> playlist().contains("#EXT-X-ENDLIST"));

    assertThat(discontinuities(playlist())).as(playlist()).isEqualTo(marks);
    assertThat(Ffmpeg.BUNDLED.run("-v error -i %s -f null -", hls())).isEmpty();
    assertThat(count(hls().toString(), "h264")).isEqualTo(150);
    assertThat(recordedPictures()).containsExactly("h264 320 150");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void goesOnWhenTheCodecChangesEverySecond(boolean sizeOnly) throws Exception {
    FlvFile other = sizeOnly ? smallAvc : hevc;
    long time = 0;
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      FlvFile media = i % 2 == 0 ? avc : other;
      send(time, media.configuration());
      time = sendSecond(media, time);
      expected.add(
          "%s %d 25"
              .formatted(
                  i % 2 == 0 || sizeOnly ? "h264" : "hevc", i % 2 == 0 || !sizeOnly ? 320 : 160));
    }
    awaitSeen(500);
    end();
    await().atMost(PATIENCE).until(() -> playlist().contains("#EXT-X-ENDLIST"));

    String playlist = playlist();
    assertThat(discontinuities(playlist)).as(playlist).isEqualTo(19);
    assertThat(playlist.split("#EXT-X-MAP:", -1)).hasSize(21);
    assertThat(picturesByInit(playlist)).isEqualTo(expected);
    assertThat(recordedPictures()).isEqualTo(expected);
    if (sizeOnly) {
      playsInChromium();
    }
  }

  /** FFmpeg reads one initialization segment of a playlist only, so it gets them one by one. */
  private List<String> picturesByInit(String playlist) throws Exception {
    List<String> pictures = new ArrayList<>();
    Path file = Files.createTempFile("init", ".mp4");
    for (String stretch : playlist.split("#EXT-X-MAP:URI=\"", -1)) {
      if (stretch.startsWith("#EXTM3U")) {
        continue;
      }
      var all = new ByteArrayOutputStream();
      all.writeBytes(download(stretch.substring(0, stretch.indexOf('"'))));
      for (String line : stretch.lines().filter(name -> name.endsWith(".m4s")).toList()) {
        all.writeBytes(download(line));
      }
      Files.write(file, all.toByteArray());
      assertThat(JUDGE.decodeErrors(file.toString(), 60)).isEmpty();
      FfprobeJudge.Stream stream = JUDGE.streams(file.toString()).getFirst();
      pictures.add(
          "%s %d %d"
              .formatted(stream.codec(), stream.width(), count(file.toString(), stream.codec())));
    }
    Files.delete(file);
    return pictures;
  }

  private byte[] download(String name) throws IOException {
    try (InputStream in = server.playback("/live/bad/" + name).toURL().openStream()) {
      return in.readAllBytes();
    }
  }

  private void playsInChromium() {
    try (Browser browser = Browser.open()) {
      Page page = browser.page();
      HlsPage player = HlsPage.open(page, hls());
      page.evaluate(
          "window.widths = new Set(); video.addEventListener('resize',"
              + " () => widths.add(video.videoWidth)); video.playbackRate = 4;");
      player.awaitTrue("video.ended || video.currentTime > 19.5");
      assertThat(page.evaluate("[...widths].sort().join()")).isEqualTo("160,320");
      assertThat(player.errors()).noneMatch(error -> error.startsWith("fatal"));
      page.context().close();
    }
  }

  /** Enhanced headers, each wrong in a way of its own. */
  private static final List<String> MALFORMED =
      List.of(
          // multitrack: without a type, without a codec, without a track, of an unknown type
          "96",
          "96 01",
          "96 01 'avc1'",
          "96 f1 'avc1' 00",
          // many tracks: a length beyond the end, a cut header, multitrack within multitrack
          "96 11 'avc1' 00 ffffff 00",
          "96 11 'avc1' 00 00",
          "96 16 'avc1' 00 000001 00",
          // extensions: no size, no data, no end
          "97",
          "97 00",
          "97 ff",
          "97 ff ffff 00",
          "97 02 000000");

  @Test
  void countsMalformedHeadersBetweenGoodPictures() throws Exception {
    RandomGenerator random = Seeds.random(7);
    long before = server.hub().counters().messagesDamaged().sum();
    send(0, avc.configuration());
    int malformed = 0;
    List<byte[]> sent = new ArrayList<>();
    for (int second = 0; second < 4; second++) {
      long time = second * 1_000L;
      for (byte[] picture : avc.pictures()) {
        while (random.nextInt(3) > 0) {
          String notation = MALFORMED.get(random.nextInt(MALFORMED.size()));
          send(time, HexBytes.bytes(notation));
          malformed++;
        }
        sendPicture(time, picture);
        sent.add(picture);
        time += FRAME_MILLIS;
      }
    }
    awaitSeen(100);
    assertThat(server.hub().counters().messagesDamaged().sum() - before).isEqualTo(malformed);
    List<byte[]> got =
        viewer.tags().stream()
            .filter(FlvChecker.Tag::isPicture)
            .map(FlvChecker.Tag::payload)
            .toList();
    for (int i = 0; i < sent.size(); i++) {
      assertThat(got.get(i)).isEqualTo(sent.get(i));
    }
    end();
    await().atMost(PATIENCE).until(() -> playlist().contains("#EXT-X-ENDLIST"));
    assertThat(discontinuities(playlist())).isZero();
    assertThat(count(hls().toString(), "h264")).isEqualTo(100);
    assertThat(recordedPictures()).containsExactly("h264 320 100");
  }

  @Test
  void cutsSegmentsWithoutAKeyFrameForAMinute() throws Exception {
    FlvFile minute =
        FlvFile.make(
            "-f lavfi -i testsrc2=size=160x90:rate=10 -t 60 -pix_fmt yuv420p -g 9999"
                + " -sc_threshold 0 -bf 0 -c:v libx264 -preset ultrafast");
    send(0, minute.configuration());
    long time = 0;
    for (byte[] picture : minute.pictures()) {
      sendPicture(time, picture);
      time += 100;
    }
    awaitSeen(600);
    end();
    await().atMost(PATIENCE).until(() -> playlist().contains("#EXT-X-ENDLIST"));

    String playlist = playlist();
    assertThat(playlist.split("#EXTINF:", -1)).hasSizeGreaterThan(4);
    assertThat(discontinuities(playlist)).isZero();
    assertThat(playlist).doesNotContain("#EXT-X-INDEPENDENT-SEGMENTS");
    assertThat(count(hls().toString(), "h264")).isPositive();
    assertThat(recordedPictures()).containsExactly("h264 160 600");
  }

  @Test
  void carriesKeyFramesOfTwoMebibytes() throws Exception {
    send(0, avc.configuration());
    long time = 0;
    for (int second = 0; second < 4; second++) {
      List<byte[]> pictures = avc.pictures();
      sendPicture(time, padded(pictures.getFirst(), 2 << 20));
      for (int i = 1; i < pictures.size(); i++) {
        send(time + (long) i * FRAME_MILLIS, pictures.get(i));
      }
      time += 1_000;
    }
    awaitSeen(100);
    end();
    await().atMost(PATIENCE).until(() -> playlist().contains("#EXT-X-ENDLIST"));
    assertThat(Ffmpeg.BUNDLED.run("-v error -i %s -f null -", hls())).isEmpty();
    assertThat(count(hls().toString(), "h264")).isEqualTo(100);
    assertThat(recordedPictures()).containsExactly("h264 320 100");
  }

  /** The picture with a unit of filler data (type 12) behind it. */
  private static byte[] padded(byte[] picture, int length) {
    int filler = length - picture.length - 4;
    byte[] all = Arrays.copyOf(picture, length);
    for (int i = 0; i < 4; i++) {
      all[picture.length + i] = (byte) (filler >>> (24 - 8 * i));
    }
    Arrays.fill(all, picture.length + 4, length, (byte) 0xFF);
    all[picture.length + 4] = 12;
    all[length - 1] = (byte) 0x80;
    return all;
  }
}
