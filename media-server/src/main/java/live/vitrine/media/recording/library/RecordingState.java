package live.vitrine.media.recording.library;

import java.util.Optional;

/** Where a recording stands. */
public enum RecordingState {
  /** Its stream feeds it. */
  RECORDING("recording"),
  /** Nothing is added any more; its files are made seekable. */
  FINISHING("finishing"),
  /** Complete. */
  READY("ready"),
  /** It ended before its stream did; its files are closed as far as that is possible. */
  FAILING("failing"),
  /** It ended before its stream did, for the reason that stands beside it. What there is plays. */
  FAILED("failed");

  private final String label;

  RecordingState(String label) {
    this.label = label;
  }

  /** The word for it in the control API, webhooks and files. */
  public String label() {
    return label;
  }

  static Optional<RecordingState> of(String label) {
    for (RecordingState state : values()) {
      if (state.label.equals(label)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
