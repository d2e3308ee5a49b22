package live.vitrine.media.recording.library;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How the files of a recording are called; all of them lie in the folder of its stream. */
public final class FileNames {
  private static final Pattern PATTERN =
      Pattern.compile("[A-Za-z0-9_-]{1,80}(\\.init)?\\.(mp4|flv|m3u8|json|jpg|vtt)");

  private FileNames() {}

  /** Whether it can be a name of a file of ours: no path, nothing hidden. */
  public static boolean isValid(String name) {
    return PATTERN.matcher(name).matches();
  }

  /**
   * A file that media are written to.
   *
   * @param part 1 for the first file of this format, which has the recording's plain name
   */
  public static String media(RecordingId id, int part, MediaFormat format) {
    String suffix = part == 1 ? "" : "-" + part;
    return id.value() + suffix + "." + format.extension();
  }

  /** What a player of byte ranges is set up with: the head of the file {@code media}. */
  public static String head(String media) {
    return media.substring(0, media.length() - ".mp4".length()) + ".init.mp4";
  }

  /** The HLS playlist. */
  public static String playlist(RecordingId id) {
    return id.value() + ".m3u8";
  }

  /** The poster picture, as players ask for it. */
  public static final String POSTER = "poster.jpg";

  /** The index of the storyboard, likewise. */
  public static final String STORYBOARD = "storyboard.vtt";

  /** A sheet of the storyboard, likewise. */
  public static String sheet(int number) {
    return "sheet-" + number + ".jpg";
  }

  /** Everything that belongs to a storyboard of so many sheets; nothing without any. */
  public static List<String> stills(int sheets) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < sheets; i++) {
      names.add(sheet(i));
    }
    if (sheets > 0) {
      names.add(POSTER);
      names.add(STORYBOARD);
    }
    return names;
  }

  /** The file behind one of these names. */
  public static String still(RecordingId id, String name) {
    return id.value() + "-" + name;
  }

  /** The description. */
  public static String sidecar(RecordingId id) {
    return id.value() + ".json";
  }
}
