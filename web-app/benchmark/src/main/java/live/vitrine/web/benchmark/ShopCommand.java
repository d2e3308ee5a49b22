package live.vitrine.web.benchmark;

import java.util.List;
import java.util.concurrent.Callable;
import live.vitrine.media.benchmark.measure.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Command line of what is measured of the shop. */
@Command(
    name = "bench shop",
    mixinStandardHelpOptions = true,
    description =
        "Measures the web-app with 10,000 products: pages a second, then checkouts a second."
            + " VITRINE_WEB_JAVA_OPTS adds to the web-app's JVM options.")
final class ShopCommand implements Callable<Integer> {
  /** What can be left out. */
  enum Part {
    FLOOR,
    CATALOGUE,
    CHECKOUT
  }

  @Option(
      names = "--only",
      split = ",",
      description = "Of ${COMPLETION-CANDIDATES}; all by default.")
  private List<Part> parts = List.of(Part.values());

  @Option(
      names = "--page",
      split = ",",
      description = "Of ${COMPLETION-CANDIDATES}; all by default.")
  private List<PageLoad> pages = List.of(PageLoad.values());

  @Option(
      names = "--connections",
      split = ",",
      description = "How many shoppers, or buyers, ask at once (default 16,64).")
  private List<Integer> connections = List.of(16, 64);

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "Length of a measured window (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warmup",
      defaultValue = "35",
      description = "Seconds of all pages, mixed, before the first (default ${DEFAULT-VALUE}).")
  private int warmup;

  @Override
  public Integer call() throws Exception {
    try (Stage stage = new Stage()) {
      if (parts.contains(Part.FLOOR)) {
        print(new CatalogueScenario(stage, connections, seconds).floor());
      }
      stage.openShop();
      if (parts.contains(Part.CATALOGUE)) {
        print(new CatalogueScenario(stage, connections, seconds).pages(pages, warmup));
      }
      if (parts.contains(Part.CHECKOUT)) {
        print(new CheckoutScenario(stage, seconds).run(connections));
      }
    }
    return 0;
  }

  private static void print(Table table) {
    System.out.println(table.toText());
  }
}
