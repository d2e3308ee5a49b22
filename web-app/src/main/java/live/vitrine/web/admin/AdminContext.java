package live.vitrine.web.admin;

import java.time.Clock;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;
import live.vitrine.web.page.Pages;
import live.vitrine.web.session.Sessions;
import live.vitrine.web.shop.ShopFeature;

/** What the administrator's pages are made with. */
public record AdminContext(
    Settings settings,
    Database database,
    Clock clock,
    Pages pages,
    Sessions sessions,
    ShopFeature shops) {}
