package live.vitrine.media.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What FFmpeg's decoders made of the first seconds of a stream: each picture and each piece of
 * sound in the order it came out.
 *
 * @param pictures decoded pictures
 * @param sounds decoded pieces of sound
 * @param backwards the lines whose time is not after the one before in their track
 * @param complaints what FFmpeg said at level {@code error}
 * @param forms what the tracks are like: {@code 320x180}, {@code 48000}
 */
public record DecodedStream(
    int pictures, int sounds, List<String> backwards, List<String> complaints, List<String> forms) {
  private static final int TIMEOUT_SECONDS = 40;

  /** Decodes so many seconds of an address. */
  public static DecodedStream of(FfmpegProgram program, String address, int seconds) {
    List<String> command =
        List.of(
            program.ffmpeg(),
            "-hide_banner",
            "-v",
            "error",
            // RTMP does not say which tracks there are; FFmpeg would look for them for 5 s.
            "-analyzeduration",
            "1500000",
            "-i",
            address,
            "-t",
            String.valueOf(seconds),
            "-fps_mode",
            "passthrough",
            "-enc_time_base:v",
            "1:1000",
            "-f",
            "framecrc",
            "-");
    try (ExternalProcess ffmpeg = ExternalProcess.start("Debian: ffmpeg", command)) {
      int exit = ffmpeg.awaitExit(TIMEOUT_SECONDS);
      DecodedStream decoded = parse(ffmpeg.output());
      if (exit != 0 && decoded.complaints.isEmpty()) {
        decoded.complaints.add("exit code " + exit);
      }
      return decoded;
    }
  }

  /** Lines of the muxer {@code framecrc}: stream, dts, pts, duration, size, checksum. */
  private static DecodedStream parse(String output) {
    List<String> complaints = new ArrayList<>();
    boolean[] isVideo = new boolean[8];
    long[] last = new long[8];
    Arrays.fill(last, Long.MIN_VALUE);
    int pictures = 0;
    int sounds = 0;
    List<String> backwards = new ArrayList<>();
    List<String> forms = new ArrayList<>();
    for (String line : output.lines().toList()) {
      if (line.startsWith("#media_type ")) {
        isVideo[line.charAt(12) - '0'] = line.endsWith("video");
      } else if (line.startsWith("#dimensions ") || line.startsWith("#sample_rate ")) {
        forms.add(line.substring(line.lastIndexOf(' ') + 1));
      } else if (line.matches("\\d, .*")) {
        int stream = line.charAt(0) - '0';
        long time = Long.parseLong(line.split(",", -1)[1].strip());
        if (time <= last[stream]) {
          backwards.add("%s after %d".formatted(line, last[stream]));
        }
        last[stream] = time;
        if (isVideo[stream]) {
          pictures++;
        } else {
          sounds++;
        }
      } else if (!line.startsWith("#") && !line.isBlank()) {
        complaints.add(line);
      }
    }
    return new DecodedStream(pictures, sounds, backwards, complaints, forms);
  }
}
