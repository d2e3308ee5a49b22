package live.vitrine.web.app;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.account.AccountCleaning;
import live.vitrine.web.account.AccountContext;
import live.vitrine.web.account.AccountFeature;
import live.vitrine.web.account.Passwords;
import live.vitrine.web.account.SignInHook;
import live.vitrine.web.admin.AdminContext;
import live.vitrine.web.admin.AdminFeature;
import live.vitrine.web.admin.HealthCheck;
import live.vitrine.web.admin.Metrics;
import live.vitrine.web.api.ApiFeature;
import live.vitrine.web.api.RoomStates;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.cart.CartRoutes;
import live.vitrine.web.cart.Carts;
import live.vitrine.web.catalogue.CatalogueRoutes;
import live.vitrine.web.checkout.Checkout;
import live.vitrine.web.checkout.CheckoutRoutes;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Routes;
import live.vitrine.web.http.WebServer;
import live.vitrine.web.limit.RateLimits;
import live.vitrine.web.mail.MailSender;
import live.vitrine.web.mail.MailTemplates;
import live.vitrine.web.mail.Outbox;
import live.vitrine.web.order.desk.DeskRoutes;
import live.vitrine.web.order.desk.OverviewRoutes;
import live.vitrine.web.order.desk.RefundDesk;
import live.vitrine.web.order.desk.Shipping;
import live.vitrine.web.order.history.OrderRoutes;
import live.vitrine.web.page.Pages;
import live.vitrine.web.payment.PaymentFeature;
import live.vitrine.web.picture.PictureFeature;
import live.vitrine.web.product.ProductFeature;
import live.vitrine.web.session.Sessions;
import live.vitrine.web.setup.SetupFeature;
import live.vitrine.web.shop.ShopFeature;

/** The features, made of each other. */
final class Features {
  private final Routes routes = new Routes();
  private final PictureFeature pictures;
  private final ApiFeature api;
  private final SetupFeature setup;
  private final AccountCleaning accountCleaning;
  private final MailSender mail;
  private final PaymentFeature payment;

  Features(
      Settings settings,
      Clock clock,
      Database database,
      Sessions sessions,
      Pages pages,
      Vertx vertx,
      Metrics metrics,
      Closing closing)
      throws IOException {
    this.pictures = closing.add(new PictureFeature(settings, database, clock));
    pictures.register(routes);
    ShopFeature shops =
        closing.add(new ShopFeature(settings, database, clock, pages, pictures.uploads()));
    shops.register(routes);
    new ProductFeature(database, pages, pictures.uploads(), clock).register(routes);
    Carts carts = new Carts(database, clock);
    new CatalogueRoutes(pages, database, clock).register(routes);
    new CartRoutes(database, carts, sessions, pages).register(routes);

    AuditLog audit = new AuditLog(clock);
    Outbox outbox = new Outbox(clock);
    RateLimits limits = new RateLimits(clock);
    AccountContext accounts =
        new AccountContext(
            database,
            clock,
            sessions,
            pages,
            outbox,
            new MailTemplates(pages.site().publicUrl()),
            audit,
            limits,
            new Passwords());
    SignInHook hook =
        (handle, guest, account) -> guest.ifPresent(token -> carts.merge(handle, token, account));
    AccountFeature account = new AccountFeature(accounts, hook, pictures.uploads());
    account.register(routes);
    this.setup = new SetupFeature(accounts, settings.data());
    setup.register(routes);
    this.accountCleaning = closing.add(new AccountCleaning(database, sessions, clock));
    this.mail = closing.add(new MailSender(settings, database, outbox, clock));
    this.payment =
        closing.add(new PaymentFeature(settings, pages.site().publicUrl(), database, audit, clock));
    payment.register(routes);
    Checkout checkout = new Checkout(database, carts, payment.orders(), payment.payments());
    new CheckoutRoutes(database, carts, checkout, payment.payments(), limits, pages)
        .register(routes);

    String site = pages.site().publicUrl().toString();
    Shipping shipping = new Shipping(database, outbox, audit, clock, site);
    new OrderRoutes(database, pages).register(routes);
    new OverviewRoutes(database, pages, clock).register(routes);
    RefundDesk refunds = payment.refunds()::request;
    new DeskRoutes(database, shipping, refunds, pages).register(routes);
    RoomStates rooms = new LiveRooms(shops.media()::streams, settings.media().playbackUrl());
    this.api =
        new ApiFeature(vertx, database, clock, pages, audit, carts, shipping, refunds, rooms);
    api.register(routes);

    AdminContext admin = new AdminContext(settings, database, clock, pages, sessions, shops);
    List<HealthCheck> checks =
        List.of(new PaymentCheck(payment.health()), new MailCheck(database, clock));
    closing
        .add(new AdminFeature(admin, metrics, Optional.of(account::mailPasswordReset), checks))
        .register(routes);
  }

  /** Adds what answers without being a page. */
  void addTo(WebServer server) {
    api.addTo(server);
  }

  Routes routes() {
    return routes;
  }

  /** Begins what goes on in the background. */
  void start() throws IOException {
    pictures.start();
    accountCleaning.start();
    mail.start();
    setup.offer();
    payment.start();
  }
}
