package live.vitrine.web.checkout;

import java.util.List;
import java.util.Optional;
import live.vitrine.web.order.Order;
import live.vitrine.web.text.Message;

/** What is shown about orders that wait for payment. */
public record PendingModel(List<Order> orders, Optional<Message> warning) {}
