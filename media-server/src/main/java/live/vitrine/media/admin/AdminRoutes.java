package live.vitrine.media.admin;

import java.util.List;
import live.vitrine.media.http.HttpRoute;

/** Everything that the admin port answers. */
public final class AdminRoutes {
  private AdminRoutes() {}

  /** The port's routes, in their order; starts the probes of the event loops. */
  public static List<HttpRoute> of(AdminContext context) {
    return List.of(
        new BrowserGuard(),
        new HealthRoute(context.readiness(), context.eventLoops()),
        new MetricsRoute(context, LagProbe.startAll(context.eventLoops())),
        new ControlApi(context));
  }
}
