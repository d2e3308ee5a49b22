package live.vitrine.web.account;

import java.time.Instant;
import java.util.OptionalLong;
import live.vitrine.web.session.Role;
import org.jdbi.v3.core.Handle;

/**
 * Deletes accounts. The row stays, without anything about the person, because orders refer to it;
 * orders themselves stay as they are: the law asks for the books.
 */
final class AccountDeletion {
  private final AccountContext context;
  private final AccountMails mails;

  AccountDeletion(AccountContext context, AccountMails mails) {
    this.context = context;
    this.mails = mails;
  }

  /**
   * Deletes it, where nothing stands against it. The password was checked. Pictures go by
   * themselves when nothing refers to them any more.
   */
  DeletionResult delete(Account account, Visitor visitor) {
    return context.database().transaction(handle -> delete(handle, account, visitor));
  }

  private DeletionResult delete(Handle handle, Account account, Visitor visitor) {
    long id = account.id();
    if (account.role() == Role.ADMINISTRATOR && administrators(handle) <= 1) {
      return new DeletionResult.LastAdministrator();
    }
    int open = openOrders(handle, id);
    if (open > 0) {
      return new DeletionResult.OpenOrders(open);
    }
    closeShop(handle, id);
    anonymise(handle, account);
    context
        .audit()
        .write(
            handle,
            OptionalLong.of(id),
            "account.deleted",
            account.subject(),
            "",
            visitor.address());
    mails.deleted(handle, account.email(), visitor.language());
    return new DeletionResult.Deleted();
  }

  /** Counts them, and keeps the others from going at the same time. */
  private static int administrators(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id FROM account
            WHERE role = 'administrator' AND deleted_at IS NULL AND suspended_at IS NULL
            ORDER BY id FOR UPDATE
            """)
        .mapTo(Long.class)
        .list()
        .size();
  }

  private static int openOrders(Handle handle, long ownerId) {
    // The shop's row first: no order is made for it while it closes.
    handle
        .createQuery("SELECT id FROM shop WHERE owner_id = ? FOR UPDATE")
        .bind(0, ownerId)
        .mapTo(Long.class)
        .findOne();
    return handle
        .createQuery(
            """
            SELECT COUNT(*) FROM shop_order o JOIN shop ON shop.id = o.shop_id
            WHERE shop.owner_id = ?
              AND (o.status = 'pending'
                   OR o.status = 'paid' AND o.shipped_at IS NULL AND o.refunded < o.total)
            """)
        .bind(0, ownerId)
        .mapTo(Integer.class)
        .one();
  }

  private void closeShop(Handle handle, long ownerId) {
    Instant now = context.clock().instant();
    handle.execute(
        """
        UPDATE api_key SET revoked_at = ?
        WHERE revoked_at IS NULL AND shop_id IN (SELECT id FROM shop WHERE owner_id = ?)
        """,
        now,
        ownerId);
    // The next generation: the stream key of this one works no longer.
    handle.execute(
        """
        UPDATE shop SET status = 'closed', status_reason = '', stripe_account = NULL,
                        key_generation = key_generation + 1
        WHERE owner_id = ?
        """,
        ownerId);
  }

  private void anonymise(Handle handle, Account account) {
    long id = account.id();
    context.sessions().endAll(handle, id, null);
    AccountTokens.revokeAll(handle, id);
    SecondFactor.remove(handle, id);
    handle.execute("DELETE FROM cart WHERE account_id = ?", id);
    handle.execute("DELETE FROM mail WHERE recipient = ? AND unique_key IS NULL", account.email());
    handle.execute(
        """
        UPDATE account SET email = NULL, email_confirmed_at = NULL, password_hash = NULL,
                           display_name = 'Deleted', picture_id = NULL, language = NULL,
                           role = 'shopper', deleted_at = ?
        WHERE id = ?
        """,
        context.clock().instant(),
        id);
  }
}
