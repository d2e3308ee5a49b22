package live.vitrine.web.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.MediaServerStandIn;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What features have of each other. */
final class FeaturesIT {
  private static final MediaServerStandIn MEDIA = MediaServerStandIn.open();
  private static RunningWebApp app;
  private static Fixtures fixtures;

  @BeforeAll
  static void open() {
    app = RunningWebApp.openWith(Map.of("VITRINE_MEDIA_ADMIN_URL", MEDIA.url().toString()));
    fixtures = new Fixtures(app.database());
  }

  @AfterAll
  static void close() {
    app.close();
    MEDIA.close();
  }

  private static HttpBrowser administrator() {
    return app.browser().withSession(fixtures.session(fixtures.account(Role.ADMINISTRATOR)));
  }

  private static String text(String sql, long id) {
    return app.database().read(handle -> handle.select(sql, id).mapTo(String.class).one());
  }

  @Test
  void administratorsSeeHowPaymentsAndMailFare() {
    assertThat(administrator().get("/admin").body())
        .contains("Stripe was not asked since the start", "given up within 30 days");
  }

  @Test
  void administratorsMailALinkToANewPassword() {
    long account = fixtures.account(Role.SHOPPER);
    HttpBrowser administrator = administrator();
    administrator.get("/admin/users/" + account);

    administrator.post("/admin/users/" + account + "/reset", Map.of());

    String email = text("SELECT email FROM account WHERE id = ?", account);
    assertThat(app.outbox().await(email, 1).text()).contains("/account/reset/");
  }

  @Test
  void programsSeeWhichRoomsAreLive() {
    long shop = fixtures.shop(fixtures.account(Role.HOST));
    String stream = text("SELECT stream_id FROM shop WHERE id = ?", shop);
    MEDIA.goLive(stream);

    String room = "/api/v1/rooms/" + text("SELECT handle FROM shop WHERE id = ?", shop);
    JsonObject json = new JsonObject(app.browser().get(room).body());

    assertThat(json.getBoolean("live")).isTrue();
    assertThat(json.getJsonArray("playback").encode()).contains("/live/" + stream + ".flv");
  }
}
