package live.vitrine.web.shop;

import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.shop.ShopService.Actor;

/**
 * The pages of a host about their shop and their stream. A host only ever reaches their own: no
 * address here names a shop.
 */
record ShopRoutes(OpeningRoutes opening, SettingsRoutes settings, StreamRoutes stream) {
  static final String PAGE = "/host/shop";

  void register(Routes routes) {
    opening.register(routes);
    settings.register(routes);
    stream.register(routes);
  }

  static Actor actor(Request request) {
    return new Actor(request.signedIn().accountId(), request.address());
  }
}
