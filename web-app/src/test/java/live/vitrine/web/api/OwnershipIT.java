package live.vitrine.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Location;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;
import live.vitrine.web.testing.Victim;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Walks all operations of the contract that name a thing, with things that are there and belong to
 * somebody else. A new operation is walked by itself.
 */
final class OwnershipIT {
  private static final String SCOPES = "catalogue:write orders:read orders:write";

  /** What they name is everybody's; what they change is the caller's own. */
  private static final Set<String> OF_PUBLIC_THINGS = Set.of("putCartItem", "deleteCartItem");

  private static RunningWebApp app;
  private static ApiClient api;
  private static Fixtures fixtures;
  private static Victim victim;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
    api = new ApiClient(app);
    fixtures = new Fixtures(app.database());
    victim = new Victim(app.database());
  }

  @AfterAll
  static void close() {
    api.close();
    app.close();
  }

  private static List<io.vertx.openapi.contract.Operation> walked() {
    List<io.vertx.openapi.contract.Operation> found =
        api.contract().operations().operations().stream()
            .filter(operation -> !(Caller.of(operation) instanceof Caller.Anyone))
            .filter(operation ->
                operation.getParameters().stream()
                    .anyMatch(parameter -> parameter.getIn() == Location.PATH))
            .toList();
    assertThat(found).hasSizeGreaterThan(3);
    return found;
  }

  private static HttpRequest.Builder request(io.vertx.openapi.contract.Operation operation) {
    String path = operation.getOpenAPIPath();
    for (Map.Entry<String, String> sample : victim.samples().entrySet()) {
      path = path.replace("{" + sample.getKey() + "}", sample.getValue());
    }
    assertThat(path).as("a sample is missing in Victim").doesNotContain("{");
    JsonObject example =
        api.contract()
            .document()
            .getJsonObject("paths")
            .getJsonObject(operation.getOpenAPIPath())
            .getJsonObject(operation.getHttpMethod().name().toLowerCase(java.util.Locale.ROOT))
            .getJsonObject("requestBody", new JsonObject())
            .getJsonObject("content", new JsonObject())
            .getJsonObject("application/json", new JsonObject())
            .getJsonObject("example");
    return api.call(operation.getHttpMethod().name(), path, example == null ? "" : example.encode())
        .header("Idempotency-Key", "abcdefghij0123456789")
        .header("Origin", app.url().toString());
  }

  private static ApiClient.Reply asHost(io.vertx.openapi.contract.Operation operation, long shop) {
    String key = ApiFixtures.key(app.database(), shop, SCOPES);
    return api.send(app.browser(), ApiClient.withKey(request(operation), key));
  }

  private static ApiClient.Reply asShopper(
      io.vertx.openapi.contract.Operation operation, long account) {
    HttpBrowser browser = app.browser().withSession(fixtures.session(account));
    String token =
        Objects.requireNonNull(
            api.send(browser, api.call("GET", "/session", "")).body().getString("csrfToken"));
    return api.send(browser, request(operation).header("X-CSRF-Token", token));
  }

  @Test
  void letsNobodyTouchWhatIsSomebodyElses() {
    long otherHost = fixtures.account(Role.HOST);
    long otherShop = fixtures.shop(otherHost);
    for (io.vertx.openapi.contract.Operation operation : walked()) {
      if (OF_PUBLIC_THINGS.contains(operation.getOperationId())) {
        continue;
      }
      String before = victim.state();
      int asHost = asHost(operation, otherShop).status();
      int asShopper = asShopper(operation, otherHost).status();
      int asNobody = api.send(app.browser(), request(operation)).status();

      assertThat(List.of(asHost, asShopper))
          .as(operation.getOperationId())
          .isSubsetOf(401, 403, 404)
          .contains(404);
      assertThat(asNobody).as(operation.getOperationId()).isEqualTo(401);
      assertThat(victim.state()).as(operation.getOperationId()).isEqualTo(before);
    }
  }

  @Test
  void letsOwnersReachWhatIsTheirs() {
    for (io.vertx.openapi.contract.Operation operation : walked()) {
      int status =
          switch (Caller.of(operation)) {
            case Caller.Anyone _ -> 200;
            case Caller.KeyHolder _ -> asHost(operation, victim.shop()).status();
            case Caller.SignedIn _ -> asShopper(operation, victim.shopper()).status();
          };

      assertThat(List.of(status)).as(operation.getOperationId()).doesNotContain(401, 403, 404);
    }
  }

  @Test
  void asksForTheTokenOfTheSessionWhereSomethingChanges() {
    HttpBrowser browser = app.browser().withSession(fixtures.session(victim.shopper()));
    for (io.vertx.openapi.contract.Operation operation : walked()) {
      if (Caller.of(operation) instanceof Caller.SignedIn
          && !operation.getHttpMethod().name().equals("GET")) {
        assertThat(api.send(browser, request(operation)).status())
            .as(operation.getOperationId())
            .isEqualTo(403);
      }
    }
  }
}
