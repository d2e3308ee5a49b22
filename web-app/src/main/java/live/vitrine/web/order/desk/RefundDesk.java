package live.vitrine.web.order.desk;

import live.vitrine.web.payment.RefundRequest;
import live.vitrine.web.payment.RefundResult;

/** Takes refunds on. Blocks; the same token again answers the same refund. */
@FunctionalInterface
public interface RefundDesk {
  RefundResult request(RefundRequest request);
}
