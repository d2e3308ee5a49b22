package live.vitrine.web.shop;

import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import live.vitrine.web.http.Form;
import live.vitrine.web.text.Message;

/** The form of a shop's settings. */
final class SettingsForm {
  static final String INCLUDED = "included";
  static final String ADDED = "added";

  private SettingsForm() {}

  /** As it is shown first. */
  static Form of(Shop shop) {
    Map<String, String> values = new HashMap<>();
    values.put("name", shop.name());
    values.put("description", shop.description());
    values.put("category", shop.category());
    values.put("currency", shop.currency().getCurrencyCode());
    values.put("shipping", shop.shippingPrice().decimal().toPlainString());
    values.put("tax-rate", TaxRate.text(shop.taxBasisPoints()));
    values.put("tax", shop.taxIncluded() ? INCLUDED : ADDED);
    values.put("stripe-account", shop.stripeAccount().orElse(""));
    return Form.of(values);
  }

  /** What it says; whether it can be used is {@link Form#isValid}. */
  static ShopSettings read(Form form) {
    Currency currency = OpeningForm.currency(form);
    return new ShopSettings(
        form.line("name", 2, 80),
        form.lines("description", 0, 2_000),
        form.choice("category", ShopCategory.ALL),
        currency,
        form.money("shipping", currency),
        taxRate(form),
        form.choice("tax", List.of(INCLUDED, ADDED)).equals(INCLUDED),
        stripeAccount(form));
  }

  private static int taxRate(Form form) {
    OptionalInt basisPoints = TaxRate.basisPoints(form.value("tax-rate"));
    if (basisPoints.isEmpty()) {
      form.error("tax-rate", Message.of("shop.tax-rate-form"));
    }
    return basisPoints.orElse(0);
  }

  private static Optional<String> stripeAccount(Form form) {
    String account = form.value("stripe-account").strip();
    if (account.isEmpty()) {
      return Optional.empty();
    }
    if (!account.matches("acct_[A-Za-z0-9]{8,59}")) {
      form.error("stripe-account", Message.of("shop.stripe-account-form"));
    }
    return Optional.of(account);
  }
}
