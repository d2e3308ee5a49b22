package live.vitrine.web.shop;

import java.util.Currency;

/** What somebody says about the shop they want to open, checked. */
record NewShop(String name, String handle, String category, Currency currency) {}
