package live.vitrine.media.config;

import java.util.List;
import java.util.stream.Collectors;

/** Every setting that is wrong; the message has one line for each. */
public final class InvalidSettingsException extends RuntimeException {
  private final transient List<Problem> problems;

  InvalidSettingsException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Never empty; in the order of the settings, unknown keys first. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One wrong setting.
   *
   * @param origin where it was written: {@code media-server.conf:3}, {@code VITRINE_RTMP_PORT}
   * @param message what is wrong, with the value and the allowed ones
   */
  public record Problem(String origin, String message) {
    @Override
    public String toString() {
      return origin + ": " + message;
    }
  }
}
