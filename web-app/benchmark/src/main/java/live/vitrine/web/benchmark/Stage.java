package live.vitrine.web.benchmark;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.vitrine.media.benchmark.scenario.Bench;
import live.vitrine.media.benchmark.scenario.ChildProcess;
import live.vitrine.media.benchmark.scenario.Programs;
import live.vitrine.web.database.Database;
import live.vitrine.web.database.EmbeddedMariaDb;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a run, in a folder of their own: what is measured on the first core, all else on
 * the second. They are gone, and the folder, when it is closed or the JVM ends.
 */
final class Stage implements AutoCloseable {
  static final String CONTROL_TOKEN = "bench";
  private static final int SERVER_CORE = 0;
  private static final int CLIENT_CORE = 1;
  private static final int START_SECONDS = 60;

  private final Path root = Path.of(System.getProperty("vitrine.root", ""));
  private final int cores = Runtime.getRuntime().availableProcessors();
  private final Path folder = Files.createTempDirectory("vitrine-bench");
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Thread hook = new Thread(this::cleanUp, "bench-clean-up");
  private @Nullable Shop shop;

  /**
   * The shop and what belongs to it.
   *
   * @param payments where the stand-in for Stripe is
   */
  record Shop(URI uri, ChildProcess app, Database database, URI payments, ChildProcess standIn) {}

  /** Moves this process, and so what it starts, to the second core. */
  Stage() throws IOException, InterruptedException {
    if (cores < 2) {
      progress("only one core: everything shares it, so only ratios to the floor mean anything");
    }
    var _ =
        Programs.output(
            List.of(
                Programs.require("taskset"),
                "-acp",
                Integer.toString(clientCore()),
                Long.toString(ProcessHandle.current().pid())));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private int clientCore() {
    return Math.min(CLIENT_CORE, cores - 1);
  }

  Wrk wrk() {
    return new Wrk(folder, cores);
  }

  /** Starts the database, fills it, and starts the stand-in and the web-app. */
  Shop openShop() throws Exception {
    progress("making a shop of " + SeededShop.PRODUCTS + " products");
    Path data = Files.createDirectory(folder.resolve("data"));
    EmbeddedMariaDb server = EmbeddedMariaDb.start(folder.resolve("mariadb"));
    open.push(server);
    String url = server.url("vitrine");
    Database database = Database.open(url, "root", "", 2);
    open.push(database);
    database.migrate();
    SeededShop.seed(database);
    var _ =
        Files.writeString(data.resolve("stripe-standin.secret"), "sk_standin_bench\nwhsec_bench\n");
    int web = Bench.freePort();
    int pay = Bench.freePort();
    URI uri = URI.create("http://127.0.0.1:" + web);
    URI payments = URI.create("http://127.0.0.1:" + pay);
    ChildProcess standIn =
        start(
            "stripe-stand-in",
            clientCore(),
            List.of(root.resolve("scripts/stripe-stand-in").toString()),
            Map.of(
                "VITRINE_STRIPE_STANDIN_PORT",
                Integer.toString(pay),
                "VITRINE_STRIPE_STANDIN_SECRET_KEY",
                "sk_standin_bench",
                "VITRINE_STRIPE_STANDIN_WEBHOOK_SECRET",
                "whsec_bench",
                "VITRINE_STRIPE_STANDIN_WEBHOOK_URL",
                uri + "/webhooks/stripe",
                "VITRINE_STRIPE_STANDIN_CONTROL_TOKEN",
                CONTROL_TOKEN));
    ChildProcess app =
        start(
            "web-app",
            SERVER_CORE,
            List.of(root.resolve("scripts/web-app").toString()),
            Map.of(
                "VITRINE_DATA", data.toString(),
                "VITRINE_WEB_PORT", Integer.toString(web),
                "VITRINE_WEB_BIND", "127.0.0.1",
                "VITRINE_PUBLIC_URL", uri.toString(),
                "VITRINE_DB_URL", url,
                "VITRINE_DB_USER", "root",
                "VITRINE_STRIPE_STANDIN_PORT", Integer.toString(pay),
                "VITRINE_STRIPE_STANDIN_PUBLIC_URL", payments.toString()));
    await(standIn, payments);
    await(app, uri);
    Shop opened = new Shop(uri, app, database, payments, standIn);
    shop = opened;
    return opened;
  }

  /** The shop, once it is open. */
  Shop shop() {
    Shop opened = shop;
    if (opened == null) {
      throw new IllegalStateException("the shop is not open yet");
    }
    return opened;
  }

  /** The address of a bare Vert.x that answers each request with {@code bytes} bytes. */
  Floor startFloor(int bytes) throws IOException, InterruptedException {
    int port = Bench.freePort();
    ChildProcess process =
        start(
            "floor",
            SERVER_CORE,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName(),
                Integer.toString(port),
                Integer.toString(bytes)),
            Map.of());
    URI uri = URI.create("http://127.0.0.1:" + port);
    await(process, uri);
    return new Floor(uri, process);
  }

  /** What the shop is compared with. */
  record Floor(URI uri, ChildProcess process) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }

  private ChildProcess start(
      String name, int core, List<String> command, Map<String, String> environment)
      throws IOException {
    ChildProcess process = ChildProcess.start(folder, name, core, command, environment);
    open.push(process);
    return process;
  }

  private static void await(ChildProcess process, URI uri)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START_SECONDS * 1_000_000_000L;
    while (!answers(uri)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(process.name() + " did not start:\n" + process.tail());
      }
      Thread.sleep(50);
    }
  }

  private static boolean answers(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(5_000);
      return connection.getResponseCode() > 0;
    } catch (IOException _) {
      return false;
    }
  }

  static void progress(String line) {
    System.err.println("bench: " + line);
  }

  private void cleanUp() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        progress("does not close: " + e);
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      progress("could not remove " + folder + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    if (Runtime.getRuntime().removeShutdownHook(hook)) {
      cleanUp();
    }
  }
}
