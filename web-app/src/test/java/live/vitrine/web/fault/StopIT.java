package live.vitrine.web.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.vitrine.stripe.StandInSettings;
import live.vitrine.stripe.StripeStandIn;
import live.vitrine.stripe.fault.CallFault;
import live.vitrine.web.database.Database;
import live.vitrine.web.database.EmbeddedMariaDb;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Buyer;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.Folders;
import live.vitrine.web.testing.Ledger;
import live.vitrine.web.testing.WebAppProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starts, stops and kills the program with the database that it brings along. */
final class StopIT {
  private Path data;

  @BeforeEach
  void makeFolder() throws IOException {
    data = Files.createTempDirectory("vitrine-stop");
  }

  @AfterEach
  void removeFolder() {
    Folders.delete(data);
  }

  @Test
  void endsAfterTheLastAnswerAndStartsAgainAlsoAfterItWasKilled() throws Exception {
    try (StripeStandIn stripe =
        StripeStandIn.start(StandInSettings.of("sk_test_shop", "whsec_shop"))) {
      Map<String, String> settings = Ledger.settings(stripe);
      Buyer buyer;
      long variant;
      try (WebAppProcess app = start(settings)) {
        try (Database database = database()) {
          Fixtures fixtures = new Fixtures(database);
          long shop = fixtures.shop(fixtures.account(Role.HOST));
          variant = fixtures.variant(shop, fixtures.product(shop, "Blue mug"), 1250, 2);
          buyer = Buyer.of(database, variant);
        }
        buyer.look(app.url());
        stripe.faults().onCalls(new CallFault.Delay(Duration.ofSeconds(3)), 1);
        refusesToShareItsFolder(settings);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
          Future<HttpResponse<String>> slow = threads.submit(() -> buyer.order(app.url()));
          await().until(() -> orders() == 1);
          app.stop();
          assertThat(slow.get().statusCode()).isEqualTo(303);
        }
        long answered = System.nanoTime();
        app.awaitEnd(Duration.ofSeconds(5));
        System.out.println(
            "SIGTERM to end after the last answer: " + millisSince(answered) + " ms");
      }
      assertThat(leftover()).isFalse();

      long again = System.nanoTime();
      try (WebAppProcess app = start(settings)) {
        System.out.println("start on an existing folder: " + millisSince(again) + " ms");
        assertThat(buyer.get(app.url(), "/orders").body()).contains("Shop ");
        app.kill();
        assertThat(leftover()).as("a killed web-app leaves its database").isTrue();
      }
      long recovered = System.nanoTime();
      try (WebAppProcess app = start(settings)) {
        System.out.println("start after SIGKILL: " + millisSince(recovered) + " ms");
        assertThat(buyer.get(app.url(), "/orders").body()).contains("Shop ");
        assertThat(app.output()).contains("left its database running");
        app.stop();
        app.awaitEnd(Duration.ofSeconds(10));
      }
      assertThat(leftover()).isFalse();
    }
  }

  private void refusesToShareItsFolder(Map<String, String> settings) {
    try (WebAppProcess other = WebAppProcess.start(data, settings)) {
      assertThat(other.awaitEnd(Duration.ofSeconds(60))).isEqualTo(1);
      assertThat(other.output()).contains("Another web-app that is running uses the folder");
    }
  }

  @Test
  void waitsForADatabaseThatComesLater() throws Exception {
    int port;
    try (EmbeddedMariaDb server = EmbeddedMariaDb.start(data.resolve("db"))) {
      port = server.port();
      server.url("later");
    }
    Map<String, String> settings = new HashMap<>();
    settings.put("VITRINE_DB_URL", "jdbc:mysql://127.0.0.1:" + port + "/later");
    settings.put("VITRINE_DB_USER", "root");
    try (WebAppProcess app =
        WebAppProcess.start(Files.createDirectory(data.resolve("app")), settings)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> app.output().contains("The database at db.url does not answer"));
      try (EmbeddedMariaDb _ = EmbeddedMariaDb.start(data.resolve("db"), port)) {
        long there = System.nanoTime();
        app.ready();
        System.out.println("ready after the database was there: " + millisSince(there) + " ms");
        app.stop();
        app.awaitEnd(Duration.ofSeconds(10));
      }
    }
  }

  private WebAppProcess start(Map<String, String> settings) {
    return WebAppProcess.start(data, settings).ready();
  }

  private int orders() {
    try (Database database = database()) {
      return database.read(handle ->
          handle.createQuery("SELECT COUNT(*) FROM payment_attempt").mapTo(Integer.class).one());
    }
  }

  private Database database() {
    String command = server().orElseThrow().info().commandLine().orElseThrow();
    String port = command.replaceAll(".*--port=([0-9]+).*", "$1");
    return Database.open("jdbc:mysql://127.0.0.1:" + port + "/vitrine", "root", "", 2);
  }

  private boolean leftover() {
    return server().isPresent();
  }

  private java.util.Optional<ProcessHandle> server() {
    return ProcessHandle.allProcesses()
        .filter(process ->
            process.info().command().filter(path -> path.startsWith(data.toString())).isPresent())
        .findAny();
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
