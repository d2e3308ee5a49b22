package live.vitrine.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;
import live.vitrine.web.testing.TestDatabase;
import org.junit.jupiter.api.Test;

final class SetupIT {
  private static final String PASSWORD = "seven lamps on a hill";

  @Test
  void makesTheAdministratorOnceAndThenNoMore() throws IOException {
    String url = TestDatabase.emptyUrl();
    Map<String, String> settings = Map.of("VITRINE_DB_URL", url);
    try (RunningWebApp app = RunningWebApp.openWith(settings)) {
      Path file = app.data().resolve("setup-link");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      String link = link(app);
      HttpBrowser browser = app.browser();
      assertThat(browser.get(link).statusCode()).isEqualTo(200);
      assertThat(browser.post(link, fields("a", "short")).statusCode()).isEqualTo(422);

      HttpResponse<String> made = browser.post(link, fields("a", PASSWORD));

      assertThat(made.statusCode()).isEqualTo(303);
      assertThat(browser.follow(made).body()).contains("You are the administrator");
      assertThat(administrators(app)).containsExactly("a@example.org");
      assertThat(file).doesNotExist();
      assertThat(app.browser().get(link).statusCode()).isEqualTo(404);
      assertThat(app.browser().post(link, fields("b", PASSWORD)).statusCode()).isEqualTo(404);
    }
    try (RunningWebApp again = RunningWebApp.openWith(settings)) {
      assertThat(again.data().resolve("setup-link")).doesNotExist();
    }
  }

  @Test
  void letsOneOfTwoAtOnceWin() throws Exception {
    try (RunningWebApp app = RunningWebApp.open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String link = link(app);
      List<Callable<Integer>> both =
          List.of(
              () -> app.browser().post(link, fields("a", PASSWORD)).statusCode(),
              () -> app.browser().post(link, fields("b", PASSWORD)).statusCode());
      List<Integer> statuses =
          threads.invokeAll(both).stream().map(Future::resultNow).sorted().toList();

      assertThat(statuses).containsExactly(303, 404);
      assertThat(administrators(app)).hasSize(1);
    }
  }

  @Test
  void takesALinkNoLongerAfterADay() throws IOException {
    try (RunningWebApp app = RunningWebApp.open()) {
      String link = link(app);
      assertThat(app.browser().get("/setup/" + "A".repeat(43)).statusCode()).isEqualTo(404);
      app.clock().advance(Duration.ofHours(25));

      assertThat(app.browser().post(link, fields("a", PASSWORD)).statusCode()).isEqualTo(404);
    }
  }

  private static String link(RunningWebApp app) throws IOException {
    return URI.create(Files.readString(app.data().resolve("setup-link")).strip()).getPath();
  }

  private static Map<String, String> fields(String name, String password) {
    return Map.of("name", "Ada", "email", name + "@example.org", "password", password);
  }

  private static List<String> administrators(RunningWebApp app) {
    return app.database()
        .read(handle ->
            handle
                .createQuery("SELECT email FROM account WHERE role = 'administrator'")
                .mapTo(String.class)
                .list());
  }
}
