package live.vitrine.web.page;

import java.net.URI;

/**
 * What all pages share.
 *
 * @param testPayments whether no real money moves, which every page says
 */
public record Site(URI publicUrl, Assets assets, boolean testPayments) {}
