package live.vitrine.web.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Buyer;
import live.vitrine.web.testing.Ledger;
import live.vitrine.web.testing.RunningShop;
import live.vitrine.web.testing.ShopInvariant;
import org.junit.jupiter.api.Test;

/** Many who send their order in the same moment. */
final class LastPiecesIT {
  private static final int BUYERS = 300;

  @Test
  void tellEachOfThreeHundredAtOnceWhetherTheyGotOneOfTen() throws Exception {
    try (RunningShop shop = RunningShop.open();
        Ledger ledger = new Ledger(shop.app().database(), shop.stripe(), shop.app().url())) {
      long shopId = shop.fixtures().shop(shop.fixtures().account(Role.HOST));
      long variant =
          shop.fixtures().variant(shopId, shop.fixtures().product(shopId, "Blue mug"), 1250, 10);
      List<Buyer> buyers =
          IntStream.range(0, BUYERS)
              .mapToObj(_ -> Buyer.of(shop.app().database(), variant))
              .toList();
      for (Buyer buyer : buyers) {
        assertThat(buyer.look(shop.app().url()).statusCode()).isEqualTo(200);
      }

      Rush rush = new Rush(shop.app()::url);
      long began = System.nanoTime();
      List<HttpResponse<String>> answers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<HttpResponse<String>>> all =
            buyers.stream().map(one -> threads.submit(() -> rush.order(one))).toList();
        for (Future<HttpResponse<String>> one : all) {
          answers.add(one.get());
        }
      }
      Duration took = Duration.ofNanos(System.nanoTime() - began);

      System.out.println(
          "300 buyers: "
              + took.toMillis()
              + " ms, "
              + statuses(answers)
              + ", busy: "
              + rush.away());
      assertThat(rush.faults()).isEmpty();
      List<String> sessions =
          answers.stream().map(Buyer::paymentPage).flatMap(Optional::stream).toList();
      assertThat(sessions).hasSize(10).doesNotHaveDuplicates();
      assertThat(answers)
          .filteredOn(answer -> Buyer.paymentPage(answer).isEmpty())
          .allMatch(LastPiecesIT::isClear);
      assertThat(took).isLessThan(Duration.ofSeconds(30));
      assertThat(shop.number("SELECT stock FROM variant WHERE id = ?", variant)).isZero();

      sessions.forEach(session -> shop.stripe().pay(session, "4242424242424242"));
      ledger.settle();
      assertThat(ledger.check()).isEqualTo(10);
      assertThat(ShopInvariant.sumOfPieces(shop.app().database())).containsEntry(variant, 10L);
    }
  }

  private static boolean isClear(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case 422 -> answer.body().contains("Somebody else was faster");
      // To the cart, which says what is not there any more.
      case 303 -> answer.headers().firstValue("Location").orElse("").equals("/cart");
      default -> false;
    };
  }

  private static String statuses(List<HttpResponse<String>> answers) {
    return answers.stream()
        .collect(
            java.util.stream.Collectors.groupingBy(
                answer -> answer.statusCode(),
                java.util.TreeMap::new,
                java.util.stream.Collectors.counting()))
        .toString();
  }
}
