package live.vitrine.web.api;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.cart.Carts;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Routes;
import live.vitrine.web.http.WebServer;
import live.vitrine.web.order.desk.HostOrders;
import live.vitrine.web.order.desk.RefundDesk;
import live.vitrine.web.order.desk.Shipping;
import live.vitrine.web.page.Pages;

/** The JSON API with its contract, and the page of its keys. */
public final class ApiFeature {
  private final Vertx vertx;
  private final Contract contract;
  private final ApiKeys keys;
  private final ApiLimits limits;
  private final Pages pages;
  private final Map<String, Operation> operations = new HashMap<>();

  /**
   * Reads the contract.
   *
   * @throws IOException it cannot be used
   */
  public ApiFeature(
      Vertx vertx,
      Database database,
      Clock clock,
      Pages pages,
      AuditLog audit,
      Carts carts,
      Shipping shipping,
      RefundDesk refunds,
      RoomStates rooms)
      throws IOException {
    this.vertx = vertx;
    this.contract = Contract.load(vertx);
    this.keys = new ApiKeys(database, audit, clock);
    this.limits = new ApiLimits(clock);
    this.pages = pages;
    ApiJson json = new ApiJson(pages.site().publicUrl());
    new CatalogueOperations(database, clock, json).addTo(operations);
    new RoomOperations(database, rooms).addTo(operations);
    new ShopperOperations(database, json).addTo(operations);
    HostOrders orders = new HostOrders(database);
    new CartOperations(database, carts).addTo(operations);
    new HostOrderOperations(orders, shipping, new OrderJson(json)).addTo(operations);
    new RefundOperations(orders, refunds).addTo(operations);
  }

  /** Adds what answers programs; before the routes of pages. */
  public void addTo(WebServer server) {
    server
        .router()
        .route(Api.BASE + "/*")
        .subRouter(new Api(vertx, server, contract, keys, limits, operations).router(vertx));
  }

  /** Adds the pages. */
  public void register(Routes routes) {
    new KeyRoutes(keys, pages).register(routes);
    new ContractRoutes(contract, pages).register(routes);
  }
}
