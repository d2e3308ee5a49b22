package live.vitrine.media.benchmark.scenario;

/** Something that a scenario needs is not on this machine; the message says what to install. */
public final class MissingProgramException extends RuntimeException {
  MissingProgramException(String message) {
    super(message);
  }
}
