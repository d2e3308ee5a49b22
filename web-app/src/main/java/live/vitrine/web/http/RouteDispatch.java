package live.vitrine.web.http;

import io.vertx.ext.web.RoutingContext;

/** Has a virtual thread answer what another router found. Event loop. */
@FunctionalInterface
public interface RouteDispatch {
  void answer(Route route, RoutingContext rc);
}
