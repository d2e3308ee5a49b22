package live.vitrine.web.admin;

/**
 * What the page of one account shows.
 *
 * @param canReset whether a mail for a new password can be sent
 */
public record AccountPage(AccountRow account, boolean canReset) {}
