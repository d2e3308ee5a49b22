package live.vitrine.media.httpflv;

import java.util.Optional;
import java.util.regex.Pattern;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.hub.TrackSelection;
import org.jspecify.annotations.Nullable;

/** {@code ?video=N&audio=N}: which tracks of a multitrack stream a viewer wants. */
final class TrackParameter {
  /** What is allowed, in words. */
  static final String ALLOWED =
      "video and audio: track numbers from 0 to %d, or none for one of them, are allowed"
          .formatted(TrackSelection.MAX_TRACK);

  private static final String NONE = "none";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");

  private TrackParameter() {}

  /** The tracks asked for, the main ones when none are; empty when that is not allowed. */
  static Optional<TrackSelection> of(HttpExchange exchange) {
    try {
      return Optional.of(
          new TrackSelection(track(exchange.query("video")), track(exchange.query("audio"))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static int track(@Nullable String value) {
    if (value == null) {
      return 0;
    }
    if (value.equals(NONE)) {
      return TrackSelection.NONE;
    }
    if (!NUMBER.matcher(value).matches()) {
      throw new IllegalArgumentException(value);
    }
    return Integer.parseInt(value);
  }
}
