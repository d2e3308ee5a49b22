package live.vitrine.web.shop;

import java.util.Currency;
import live.vitrine.web.http.Form;
import live.vitrine.web.money.Currencies;
import live.vitrine.web.text.Message;

/** The form of somebody who wants to open a shop. */
final class OpeningForm {
  private OpeningForm() {}

  /** What it says; whether it can be used is {@link Form#isValid}. */
  static NewShop read(Form form) {
    String name = form.line("name", 2, 80);
    String typed = form.value("handle").strip();
    String handle = typed.isEmpty() ? ShopHandle.suggest(name) : typed;
    if (form.errorOf("name").isEmpty()) {
      checkHandle(form, handle);
    }
    String category = form.choice("category", ShopCategory.ALL);
    Currency currency = currency(form);
    if (!form.isChecked("terms")) {
      form.error("terms", Message.of("shop.terms-needed"));
    }
    return new NewShop(name, handle, category, currency);
  }

  private static void checkHandle(Form form, String handle) {
    if (!ShopHandle.isWellFormed(handle)) {
      form.error("handle", Message.of("shop.handle-form", ShopHandle.SHORTEST, ShopHandle.LONGEST));
    } else if (ShopHandle.isReserved(handle)) {
      form.error("handle", Message.of("shop.handle-reserved"));
    }
  }

  static Currency currency(Form form) {
    return Currency.getInstance(
        form.choice("currency", Currencies.ALL.stream().map(Currency::getCurrencyCode).toList()));
  }
}
