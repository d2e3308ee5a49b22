package live.vitrine.web.shop;

import java.time.Clock;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Routes;
import live.vitrine.web.media.MediaServerClient;
import live.vitrine.web.page.Pages;
import live.vitrine.web.picture.PictureUploads;

/** Shops and their streams: what hosts do with them, and what others need of them. */
public final class ShopFeature implements AutoCloseable {
  private final MediaServerClient media;
  private final ShopService shops;
  private final StreamKeys keys;
  private final ShopRoutes routes;

  public ShopFeature(
      Settings settings, Database database, Clock clock, Pages pages, PictureUploads pictures) {
    this.media = new MediaServerClient(settings.media().adminUrl());
    this.shops = new ShopService(database, settings.shopOpening(), new AuditLog(clock), clock);
    this.keys = new StreamKeys(database, media, shops);
    this.routes =
        new ShopRoutes(
            new OpeningRoutes(pages, shops, settings.shopOpening()),
            new SettingsRoutes(pages, shops, pictures),
            new StreamRoutes(pages, shops, keys, media, settings.media().rtmpUrl()));
  }

  public void register(Routes all) {
    routes.register(all);
  }

  public MediaServerClient media() {
    return media;
  }

  public ShopService shops() {
    return shops;
  }

  public StreamKeys keys() {
    return keys;
  }

  @Override
  public void close() {
    media.close();
  }
}
