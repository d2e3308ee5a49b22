package live.vitrine.media.recording.library;

import java.util.Locale;
import java.util.Optional;

/**
 * The poster picture and the storyboard of a recording.
 *
 * @param reason why there are none; empty when it is not {@link State#FAILED}
 * @param sheets how many the storyboard has, at most {@link #MAX_SHEETS}
 * @param bytes of all of their files
 */
public record Stills(State state, String reason, int sheets, long bytes) {
  /** More tiles than fit are further apart in time. */
  public static final int MAX_SHEETS = 2;

  private static final int MAX_REASON = 400;

  /** Where they stand. */
  public enum State {
    /** Nobody has tried yet. */
    PENDING,
    READY,
    /** There is no picture in it. */
    NONE,
    FAILED;

    /** The word for it in the control API, webhooks and files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<State> of(String label) {
      for (State state : values()) {
        if (state.label().equals(label)) {
          return Optional.of(state);
        }
      }
      return Optional.empty();
    }
  }

  /** Of a recording that has just begun. */
  public static final Stills PENDING = new Stills(State.PENDING, "", 0, 0);

  /** Of a recording of sound. */
  public static final Stills NONE = new Stills(State.NONE, "", 0, 0);

  public Stills {
    if (sheets < 0 || sheets > MAX_SHEETS) {
      throw new IllegalArgumentException("sheets: 0 to %d, not %d".formatted(MAX_SHEETS, sheets));
    }
  }

  public static Stills ready(int sheets, long bytes) {
    return new Stills(State.READY, "", sheets, bytes);
  }

  /** They could not be made; nobody tries again. */
  public static Stills failed(String reason) {
    return new Stills(
        State.FAILED, reason.substring(0, Math.min(MAX_REASON, reason.length())), 0, 0);
  }
}
