package live.vitrine.web.admin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.database.DatabaseUnavailableException;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.page.Pages;

/** {@code /admin}: how the whole fares. */
final class OverviewRoutes {
  private final Pages pages;
  private final Database database;
  private final Clock clock;
  private final HealthChecks checks;

  OverviewRoutes(AdminContext context, HealthChecks checks) {
    this.pages = context.pages();
    this.database = context.database();
    this.clock = context.clock();
    this.checks = checks;
  }

  void register(Routes routes) {
    routes.get("/admin", Access.ADMINISTRATOR, this::show);
  }

  private Answer show(Request request) throws InterruptedException {
    String version =
        Optional.ofNullable(OverviewRoutes.class.getPackage().getImplementationVersion())
            .orElse("");
    return pages.page(
        request,
        "admin/overview",
        new Overview(counts(), checks.run(), version, Runtime.version().toString()));
  }

  private Overview.Counts counts() {
    Instant yesterday = clock.instant().minus(Duration.ofDays(1));
    try {
      return database.read(handle ->
          handle
              .createQuery(
                  """
                  SELECT
                    (SELECT COUNT(*) FROM account WHERE deleted_at IS NULL) AS accounts,
                    (SELECT COUNT(*) FROM shop WHERE status = 'open') AS open_shops,
                    (SELECT COUNT(*) FROM shop WHERE status = 'pending') AS pending_shops,
                    (SELECT COUNT(*) FROM shop_order) AS orders,
                    (SELECT COUNT(*) FROM shop_order WHERE paid_at > :yesterday) AS paid_today,
                    (SELECT COUNT(*) FROM shop_order WHERE flag IS NOT NULL) AS flagged,
                    (SELECT COUNT(*) FROM mail WHERE state = 'waiting') AS waiting_mail,
                    (SELECT COUNT(*) FROM mail WHERE state = 'failed') AS failed_mail
                  """)
              .bind("yesterday", yesterday)
              .map((row, _) ->
                  new Overview.Counts(
                      row.getLong("accounts"),
                      row.getLong("open_shops"),
                      row.getLong("pending_shops"),
                      row.getLong("orders"),
                      row.getLong("paid_today"),
                      row.getLong("flagged"),
                      row.getLong("waiting_mail"),
                      row.getLong("failed_mail")))
              .one());
    } catch (DatabaseUnavailableException _) {
      // Below, the health of the database says why.
      return Overview.Counts.NONE;
    }
  }
}
