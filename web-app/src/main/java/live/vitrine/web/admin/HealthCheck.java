package live.vitrine.web.admin;

/** Finds out how a part fares. */
public interface HealthCheck {
  /** What it is about: its words are {@code admin.health.NAME}. */
  String name();

  /**
   * Looks. Runs on a virtual thread, which is interrupted when it takes longer than {@value
   * HealthChecks#MOST_MILLIS} ms.
   *
   * @throws Exception the same as failing
   */
  Health run() throws Exception;
}
