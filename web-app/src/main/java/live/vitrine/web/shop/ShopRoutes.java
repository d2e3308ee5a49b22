package live.vitrine.web.shop;

import java.net.URI;
import live.vitrine.web.config.Settings.ShopOpening;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.media.MediaServerClient;
import live.vitrine.web.page.Pages;
import live.vitrine.web.shop.ShopService.Actor;

/**
 * The pages of a host about their shop and their stream. A host only ever reaches their own: no
 * address here names a shop.
 */
public final class ShopRoutes {
  static final String PAGE = "/host/shop";

  private final OpeningRoutes opening;
  private final SettingsRoutes settings;
  private final StreamRoutes stream;

  /**
   * @param rtmpUrl where hosts send their streams, without the key
   */
  public ShopRoutes(
      Pages pages,
      ShopService shops,
      ShopOpening shopOpening,
      StreamKeys keys,
      MediaServerClient media,
      URI rtmpUrl) {
    this.opening = new OpeningRoutes(pages, shops, shopOpening == ShopOpening.APPROVAL);
    this.settings = new SettingsRoutes(pages, shops);
    this.stream = new StreamRoutes(pages, shops, keys, media, rtmpUrl);
  }

  public void register(Routes routes) {
    opening.register(routes);
    settings.register(routes);
    stream.register(routes);
  }

  static Actor actor(Request request) {
    return new Actor(request.signedIn().accountId(), request.address());
  }
}
