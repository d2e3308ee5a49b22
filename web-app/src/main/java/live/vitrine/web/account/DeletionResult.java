package live.vitrine.web.account;

/** What came of deleting an account. */
sealed interface DeletionResult {
  record Deleted() implements DeletionResult {}

  /** Somebody has paid their shop, or is paying, for what is not shipped. */
  record OpenOrders(int count) implements DeletionResult {}

  /** Nobody would be left to run the site. */
  record LastAdministrator() implements DeletionResult {}
}
