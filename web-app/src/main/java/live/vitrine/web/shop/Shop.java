package live.vitrine.web.shop;

import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import live.vitrine.web.money.Money;

/**
 * A shop of a host.
 *
 * @param handle its name in addresses, {@code [a-z0-9-]{3,40}}
 * @param taxBasisPoints 1900 is 19 %
 * @param taxIncluded whether prices and shipping contain the tax
 * @param stripeAccount the connected account that is paid, if there is one
 * @param streamId its name on media-servers
 */
public record Shop(
    long id,
    long ownerId,
    String handle,
    String name,
    String description,
    String category,
    Optional<String> logoId,
    Status status,
    String statusReason,
    Currency currency,
    Money shippingPrice,
    int taxBasisPoints,
    boolean taxIncluded,
    Optional<String> stripeAccount,
    String streamId,
    int keyGeneration) {

  /** Where a shop stands. Only an open one is seen and sells. */
  public enum Status {
    PENDING,
    OPEN,
    REFUSED,
    SUSPENDED,
    CLOSED;

    /** As the database has it. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Status ofStored(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }
  }

  public boolean isOpen() {
    return status == Status.OPEN;
  }
}
