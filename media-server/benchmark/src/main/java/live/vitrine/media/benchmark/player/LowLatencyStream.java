package live.vitrine.media.benchmark.player;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What all players of one stream share: its parts and the requests for them. One thread. */
public final class LowLatencyStream {
  private static final int REMEMBERED_PARTS = 512;
  private static final Pattern PLACE = Pattern.compile(".*-([0-9]+)\\.([0-9]+)\\.m4s");

  private final int port;
  private final String folder;
  private final String playlist;
  private final LongUnaryOperator pictureNanos;
  private final LowLatencyFigures figures;
  private final byte[] firstRequest;
  private final Map<String, Part> parts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Part> eldest) {
          return size() > REMEMBERED_PARTS;
        }
      };

  /**
   * A stream by the path of its media playlist.
   *
   * @param pictureNanos when a picture was sent, by its number; 0 for not known
   */
  public LowLatencyStream(
      int port, String playlist, LongUnaryOperator pictureNanos, LowLatencyFigures figures) {
    this.port = port;
    this.playlist = playlist;
    this.pictureNanos = pictureNanos;
    this.figures = figures;
    folder = playlist.substring(0, playlist.lastIndexOf('/') + 1);
    firstRequest = Requests.get(port, playlist);
  }

  int port() {
    return port;
  }

  LowLatencyFigures figures() {
    return figures;
  }

  byte[] firstRequest() {
    return firstRequest;
  }

  /** The part of a name; null when it is none of ours. */
  @Nullable Part part(String name) {
    Part known = parts.get(name);
    if (known != null) {
      return known;
    }
    Matcher place = PLACE.matcher(name);
    if (!place.matches()) {
      return null;
    }
    long sequence = Long.parseLong(place.group(1));
    int number = Integer.parseInt(place.group(2));
    // In the order in which hls.js writes them.
    String directives =
        "%s?_HLS_msn=%d&_HLS_part=%d&_HLS_skip=v2".formatted(playlist, sequence, number);
    Part part =
        new Part(
            name,
            sequence,
            number,
            Requests.get(port, folder + name),
            Requests.get(port, directives));
    parts.put(name, part);
    return part;
  }

  /** Learns from a part's bytes when it was complete. */
  void read(Part part, Body body) {
    long last = Part.lastPicture(body);
    long sent = last < 0 ? 0 : pictureNanos.applyAsLong(last);
    long next = last < 0 ? 0 : pictureNanos.applyAsLong(last + 1);
    if (sent == 0 || next == 0) {
      part.reader = null;
      return;
    }
    part.complete(sent, next, figures);
  }
}
