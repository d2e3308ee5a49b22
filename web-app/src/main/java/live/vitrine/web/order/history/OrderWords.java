package live.vitrine.web.order.history;

import live.vitrine.web.text.Languages;

/** Keys of the words for what is stored of an order. What nobody has words for is called other. */
public final class OrderWords {
  private OrderWords() {}

  /** How it stands. */
  public static String state(OrderHead order) {
    return "orders.state." + order.state();
  }

  /** How it looks: a class of the style sheet. */
  public static String badge(OrderHead order) {
    return switch (order.state()) {
      case "paid" -> "badge busy";
      case "shipped" -> "badge good";
      case "pending" -> "badge busy";
      default -> "badge";
    };
  }

  /** Why it is flagged, for the shopper. */
  public static String flag(String flag) {
    return known("orders.flag.", flag);
  }

  /** Why it is flagged, for the host. */
  public static String hostFlag(String flag) {
    return known("desk.flag.", flag);
  }

  public static String event(String kind) {
    return known("orders.event.", kind);
  }

  public static String refund(String state) {
    return known("orders.refund.", state);
  }

  public static String reason(String reason) {
    return known("orders.reason.", reason);
  }

  private static String known(String prefix, String word) {
    String key = prefix + word;
    return Languages.messages(Languages.STANDARD).has(key) ? key : prefix + "other";
  }
}
