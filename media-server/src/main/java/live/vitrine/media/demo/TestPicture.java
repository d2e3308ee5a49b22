package live.vitrine.media.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** FFmpeg's arguments for the test picture: 720p at 25 frames a second, a key frame every 2 s. */
final class TestPicture {
  private static final String SIZE = "1280x720";
  private static final int FRAMES_PER_SECOND = 25;

  private TestPicture() {}

  /**
   * The arguments behind the program's name.
   *
   * @param font a TrueType file for the clock; null draws FFmpeg's own pattern, which has a timer
   * @param address where to push, {@code rtmp://…/live/KEY}
   */
  static List<String> arguments(@Nullable Path font, String address) {
    List<String> arguments = new ArrayList<>(List.of("-hide_banner", "-loglevel", "error"));
    arguments.addAll(List.of("-re", "-f", "lavfi", "-i", picture(font)));
    arguments.addAll(
        List.of("-re", "-f", "lavfi", "-i", "sine=frequency=220:beep_factor=4:sample_rate=44100"));
    arguments.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency"));
    arguments.addAll(List.of("-profile:v", "high", "-pix_fmt", "yuv420p"));
    arguments.addAll(List.of("-b:v", "1000k", "-maxrate", "1000k", "-bufsize", "1000k"));
    arguments.addAll(List.of("-g", String.valueOf(2 * FRAMES_PER_SECOND), "-sc_threshold", "0"));
    arguments.addAll(List.of("-c:a", "aac", "-b:a", "96k", "-ac", "2", "-f", "flv", address));
    return arguments;
  }

  private static String picture(@Nullable Path font) {
    if (font == null) {
      return "testsrc2=size=%s:rate=%d".formatted(SIZE, FRAMES_PER_SECOND);
    }
    String text = "drawtext=fontfile=" + font + ":fontcolor=white:x=(w-text_w)/2";
    return String.join(
        ",",
        "gradients=size=%s:rate=%d:speed=0.01:nb_colors=4:seed=7".formatted(SIZE, FRAMES_PER_SECOND)
            + ":c0=0x16324f:c1=0x8d3b72:c2=0x1b7f79:c3=0xd98324",
        text + ":fontsize=160:y=(h-text_h)/2-40:text='%{localtime\\:%T}'",
        text + ":fontsize=40:y=h/2+90:text='Vitrine · frame %{n}'");
  }
}
