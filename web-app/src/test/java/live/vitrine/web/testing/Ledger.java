package live.vitrine.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import live.vitrine.stripe.StripeStandIn;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.config.InvalidSettingsException;
import live.vitrine.web.config.Settings;
import live.vitrine.web.database.Database;
import live.vitrine.web.payment.PaymentFeature;

/**
 * What must be so in the end, whatever happened: each order is paid and recorded, or not and its
 * pieces are back; all money that Stripe took is for one order or went back. Brings it there with
 * timers of its own, whose clock is put forward.
 */
public final class Ledger implements AutoCloseable {
  /** What the web-apps of a test are told about Stripe. */
  public static Map<String, String> settings(StripeStandIn stripe) {
    return Map.of(
        "VITRINE_STRIPE_SECRET_KEY", "sk_test_shop",
        "VITRINE_STRIPE_WEBHOOK_SECRET", "whsec_shop",
        "VITRINE_STRIPE_API_BASE", stripe.apiBase().toString());
  }

  private final Database database;
  private final StripeStandIn stripe;
  private final SettableClock clock = new SettableClock();
  private final PaymentFeature payment;

  /**
   * Makes one.
   *
   * @param publicUrl the web-apps' own: a call is only the same again with the same addresses in it
   */
  public Ledger(Database database, StripeStandIn stripe, URI publicUrl) {
    this.database = database;
    this.stripe = stripe;
    try {
      this.payment =
          new PaymentFeature(
              Settings.load(settings(stripe), Path.of("")),
              publicUrl,
              database,
              new AuditLog(clock),
              clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidSettingsException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Lets all that is open come to its end. */
  public void settle() {
    clock.advance(Duration.ofMinutes(16));
    for (int round = 0; round < 20 && unsettled() > 0; round++) {
      payment.sweeper().sweep();
      payment.reconciliation().reconcile();
      clock.advance(Duration.ofMinutes(2));
    }
    payment.reconciliation().reconcile();
    assertThat(unsettled()).isZero();
  }

  private int unsettled() {
    return number("SELECT COUNT(*) FROM shop_order WHERE status = 'pending'")
        + number(
            "SELECT COUNT(*) FROM payment_attempt WHERE state IN ('created', 'unknown', 'open')")
        + number("SELECT COUNT(*) FROM refund WHERE state NOT IN ('succeeded', 'failed')");
  }

  /** Checks it. Answers how many orders are paid. */
  public int check() {
    Set<String> kept =
        Set.copyOf(
            texts(
                """
                SELECT payment_intent FROM shop_order WHERE status = 'paid' AND holds_stock
                """));
    Set<String> back =
        Set.copyOf(texts("SELECT payment_intent FROM refund WHERE state = 'succeeded'"));
    Set<String> taken =
        stripe.events().stream()
            .filter(event -> event.getString("type").equals("checkout.session.completed"))
            .map(event -> event.getJsonObject("data").getJsonObject("object"))
            .map((JsonObject session) -> session.getString("payment_intent"))
            .collect(Collectors.toSet());
    assertThat(kept).as("paid and recorded").noneMatch(back::contains);
    assertThat(kept).as("paid, as Stripe says").allMatch(taken::contains);
    assertThat(taken).as("money taken").allMatch(one -> kept.contains(one) || back.contains(one));
    int paid = number("SELECT COUNT(*) FROM shop_order WHERE status = 'paid'");
    assertThat(kept).as("payments of paid orders").hasSize(paid);
    assertThat(number("SELECT COUNT(*) FROM shop_order WHERE status <> 'paid' AND holds_stock"))
        .as("ended orders that still hold pieces")
        .isZero();
    assertThat(number("SELECT COUNT(*) FROM variant WHERE stock < 0")).isZero();
    assertThat(
            texts(
                """
                SELECT CONCAT(order_id, ' ', kind) FROM order_event
                WHERE kind IN ('placed', 'paid', 'expired', 'cancelled')
                GROUP BY order_id, kind HAVING COUNT(*) > 1
                """))
        .as("what happened twice")
        .isEmpty();
    return paid;
  }

  public int number(String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  private List<String> texts(String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  @Override
  public void close() {
    payment.close();
  }
}
