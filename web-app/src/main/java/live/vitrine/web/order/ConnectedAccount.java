package live.vitrine.web.order;

import live.vitrine.web.money.Money;

/**
 * The account at Stripe that gets an order's money and gives refunds, as it was when it was
 * ordered: whatever the shop or the operator changes later, the money goes back the way it came.
 *
 * @param fee what the operator keeps of it; may be zero
 */
public record ConnectedAccount(String id, Money fee) {}
