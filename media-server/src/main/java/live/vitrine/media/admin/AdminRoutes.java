package live.vitrine.media.admin;

import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.http.HttpRoute;

/** Everything that the admin port answers. */
public final class AdminRoutes {
  private AdminRoutes() {}

  /**
   * The port's routes, in their order; starts the probes of the event loops.
   *
   * @param resources of the features that bring their own, asked before the control API's
   */
  public static List<HttpRoute> of(AdminContext context, List<HttpRoute> resources) {
    List<HttpRoute> routes = new ArrayList<>();
    routes.add(new BrowserGuard());
    routes.add(new HealthRoute(context.readiness(), context.eventLoops()));
    routes.add(new MetricsRoute(context, LagProbe.startAll(context.eventLoops())));
    routes.addAll(resources);
    routes.add(new ControlApi(context));
    return routes;
  }
}
