package live.vitrine.web.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.http.Routes;
import live.vitrine.web.mail.Outbox;

/** The administrator's pages and the probes, put together. */
public final class AdminFeature implements AutoCloseable {
  private final HealthChecks checks;
  private final Readiness readiness;
  private final ProbeRoutes probes;
  private final OverviewRoutes overview;
  private final AccountRoutes accounts;
  private final ShopDecisionRoutes shops;
  private final OrderRoutes orders;
  private final AuditRoutes audit;
  private final ConfigurationRoutes configuration;

  /**
   * Puts it together.
   *
   * @param reset empty where nothing can send such mail
   * @param more checks of other parts, after those of database, media-server and disk
   */
  public AdminFeature(
      AdminContext context,
      Metrics metrics,
      Optional<PasswordResetMail> reset,
      List<HealthCheck> more) {
    List<HealthCheck> all =
        new ArrayList<>(
            List.of(
                new DatabaseHealth(context.database()),
                new MediaServerHealth(context.shops().media()),
                new DiskHealth(context.settings().data())));
    all.addAll(more);
    AuditLog log = new AuditLog(context.clock());
    this.checks = new HealthChecks(all);
    this.readiness = new Readiness(context.database());
    this.probes = new ProbeRoutes(readiness, metrics);
    this.overview = new OverviewRoutes(context, checks);
    this.accounts = new AccountRoutes(context, new AccountDecisions(context, log), reset);
    this.shops =
        new ShopDecisionRoutes(context, new ShopDecisions(context, new Outbox(context.clock())));
    this.orders = new OrderRoutes(context);
    this.audit = new AuditRoutes(context);
    this.configuration = new ConfigurationRoutes(context);
  }

  public void register(Routes routes) {
    probes.register(routes);
    overview.register(routes);
    accounts.register(routes);
    shops.register(routes);
    orders.register(routes);
    audit.register(routes);
    configuration.register(routes);
  }

  @Override
  public void close() {
    checks.close();
    readiness.close();
  }
}
