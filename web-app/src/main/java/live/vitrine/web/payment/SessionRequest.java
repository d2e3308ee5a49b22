package live.vitrine.web.payment;

import java.util.List;
import live.vitrine.web.order.Order;
import live.vitrine.web.order.OrderLine;

/**
 * What a Checkout Session is made of. All of it is stored: asked again, it is the same, as the same
 * idempotency key demands.
 */
record SessionRequest(Order order, List<OrderLine> lines, PaymentAttempt attempt) {}
