package live.vitrine.stripe.checkout;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a shop asks for when it creates a session; its parameters are already checked. */
public record SessionRequest(
    String currency,
    List<LineItem> lineItems,
    @Nullable Shipping shipping,
    @Nullable String customerEmail,
    @Nullable String clientReferenceId,
    Map<String, String> metadata,
    PaymentRequest payment,
    String successUrl,
    @Nullable String cancelUrl,
    @Nullable Instant expiresAt,
    @Nullable String locale) {
  public SessionRequest {
    lineItems = List.copyOf(lineItems);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** What {@code payment_intent_data} says about the payment to come. */
  public record PaymentRequest(
      Map<String, String> metadata,
      @Nullable String description,
      @Nullable String transferDestination,
      @Nullable Long applicationFee) {
    public PaymentRequest {
      metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
  }

  public long subtotal() {
    return lineItems.stream().mapToLong(LineItem::total).reduce(0, Math::addExact);
  }

  public long shippingAmount() {
    return shipping == null ? 0 : shipping.amount();
  }

  public long total() {
    return Math.addExact(subtotal(), shippingAmount());
  }
}
