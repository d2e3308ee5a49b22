package live.vitrine.web.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import live.vitrine.media.benchmark.measure.Table;

/** Pages a second: what the floor answers, then what the shop does. */
final class CatalogueScenario {
  /** About as much as a product's page. */
  private static final int PAGE_BYTES = 10_000;

  private static final int FLOOR_WARMUP_SECONDS = 5;
  private static final int PAGE_WARMUP_SECONDS = 1;

  private final Stage stage;
  private final List<Integer> connections;
  private final int seconds;

  CatalogueScenario(Stage stage, List<Integer> connections, int seconds) {
    this.stage = stage;
    this.connections = connections;
    this.seconds = seconds;
  }

  /** A bare Vert.x, which sends as many bytes as a product's page has. */
  Table floor() throws IOException, InterruptedException {
    Table table = new Table("Floor: bare Vert.x, " + PAGE_BYTES + " bytes");
    try (Stage.Floor floor = stage.startFloor(PAGE_BYTES)) {
      long pid = floor.process().pid();
      var _ = stage.wrk().run(floor.uri(), pid, Wrk.REPORT, 16, FLOOR_WARMUP_SECONDS);
      for (int count : connections) {
        row(table, "floor", count, stage.wrk().run(floor.uri(), pid, Wrk.REPORT, count, seconds));
      }
    }
    return table;
  }

  /** The shop's pages, after {@code warmup} seconds of all of them. */
  Table pages(List<PageLoad> pages, int warmup) throws IOException, InterruptedException {
    Table table = new Table("Pages of the shop");
    Stage.progress("warming up for " + warmup + " s");
    var _ = run(PageLoad.MIXED, 16, warmup);
    for (PageLoad page : pages) {
      var _ = run(page, 16, PAGE_WARMUP_SECONDS);
      for (int count : connections) {
        Stage.progress(page + ", " + count + " connections");
        row(table, page.name().toLowerCase(Locale.ROOT), count, run(page, count, seconds));
      }
    }
    return table;
  }

  private Wrk.Result run(PageLoad page, int count, int duration)
      throws IOException, InterruptedException {
    Stage.Shop shop = stage.shop();
    return stage.wrk().run(shop.uri(), shop.app().pid(), page.script(), count, duration);
  }

  private static void row(Table table, String name, int count, Wrk.Result result) {
    table
        .row()
        .with("page", name)
        .with("connections", count)
        .with("requests/s", result.requestsPerSecond())
        .with("p50 ms", result.p50())
        .with("p99 ms", result.p99())
        .with("max ms", result.max())
        .with("CPU s/1000", result.cpuMillis() / 1_000)
        .with("app's core %", result.serverShare() * 100)
        .with("errors", result.bad() + result.broken())
        .with("others %", result.others() * 100);
  }
}
