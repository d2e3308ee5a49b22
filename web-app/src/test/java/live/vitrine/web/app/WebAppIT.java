package live.vitrine.web.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
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
}
