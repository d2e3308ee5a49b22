package live.vitrine.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import live.vitrine.web.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class OrderTransitionTest {
  private static final Money TOTAL = Money.of(2990, "EUR");
  private static final OrderOccurrence RECEIVED =
      new OrderOccurrence.PaymentReceived("pi_1", TOTAL);
  private static final OrderOccurrence DIFFERS =
      new OrderOccurrence.PaymentReceived("pi_1", Money.of(2989, "EUR"));
  private static final OrderOccurrence PROCESSING = new OrderOccurrence.PaymentProcessing();
  private static final OrderOccurrence FAILED = new OrderOccurrence.PaymentFailed();
  private static final OrderOccurrence ENDED = new OrderOccurrence.HoldEnded();
  private static final OrderOccurrence CANCELLED = new OrderOccurrence.CancelledByShopper();

  /** Every pair of status and occurrence: status and event afterwards. */
  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(OrderStatus.PENDING, RECEIVED, OrderStatus.PAID, "paid"),
        Arguments.of(OrderStatus.PENDING, DIFFERS, OrderStatus.PENDING, "amount-differs"),
        Arguments.of(OrderStatus.PENDING, PROCESSING, OrderStatus.PENDING, "processing"),
        Arguments.of(OrderStatus.PENDING, FAILED, OrderStatus.EXPIRED, "payment-failed"),
        Arguments.of(OrderStatus.PENDING, ENDED, OrderStatus.EXPIRED, "expired"),
        Arguments.of(OrderStatus.PENDING, CANCELLED, OrderStatus.CANCELLED, "cancelled"),
        Arguments.of(OrderStatus.PAID, RECEIVED, OrderStatus.PAID, "paid-twice"),
        Arguments.of(OrderStatus.PAID, DIFFERS, OrderStatus.PAID, "paid-twice"),
        Arguments.of(OrderStatus.PAID, PROCESSING, OrderStatus.PAID, ""),
        Arguments.of(OrderStatus.PAID, FAILED, OrderStatus.PAID, ""),
        Arguments.of(OrderStatus.PAID, ENDED, OrderStatus.PAID, ""),
        Arguments.of(OrderStatus.PAID, CANCELLED, OrderStatus.PAID, ""),
        Arguments.of(OrderStatus.EXPIRED, RECEIVED, OrderStatus.EXPIRED, "paid-late"),
        Arguments.of(OrderStatus.EXPIRED, DIFFERS, OrderStatus.EXPIRED, "paid-late"),
        Arguments.of(OrderStatus.EXPIRED, PROCESSING, OrderStatus.EXPIRED, ""),
        Arguments.of(OrderStatus.EXPIRED, FAILED, OrderStatus.EXPIRED, ""),
        Arguments.of(OrderStatus.EXPIRED, ENDED, OrderStatus.EXPIRED, ""),
        Arguments.of(OrderStatus.EXPIRED, CANCELLED, OrderStatus.EXPIRED, ""),
        Arguments.of(OrderStatus.CANCELLED, RECEIVED, OrderStatus.CANCELLED, "paid-late"),
        Arguments.of(OrderStatus.CANCELLED, DIFFERS, OrderStatus.CANCELLED, "paid-late"),
        Arguments.of(OrderStatus.CANCELLED, PROCESSING, OrderStatus.CANCELLED, ""),
        Arguments.of(OrderStatus.CANCELLED, FAILED, OrderStatus.CANCELLED, ""),
        Arguments.of(OrderStatus.CANCELLED, ENDED, OrderStatus.CANCELLED, ""),
        Arguments.of(OrderStatus.CANCELLED, CANCELLED, OrderStatus.CANCELLED, ""));
  }

  private static OrderTransition of(
      OrderStatus status, OrderOccurrence occurrence, String... known) {
    return OrderTransition.of(new OrderTransition.State(status, TOTAL, Set.of(known)), occurrence);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void goesWhereTheTableSays(
      OrderStatus before, OrderOccurrence occurrence, OrderStatus after, String event) {
    OrderTransition transition = of(before, occurrence);

    assertThat(transition.status()).isEqualTo(after);
    assertThat(transition.event()).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void putsPiecesBackOnTheWayOutOfPendingOnly(
      OrderStatus before, OrderOccurrence occurrence, OrderStatus after, String event) {
    boolean ends =
        before == OrderStatus.PENDING
            && (after == OrderStatus.EXPIRED || after == OrderStatus.CANCELLED);

    assertThat(of(before, occurrence).effects().contains(new OrderEffect.PutPiecesBack()))
        .as(event)
        .isEqualTo(ends);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void changesNothingForAPaymentThatIsKnown(
      OrderStatus before, OrderOccurrence occurrence, OrderStatus after, String event) {
    if (occurrence instanceof OrderOccurrence.PaymentReceived) {
      OrderTransition transition = of(before, occurrence, "pi_1");

      assertThat(transition.isChange()).as(event + after).isFalse();
      assertThat(transition.effects()).isEmpty();
    }
  }

  @Test
  void refusesTheRightAmountInAnotherCurrency() {
    OrderTransition transition =
        of(OrderStatus.PENDING, new OrderOccurrence.PaymentReceived("pi_1", Money.of(2990, "JPY")));

    assertThat(transition.status()).isEqualTo(OrderStatus.PENDING);
    assertThat(transition.event()).isEqualTo("amount-differs");
  }

  @Test
  void givesBackAllThatCameLate() {
    List<OrderEffect> effects = of(OrderStatus.EXPIRED, RECEIVED).effects();

    assertThat(effects)
        .contains(new OrderEffect.GiveBack("pi_1", TOTAL, OrderEffect.Reason.PAID_LATE))
        .doesNotContain(new OrderEffect.SendReceipt());
  }
}
