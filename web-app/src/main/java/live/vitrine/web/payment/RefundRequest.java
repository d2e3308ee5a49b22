package live.vitrine.web.payment;

import java.util.Map;
import live.vitrine.web.money.Money;

/**
 * What a host asks for.
 *
 * @param token of the form, 20 to 43 characters {@code [A-Za-z0-9_-]}: sent twice, it is one refund
 * @param restock how many pieces of which line (by its id) go back on the shelf
 * @param note for the history; at most 500 characters
 * @param actorId the account that asks
 * @param address where it asks from
 */
public record RefundRequest(
    long orderId,
    Money amount,
    Map<Long, Integer> restock,
    String note,
    String token,
    long actorId,
    String address) {}
