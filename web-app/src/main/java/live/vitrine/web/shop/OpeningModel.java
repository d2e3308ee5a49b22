package live.vitrine.web.shop;

import live.vitrine.web.http.Form;

/**
 * What the page for opening a shop shows.
 *
 * @param confirmed whether the reader's address is confirmed, without which there is no form
 * @param byApproval whether an administrator decides
 */
public record OpeningModel(Form form, boolean confirmed, boolean byApproval) {}
