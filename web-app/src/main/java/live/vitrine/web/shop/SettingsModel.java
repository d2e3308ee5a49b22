package live.vitrine.web.shop;

import live.vitrine.web.http.Form;

/**
 * What the page of a shop's settings shows.
 *
 * @param currencyFixed there are orders
 */
public record SettingsModel(Shop shop, Form form, boolean currencyFixed) {}
