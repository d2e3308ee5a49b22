package live.vitrine.web.checkout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.vitrine.web.http.Form;
import live.vitrine.web.order.Order;
import live.vitrine.web.text.Message;

/**
 * What the checkout shows.
 *
 * @param token of the form: sent twice, it is one order
 * @param warning what changed since it was shown, or why nothing was ordered
 * @param pending orders that wait for payment
 */
public record CheckoutModel(
    Quote quote,
    Form form,
    String token,
    Optional<Message> warning,
    List<Order> pending,
    List<Map.Entry<String, String>> countries) {}
