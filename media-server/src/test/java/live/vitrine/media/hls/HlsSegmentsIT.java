package live.vitrine.media.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.vitrine.media.flv.FlvTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real encoders in, real demuxers and decoders out. */
class HlsSegmentsIT {
  /** What goes in: arguments of the encoding ffmpeg, two inputs' names among them. */
  enum Source {
    BOTH("-i PICTURE -f lavfi -i SOUND -c:v libx264 -g 50 -c:a aac"),
    WITHOUT_B_FRAMES(
        "-i PICTURE -f lavfi -i SOUND -c:v libx264 -g 25 -tune zerolatency -c:a aac -ar 48000"),
    DELIMITERS_AND_PARAMETER_SETS_IN_BAND(
        "-i PICTURE -c:v libx264 -g 50 -x264-params aud=1:repeat-headers=1"),
    PICTURE_ONLY("-i PICTURE -c:v libx264 -g 50"),
    SOUND_ONLY("-i SOUND -c:a aac"),
    MONO_AT_LOW_RATE("-i SOUND -c:a aac -ar 22050 -ac 1"),
    FIVE_PICTURES_A_SECOND("-i PICTURE -f lavfi -i SOUND -c:v libx264 -r 5 -g 10 -c:a aac"),
    LARGE_PICTURES(
        "-i nullsrc=s=640x360:r=25:d=5,noise=alls=100:allf=t -c:v libx264 -preset ultrafast"
            + " -qp 10 -g 50"),
    ODD_RATE_INTERLACED("-i PICTURE -c:v libx264 -r 30000/1001 -flags +ilme+ildct -g 60");

    private final String arguments;

    Source(String arguments) {
      this.arguments = arguments;
    }

    /** The whole command line, an FLV file at its end. */
    String commandLine() {
      return "-v error -y -f lavfi %s %s -f flv"
          .formatted(
              arguments
                  .replace("PICTURE", "testsrc=size=320x180:rate=25:duration=9")
                  .replace("SOUND", "sine=frequency=440:sample_rate=44100:duration=9"),
              arguments.contains("libx264") ? "-pix_fmt yuv420p" : "");
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void satisfiesFfmpegAndTheSpecification(Source source) throws IOException {
    Path flv = encode(source);
    Path playlist = pack(flv);

    for (Ffmpeg ffmpeg : Ffmpeg.values()) {
      assertThat(ffmpeg.run("-v warning -i %s -f null -", playlist))
          .as("%s, playlist", ffmpeg)
          .isEmpty();
      compare(frames(ffmpeg, flv), frames(ffmpeg, playlist));
    }
  }

  @Test
  void eachSegmentCanBePlayedOnItsOwn() throws IOException {
    Path flv = encode(Source.BOTH);
    Path playlist = pack(flv);

    for (String name : Files.readAllLines(playlist)) {
      if (name.endsWith(".ts")) {
        String segment = playlist.resolveSibling(name).toString();
        for (Ffmpeg ffmpeg : Ffmpeg.values()) {
          assertThat(ffmpeg.run("-v warning -i %s -f null -", segment)).isEmpty();
          assertThat(
                  ffmpeg.probe("-v error -show_entries stream=codec_name -of csv=p=0 %s", segment))
              .contains("h264", "aac");
        }
      }
    }
  }

  private Path encode(Source source) {
    Path flv = folder.resolve("in.flv");
    assertThat(Ffmpeg.DEBIAN.run("%s %s", source.commandLine(), flv)).isEmpty();
    return flv;
  }

  /** Sends the file through a packager and writes what can be asked for into a folder. */
  private Path pack(Path flv) throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    try (var stage = new HlsStage(folder, HlsSettings.defaults())) {
      for (FlvTag tag : TestTags.readFile(flv)) {
        stage.tag(tag);
      }
      stage.stream.onEnd();
      var reader = new TransportStreamReader();
      Files.createDirectories(out.resolve("demo"));
      for (Segment segment : stage.show().snapshot().orElseThrow().segments()) {
        byte[] bytes = HlsStage.bytes(segment);
        assertThat(reader.readSegment(bytes)).isNotEmpty();
        Files.write(
            out.resolve("demo/%s-%d.ts".formatted(HlsStage.SHOW, segment.sequence())), bytes);
      }
      return Files.writeString(out.resolve("demo.m3u8"), stage.playlist());
    }
  }

  /**
   * Every picture that went in comes out, in order, at its time; so does the sound, but for what
   * came before the first key frame, or while sound alone was not known to be alone.
   */
  private static void compare(List<Frame> in, List<Frame> out) {
    List<Frame> pictures = pictures(in);
    assertThat(pictures(out)).extracting(Frame::hash).isEqualTo(hashes(pictures));
    double inStart = pictures.isEmpty() ? 0 : pictures.getFirst().seconds();
    double outStart = pictures.isEmpty() ? 0 : pictures(out).getFirst().seconds();
    for (int i = 0; i < pictures.size(); i++) {
      assertThat(pictures(out).get(i).seconds() - outStart)
          .isCloseTo(pictures.get(i).seconds() - inStart, within(0.001));
    }
    List<Frame> soundIn = in.stream().filter(frame -> !frame.picture()).toList();
    List<Frame> soundOut = out.stream().filter(frame -> !frame.picture()).toList();
    int lost = soundIn.size() - soundOut.size();
    assertThat(lost).isBetween(0, pictures.isEmpty() ? 50 : 2);
    assertThat(hashes(soundOut)).isEqualTo(hashes(soundIn.subList(lost, soundIn.size())));
    if (!pictures.isEmpty()) {
      for (int i = 0; i < soundOut.size(); i++) {
        assertThat(soundOut.get(i).seconds() - outStart)
            .isCloseTo(soundIn.get(lost + i).seconds() - inStart, within(0.003));
      }
    }
  }

  private record Frame(boolean picture, double seconds, String hash) {}

  private static List<Frame> pictures(List<Frame> frames) {
    return frames.stream().filter(Frame::picture).toList();
  }

  private static List<String> hashes(List<Frame> frames) {
    return frames.stream().map(Frame::hash).toList();
  }

  /**
   * All decoded frames; lines of "#tb 0: 1/25", "#media_type 0: video" and "0, dts, pts, …, md5".
   */
  private static List<Frame> frames(Ffmpeg ffmpeg, Path input) {
    // Decoded sound is not the same twice where the decoder fills in noise.
    String withoutAdts = input.toString().endsWith(".m3u8") ? "aac_adtstoasc" : "null";
    String output =
        ffmpeg.run(
            "-v error -copyts -i %s -map 0:v? -map 0:a? -fps_mode:v passthrough"
                + " -enc_time_base:v 1/90000 -c:a copy -bsf:a %s -f framemd5 -",
            input, withoutAdts);
    Map<String, Double> timeBases = new HashMap<>();
    Map<String, String> types = new HashMap<>();
    List<Frame> frames = new ArrayList<>();
    for (String line : output.lines().toList()) {
      String[] fields = line.split("[, :/]+", -1);
      if (line.startsWith("#tb")) {
        timeBases.put(fields[1], Double.parseDouble(fields[2]) / Double.parseDouble(fields[3]));
      } else if (line.startsWith("#media_type")) {
        types.put(fields[1], fields[2]);
      } else if (!line.startsWith("#")) {
        frames.add(
            new Frame(
                "video".equals(types.get(fields[0])),
                Double.parseDouble(fields[2]) * timeBases.getOrDefault(fields[0], 0.0),
                fields[5]));
      }
    }
    return frames;
  }
}
