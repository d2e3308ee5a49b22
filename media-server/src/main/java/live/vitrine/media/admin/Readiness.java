package live.vitrine.media.admin;

/** Whether the server takes publishers and viewers. Any thread. */
public final class Readiness {
  /** What the server is about. */
  public enum State {
    /** Not every port is open yet. */
    STARTING("starting"),
    /** Every port is open. */
    READY("ready"),
    /** Streams go on, but no new publisher is let in: the server is about to leave. */
    DRAINING("draining"),
    /** Streams are being ended; nobody new is let in. */
    STOPPING("stopping");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** The word for it in answers. */
    String label() {
      return label;
    }
  }

  private volatile State state = State.STARTING;

  State state() {
    return state;
  }

  /** Whether no new publisher is to be let in because the server is about to leave. */
  public boolean isDraining() {
    return state == State.DRAINING;
  }

  /** Whether the server is being stopped, which cannot be taken back. */
  public boolean isStopping() {
    return state == State.STOPPING;
  }

  /** From now on. A server that is stopping stays so. */
  public synchronized void change(State next) {
    if (state != State.STOPPING) {
      state = next;
    }
  }
}
