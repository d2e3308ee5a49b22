package live.vitrine.web.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.MediaServerStandIn;
import live.vitrine.web.testing.MediaServerStandIn.Mood;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StreamIT {
  private static final MediaServerStandIn MEDIA = MediaServerStandIn.open();
  private static RunningWebApp app;
  private static Fixtures fixtures;

  private long shopId;
  private HttpBrowser host;

  @BeforeAll
  static void open() {
    app =
        RunningWebApp.openWith(
            Map.of(
                "VITRINE_MEDIA_ADMIN_URL",
                MEDIA.url().toString(),
                "VITRINE_MEDIA_RTMP_URL",
                "rtmp://live.example.org/live"));
    fixtures = new Fixtures(app.database());
  }

  @AfterAll
  static void close() {
    app.close();
    MEDIA.close();
  }

  @BeforeEach
  void becomeAHost() {
    long account = fixtures.account(Role.HOST);
    shopId = fixtures.shop(account);
    host = app.browser().withSession(fixtures.session(account));
  }

  @AfterEach
  void calmDown() {
    MEDIA.setMood(Mood.WELL);
  }

  @Test
  void showsServerKeyAndCode() {
    String page = host.get("/host/stream").body();

    assertThat(page)
        .contains(
            "value=\"rtmp://live.example.org/live\"", "data-copy=\"rtmp://live.example.org/live\"")
        .contains(
            "value=\"" + shop().streamId() + ".0.c2VjcmV0\"",
            "data-copy=\"" + shop().streamId() + ".0.c2VjcmV0\"")
        .contains("<details>", "role=\"img\"", "aria-label=\"QR code")
        .doesNotContain("style=");
    assertThat(page.indexOf("<details>")).isLessThan(page.indexOf("c2VjcmV0"));
  }

  @Test
  void showsWhatArrives() {
    MEDIA.goLive(shop().streamId());

    assertThat(host.get("/host/stream").body())
        .contains("Live", "4 viewers", "avc1.64001f, 1280 × 720", "stereo", "1,941 kbit/s");
  }

  @Test
  void answersTheStateAloneToScripts() {
    HttpResponse<String> response =
        host.send(
            HttpRequest.newBuilder(app.url().resolve("/host/stream/state"))
                .header("HX-Request", "true"));

    assertThat(response.body()).contains("Not live").doesNotContain("<html");
    assertThat(host.get("/host/stream/state").statusCode()).isEqualTo(303);
  }

  @Test
  void replacesTheKeyAndCutsWhoeverPublishes() {
    String streamId = shop().streamId();
    MEDIA.goLive(streamId);
    host.get("/host/stream");

    HttpResponse<String> response = host.post("/host/stream/rotate", Map.of("confirm", "true"));

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(host.follow(response).body())
        .contains("The key is replaced", streamId + ".1.c2VjcmV0")
        .doesNotContain(streamId + ".0.");
    assertThat(shop().keyGeneration()).isEqualTo(1);
    assertThat(MEDIA.generation(streamId)).isEqualTo(1);
    assertThat(MEDIA.isLive(streamId)).isFalse();
    assertThat(rotations()).isEqualTo(1);
  }

  @Test
  void asksBeforeItReplacesTheKey() {
    host.get("/host/stream");

    HttpResponse<String> response = host.post("/host/stream/rotate", Map.of());

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("Please tick this first");
    assertThat(MEDIA.generation(shop().streamId())).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Mood.class,
      names = {"SILENT", "STUCK", "FAILING", "GARBAGE", "OTHER_TYPES", "HUGE"})
  void changesNothingWhereTheMediaServerDoesNotAnswer(Mood mood) {
    host.get("/host/stream");
    MEDIA.setMood(mood);

    HttpResponse<String> response = host.post("/host/stream/rotate", Map.of("confirm", "true"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("The media-server is away", "was not replaced");
    assertThat(shop().keyGeneration()).isZero();
    assertThat(rotations()).isZero();
  }

  @Test
  void putsItRightWhereTheAnswerWasLost() {
    host.get("/host/stream");
    MEDIA.setMood(Mood.LOSES_ANSWERS);
    assertThat(host.post("/host/stream/rotate", Map.of("confirm", "true")).statusCode())
        .isEqualTo(503);
    assertThat(shop().keyGeneration()).isZero();

    MEDIA.setMood(Mood.WELL);

    assertThat(host.get("/host/stream").body()).contains(shop().streamId() + ".1.c2VjcmV0");
    assertThat(shop().keyGeneration()).isEqualTo(1);
  }

  @Test
  void followsAMediaServerThatIsAhead() {
    MEDIA.setGeneration(shop().streamId(), 7);

    assertThat(host.get("/host/stream").body()).contains(shop().streamId() + ".7.c2VjcmV0");
    assertThat(shop().keyGeneration()).isEqualTo(7);
  }

  @Test
  void saysThatTheMediaServerIsAway() {
    MEDIA.setMood(Mood.FAILING);

    HttpResponse<String> response = host.get("/host/stream");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("The media-server is away", "status 500", "Your shop goes on selling");
  }

  @Test
  void givesNoKeyToASuspendedShop() {
    app.database()
        .change(
            handle -> handle.execute("UPDATE shop SET status = 'suspended' WHERE id = ?", shopId));
    host.get("/host/shop");

    assertThat(host.get("/host/stream").body()).doesNotContain("c2VjcmV0");
    host.get("/host/shop");
    assertThat(host.post("/host/stream/rotate", Map.of("confirm", "true")).statusCode())
        .isEqualTo(409);
  }

  @Test
  void leadsWhoeverHasNoShopToOpeningOne() {
    HttpBrowser shopper =
        app.browser().withSession(fixtures.session(fixtures.account(Role.SHOPPER)));

    assertThat(shopper.get("/host/stream").headers().firstValue("Location")).contains("/host/open");
    assertThat(app.browser().get("/host/stream").headers().firstValue("Location").orElseThrow())
        .startsWith("/sign-in");
  }

  private Shop shop() {
    return app.database().read(handle -> ShopRepository.find(handle, shopId)).orElseThrow();
  }

  private int rotations() {
    return app.database()
        .read(handle ->
            handle
                .select(
                    "SELECT COUNT(*) FROM audit_entry WHERE action = 'stream-key.rotated'"
                        + " AND subject = ?",
                    "shop " + shop().handle())
                .mapTo(Integer.class)
                .one());
  }
}
