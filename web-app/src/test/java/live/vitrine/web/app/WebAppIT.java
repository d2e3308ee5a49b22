package live.vitrine.web.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class WebAppIT {
  private static RunningWebApp app;

  @BeforeAll
  static void open() {
    app = RunningWebApp.open();
  }

  @AfterAll
  static void close() {
    app.close();
  }

  @Test
  void answersAnUnknownAddressWithAPage() {
    HttpResponse<String> response = app.browser().get("/nothing-here");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("There is nothing at this address");
    assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("object-src 'none'");
  }

  @Test
  void answersHeadWithoutABody() {
    String asset = app.app().publicUrl() + "/assets/";
    HttpResponse<String> page = app.browser().get("/nothing-here");
    String script = page.body().replaceAll("(?s).*src=\"/assets/([^\"]+)\".*", "$1");

    HttpResponse<String> head =
        app.browser()
            .send(
                HttpRequest.newBuilder(URI.create(asset + script))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
  }

  @Test
  void answersAWrongMethodWith405() {
    HttpResponse<String> response = app.browser().post("/assets/none.js", Map.of());

    assertThat(response.statusCode()).isEqualTo(405);
  }
}
