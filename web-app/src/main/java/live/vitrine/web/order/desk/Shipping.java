package live.vitrine.web.order.desk;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import live.vitrine.web.audit.AuditLog;
import live.vitrine.web.database.Database;
import live.vitrine.web.mail.Mail;
import live.vitrine.web.mail.Outbox;
import live.vitrine.web.order.history.OrderHead;
import live.vitrine.web.order.history.OrderViews;
import live.vitrine.web.text.Languages;
import live.vitrine.web.text.Messages;
import org.jdbi.v3.core.Handle;

/** Marks orders as shipped, and tells the shopper once. */
public final class Shipping {
  public static final int LONGEST_CARRIER = 60;
  public static final int LONGEST_NUMBER = 100;

  private final Database database;
  private final Outbox outbox;
  private final AuditLog audit;
  private final Clock clock;
  private final String site;

  /**
   * Prepares it.
   *
   * @param site the address of the site, for links in mail
   */
  public Shipping(Database database, Outbox outbox, AuditLog audit, Clock clock, String site) {
    this.database = database;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
    this.site = site;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** It was not shipped before; the shopper gets a mail. */
    record Shipped() implements Outcome {}

    /** It was shipped already; its tracking is as given now. */
    record Corrected() implements Outcome {}

    /** Only paid orders are shipped. */
    record NotPaid() implements Outcome {}

    /** The shop has no such order. */
    record Unknown() implements Outcome {}
  }

  /**
   * Marks an order of a shop as shipped, or corrects its tracking where it is already.
   *
   * @param actor the account that does it
   * @param carrier may be empty
   * @param number may be empty
   */
  public Outcome ship(
      long shopId, String code, String carrier, String number, long actor, String address) {
    return database.transaction(handle -> {
      Optional<Long> id =
          handle
              .createQuery("SELECT id FROM shop_order WHERE shop_id = ? AND code = ? FOR UPDATE")
              .bind(0, shopId)
              .bind(1, code)
              .mapTo(Long.class)
              .findOne();
      if (id.isEmpty()) {
        return new Outcome.Unknown();
      }
      OrderHead order = OrderViews.load(handle, List.of(id.get())).getFirst().head();
      if (!order.isPaid()) {
        return new Outcome.NotPaid();
      }
      OrderHead.Tracking tracking = new OrderHead.Tracking(carrier, number);
      if (order.times().shipped().isPresent()) {
        if (!order.tracking().equals(tracking)) {
          store(handle, order, tracking);
          note(handle, order, "tracking-changed", tracking, actor, address);
        }
        return new Outcome.Corrected();
      }
      store(handle, order, tracking);
      note(handle, order, "shipped", tracking, actor, address);
      outbox.post(handle, mail(order, tracking));
      return new Outcome.Shipped();
    });
  }

  private void store(Handle handle, OrderHead order, OrderHead.Tracking tracking) {
    handle.execute(
        """
        UPDATE shop_order
        SET shipped_at = COALESCE(shipped_at, ?), tracking_carrier = ?, tracking_number = ?
        WHERE id = ?
        """,
        clock.instant(),
        tracking.carrier().isEmpty() ? null : tracking.carrier(),
        tracking.number().isEmpty() ? null : tracking.number(),
        order.id());
  }

  private void note(
      Handle handle,
      OrderHead order,
      String kind,
      OrderHead.Tracking tracking,
      long actor,
      String address) {
    String detail = (tracking.carrier() + " " + tracking.number()).strip();
    handle.execute(
        "INSERT INTO order_event (order_id, at, kind, detail) VALUES (?, ?, ?, ?)",
        order.id(),
        clock.instant(),
        kind,
        detail);
    audit.write(
        handle, OptionalLong.of(actor), "order." + kind, "order " + order.code(), detail, address);
  }

  private Mail mail(OrderHead order, OrderHead.Tracking tracking) {
    Messages words = Languages.messages(Locale.forLanguageTag(order.language()));
    String link = site + "/orders/" + order.code();
    String by = (tracking.carrier() + " " + tracking.number()).strip();
    String text =
        words.text("desk.mail.text", order.shopName(), order.code())
            + (by.isEmpty() ? "" : "\n" + words.text("desk.mail.tracking", by))
            + "\n\n"
            + link
            + "\n";
    return new Mail(
        Optional.of("shipped-" + order.code()),
        order.email(),
        words.text("desk.mail.subject", order.code()),
        text,
        ShippedMail.html(text, link));
  }
}
