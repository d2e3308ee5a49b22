package live.vitrine.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import live.vitrine.web.app.WebApp;
import live.vitrine.web.config.InvalidSettingsException;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;

/**
 * A web-app in this JVM on a port of its own, with a schema and a data folder of its own. Mail goes
 * to the folder {@code outbox} in {@link #data}.
 */
public final class RunningWebApp implements AutoCloseable {
  private final Path data;
  private final WebApp app;
  private final Database database;
  private final SettableClock clock;

  private RunningWebApp(Path data, WebApp app, Database database, SettableClock clock) {
    this.data = data;
    this.clock = clock;
    this.app = app;
    this.database = database;
  }

  public static RunningWebApp open() {
    return openWith(Map.of());
  }

  /** With settings by the names of their environment variables. */
  public static RunningWebApp openWith(Map<String, String> settings) {
    try {
      Path data = Files.createTempDirectory("vitrine-web-app");
      int port = freePort();
      Map<String, String> environment = new HashMap<>();
      environment.put("VITRINE_DATA", data.toString());
      environment.put("VITRINE_WEB_PORT", String.valueOf(port));
      environment.put("VITRINE_WEB_BIND", "127.0.0.1");
      environment.put("VITRINE_DB_USER", "root");
      environment.putAll(settings);
      environment.computeIfAbsent("VITRINE_DB_URL", _ -> TestDatabase.emptyUrl());
      Settings loaded = Settings.load(environment, data);
      SettableClock clock = new SettableClock();
      WebApp app = WebApp.start(loaded, clock);
      return new RunningWebApp(
          data, app, Database.open(environment.get("VITRINE_DB_URL"), "root", "", 4), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidSettingsException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * The address must be known before the port is opened: it is in links and in checks of origin.
   */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Where it is, without a slash at the end. */
  public URI url() {
    return app.publicUrl();
  }

  public Path data() {
    return data;
  }

  /** Its database, to prepare what a test needs and to look at what it did. */
  public Database database() {
    return database;
  }

  /** Its clock: the real time until it is put forward. */
  public SettableClock clock() {
    return clock;
  }

  /** The mail that it wrote. */
  public OutboxFolder outbox() {
    return new OutboxFolder(data.resolve("outbox"));
  }

  public WebApp app() {
    return app;
  }

  /** A browser without a screen, that nobody is signed in with. */
  public HttpBrowser browser() {
    return new HttpBrowser(url());
  }

  @Override
  public void close() {
    app.close();
    database.close();
    Folders.delete(data);
  }
}
