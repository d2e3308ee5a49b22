package live.vitrine.web.admin;

import java.util.List;

/** What the first page of administration shows. */
public record Overview(
    Counts counts, List<HealthChecks.Result> health, String version, String java) {
  /** How many of what there are. */
  public record Counts(
      long accounts,
      long openShops,
      long pendingShops,
      long orders,
      long paidToday,
      long flagged,
      long waitingMail,
      long failedMail) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);
  }
}
