package live.vitrine.web.shop;

import java.util.Currency;
import java.util.Optional;
import live.vitrine.web.money.Money;

/** What a host can change about their shop, checked. */
record ShopSettings(
    String name,
    String description,
    String category,
    Currency currency,
    Money shippingPrice,
    int taxBasisPoints,
    boolean taxIncluded,
    Optional<String> stripeAccount) {}
